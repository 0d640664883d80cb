/** What synchronisation needs of a browser, in Node: its own fetch, settings in memory, and a switch for the network. */
import { pause } from '../../src/scripting/remote-sources'
import type { RemoteSources } from '../../src/scripting/moss-remotes'

export interface MemoryRemoteSources extends RemoteSources {
  /** What is kept, by name. */
  kept: Map<string, unknown>
  setOnline(isOnline: boolean): void
  /** Milliseconds of the pauses asked for; each takes a few milliseconds only. */
  pauses: number[]
}

export function memoryRemoteSources(given: Partial<RemoteSources> = {}): MemoryRemoteSources {
  const kept = new Map<string, unknown>()
  const pauses: number[] = []
  let isOnline = true
  let wake: (() => void)[] = []
  return {
    kept,
    pauses,
    setOnline(value) {
      isOnline = value
      if (value) wake.forEach((one) => one())
    },
    settings: {
      get: async (name) => structuredClone(kept.get(name)),
      put: async (name, value) => void kept.set(name, structuredClone(value)),
    },
    send: (url, init) => fetch(url, init),
    random: () => 0.5,
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    pause: (ms, signal) => {
      pauses.push(ms)
      return pause(Math.min(ms, 10), signal)
    },
    isOnline: () => isOnline,
    untilOnline: (signal) =>
      new Promise((resolve, reject) => {
        wake = [...wake, resolve]
        signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true })
      }),
    alone: (_name, _options, work) => work(),
    timeoutMs: 10_000,
    ...given,
  }
}
