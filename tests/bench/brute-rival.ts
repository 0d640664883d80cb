/** A plain backtracking count, for machines without a C compiler: it checks counts and is no yardstick. Shares nothing
 *  with the engine. */
import { readFileSync } from 'node:fs'
import type { HostFiles } from './host-presets'
import { isCandidate } from './host-files'
import type { Query } from './queries'
import type { Rival } from './rival'

interface Neighbours {
  out: Set<number>[]
  into: Set<number>[]
}

function readBinaryHost(file: string): Neighbours {
  const numbers = new Int32Array(Uint8Array.from(readFileSync(file)).buffer)
  const sets = () => Array.from({ length: numbers[0]! }, () => new Set<number>())
  const host = { out: sets(), into: sets() }
  for (let i = 2; i < numbers.length; i += 2) {
    host.out[numbers[i]!]!.add(numbers[i + 1]!)
    host.into[numbers[i + 1]!]!.add(numbers[i]!)
  }
  return host
}

/** All matches, automorphic images counted each. */
export function countByBruteForce(host: Neighbours, query: Query): bigint {
  const { nodes, required, forbidden, isSelective } = query
  const chosen: number[] = []
  const fits = (v: number, step: number): boolean => {
    if (chosen.includes(v) || (isSelective && !isCandidate(v))) return false
    const at = (name: string) => (nodes[step] === name ? v : chosen[nodes.indexOf(name)])
    const holds = ([from, to]: [string, string], isEdge: boolean) => {
      const [a, b] = [at(from), at(to)]
      return a === undefined || b === undefined || host.out[a]!.has(b) === isEdge
    }
    const touching = (pair: [string, string]) => pair.includes(nodes[step]!)
    return (
      required.filter(touching).every((pair) => holds(pair, true)) &&
      forbidden.filter(touching).every((pair) => holds(pair, false))
    )
  }
  const candidates = (step: number): Iterable<number> => {
    for (const [from, to] of required) {
      const [a, b] = [nodes.indexOf(from), nodes.indexOf(to)]
      if (b === step && a < step) return host.out[chosen[a]!]!
      if (a === step && b < step) return host.into[chosen[b]!]!
    }
    return host.out.keys()
  }
  const countFrom = (step: number): number => {
    if (step === nodes.length) return 1
    let count = 0
    for (const v of candidates(step)) {
      if (!fits(v, step)) continue
      chosen.push(v)
      count += countFrom(step + 1)
      chosen.pop()
    }
    return count
  }
  return BigInt(countFrom(0))
}

export function bruteRival(): Rival {
  let open: { file: string; host: Neighbours } | undefined
  return {
    name: 'brute',
    isOnce: true,
    description:
      'brute: a plain search in JavaScript that checks the counts, for want of the native reference',
    async count({ binary }: HostFiles, query) {
      if (open?.file !== binary) open = { file: binary, host: readBinaryHost(binary) }
      const begin = performance.now()
      const count = countByBruteForce(open.host, query)
      return { kind: 'counted', count, ms: performance.now() - begin }
    },
    close: async () => undefined,
  }
}
