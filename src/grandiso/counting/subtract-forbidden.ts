/** A motif that forbids edges as a sum of motifs that forbid fewer: all matches without the condition, less those that
 *  break it. Pure. */
import { anyCode, isFree, isNeighbour, pairsWhere, withPair } from './coded-motif'
import type { CodedMotif } from './coded-motif'
import type { Permutation } from './motif-group'

/** A whole number over another. */
export interface Ratio {
  over: number
  under: number
}

/** How often the mappings of `motif` count. */
export interface WeightedMotif {
  motif: CodedMotif
  weight: Ratio
}

const mostPairs = 4

type Pair = [from: number, to: number]

const keyOf = (pairs: Pair[]) => pairs.map((pair) => pair.join(' ')).sort().join() // prettier-ignore

function image(permutation: Permutation, pairs: Pair[]): Pair[] {
  return pairs.map(([from, to]) => {
    const [a, b] = [permutation[from]!, permutation[to]!]
    return a < b ? [a, b] : [b, a]
  })
}

function imagesOf(group: Permutation[], pairs: Pair[]): Map<string, Pair[]> {
  return new Map(
    group.map((permutation) => {
      const moved = image(permutation, pairs)
      return [keyOf(moved), moved]
    }),
  )
}

/** All sub-lists, the empty one first. */
function subsets<Item>(items: Item[]): Item[][] {
  return items.reduce<Item[][]>((all, item) => [...all, ...all.map((some) => [...some, item])], [[]])
}

/** @param isExclusive whether each orbit of mappings counts once */
function expand(
  motif: CodedMotif,
  group: Permutation[],
  pairs: Pair[],
  isExclusive: boolean,
): WeightedMotif[] {
  const seen = new Set<string>()
  return subsets(pairs).flatMap((turned) => {
    if (seen.has(keyOf(turned))) return []
    const orbit = imagesOf(group, turned)
    for (const key of orbit.keys()) seen.add(key)
    const changed = pairs.reduce((left, [from, to]) => {
      const isTurned = turned.some(([a, b]) => a === from && b === to)
      return withPair(left, from, to, isTurned ? anyCode & ~motif.codes[from]![to]! : anyCode)
    }, motif)
    const sign = turned.length % 2 === 0 ? 1 : -1
    return {
      motif: changed,
      weight: { over: sign * orbit.size, under: isExclusive ? group.length : 1 },
    }
  })
}

/** Every way to write the motif's count as a sum, from the motif as it is to all its forbidden pairs expanded. Pairs that
 *  are images of each other are expanded together, so that the sum keeps the symmetries of the motif. */
export function signedSums(motif: CodedMotif, group: Permutation[], isExclusive: boolean): WeightedMotif[][] {
  const forbidden = pairsWhere(motif, (codes) => !isNeighbour(codes) && !isFree(codes))
  const orbits: Pair[][] = []
  for (const pair of forbidden) {
    if (orbits.some((orbit) => orbit.some(([from, to]) => from === pair[0] && to === pair[1]))) continue
    orbits.push([...imagesOf(group, [pair]).values()].map(([moved]) => moved!))
  }
  return subsets(orbits)
    .map((chosen) => chosen.flat())
    .filter((pairs) => pairs.length <= mostPairs)
    .map((pairs) => expand(motif, group, pairs, isExclusive))
}
