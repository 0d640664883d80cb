/** One motif node is a neighbour of all others: its neighbourhood is searched by itself, as rows of bits. */
import type { PairCodes, UniverseStep } from '../../model/count-plan'
import { swapCodes } from '../coded-rows'
import { isNeighbour, neighbourCodes } from './coded-motif'
import { fixing, orbitRepresentatives, restrictionsOf } from './motif-group'
import { prefixTerm } from './prefix-ways'
import type { CountingQuestion, ListWays, RawTerm, WayOfCounting } from './way-of-counting'
import { rootsOf } from './way-of-counting'

/** The bits of so many neighbours take 2 MB for each direction. */
const mostNeighbours = 4096
/** Of two neighbours of a node, about one pair in so many has the edge that is asked for, in brains. */
const sparsity = 16
const wordBits = 64
/** A row is read several times as long as its part of smaller neighbours where only those are walked. */
const readBeyond = 3
const mostPerRoot = 2 ** 48

/** The others, those with the most conditions towards earlier ones first. */
function innerOrder({ motif }: CountingQuestion, root: number): number[] {
  const left = motif.names.map((_, node) => node).filter((node) => node !== root)
  const order: number[] = []
  const linksOf = (node: number) => order.filter((other) => isNeighbour(motif.codes[node]![other]!)).length
  const linksLater = (node: number) =>
    left.filter((other) => other !== node && isNeighbour(motif.codes[node]![other]!)).length
  while (left.length > 0) {
    left.sort((a, b) => linksOf(b) - linksOf(a) || linksLater(b) - linksLater(a) || a - b)
    order.push(left.shift()!)
  }
  return order
}

function universeTerm(question: CountingQuestion, root: number, rootBelow: boolean): RawTerm {
  const { motif, group } = question
  const used = fixing(group, [root])
  const order = innerOrder(question, root)
  const restrictions = restrictionsOf(used, order)
  const steps = order.map((node, step): UniverseStep => ({
    set: motif.sets[node]!,
    root: motif.codes[root]![node]!,
    codes: order.slice(0, step).map((other) => motif.codes[other]![node]!),
    above: restrictions.filter(([, larger]) => larger === node).map(([base]) => order.indexOf(base)),
    below: [],
  }))
  const most = Math.min(mostNeighbours, Math.floor(mostPerRoot ** (1 / order.length)))
  return {
    term: {
      kind: 'universe',
      ...rootsOf(question, motif.sets[root]!),
      steps,
      rootSet: motif.sets[root]!,
      rootBelow,
      mostNeighbours: most,
    },
    multiplicity: rootBelow ? group.length : used.length,
    unit: 1,
    mostPerRoot: most ** order.length,
  }
}

function walkedCodes({ motif }: CountingQuestion, root: number): PairCodes {
  return motif.names.reduce((all, _, node) => (node === root ? all : all | motif.codes[root]![node]!), 0)
}

function costOf(question: CountingQuestion, root: number, rootBelow: boolean): number {
  const { layer, motif } = question
  const walked = walkedCodes(question, root)
  const back = swapCodes(walked)
  const inner = motif.names.length - 1
  return layer.sum((node) => {
    const around = Math.max(1, layer.rowLength(node, neighbourCodes))
    const share = rootBelow ? layer.belowLength(node) / around : 1
    const size = share * layer.rowLength(node, walked)
    const asNeighbour = rootBelow
      ? readBeyond * (around - layer.belowLength(node)) * layer.belowLength(node)
      : layer.rowLength(node, back) * layer.belowLength(node)
    const partials = size * (size / sparsity) ** Math.max(0, inner - 2)
    // From four inner nodes on, rows are drawn once more among the neighbours of the first.
    const words = Math.ceil(size / (inner > 3 ? sparsity : 1) / wordBits)
    return 1 + asNeighbour + partials * words
  })
}

/** Roots with too many neighbours come first in the numbering; a prefix visits theirs. Null when it cannot. */
function withHubs(question: CountingQuestion, root: number, way: WayOfCounting): WayOfCounting | null {
  const { layer, group } = question
  const [universe] = way.terms as [RawTerm]
  const term = universe.term
  if (term.kind !== 'universe') return way
  const walked = walkedCodes(question, root)
  let hubsEnd = term.first
  for (let node = term.first; node < term.end; node++)
    if (layer.rowLength(node, walked) > term.mostNeighbours) hubsEnd = node + 1
  if (hubsEnd === term.first) return way
  const order = [root, ...innerOrder(question, root)]
  const tailLength = order.length > 4 ? order.length - 4 : 0
  if (tailLength > 1) return null
  const used = fixing(group, [root])
  const prefix = order.slice(0, order.length - tailLength)
  const visited = prefixTerm(question, used, prefix, order.slice(prefix.length))
  return {
    ...way,
    terms: [
      { ...visited, term: { ...visited.term, first: term.first, end: hubsEnd } },
      { ...universe, term: { ...term, first: hubsEnd } },
    ],
  }
}

export const universeWays: ListWays = (question) => {
  const { motif, group, layer } = question
  const nodes = motif.names.map((_, node) => node)
  if (nodes.length < 3) return []
  const touchesAll = nodes.filter((node) =>
    nodes.every((other) => other === node || isNeighbour(motif.codes[node]![other]!)),
  )
  const reason = (root: number) =>
    `${motif.names[root]!} is a neighbour of all other nodes, so the neighbours of each host node are searched by themselves, as rows of bits.`
  const single = touchesAll.flatMap((root) => {
    const way: WayOfCounting = {
      kind: 'universe',
      terms: [universeTerm(question, root, false)],
      cost: costOf(question, root, false),
      reason: reason(root),
    }
    const complete = withHubs(question, root, way)
    return complete ? [complete] : []
  })
  const terms = orbitRepresentatives(group, nodes).map((root) => universeTerm(question, root, true))
  const fits = terms.every(
    ({ term }) => term.kind === 'universe' && layer.longestBelow() <= term.mostNeighbours,
  )
  if (touchesAll.length < nodes.length || !fits) return single
  const least: WayOfCounting = {
    kind: 'universe',
    terms,
    cost: orbitRepresentatives(group, nodes).reduce((sum, root) => sum + costOf(question, root, true), 0),
    reason:
      'All nodes are neighbours of each other, so within the neighbours of each host node that have more neighbours than it the rest is searched, as rows of bits.',
  }
  return [least, ...single]
}
