/** How many connected sets of four host nodes are of each class, exactly: every set is met once (the ESU algorithm of
 *  Wernicke 2006: from its smallest node, by exclusive neighbourhoods), its six dyads read off three rows of marks. The
 *  work is the number of sets, which hubs make large: see `tetrad-sampling` for those. Pure. */
import type { NeighbourRows } from './neighbour-rows'
import { tetradClasses, tetradCodeCount } from './tetrad-classes'

/** A node's dyads as marks on all nodes. */
function mark(
  marks: Uint8Array,
  { offsets, nodes, dyads }: NeighbourRows,
  node: number,
  isOn: boolean,
): void {
  const end = offsets[node + 1]!
  for (let i = offsets[node]!; i < end; i++) marks[nodes[i]!] = isOn ? dyads[i]! : 0
}

/** Scratch of a census; one per thread. */
interface Scratch {
  /** Dyads of the first, second and third node of the set. */
  marks: [Uint8Array, Uint8Array, Uint8Array]
  second: Uint32Array
  third: Uint32Array
}

function neighboursAbove({ offsets, nodes }: NeighbourRows, root: number): Uint32Array {
  let begin = offsets[root]!
  const end = offsets[root + 1]!
  while (begin < end && nodes[begin]! <= root) begin++
  return nodes.subarray(begin, end)
}

/** Appends the neighbours of `node` above `root` that none of the marked nodes touches; answers the new length. */
function extend(
  list: Uint32Array,
  length: number,
  { offsets, nodes }: NeighbourRows,
  node: number,
  root: number,
  marks: Uint8Array[],
): number {
  const end = offsets[node + 1]!
  next: for (let i = offsets[node]!; i < end; i++) {
    const other = nodes[i]!
    if (other <= root) continue
    for (const marked of marks) if (marked[other] !== 0) continue next
    list[length++] = other
  }
  return length
}

/** The sets that have `root` as their smallest node and `second` as the next taken; `list` holds what may follow. */
function countThirds(
  rows: NeighbourRows,
  root: number,
  second: number,
  list: Uint32Array,
  length: number,
  { marks, third: fourths }: Scratch,
  codes: Float64Array,
): void {
  const [first, middle, last] = marks
  const base = first[second]!
  for (let j = 0; j < length; j++) {
    const third = list[j]!
    mark(last, rows, third, true)
    const known = base | (first[third]! << 2) | (middle[third]! << 4)
    for (let k = j + 1; k < length; k++) {
      const fourth = list[k]!
      codes[known | (first[fourth]! << 6) | (middle[fourth]! << 8) | (last[fourth]! << 10)]!++
    }
    const added = extend(fourths, 0, rows, third, root, [first, middle])
    for (let k = 0; k < added; k++) codes[known | (last[fourths[k]!]! << 10)]!++
    mark(last, rows, third, false)
  }
}

/** Adds the sets whose smallest node is from `begin` to below `end`, by code of their dyads.
 *  @param codes length tetradCodeCount; exact up to 2^53 */
export function countTetrads(rows: NeighbourRows, begin: number, end: number, codes: Float64Array): void {
  const nodeCount = rows.offsets.length - 1
  const list = () => new Uint32Array(nodeCount)
  const marksOf = () => new Uint8Array(nodeCount)
  const scratch: Scratch = { marks: [marksOf(), marksOf(), marksOf()], second: list(), third: list() }
  const [first, middle] = scratch.marks
  for (let root = begin; root < end; root++) {
    mark(first, rows, root, true)
    const neighbours = neighboursAbove(rows, root)
    for (let i = 0; i < neighbours.length; i++) {
      const second = neighbours[i]!
      mark(middle, rows, second, true)
      scratch.second.set(neighbours.subarray(i + 1))
      const length = extend(scratch.second, neighbours.length - i - 1, rows, second, root, [first])
      countThirds(rows, root, second, scratch.second, length, scratch, codes)
      mark(middle, rows, second, false)
    }
    mark(first, rows, root, false)
  }
}

/** Counts by class, in the order of `tetradClasses().classes`. */
export function tetradsByClass(codes: Float64Array): Float64Array {
  const { classes, classOfCode } = tetradClasses()
  const counts = new Float64Array(classes.length)
  for (let code = 0; code < tetradCodeCount; code++)
    if (codes[code] !== 0) counts[classOfCode[code]!]! += codes[code]!
  return counts
}

/** About how many sets there are, to choose between counting and sampling: walks along three edges and stars of three,
 *  each set met at least once. */
export function tetradBound({ offsets, nodes }: NeighbourRows): number {
  let bound = 0
  for (let node = 0; node + 1 < offsets.length; node++) {
    const degree = offsets[node + 1]! - offsets[node]!
    bound += (degree * (degree - 1) * (degree - 2)) / 6
    for (let i = offsets[node]!; i < offsets[node + 1]!; i++) {
      const other = nodes[i]!
      if (other > node) bound += (degree - 1) * (offsets[other + 1]! - offsets[other]! - 1)
    }
  }
  return bound
}
