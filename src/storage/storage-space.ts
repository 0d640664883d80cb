/** How much room the browser gives, and whether it promises not to take it back. */

export interface StorageSpace {
  /** Bytes, roughly; undefined where the browser does not tell. */
  usage: number | undefined
  quota: number | undefined
}

/** What this origin uses and may use. */
export async function storageEstimate(): Promise<StorageSpace> {
  const estimate = await navigator.storage?.estimate?.()
  return { usage: estimate?.usage, quota: estimate?.quota }
}

/** `unanswered`: the browser asks the user, and no answer came in time; it may still come. */
export type Persistence = 'granted' | 'refused' | 'unanswered'

/** Asks the browser never to evict this origin's data by itself. Answers after `timeoutMs` at the latest: where the
 *  browser shows a prompt, its promise waits for the user, for ever if need be. */
export async function requestPersistence(timeoutMs = 3_000): Promise<Persistence> {
  if (!navigator.storage?.persist) return 'refused'
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<Persistence>((resolve) => {
    timer = setTimeout(() => resolve('unanswered'), timeoutMs)
  })
  const answer = navigator.storage.persist().then(
    (isGranted): Persistence => (isGranted ? 'granted' : 'refused'),
    (): Persistence => 'refused',
  )
  return Promise.race([answer, timeout]).finally(() => clearTimeout(timer))
}

/** Bytes that rows of host node indexes take. */
export function bytesOfRows(rowCount: number, width: number): number {
  return 4 * rowCount * width
}

/** Bytes that are left for this origin; undefined where the browser does not tell. */
export async function freeBytes(): Promise<number | undefined> {
  const { usage, quota } = await storageEstimate()
  return usage === undefined || quota === undefined ? undefined : Math.max(0, quota - usage)
}
