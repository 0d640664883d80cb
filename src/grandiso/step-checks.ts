/** What marks cannot say about a candidate: rows beyond the flags, comparisons of attributes, choices of parallel
 *  edges. Empty for most steps of most motifs. */
import type { PlanStep, SearchSpace } from '../model/plan'
import { comparisonHolds, prepareComparison } from './comparison'
import type { PreparedComparison } from './comparison'
import { lowerBound } from './csr'
import { EdgeChooser } from './edge-choice'
import type { RowSource, StepLayout } from './mark-layout'

export class StepChecks {
  readonly areEmpty: boolean
  private readonly nodeChecks: { leftStep: number; rightStep: number; prepared: PreparedComparison }[]
  private readonly choosers: EdgeChooser[]

  constructor(
    step: PlanStep,
    private readonly layout: StepLayout,
    space: SearchSpace,
  ) {
    this.nodeChecks = step.nodeChecks.map((index) => {
      const { leftStep, rightStep, comparison } = space.nodeChecks[index]!
      return { leftStep, rightStep, prepared: prepareComparison(comparison) }
    })
    this.choosers = step.edgeChecks.map(
      (index) => new EdgeChooser(space.edgeChecks[index]!, space.edgeChoices),
    )
    this.areEmpty = this.nodeChecks.length + this.choosers.length + layout.probes.length === 0
  }

  /** Whether `candidate` passes; `nodes` already holds it at its step. */
  pass(candidate: number, nodes: Uint32Array): boolean {
    for (const probe of this.layout.probes)
      if (rowHolds(probe, candidate, nodes) !== probe.isWanted) return false
    for (const { leftStep, rightStep, prepared } of this.nodeChecks)
      if (!comparisonHolds(prepared, nodes[leftStep]!, nodes[rightStep]!)) return false
    for (const chooser of this.choosers) if (!chooser.isSatisfied(nodes)) return false
    return true
  }
}

/** Whether the row read at the host node of `rows.step` holds `candidate`: by binary search. */
export function rowHolds(rows: RowSource, candidate: number, nodes: Uint32Array): boolean {
  const node = rows.step < 0 ? 0 : nodes[rows.step]!
  const end = rows.offsets[node + 1]!
  const place = lowerBound(rows.targets, rows.offsets[node]!, end, candidate)
  return place < end && rows.targets[place] === candidate
}
