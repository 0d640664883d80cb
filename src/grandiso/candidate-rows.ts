/** Which host nodes a step looks at: a row of the graph, a candidate set or every host node; bounded by symmetry
 *  breaking; and, when another required row is much shorter, that one instead. */
import type { PlanStep } from '../model/plan'
import { lowerBound } from './csr'
import type { RowSource, StepLayout } from './mark-layout'

/** A row is walked instead of the generator's when it is shorter by this factor: a binary search then costs less. */
export const muchShorter = 16

/** Where each step stands. Places are absolute within `row[step]`. */
export class CandidateRows {
  readonly row: Uint32Array[]
  /** First place of the row, before bounds. */
  readonly begin: Uint32Array
  /** Next candidate to look at. */
  readonly place: Uint32Array
  readonly end: Uint32Array
  /** 1 where another row is walked: then candidates must be looked up in the generator's. */
  readonly isSwapped: Uint8Array

  constructor(
    private readonly layouts: StepLayout[],
    private readonly planSteps: PlanStep[],
    private readonly everyNode: Uint32Array,
  ) {
    const stepCount = layouts.length
    this.row = layouts.map(() => everyNode)
    this.begin = new Uint32Array(stepCount)
    this.place = new Uint32Array(stepCount)
    this.end = new Uint32Array(stepCount)
    this.isSwapped = new Uint8Array(stepCount)
  }

  /** Makes the row of `step` ready, given the host nodes of all earlier steps. */
  enter(step: number, nodes: Uint32Array): void {
    const layout = this.layouts[step]!
    this.isSwapped[step] = 0
    if (layout.generator) this.take(step, this.shortest(step, layout, layout.generator, nodes), nodes)
    else {
      const row = layout.candidates ?? this.everyNode
      this.row[step] = row
      this.begin[step] = 0
      this.place[step] = 0
      this.end[step] = row.length
    }
    this.applyBounds(step, nodes)
  }

  private take(step: number, { step: earlier, offsets, targets }: RowSource, nodes: Uint32Array): void {
    const node = nodes[earlier]!
    this.row[step] = targets
    this.begin[step] = offsets[node]!
    this.place[step] = offsets[node]!
    this.end[step] = offsets[node + 1]!
  }

  private shortest(step: number, layout: StepLayout, generator: RowSource, nodes: Uint32Array): RowSource {
    const node = nodes[generator.step]!
    let best = generator
    let longest = (generator.offsets[node + 1]! - generator.offsets[node]!) / muchShorter
    for (const rows of layout.alternatives) {
      const other = nodes[rows.step]!
      const length = rows.offsets[other + 1]! - rows.offsets[other]!
      if (length >= longest) continue
      longest = length
      best = rows
      this.isSwapped[step] = 1
    }
    return best
  }

  /** Leaves of a row what lies from `first` to before `end`, places of root items. */
  clip(step: number, first: number, end: number): void {
    this.place[step] = Math.max(this.place[step]!, first)
    this.end[step] = Math.min(this.end[step]!, end)
  }

  /** Leaves of the rows under way, those of a step and of the steps behind it, no more than so many first places. */
  shorten(step: number, mostPlaces: readonly number[]): void {
    for (const [i, most] of mostPlaces.entries())
      this.end[step + i] = Math.min(this.end[step + i]!, this.begin[step + i]! + most)
  }

  /** Where the rows of `count` steps end, from one on, as cursors count. */
  ends(step: number, count: number): number[] {
    return Array.from({ length: count }, (_, i) => this.end[step + i]! - this.begin[step + i]!)
  }

  private applyBounds(step: number, nodes: Uint32Array): void {
    const { above, below } = this.planSteps[step]!
    const row = this.row[step]!
    for (const earlier of above)
      this.place[step] = lowerBound(row, this.place[step]!, this.end[step]!, nodes[earlier]! + 1)
    for (const earlier of below)
      this.end[step] = lowerBound(row, this.place[step]!, this.end[step]!, nodes[earlier]!)
  }
}
