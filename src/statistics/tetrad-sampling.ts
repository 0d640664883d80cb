/** How many connected sets of four host nodes are of each class, from samples: walks along three edges, each as likely as
 *  any other (Jha, Seshadhri & Pinar 2015), meet every set as often as it has such walks; sets that are stars have none,
 *  and are met from their centres instead. Unbiased, with intervals. Pure. */
import type { RandomStream } from '../model/random-stream'
import type { NeighbourRows } from './neighbour-rows'
import { tetradClasses } from './tetrad-classes'

/** Running sums of samples, which add up over threads. */
export interface TetradSamples {
  walks: number
  stars: number
  /** Samples that met each class, by walks and by stars; length 199 each. */
  walkHits: Float64Array
  starHits: Float64Array
}

export interface TetradSampler {
  /** Walks along three edges, and stars of three, that the host has. */
  walkTotal: number
  starTotal: number
  draw(count: number, random: RandomStream, into: TetradSamples): void
}

export function emptyTetradSamples(): TetradSamples {
  const length = tetradClasses().classes.length
  return { walks: 0, stars: 0, walkHits: new Float64Array(length), starHits: new Float64Array(length) }
}

/** The first index whose running total is above a value. */
function placeOf(totals: Float64Array, value: number): number {
  let low = 0
  let high = totals.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (totals[middle]! > value) high = middle
    else low = middle + 1
  }
  return low
}

/** The dyad of two nodes as the first sees it; 0 for none. */
function dyadOf({ offsets, nodes, dyads }: NeighbourRows, from: number, to: number): number {
  let low = offsets[from]!
  let high = offsets[from + 1]!
  while (low < high) {
    const middle = (low + high) >> 1
    if (nodes[middle]! < to) low = middle + 1
    else high = middle
  }
  return low < offsets[from + 1]! && nodes[low] === to ? dyads[low]! : 0
}

/** @param rows every node's neighbours */
export function createTetradSampler(rows: NeighbourRows): TetradSampler {
  const { offsets, nodes } = rows
  const nodeCount = offsets.length - 1
  const { classOfCode } = tetradClasses()
  const degree = (node: number) => offsets[node + 1]! - offsets[node]!
  const walkTotals = new Float64Array(nodes.length)
  const starTotals = new Float64Array(nodeCount)
  let [walkTotal, starTotal] = [0, 0]
  for (let node = 0; node < nodeCount; node++) {
    const d = degree(node)
    starTotal += (d * (d - 1) * (d - 2)) / 6
    starTotals[node] = starTotal
    for (let i = offsets[node]!; i < offsets[node + 1]!; i++) {
      if (nodes[i]! > node) walkTotal += (d - 1) * (degree(nodes[i]!) - 1)
      walkTotals[i] = walkTotal
    }
  }

  function classOf(a: number, b: number, c: number, d: number): number {
    let code = dyadOf(rows, a, b) | (dyadOf(rows, a, c) << 2) | (dyadOf(rows, b, c) << 4)
    code |= (dyadOf(rows, a, d) << 6) | (dyadOf(rows, b, d) << 8) | (dyadOf(rows, c, d) << 10)
    return classOfCode[code]!
  }

  /** A neighbour of `node` other than the one at index `but` of its row. */
  function otherNeighbour(node: number, but: number, random: RandomStream): number {
    const pick = random.below(degree(node) - 1)
    const index = offsets[node]! + pick
    return nodes[index >= but ? index + 1 : index]!
  }

  function indexOf(node: number, other: number): number {
    let index = offsets[node]!
    while (nodes[index] !== other) index++
    return index
  }

  function drawWalk(random: RandomStream): number {
    const middle = placeOf(walkTotals, random.next() * walkTotal)
    const right = nodes[middle]!
    const left = nodeOf(middle)
    const leftEnd = otherNeighbour(left, middle, random)
    const rightEnd = otherNeighbour(right, indexOf(right, left), random)
    return leftEnd === rightEnd ? -1 : classOf(left, right, leftEnd, rightEnd)
  }

  /** Whose row an index lies in. */
  function nodeOf(index: number): number {
    let low = 0
    let high = nodeCount - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (offsets[middle]! <= index) low = middle
      else high = middle - 1
    }
    return low
  }

  function drawStar(random: RandomStream): number {
    const centre = placeOf(starTotals, random.next() * starTotal)
    const begin = offsets[centre]!
    const d = degree(centre)
    const first = random.below(d)
    let second = random.below(d - 1)
    if (second >= first) second++
    let third = random.below(d - 2)
    for (const taken of [Math.min(first, second), Math.max(first, second)]) if (third >= taken) third++
    const [a, b, c] = [nodes[begin + first]!, nodes[begin + second]!, nodes[begin + third]!]
    const isStar = dyadOf(rows, a, b) === 0 && dyadOf(rows, a, c) === 0 && dyadOf(rows, b, c) === 0
    return isStar ? classOf(centre, a, b, c) : -1
  }

  return {
    walkTotal,
    starTotal,
    draw(count, random, into) {
      for (let i = 0; i < count; i++) {
        if (walkTotal > 0) {
          const met = drawWalk(random)
          into.walks++
          if (met >= 0) into.walkHits[met]!++
        }
        if (starTotal > 0) {
          const met = drawStar(random)
          into.stars++
          if (met >= 0) into.starHits[met]!++
        }
      }
    },
  }
}

export interface TetradEstimate {
  count: number
  low: number
  high: number
}

/** Wilson's score interval of a share: sound for shares near 0, where a normal one is not. */
function wilson(hits: number, draws: number): [number, number] {
  const z = 1.959964
  const share = hits / draws
  const centre = share + (z * z) / (2 * draws)
  const spread = z * Math.sqrt((share * (1 - share)) / draws + (z * z) / (4 * draws * draws))
  const scale = 1 + (z * z) / draws
  return [Math.max(0, (centre - spread) / scale), (centre + spread) / scale]
}

/** One per class, with an interval that holds the truth in about 95 of 100 cases, each class for itself. */
export function estimateTetrads(
  { walkTotal, starTotal }: Pick<TetradSampler, 'walkTotal' | 'starTotal'>,
  { walks, stars, walkHits, starHits }: TetradSamples,
): TetradEstimate[] {
  return tetradClasses().classes.map(({ spanningPaths }, i) => {
    const isStar = spanningPaths === 0
    const [hits, draws] = isStar ? [starHits[i]!, stars] : [walkHits[i]!, walks]
    const scale = isStar ? starTotal : walkTotal / spanningPaths
    if (scale === 0) return { count: 0, low: 0, high: 0 }
    if (draws === 0) return { count: 0, low: 0, high: Infinity }
    const [low, high] = wilson(hits, draws)
    return { count: (scale * hits) / draws, low: hits === 0 ? 0 : low * scale, high: high * scale }
  })
}
