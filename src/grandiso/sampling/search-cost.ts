/** What a search spends at a partial match, in the unit of `SliceBudget.steps`: candidates looked at and marks set, as
 *  the kernels count them. */
import { longRow } from '../reference-kernel'
import { layOutMarks, usedFlag } from '../mark-layout'
import type { MarkLayout } from '../mark-layout'
import type { SearchPlan, SearchSpace } from '../../model/plan'

export class SearchCost {
  private readonly layout: MarkLayout
  private readonly countsLastRow: boolean

  constructor(plan: SearchPlan, space: SearchSpace) {
    this.layout = layOutMarks(plan, space)
    const { probes } = this.layout.steps.at(-1)!
    const { nodeChecks, edgeChecks } = plan.steps.at(-1)!
    this.countsLastRow = probes.length + nodeChecks.length + edgeChecks.length === 0
  }

  /** Setting the marks of a step that has its host node. */
  marking(step: number, node: number): number {
    let work = 0
    for (const { rows } of this.layout.steps[step]!.flags)
      work += rows.offsets[node + 1]! - rows.offsets[node]!
    return work
  }

  /** Reading the row of a step; `length`: of the row read. */
  reading(step: number, length: number): number {
    const isLast = step === this.layout.steps.length - 1
    const isPlain = (this.layout.steps[step]!.mask & ~usedFlag) === 0
    return isLast && this.countsLastRow && isPlain ? Math.min(length, longRow) : length + 1
  }
}
