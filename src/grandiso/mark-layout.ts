/** Turns a plan into what a kernel's loops read: flags per host node. Every host node has a mark; a flag says "used",
 *  "in candidate set k" or "in this row of the host node of step s". All that a candidate must and must not be is then
 *  one masked compare: `(mark & mask) === want`. Flags beyond the widest mark become probes, by binary search. */
import type { Csr } from '../model/host-graph'
import type { Link, SearchPlan, SearchSpace } from '../model/plan'

/** The rows of one adjacency in one direction, read at the host node of `step`. `step` −1: the only row there is. */
export interface RowSource extends Csr {
  step: number
}

export interface Probe extends RowSource {
  isWanted: boolean
}

export interface StepLayout {
  /** Where candidates come from; null: `candidates`, or every host node. */
  generator: RowSource | null
  candidates: Uint32Array | null
  mask: number
  want: number
  /** Rows that must contain the candidate and may be walked instead of the generator's when much shorter. */
  alternatives: RowSource[]
  /** What found no room in the marks. */
  probes: Probe[]
  /** Flags this step sets, in the rows of its host node, as long as it has one. */
  flags: { rows: RowSource; bit: number }[]
}

export interface MarkLayout {
  steps: StepLayout[]
  /** Number of flags in use; a mark of 8 bits holds 8. */
  flagCount: number
  /** Flags that never change: the candidate sets. */
  fixed: { nodes: Uint32Array; bit: number }[]
}

/** The flag of host nodes that an earlier step holds. */
export const usedFlag = 1
/** Bit 31 would make marks negative. */
export const widestMark = 31

function rowSourceOf(link: Link, { adjacencies }: SearchSpace): RowSource {
  const adjacency = adjacencies[link.adjacency]!
  return { step: link.step, ...(link.direction === 'out' ? adjacency.out : adjacency.in) }
}

class FlagAllocator {
  readonly fixed: MarkLayout['fixed'] = []
  flagCount = 1
  private readonly byRows = new Map<Uint32Array, Map<number, number>>()

  constructor(private readonly mostFlags: number) {}

  private next(): number | null {
    return this.flagCount < this.mostFlags ? 1 << this.flagCount++ : null
  }

  /** The bit for a candidate set, or null when no flag is left. Equal arrays share one. */
  bitOfSet(nodes: Uint32Array): number | null {
    const known = this.fixed.find((other) => other.nodes === nodes)
    if (known) return known.bit
    const bit = this.next()
    if (bit !== null) this.fixed.push({ nodes, bit })
    return bit
  }

  /** The bit for the rows of a step, or null when no flag is left. `owner` learns of a new one. */
  bitOfRows(rows: RowSource, owner: StepLayout): number | null {
    const bySteps = this.byRows.get(rows.targets) ?? new Map<number, number>()
    this.byRows.set(rows.targets, bySteps)
    const known = bySteps.get(rows.step)
    if (known !== undefined) return known
    const bit = this.next()
    if (bit === null) return null
    bySteps.set(rows.step, bit)
    owner.flags.push({ rows, bit })
    return bit
  }
}

/** @param mostFlags how many flags a mark may hold, at most `widestMark` */
export function layOutMarks(plan: SearchPlan, space: SearchSpace, mostFlags = widestMark): MarkLayout {
  const allocator = new FlagAllocator(mostFlags)
  // Root edges are positions in the generator's rows: no other row may stand in for them.
  const isRoot = (index: number) => index === 1 && walksEdges(plan)
  const steps = plan.steps.map((step, index): StepLayout => ({
    generator: step.generator ? rowSourceOf(step.generator, space) : null,
    candidates: space.candidates[index] ?? null,
    mask: index > 0 ? usedFlag : 0,
    want: 0,
    alternatives: isRoot(index) ? [] : step.required.map((link) => rowSourceOf(link, space)),
    probes: [],
    flags: [],
  }))
  plan.steps.forEach((step, index) => {
    const layout = steps[index]!
    const demand = (bit: number | null, probe: RowSource, isWanted: boolean) => {
      if (bit === null) layout.probes.push({ ...probe, isWanted })
      else layout.mask |= bit
      if (bit !== null && isWanted) layout.want |= bit
    }
    // A first step with a generated successor walks host edges, so its candidates are looked up as well.
    const walksCandidates = step.generator === null && (index > 0 || !walksEdges(plan))
    if (layout.candidates && !walksCandidates) {
      const { candidates } = layout
      const onlyRow = { step: -1, offsets: Uint32Array.of(0, candidates.length), targets: candidates }
      demand(allocator.bitOfSet(candidates), onlyRow, true)
    }
    for (const isWanted of [true, false])
      for (const link of isWanted ? step.required : step.forbidden) {
        const rows = rowSourceOf(link, space)
        demand(allocator.bitOfRows(rows, steps[link.step]!), rows, isWanted)
      }
  })
  return { steps, flagCount: allocator.flagCount, fixed: allocator.fixed }
}

/** Whether root items are host edges (of the first link) rather than host nodes. */
export function walksEdges(plan: Pick<SearchPlan, 'steps'>): boolean {
  return plan.steps[1]?.generator?.step === 0
}
