/** Compressed sparse rows from pairs of host nodes: built by counting sort, so in linear time; and what is asked of
 *  them. Pure; whoever needs the arrays on shared memory passes `allocate`. */
import type { Adjacency, Csr, HostTopology } from '../model/host-graph'
import type { EdgePairs } from '../model/plan'

/** Gives a zeroed array of this length. */
export type Allocate = (length: number) => Uint32Array

export const allocateOrdinary: Allocate = (length) => new Uint32Array(length)

/** Turns counts at index + 1 into offsets, in place. */
function accumulate(offsets: Uint32Array): void {
  for (let i = 1; i < offsets.length; i++) offsets[i]! += offsets[i - 1]!
}

/** The sources of every target, in order of the pairs. Self-loops are dropped.
 *  @throws Error when a pair names a node beyond `nodeCount`. */
function bucketByTarget(nodeCount: number, { sources, targets }: EdgePairs): Csr {
  if (sources.length !== targets.length) throw new Error('Edge pairs need as many sources as targets.')
  const offsets = new Uint32Array(nodeCount + 1)
  for (let i = 0; i < targets.length; i++) {
    const source = sources[i]!
    const target = targets[i]!
    if (source >= nodeCount || target >= nodeCount)
      throw new Error(`The edge ${source} → ${target} names a node beyond the ${nodeCount} nodes there are.`)
    if (source !== target) offsets[target + 1]!++
  }
  accumulate(offsets)
  const items = new Uint32Array(offsets[nodeCount]!)
  const place = offsets.slice(0, nodeCount)
  for (let i = 0; i < targets.length; i++) {
    const source = sources[i]!
    const target = targets[i]!
    if (source !== target) items[place[target]!++] = source
  }
  return { offsets, targets: items }
}

/** Turns every edge round. The rows of the answer ascend, whatever the order within the given rows. Linear. */
export function transpose(csr: Csr, allocate: Allocate = allocateOrdinary): Csr {
  const nodeCount = csr.offsets.length - 1
  const offsets = allocate(nodeCount + 1)
  const edgeCount = csr.offsets[nodeCount]!
  const from = csr.targets
  for (let i = 0; i < edgeCount; i++) offsets[from[i]! + 1]!++
  accumulate(offsets)
  const targets = allocate(edgeCount)
  const place = offsets.slice(0, nodeCount)
  for (let node = 0; node < nodeCount; node++) {
    const end = csr.offsets[node + 1]!
    for (let i = csr.offsets[node]!; i < end; i++) targets[place[from[i]!]!++] = node
  }
  return { offsets, targets }
}

/** Keeps one of each run of equal neighbours. The rows must ascend. */
function withoutDuplicates(csr: Csr, allocate: Allocate): Csr {
  const nodeCount = csr.offsets.length - 1
  const offsets = allocate(nodeCount + 1)
  const items = csr.targets
  let kept = 0
  for (let node = 0; node < nodeCount; node++) {
    const begin = kept
    const end = csr.offsets[node + 1]!
    for (let i = csr.offsets[node]!; i < end; i++) {
      const item = items[i]!
      if (kept === begin || items[kept - 1] !== item) items[kept++] = item
    }
    offsets[node + 1] = kept
  }
  const targets = allocate(kept)
  targets.set(items.subarray(0, kept))
  return { offsets, targets }
}

/** Rows of successors and predecessors of a set of directed edges; parallel edges merged, self-loops dropped. Linear:
 *  some 50 ns an edge. */
export function adjacencyFromPairs(
  nodeCount: number,
  pairs: EdgePairs,
  allocate: Allocate = allocateOrdinary,
): Adjacency {
  const out = withoutDuplicates(transpose(bucketByTarget(nodeCount, pairs)), allocate)
  return { out, in: transpose(out, allocate) }
}

/** Merges two ascending rows into `into` from `at` on, each value once; answers the end. Null counts only. */
function mergeRows(
  left: Uint32Array,
  right: Uint32Array,
  bounds: number[],
  into: Uint32Array | null,
  at: number,
): number {
  const [iBegin, iEnd, jBegin, jEnd] = bounds as [number, number, number, number]
  let i = iBegin
  let j = jBegin
  while (i < iEnd || j < jEnd) {
    const a = i < iEnd ? left[i]! : 0xffffffff
    const b = j < jEnd ? right[j]! : 0xffffffff
    if (a <= b) i++
    if (b <= a) j++
    if (into) into[at] = a < b ? a : b
    at++
  }
  return at
}

/** The same edges usable in both directions: `out` and `in` of the answer are one object. Answers the adjacency itself
 *  when it is symmetric already. Linear. */
export function symmetricAdjacency(adjacency: Adjacency, allocate: Allocate = allocateOrdinary): Adjacency {
  if (adjacency.out === adjacency.in) return adjacency
  const { out, in: into } = adjacency
  const nodeCount = out.offsets.length - 1
  const rowBounds = (node: number) => [
    out.offsets[node]!,
    out.offsets[node + 1]!,
    into.offsets[node]!,
    into.offsets[node + 1]!,
  ]
  const offsets = allocate(nodeCount + 1)
  for (let node = 0; node < nodeCount; node++)
    offsets[node + 1] = mergeRows(out.targets, into.targets, rowBounds(node), null, offsets[node]!)
  const targets = allocate(offsets[nodeCount]!)
  for (let node = 0; node < nodeCount; node++)
    mergeRows(out.targets, into.targets, rowBounds(node), targets, offsets[node]!)
  const both = { offsets, targets }
  return { out: both, in: both }
}

/** What the rows of two relations have in common, row by row. Linear. */
export function intersectRows(left: Csr, right: Csr, allocate: Allocate = allocateOrdinary): Csr {
  const nodeCount = left.offsets.length - 1
  const offsets = allocate(nodeCount + 1)
  const common = new Uint32Array(Math.min(left.targets.length, right.targets.length))
  let kept = 0
  for (let node = 0; node < nodeCount; node++) {
    let i = left.offsets[node]!
    let j = right.offsets[node]!
    const iEnd = left.offsets[node + 1]!
    const jEnd = right.offsets[node + 1]!
    while (i < iEnd && j < jEnd) {
      const a = left.targets[i]!
      const b = right.targets[j]!
      if (a === b) common[kept++] = a
      if (a <= b) i++
      if (b <= a) j++
    }
    offsets[node + 1] = kept
  }
  const targets = allocate(kept)
  targets.set(common.subarray(0, kept))
  return { offsets, targets }
}

/** The nodes with an edge to themselves, ascending. */
export function selfLoopsOf(
  nodeCount: number,
  { sources, targets }: EdgePairs,
  allocate = allocateOrdinary,
): Uint32Array {
  const isLoop = new Uint8Array(nodeCount)
  let count = 0
  for (let i = 0; i < sources.length; i++) {
    const node = sources[i]!
    if (node !== targets[i] || isLoop[node]) continue
    isLoop[node] = 1
    count++
  }
  const loops = allocate(count)
  let at = 0
  for (let node = 0; node < nodeCount; node++) if (isLoop[node]) loops[at++] = node
  return loops
}

/** What the search sees of a host graph. The pairs must carry final host node indexes (see number-by-degree). */
export function topologyFromPairs(
  nodeCount: number,
  directed: boolean,
  pairs: EdgePairs,
  allocate: Allocate = allocateOrdinary,
): HostTopology {
  const selfLoops = selfLoopsOf(nodeCount, pairs, allocate)
  const adjacency = directed
    ? adjacencyFromPairs(nodeCount, pairs, allocate)
    : symmetricAdjacency(adjacencyFromPairs(nodeCount, pairs), allocate)
  return { nodeCount, directed, adjacency, selfLoops }
}

/** The first place in `targets[begin … end)` whose value is not below `value`; `end` when there is none. */
export function lowerBound(targets: Uint32Array, begin: number, end: number, value: number): number {
  while (begin < end) {
    const middle = (begin + end) >>> 1
    if (targets[middle]! < value) begin = middle + 1
    else end = middle
  }
  return begin
}

/** Whether the row of `from` holds `to`: by binary search. */
export function hasEdge(csr: Csr, from: number, to: number): boolean {
  const end = csr.offsets[from + 1]!
  const place = lowerBound(csr.targets, csr.offsets[from]!, end, to)
  return place < end && csr.targets[place] === to
}

/** The row whose positions include `position`: the last node whose offset is not above it. */
export function rowAtPosition(csr: Csr, position: number): number {
  let low = 0
  let high = csr.offsets.length - 1
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (csr.offsets[middle]! <= position) low = middle
    else high = middle
  }
  return low
}
