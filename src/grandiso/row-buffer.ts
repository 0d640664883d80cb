/** Collects the rows of one slice: host nodes in the motif's column order, one row per mapping. */
import type { SearchPlan } from '../model/plan'

const firstRows = 64

/** For each mapping a match stands for, the step whose host node goes into each column. */
export function stepsOfMappings(plan: SearchPlan): number[][] {
  const stepOfColumn: number[] = []
  plan.steps.forEach(({ column }, step) => (stepOfColumn[column] = step))
  const permutations = plan.expand ?? [plan.columns.map((_, column) => column)]
  return permutations.map((permutation) => permutation.map((column) => stepOfColumn[column]!))
}

/** Grows by doubling; `take` hands the rows over in a buffer of their own. */
export class RowBuffer {
  rowCount = 0
  private values: Uint32Array
  private readonly width: number
  private readonly stepsOfMapping: number[][]

  constructor(plan: SearchPlan) {
    this.width = plan.columns.length
    this.values = new Uint32Array(firstRows * this.width)
    this.stepsOfMapping = stepsOfMappings(plan)
  }

  /** Appends the mappings of the match that `nodes` holds by step, from number `first` on, as long as there are fewer
   *  than `mostRows` rows. Answers the first mapping that found no room; 0 when all did. */
  append(nodes: Uint32Array, first: number, mostRows: number): number {
    for (let index = first; index < this.stepsOfMapping.length; index++) {
      if (this.rowCount === mostRows) return index
      this.appendRow(nodes, this.stepsOfMapping[index]!)
    }
    return 0
  }

  private appendRow(nodes: Uint32Array, steps: number[]): void {
    const at = this.rowCount * this.width
    if (at + this.width > this.values.length) this.grow()
    for (let column = 0; column < this.width; column++) this.values[at + column] = nodes[steps[column]!]!
    this.rowCount++
  }

  private grow(): void {
    const wider = new Uint32Array(this.values.length * 2)
    wider.set(this.values)
    this.values = wider
  }

  /** The rows so far, and begins anew. */
  take(): Uint32Array {
    const rows = this.values.slice(0, this.rowCount * this.width)
    this.rowCount = 0
    return rows
  }
}
