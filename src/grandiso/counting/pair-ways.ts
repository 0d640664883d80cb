/** Two motif nodes that share all others, which have no conditions among themselves: 4-cycles, bi-fans, K(2,k). */
import type { PairTerm } from '../../model/count-plan'
import { swapCodes } from '../coded-rows'
import { isFree, isNeighbour, neighbourCodes } from './coded-motif'
import type { CodedMotif } from './coded-motif'
import { fixing, orbitOf, orbitRepresentatives } from './motif-group'
import { listed, rootsOf } from './way-of-counting'
import type { CountingQuestion, ListWays, RawTerm, WayOfCounting } from './way-of-counting'

type Order = PairTerm['aboveRoot']

/** Reading and adding at a random place, in row entries read in order. */
const randomAccess = 2

function middlesOf({ codes, sets, names }: CodedMotif, x: number, y: number): PairTerm['middles'] | null {
  const nodes = names.map((_, node) => node).filter((node) => node !== x && node !== y)
  if (nodes.length < 2) return null
  const areShared = nodes.every(
    (node) =>
      isNeighbour(codes[x]![node]!) &&
      isNeighbour(codes[node]![y]!) &&
      nodes.every((other) => other === node || isFree(codes[node]![other]!)),
  )
  if (!areShared) return null
  const middles = nodes.map((node) => ({
    near: codes[x]![node]!,
    far: codes[node]![y]!,
    set: sets[node]!,
  }))
  return middles.length > 2 && distinct(middles).length > 1 ? null : middles
}

function distinct(middles: PairTerm['middles']): PairTerm['middles'] {
  return [...new Map(middles.map((middle) => [JSON.stringify(middle), middle])).values()]
}

function costOf({ layer }: CountingQuestion, middles: PairTerm['middles'], order: Order): number {
  return distinct(middles).reduce((cost, { near, far }) => {
    const walks = layer.sum((node) => {
      const near2 = layer.rowLength(node, swapCodes(near))
      const far2 = layer.rowLength(node, far)
      if (order !== 'all') return (near2 * far2) / (order === 'far' ? 2 : 1)
      const around = Math.max(1, layer.rowLength(node, neighbourCodes))
      const below = layer.belowLength(node)
      return (below * (around - below / 2) * near2 * far2) / (around * around)
    })
    return cost + randomAccess * walks
  }, layer.nodeCount)
}

function pairTerm(question: CountingQuestion, x: number, y: number, aboveRoot: Order): RawTerm {
  const { motif, group, layer } = question
  const middles = middlesOf(motif, x, y)!
  const walks = layer.longestRow(middles[0]!.near) * layer.longestRow(middles[0]!.far)
  return {
    term: {
      kind: 'pairs',
      ...rootsOf(question, motif.sets[x]!),
      middles,
      between: motif.codes[x]![y]!,
      rootSet: motif.sets[x]!,
      farSet: motif.sets[y]!,
      aboveRoot,
    },
    multiplicity: 1,
    unit: fixing(group, [x, y]).length,
    mostPerRoot: middles.slice(1).reduce((product, { near }) => product * layer.longestRow(near), walks),
  }
}

function way(
  question: CountingQuestion,
  pairs: [number, number][],
  order: Order,
  multiplicityOf: (x: number) => number,
): WayOfCounting {
  const { motif } = question
  const [x, y] = pairs[0]!
  const shared = listed(motif.names.filter((_, node) => node !== x && node !== y))
  return {
    kind: 'pairs',
    terms: pairs.map(([from, to]) => ({
      ...pairTerm(question, from, to, order),
      multiplicity: multiplicityOf(from),
    })),
    cost: pairs.reduce((sum, [from, to]) => sum + costOf(question, middlesOf(motif, from, to)!, order), 0),
    reason: `${motif.names[x]!} and ${motif.names[y]!} only share neighbours (${shared}), so for every two host nodes the paths between them are counted and combined: no match is visited singly.`,
  }
}

/** Every node of a 4-cycle is opposite to one other: the smallest of the four is the root. */
function leastRootWays(question: CountingQuestion): WayOfCounting[] {
  const { motif, group } = question
  const nodes = motif.names.map((_, node) => node)
  const oppositeOf = (node: number) =>
    nodes.filter((other) => other !== node && isFree(motif.codes[node]![other]!))
  const isCycle = nodes.every((x) => {
    const opposite = oppositeOf(x)
    return opposite.length === 1 && middlesOf(motif, x, opposite[0]!) !== null
  })
  if (nodes.length !== 4 || !isCycle) return []
  const pairs = orbitRepresentatives(group, nodes).map((x): [number, number] => [x, oppositeOf(x)[0]!])
  return [way(question, pairs, 'all', (x) => orbitOf(group, x).length)]
}

export const pairWays: ListWays = (question) => {
  const { motif, group } = question
  const nodes = motif.names.map((_, node) => node)
  const single = nodes.flatMap((x) =>
    nodes
      .filter((y) => y !== x && middlesOf(motif, x, y))
      .flatMap((y) => {
        const isSwapped = group.some((permutation) => permutation[x] === y && permutation[y] === x)
        const plain = way(question, [[x, y]], 'none', () => 1)
        return isSwapped ? [way(question, [[x, y]], 'far', () => 2), plain] : [plain]
      }),
  )
  return [...leastRootWays(question), ...single]
}
