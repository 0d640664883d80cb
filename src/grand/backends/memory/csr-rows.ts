/** A graph's edges at rest: the compressed rows of the search, and beside every entry the number of its edge, so that
 *  what is kept per edge (its place in the order of adding, its attributes) is found from both ends. Pure. */
import { lowerBound, topologyFromPairs } from '../../../grandiso/csr'
import type { Csr, HostTopology } from '../../../model/host-graph'
import type { EdgePairs } from '../../../model/plan'

export interface NumberedRows {
  topology: HostTopology
  /** Edge numbers: of the entries of `adjacency.out`, then of `selfLoops`. In an undirected graph both entries of an
   *  edge have its number. */
  numbers: Uint32Array
  /** Of the entries of `adjacency.in`; a part of `numbers` in an undirected graph. */
  inNumbers: Uint32Array
}

export const noEdge = -1

/** Sorts `order` by the key of each item: stable, linear. Without `order`: 0, 1, 2, … */
function bucketed(order: Uint32Array | null, keys: Uint32Array, offsets: Uint32Array): Uint32Array {
  const place = offsets.slice()
  const sorted = new Uint32Array(order?.length ?? keys.length)
  for (let i = 0; i < sorted.length; i++) {
    const item = order ? order[i]! : i
    sorted[place[keys[item]!]!++] = item
  }
  return sorted
}

/** The numbers of edges that are no self-loops; null when that is all of them. */
function withoutLoops({ sources, targets }: EdgePairs): Uint32Array | null {
  let loopCount = 0
  for (let i = 0; i < sources.length; i++) if (sources[i] === targets[i]) loopCount++
  if (loopCount === 0) return null
  const numbers = new Uint32Array(sources.length - loopCount)
  let at = 0
  for (let i = 0; i < sources.length; i++) if (sources[i] !== targets[i]) numbers[at++] = i
  return numbers
}

/** Every edge once from each end: the first half as they are, the second turned round. */
function bothWays({ sources, targets }: EdgePairs): EdgePairs {
  const count = sources.length
  const doubled = { sources: new Uint32Array(count * 2), targets: new Uint32Array(count * 2) }
  doubled.sources.set(sources)
  doubled.sources.set(targets, count)
  doubled.targets.set(targets)
  doubled.targets.set(sources, count)
  return doubled
}

function bothHalves(plain: Uint32Array | null, count: number): Uint32Array | null {
  if (!plain) return null
  const halves = new Uint32Array(plain.length * 2)
  halves.set(plain)
  for (let i = 0; i < plain.length; i++) halves[plain.length + i] = plain[i]! + count
  return halves
}

/** Loops after the rows. */
function withLoops(outNumbers: Uint32Array, { selfLoops }: HostTopology, pairs: EdgePairs): Uint32Array {
  if (selfLoops.length === 0) return outNumbers
  const numbers = new Uint32Array(outNumbers.length + selfLoops.length)
  numbers.set(outNumbers)
  for (let i = 0; i < pairs.sources.length; i++) {
    const node = pairs.sources[i]!
    if (node === pairs.targets[i])
      numbers[outNumbers.length + lowerBound(selfLoops, 0, selfLoops.length, node)] = i
  }
  return numbers
}

/** Rows of edges that are all different (whatever their direction, in an undirected graph); edge i is pair i. Linear. */
export function numberedRows(nodeCount: number, directed: boolean, pairs: EdgePairs): NumberedRows {
  const topology = topologyFromPairs(nodeCount, directed, pairs)
  const { out, in: into } = topology.adjacency
  const plain = withoutLoops(pairs)
  if (directed) {
    const byTarget = bucketed(plain, pairs.targets, into.offsets)
    const outNumbers = bucketed(byTarget, pairs.sources, out.offsets)
    const inNumbers = bucketed(outNumbers, pairs.targets, into.offsets)
    return { topology, numbers: withLoops(outNumbers, topology, pairs), inNumbers }
  }
  const count = pairs.sources.length
  const doubled = bothWays(pairs)
  const byTarget = bucketed(bothHalves(plain, count), doubled.targets, into.offsets)
  const outNumbers = bucketed(byTarget, doubled.sources, out.offsets)
  for (let i = 0; i < outNumbers.length; i++) if (outNumbers[i]! >= count) outNumbers[i]! -= count
  const numbers = withLoops(outNumbers, topology, pairs)
  return { topology, numbers, inNumbers: numbers.subarray(0, outNumbers.length) }
}

/** Where among the entries of `adjacency.out`, then of `selfLoops`, this edge is; `noEdge` when it is not. */
export function placeOfEdge({ adjacency, selfLoops }: HostTopology, from: number, to: number): number {
  const { offsets, targets } = adjacency.out
  if (from === to) {
    const at = lowerBound(selfLoops, 0, selfLoops.length, from)
    return selfLoops[at] === from ? targets.length + at : noEdge
  }
  const end = offsets[from + 1]!
  const place = lowerBound(targets, offsets[from]!, end, to)
  return place < end && targets[place] === to ? place : noEdge
}

/** Ends and number of every edge, each once. */
export function forEachNumberedEdge(
  { topology, numbers }: NumberedRows,
  visit: (source: number, target: number, edge: number) => void,
): void {
  const { adjacency, selfLoops, nodeCount, directed } = topology
  const { offsets, targets }: Csr = adjacency.out
  for (let node = 0; node < nodeCount; node++) {
    const end = offsets[node + 1]!
    for (let place = offsets[node]!; place < end; place++)
      if (directed || node < targets[place]!) visit(node, targets[place]!, numbers[place]!)
  }
  for (let i = 0; i < selfLoops.length; i++) visit(selfLoops[i]!, selfLoops[i]!, numbers[targets.length + i]!)
}
