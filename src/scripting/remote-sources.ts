/** What synchronisation needs of this browser: the network, its locks between tabs, chance, and waiting. */
import { MotifscopeError } from '../model/errors'
import type { MotifscopeDatabase } from '../storage/database'
import { getSetting, putSetting } from '../storage/settings'
import type { RemoteSources } from './moss-remotes'

const cancelled = () => new MotifscopeError('cancelled', 'The synchronisation was cancelled.')

/** What a timer of a browser can hold. */
const longestTimerMs = 2 ** 31 - 1

/** Settled after so many milliseconds.
 *  @throws MotifscopeError `cancelled`. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(cancelled())
    const stop = () => {
      clearTimeout(timer)
      reject(cancelled())
    }
    const timer = setTimeout(
      () => {
        signal.removeEventListener('abort', stop)
        resolve()
      },
      Math.min(ms, longestTimerMs),
    )
    signal.addEventListener('abort', stop, { once: true })
  })
}

function untilOnline(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(cancelled())
    const settled = new AbortController()
    const settle = (end: () => void) => {
      settled.abort()
      end()
    }
    addEventListener('online', () => settle(resolve), { signal: settled.signal })
    signal.addEventListener('abort', () => settle(() => reject(cancelled())), { signal: settled.signal })
  })
}

/** Web Locks end with their tab, however it ends. */
const alone: RemoteSources['alone'] = async (name, { signal, onWait }, work) => {
  const first = await navigator.locks.request(name, { ifAvailable: true }, async (lock) =>
    lock ? { value: await work() } : undefined,
  )
  if (first) return first.value
  onWait()
  return navigator.locks.request(name, { signal }, work)
}

export function remoteSourcesOf(database: () => Promise<MotifscopeDatabase>): RemoteSources {
  return {
    settings: {
      get: async (name) => getSetting(await database(), name),
      put: async (name, value) => putSetting(await database(), name, value),
    },
    send: (url, init) => fetch(url, init),
    random: () => Math.random(),
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    pause,
    isOnline: () => navigator.onLine,
    untilOnline,
    alone,
    timeoutMs: 60_000,
  }
}
