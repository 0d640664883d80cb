/** The search in plain TypeScript, the reference for every other kernel: depth-first over the steps of the plan,
 *  without recursion and without allocation per candidate. It stops anywhere and resumes exactly.
 *
 *  A step that has a host node has set its flags in that node's rows; going back clears them. So at depth d the steps
 *  0 … d − 1 hold host nodes, and step d looks for one. Where root items are host edges, step 0 is the edge's one end
 *  and step 1 walks the edges of that row that lie in the range. */
import type { Cursor, RootRange, SearchPlan, SearchSpace, SliceBudget, SliceResult } from '../model/plan'
import { CandidateRows } from './candidate-rows'
import { createCountSearch } from './counting/count-search'
import { beginOf, cursorAt, mostPlaces, withinRange } from './cursor'
import type { Search } from './kernel'
import { layOutMarks, usedFlag, walksEdges } from './mark-layout'
import type { StepLayout } from './mark-layout'
import { clearFlag, countMarked, countUnused, createMarks, findMarked, setFlag } from './marks'
import type { Marks } from './marks'
import { RootEdges } from './root-edges'
import { RowBuffer } from './row-buffer'
import { rowHolds, StepChecks } from './step-checks'

/** Counts stay exact doubles: a slice ends before. */
export const mostPerSlice = 2 ** 52
/** From this length on, counting a row without looking at it is cheaper. */
export const longRow = 64

class ReferenceSearch implements Search {
  private readonly layouts: StepLayout[]
  private readonly checks: StepChecks[]
  private readonly marks: Marks
  private readonly rows: CandidateRows
  private readonly found: RowBuffer
  private readonly nodes: Uint32Array
  private readonly last: number
  /** Null when root items are host nodes. */
  private readonly rootEdges: RootEdges | null
  /** The first depth whose place a root item fixes. */
  private readonly rootDepth: number
  private readonly perMatch: number

  private depth = 0
  private work = 0
  private matches = 0
  private mostRows: number | null = null
  private isFull = false
  private skip = 0
  private range: RootRange = { first: 0, end: 0 }

  constructor(plan: SearchPlan, space: SearchSpace, mostFlags?: number) {
    const layout = layOutMarks(plan, space, mostFlags)
    this.layouts = layout.steps
    this.checks = plan.steps.map((step, index) => new StepChecks(step, layout.steps[index]!, space))
    this.marks = createMarks(space.nodeCount, layout.flagCount)
    for (const { nodes, bit } of layout.fixed) setFlag(this.marks, nodes, 0, nodes.length, bit)
    const listsNodes = layout.steps.some(({ generator, candidates }) => !generator && !candidates)
    const everyNode = new Uint32Array(listsNodes ? space.nodeCount : 0).map((_, node) => node)
    this.rows = new CandidateRows(layout.steps, plan.steps, everyNode)
    this.found = new RowBuffer(plan)
    this.nodes = new Uint32Array(plan.steps.length)
    this.last = plan.steps.length - 1
    this.rootEdges = walksEdges(plan) ? new RootEdges(layout.steps[1]!.generator!) : null
    this.rootDepth = this.rootEdges ? 1 : 0
    this.perMatch = plan.mappingsPerMatch
  }

  run(range: RootRange, cursor: Cursor | null, budget: SliceBudget): SliceResult {
    this.range = range
    this.isFull = false
    this.mostRows = budget.rows === null ? null : Math.max(1, budget.rows)
    this.start(cursor ?? beginOf(range))
    this.work = 0
    this.matches = 0
    const mostMatches = mostPerSlice / this.perMatch
    while (this.depth >= 0) {
      this.advance()
      if (this.isFull || this.work >= budget.steps || this.matches >= mostMatches) break
    }
    const next = this.position()
    for (let depth = this.depth - 1; depth >= 0; depth--) this.release(depth)
    const rows = this.found.take()
    const count = budget.rows === null ? this.matches * this.perMatch : rows.length / this.nodes.length
    if (!next) return { count, rows, cursor: null }
    return { count, rows, cursor: next, ends: this.rows.ends(this.rootDepth + 1, next.positions.length) }
  }

  /** Stands where the cursor says: every step before it holds its host node again. One move from here changes the
   *  cursor, so that every slice makes progress. */
  private start(cursor: Cursor | null): void {
    const root = cursor?.root ?? this.range.first
    this.depth = 0
    this.skip = cursor?.skip ?? 0
    this.rootEdges?.start(this.range, root)
    if (!this.rootEdges) {
      this.rows.enter(0, this.nodes)
      this.rows.clip(0, root, this.range.end)
    }
    if (!cursor || cursor.positions.length === 0) {
      if (this.rootEdges) this.advance()
      return
    }
    if (this.rootEdges) this.hold(this.rootEdges.node())
    this.holdNext()
    cursor.positions.forEach((position, index) => {
      this.rows.place[this.depth] = this.rows.begin[this.depth]! + position
      if (index < cursor.positions.length - 1) this.holdNext()
    })
    this.rows.shorten(this.rootDepth + 1, mostPlaces(this.range, cursor))
  }

  private holdNext(): void {
    const place = this.rows.place[this.depth]!++
    this.hold(this.rows.row[this.depth]![place]!)
  }

  /** Where the search stands; null at the end. */
  private position(): Cursor | null {
    if (this.depth < 0) return null
    const { range, rows, rootDepth, depth, skip } = this
    if (depth >= rootDepth) return withinRange(range, cursorAt(rows, rootDepth, depth, skip))
    return withinRange(range, { root: this.rootEdges!.next, positions: [], skip: 0 })
  }

  /** One move: a step takes its next host node, or gives up and goes back; at the last step a whole row. */
  private advance(): void {
    const { depth } = this
    if (depth === this.last) {
      this.takeLast()
      return
    }
    const node = depth === 0 && this.rootEdges ? this.nextRootNode(this.rootEdges) : this.nextCandidate(depth)
    if (node < 0) this.retreat()
    else this.hold(node)
  }

  /** The next host node that has root edges in the range and may be step 0, or −1. */
  private nextRootNode(edges: RootEdges): number {
    const { mask, want } = this.layouts[0]!
    for (let node = edges.node(); node >= 0; node = edges.node()) {
      this.work++
      if ((this.marks[node]! & mask) === want && this.passes(0, node)) return node
      edges.leave(node)
    }
    return -1
  }

  /** The next candidate of a step that has all it needs, or −1. */
  private nextCandidate(depth: number): number {
    const { rows, marks } = this
    const { mask, want } = this.layouts[depth]!
    const row = rows.row[depth]!
    const end = rows.end[depth]!
    const begin = rows.place[depth]!
    const isPlain = this.checks[depth]!.areEmpty && rows.isSwapped[depth] === 0
    let place = begin
    let node = -1
    while (place < end) {
      place = findMarked(marks, row, place, end, mask, want)
      if (place < 0) break
      const candidate = row[place++]!
      if (!isPlain && !this.passes(depth, candidate)) continue
      node = candidate
      break
    }
    rows.place[depth] = node < 0 ? end : place
    this.work += rows.place[depth]! - begin + 1
    return node
  }

  private passes(depth: number, candidate: number): boolean {
    this.nodes[depth] = candidate
    if (this.rows.isSwapped[depth] && !rowHolds(this.layouts[depth]!.generator!, candidate, this.nodes))
      return false
    return this.checks[depth]!.pass(candidate, this.nodes)
  }

  /** Gives the step under way its host node and goes on to the next one. */
  private hold(node: number): void {
    this.nodes[this.depth] = node
    this.marks[node]! |= usedFlag
    for (const { rows, bit } of this.layouts[this.depth]!.flags) {
      const begin = rows.offsets[node]!
      const end = rows.offsets[node + 1]!
      setFlag(this.marks, rows.targets, begin, end, bit)
      this.work += end - begin
    }
    this.rows.enter(++this.depth, this.nodes)
    if (this.depth === 1 && this.rootEdges) this.rows.clip(1, this.rootEdges.next, this.range.end)
  }

  private release(depth: number): void {
    const node = this.nodes[depth]!
    this.marks[node]! &= ~usedFlag
    for (const { rows, bit } of this.layouts[depth]!.flags)
      clearFlag(this.marks, rows.targets, rows.offsets[node]!, rows.offsets[node + 1]!, bit)
  }

  private retreat(): void {
    this.depth--
    if (this.depth < 0) return
    this.release(this.depth)
    if (this.depth === 0) this.rootEdges?.leave(this.nodes[0]!)
  }

  /** The last step: its row is counted at one go where nothing but marks decides, else taken match by match. */
  private takeLast(): void {
    const { last, rows } = this
    if (this.mostRows === null && this.checks[last]!.areEmpty && rows.isSwapped[last] === 0) {
      this.matches += this.countLast()
      rows.place[last] = rows.end[last]!
      this.retreat()
      return
    }
    while (!this.isFull) {
      const node = this.nextCandidate(last)
      if (node < 0) {
        this.retreat()
        return
      }
      this.nodes[last] = node
      this.matches++
      if (this.mostRows !== null) this.giveRows(this.mostRows)
    }
  }

  private countLast(): number {
    const { last, rows } = this
    const { mask, want } = this.layouts[last]!
    const row = rows.row[last]!
    const begin = rows.place[last]!
    const end = rows.end[last]!
    if (begin >= end) return 0
    if ((mask & ~usedFlag) !== 0 || end - begin < longRow) {
      this.work += end - begin
      return countMarked(this.marks, row, begin, end, mask, want)
    }
    this.work += longRow
    return countUnused(row, begin, end, this.nodes, last)
  }

  /** Gives the rows of the match under way, from `skip` on; comes back to it when the budget is full before its end. */
  private giveRows(mostRows: number): void {
    this.skip = this.found.append(this.nodes, this.skip, mostRows)
    if (this.skip > 0) this.rows.place[this.last]!--
    this.isFull = this.found.rowCount === mostRows
  }
}

/** Makes a search ready on this thread: one mark of 1 or 4 bytes per host node.
 *  @param mostFlags how many flags marks may hold (31): fewer make more binary searches, for tests */
export function createReferenceSearch(plan: SearchPlan, space: SearchSpace, mostFlags?: number): Search {
  if (plan.counting && space.counting) return createCountSearch(plan.counting, space.counting)
  return new ReferenceSearch(plan, space, mostFlags)
}
