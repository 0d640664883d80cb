/** Dynamic edge constraints: host edges by node pair, and the search for one host edge per motif pair such that all
 *  comparisons hold at once. */
import type { EdgeCheckGroup, EdgeChoices, EdgePairs } from '../model/plan'
import { comparisonHolds, prepareComparison } from './comparison'
import type { PreparedComparison } from './comparison'
import { allocateOrdinary, lowerBound } from './csr'
import type { Allocate } from './csr'

/** Positions sorted stably by `keys`, which are below `keyCount`. Linear. */
function sortPositions(keyCount: number, keys: Uint32Array, positions: Uint32Array): Uint32Array {
  const place = new Uint32Array(keyCount + 1)
  for (const position of positions) place[keys[position]! + 1]!++
  for (let key = 1; key <= keyCount; key++) place[key]! += place[key - 1]!
  const sorted = new Uint32Array(positions.length)
  for (const position of positions) sorted[place[keys[position]!]!++] = position
  return sorted
}

function joined(left: Uint32Array, right: Uint32Array): Uint32Array {
  const both = new Uint32Array(left.length + right.length)
  both.set(left)
  both.set(right, left.length)
  return both
}

/** Groups rows of the edge table by ordered node pair.
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
  const taken = rows ?? Uint32Array.from(edgeRows.sources, (_, row) => row)
  const from = taken.map((row) => edgeRows.sources[row]!)
  const to = taken.map((row) => edgeRows.targets[row]!)
  const notLoops = Uint32Array.from(taken.keys()).filter((i) => isSymmetric && from[i] !== to[i])
  const sources = joined(from, notLoops.map((i) => to[i]!))
  const targets = joined(to, notLoops.map((i) => from[i]!))
  const rowOf = joined(taken, notLoops.map((i) => taken[i]!))
  const all = Uint32Array.from(sources.keys())
  const sorted = sortPositions(nodeCount, sources, sortPositions(nodeCount, targets, all))

  const offsets = allocate(nodeCount + 1)
  let pairCount = 0
  const isNewPair = (i: number) =>
    i === 0 || sources[sorted[i]!] !== sources[sorted[i - 1]!] || targets[sorted[i]!] !== targets[sorted[i - 1]!]
  for (let i = 0; i < sorted.length; i++) if (isNewPair(i)) pairCount++
  const pairTargets = allocate(pairCount)
  const rowOffsets = allocate(pairCount + 1)
  const sortedRows = allocate(sorted.length)
  let pair = -1
  for (let i = 0; i < sorted.length; i++) {
    const at = sorted[i]!
    if (isNewPair(i)) {
      pairTargets[++pair] = targets[at]!
      offsets[sources[at]! + 1]!++
    }
    sortedRows[i] = rowOf[at]!
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
