/** One request to another server, with patience: what is refused for the moment (429, 5xx) is asked again, later each
 *  time. Runs in a worker and in Node. */
import { refusedBy, refusedByPage, unreachable } from './remote-errors'

export interface RemoteHooks {
  signal?: AbortSignal
  /** Waits between two tries; in tests, not at all. */
  pause?: (ms: number) => Promise<void>
}

const firstPauseMs = 500
const longestPauseMs = 20_000
const tryCount = 4

/** How long to wait before the try after `failures` of them. */
export const backOffMs = (failures: number): number =>
  Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1))

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

const isForTheMoment = (status: number) => status === 429 || (status >= 500 && status !== 501)

/** An answer with a status of success.
 *  @throws MotifscopeError `mixed-content`, `unreachable`, `not-found`, `forbidden`, `http-error`; the signal's reason. */
export async function fetchPatiently(
  address: string,
  headers: Record<string, string>,
  { signal, pause = sleep }: RemoteHooks,
): Promise<Response> {
  for (let failures = 1; ; failures++) {
    const response = await fetchOnce(address, headers, signal)
    if (response.ok) return response
    await response.body?.cancel()
    if (!isForTheMoment(response.status) || failures === tryCount) throw refusedBy(address, response)
    await pause(Math.max(backOffMs(failures), wishedPauseMs(response)))
    signal?.throwIfAborted()
  }
}

/** What the server asks to wait, where it says and the browser tells. */
function wishedPauseMs({ headers }: Response): number {
  const seconds = Number(headers.get('Retry-After'))
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(longestPauseMs, seconds * 1000) : 0
}

async function fetchOnce(
  address: string,
  headers: Record<string, string>,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const options = { credentials: 'omit', redirect: 'follow', ...(signal ? { signal } : {}) } as const
  const refusal = refusedByPage(address)
  // Node has no page that could refuse.
  if (refusal && globalThis.location !== undefined) throw refusal
  try {
    return await fetch(address, { ...options, headers })
  } catch (cause) {
    signal?.throwIfAborted()
    const isOnline = globalThis.navigator?.onLine !== false
    throw unreachable(address, isOnline && (await answersAtAll(address)), { isOnline }, cause)
  }
}

/** A browser does not tell a dead server from one that keeps its files from other pages; an answer that may not be read
 *  tells the second. Only the head is asked for. */
async function answersAtAll(address: string): Promise<boolean> {
  if (globalThis.location === undefined) return false
  try {
    await fetch(address, { method: 'HEAD', mode: 'no-cors', credentials: 'omit', cache: 'no-store' })
    return true
  } catch {
    return false
  }
}
