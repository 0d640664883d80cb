/** Dynamic edge constraints: host edges by node pair, and the search for one host edge per motif pair such that all
 *  comparisons hold at once. */
import type { EdgeCheckGroup, EdgeChoices, EdgePairs } from '../model/plan'
import { comparisonHolds, prepareComparison } from './comparison'
import type { PreparedComparison } from './comparison'
import { allocateOrdinary, lowerBound } from './csr'
import type { Allocate } from './csr'

const upTo = (count: number) => new Uint32Array(count).map((_, place) => place)

/** Positions sorted stably by `keys`, which are below `keyCount`. Linear. */
function sortPositions(keyCount: number, keys: Uint32Array, positions: Uint32Array): Uint32Array {
  const place = new Uint32Array(keyCount + 1)
  for (let i = 0; i < positions.length; i++) place[keys[positions[i]!]! + 1]!++
  for (let key = 1; key <= keyCount; key++) place[key]! += place[key - 1]!
  const sorted = new Uint32Array(positions.length)
  for (let i = 0; i < positions.length; i++) sorted[place[keys[positions[i]!]!]!++] = positions[i]!
  return sorted
}

function joined(left: Uint32Array, right: Uint32Array): Uint32Array {
  const both = new Uint32Array(left.length + right.length)
  both.set(left)
  both.set(right, left.length)
  return both
}

/** The ends of the given rows of the edge table; with `isSymmetric`, those of other edges than loops once more, turned
 *  round. */
function endsOf(
  edgeRows: EdgePairs,
  rows: Uint32Array,
  isSymmetric: boolean,
): EdgePairs & { rows: Uint32Array } {
  const from = rows.map((row) => edgeRows.sources[row]!)
  const to = rows.map((row) => edgeRows.targets[row]!)
  if (!isSymmetric) return { sources: from, targets: to, rows }
  const turned = upTo(rows.length).filter((i) => from[i] !== to[i])
  return {
    sources: joined(
      from,
      turned.map((i) => to[i]!),
    ),
    targets: joined(
      to,
      turned.map((i) => from[i]!),
    ),
    rows: joined(
      rows,
      turned.map((i) => rows[i]!),
    ),
  }
}

/** Groups rows of the edge table by ordered node pair. Linear.
 *  @param edgeRows the endpoints of every host edge in table order
 *  @param rows the rows to take, ascending; null: all
 *  @param isSymmetric whether an edge may be used in both directions */
export function buildEdgeChoices(
  nodeCount: number,
  edgeRows: EdgePairs,
  rows: Uint32Array | null,
  isSymmetric: boolean,
  allocate: Allocate = allocateOrdinary,
): EdgeChoices {
  const ends = endsOf(edgeRows, rows ?? upTo(edgeRows.sources.length), isSymmetric)
  const count = ends.rows.length
  const order = sortPositions(nodeCount, ends.sources, sortPositions(nodeCount, ends.targets, upTo(count)))
  const sources = order.map((at) => ends.sources[at]!)
  const targets = order.map((at) => ends.targets[at]!)
  const isNewPair = (i: number) => i === 0 || sources[i] !== sources[i - 1] || targets[i] !== targets[i - 1]
  let pairCount = 0
  for (let i = 0; i < count; i++) if (isNewPair(i)) pairCount++

  const offsets = allocate(nodeCount + 1)
  const pairTargets = allocate(pairCount)
  const rowOffsets = allocate(pairCount + 1)
  const sortedRows = allocate(count)
  let pair = -1
  for (let i = 0; i < count; i++) {
    if (isNewPair(i)) {
      pairTargets[++pair] = targets[i]!
      offsets[sources[i]! + 1]!++
    }
    sortedRows[i] = ends.rows[order[i]!]!
    rowOffsets[pair + 1] = i + 1
  }
  for (let node = 0; node < nodeCount; node++) offsets[node + 1]! += offsets[node]!
  return { csr: { offsets, targets: pairTargets }, rowOffsets, rows: sortedRows }
}

interface PairOfSteps {
  fromStep: number
  toStep: number
  choices: EdgeChoices
  /** Comparisons that can be decided once this pair has its edge: with an earlier pair, or with itself. */
  comparisons: { left: number; right: number; prepared: PreparedComparison }[]
}

/** One group made ready: `isSatisfied` answers for host nodes by step. Keeps scratch memory, so one per thread. */
export class EdgeChooser {
  private readonly pairs: PairOfSteps[]
  private readonly requiredCount: number
  private readonly begin: Uint32Array
  private readonly end: Uint32Array
  private readonly chosen: Uint32Array

  constructor(group: EdgeCheckGroup, edgeChoices: EdgeChoices[]) {
    this.requiredCount = group.pairs.filter(({ forbidden }) => !forbidden).length
    this.pairs = group.pairs.map(({ fromStep, toStep, choices }, index) => ({
      fromStep,
      toStep,
      choices: edgeChoices[choices]!,
      comparisons: group.comparisons
        .filter(({ left, right }) => Math.max(left, right) === index)
        .map(({ left, right, comparison }) => ({ left, right, prepared: prepareComparison(comparison) })),
    }))
    this.begin = new Uint32Array(this.pairs.length)
    this.end = new Uint32Array(this.pairs.length)
    this.chosen = new Uint32Array(this.pairs.length)
  }

  /** @param nodes the host node of every step this group names */
  isSatisfied(nodes: Uint32Array): boolean {
    for (let index = 0; index < this.pairs.length; index++) this.findRows(index, nodes)
    return this.choose(0)
  }

  private findRows(index: number, nodes: Uint32Array): void {
    const { fromStep, toStep, choices } = this.pairs[index]!
    const { offsets, targets } = choices.csr
    const from = nodes[fromStep]!
    const to = nodes[toStep]!
    const rowEnd = offsets[from + 1]!
    const place = lowerBound(targets, offsets[from]!, rowEnd, to)
    const isThere = place < rowEnd && targets[place] === to
    this.begin[index] = isThere ? choices.rowOffsets[place]! : 0
    this.end[index] = isThere ? choices.rowOffsets[place + 1]! : 0
  }

  /** Depth-first over the required pairs; the depth is the number of pairs in the group. */
  private choose(index: number): boolean {
    if (index === this.requiredCount) return !this.forbiddenEdgeExists()
    for (let i = this.begin[index]!; i < this.end[index]!; i++) {
      if (this.holdsWith(index, i) && this.choose(index + 1)) return true
    }
    return false
  }

  private forbiddenEdgeExists(): boolean {
    for (let index = this.requiredCount; index < this.pairs.length; index++)
      for (let i = this.begin[index]!; i < this.end[index]!; i++) if (this.holdsWith(index, i)) return true
    return false
  }

  private holdsWith(index: number, at: number): boolean {
    const { choices, comparisons } = this.pairs[index]!
    this.chosen[index] = choices.rows[at]!
    for (const { left, right, prepared } of comparisons)
      if (!comparisonHolds(prepared, this.chosen[left]!, this.chosen[right]!)) return false
    return true
  }
}
