/** The native reference as a rival. Its files are read anew for each run; that is not in its time. */
import type { NativeReference } from './native'
import type { Rival } from './rival'

/** `best`: the fastest algorithm known for each of the ten; `naive`: nested loops. */
export function nativeRival(native: NativeReference, name: 'best' | 'naive'): Rival {
  const algorithm = name === 'best' ? 'made for each of the ten motifs' : 'nested loops over sorted lists'
  return {
    name,
    description: `${name}: native C, one thread, ${algorithm} (${native.compiler})`,
    async count(host, query, stopMs) {
      const begin = performance.now()
      const line = native.tryRun(host.binary, query.name, name === 'naive', stopMs)
      if (!line) return { kind: 'stopped', ms: performance.now() - begin }
      return { kind: 'counted', count: BigInt(line.matches), ms: line.wallMs }
    },
    close: async () => undefined,
  }
}
