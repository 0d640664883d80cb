/** The candidates of one step of a plan, given the host nodes of the earlier ones: counted, or one of them drawn. Every
 *  condition of the plan is kept exactly; only where a row is very long it is looked at in random places. */
import { lowerBound } from '../csr'
import type { RowSource } from '../mark-layout'
import { muchShorter } from '../candidate-rows'
import { StepChecks } from '../step-checks'
import type { Link, PlanStep, SearchPlan, SearchSpace } from '../../model/plan'
import type { RandomStream } from '../../model/random-stream'

/** Rows up to this length are looked at whole when one of their nodes is drawn, and when they are counted. */
export const longestWholeRow = 2048
/** How many places of a longer row are looked at. */
const placesOfLongRow = 512
/** Of the draws this share is even, however promising a candidate looks: a bound on how wrong the promise may be. */
const evenShare = 0.6

/** The rows that a link reads. */
export function rowsOfLink({ step, adjacency, direction }: Link, { adjacencies }: SearchSpace): RowSource {
  const { out, in: into } = adjacencies[adjacency]!
  return { step, ...(direction === 'out' ? out : into) }
}

interface Row extends RowSource {
  /** Bounds of the row for the present nodes, and how far it has been read. */
  begin: number
  end: number
}

const rowFrom = (source: RowSource): Row => ({ ...source, begin: 0, end: 0 })

/** The first place from `begin` on whose node is not below `value`: by doubling steps, for values that ascend. */
function gallop(targets: Uint32Array, begin: number, end: number, value: number): number {
  let step = 1
  let low = begin
  while (low + step < end && targets[low + step]! < value) {
    low += step
    step *= 2
  }
  return lowerBound(targets, low, Math.min(end, low + step + 1), value)
}

/** One step of one plan. Keeps scratch memory, so one per thread. */
export class StepCandidates {
  /** Candidates looked at by the last call. */
  looked = 0
  /** Candidates that a search would look at here. */
  scanned = 0
  private readonly step: number
  private readonly planStep: PlanStep
  private readonly wanted: Row[]
  private readonly unwanted: Row[]
  private readonly checks: StepChecks
  private readonly found = new Uint32Array(longestWholeRow)
  private readonly promises = new Float64Array(longestWholeRow)
  /** The shortest wanted row; null: all host nodes from `low` to before `high`. */
  private walked: Row | null = null
  private low = 0
  private high = 0

  /** @param promise per host node, how much a draw of it may bring; null: all the same */
  constructor(
    plan: SearchPlan,
    private readonly space: SearchSpace,
    step: number,
    private readonly promise: Float64Array | null,
  ) {
    const planStep = plan.steps[step]!
    this.step = step
    this.planStep = planStep
    const links = [...(planStep.generator ? [planStep.generator] : []), ...planStep.required]
    this.wanted = links.map((link) => rowFrom(rowsOfLink(link, space)))
    const candidates = space.candidates[step]
    if (candidates)
      this.wanted.push(
        rowFrom({ step: -1, offsets: Uint32Array.of(0, candidates.length), targets: candidates }),
      )
    this.unwanted = planStep.forbidden.map((link) => rowFrom(rowsOfLink(link, space)))
    const noProbes = {
      generator: null,
      candidates: null,
      mask: 0,
      want: 0,
      alternatives: [],
      probes: [],
      flags: [],
    }
    this.checks = new StepChecks(planStep, noProbes, space)
  }

  /** Whether `node` may be this step's host node; `nodes` holds it at its step already. */
  holds(node: number, nodes: Uint32Array): boolean {
    this.enter(nodes)
    if (node < this.low || node >= this.high) return false
    return this.passes(node, nodes)
  }

  /** How many candidates there are; where the row is very long an unbiased guess from some of its places. */
  count(nodes: Uint32Array, random: RandomStream): number {
    const length = this.enter(nodes)
    if (length === 0) return 0
    if (this.wanted.length <= 1 && this.unwanted.length === 0 && this.checks.areEmpty) {
      this.looked = Math.min(length, 64)
      return length - this.usedWithin(nodes)
    }
    if (length <= longestWholeRow) return this.list(nodes)
    return (this.listSome(nodes, random, length) * length) / placesOfLongRow
  }

  /** Draws one candidate into `nodes`. Answers what it stands for (1 ÷ the probability of its draw), or 0 where there
   *  was none. */
  draw(nodes: Uint32Array, random: RandomStream): number {
    const length = this.enter(nodes)
    const isLong = length > longestWholeRow
    const foundCount = isLong ? this.listSome(nodes, random, length) : this.list(nodes)
    if (foundCount === 0) return 0
    const scale = isLong ? length / placesOfLongRow : 1
    return scale * this.choose(nodes, random, foundCount)
  }

  private choose(nodes: Uint32Array, random: RandomStream, foundCount: number): number {
    const { found, promises, promise } = this
    let sum = 0
    if (promise) for (let i = 0; i < foundCount; i++) sum += promises[i] = promise[found[i]!]!
    if (!promise || sum === 0) {
      nodes[this.step] = found[random.below(foundCount)]!
      return foundCount
    }
    let place = random.below(foundCount)
    if (random.next() >= evenShare) {
      let left = random.next() * sum
      place = 0
      while (place < foundCount - 1 && left >= promises[place]!) left -= promises[place++]!
    }
    nodes[this.step] = found[place]!
    return 1 / (evenShare / foundCount + ((1 - evenShare) * promises[place]!) / sum)
  }

  /** Makes rows and bounds ready; answers the length of the row that will be walked. */
  private enter(nodes: Uint32Array): number {
    this.low = 0
    this.high = this.space.nodeCount
    for (const earlier of this.planStep.above) this.low = Math.max(this.low, nodes[earlier]! + 1)
    for (const earlier of this.planStep.below) this.high = Math.min(this.high, nodes[earlier]!)
    this.walked = null
    this.looked = 0
    let shortest = Math.max(0, this.high - this.low)
    for (const row of this.wanted) {
      this.clip(row, nodes)
      if (this.walked && row.end - row.begin >= shortest) continue
      this.walked = row
      shortest = row.end - row.begin
    }
    for (const row of this.unwanted) this.clip(row, nodes)
    this.scanned = this.lengthOfSearch(shortest)
    return shortest
  }

  /** A search walks the generator's row, or that of a required link when it is much shorter. */
  private lengthOfSearch(shortest: number): number {
    if (!this.planStep.generator) return shortest
    let length = lengthOf(this.wanted[0]!)
    const most = length / muchShorter
    for (let link = 1; link <= this.planStep.required.length; link++) {
      const other = lengthOf(this.wanted[link]!)
      if (other < most && other < length) length = other
    }
    return length
  }

  private clip(row: Row, nodes: Uint32Array): void {
    const at = row.step < 0 ? 0 : nodes[row.step]!
    row.begin = row.offsets[at]!
    row.end = row.offsets[at + 1]!
    if (this.low > 0) row.begin = lowerBound(row.targets, row.begin, row.end, this.low)
    if (this.high < this.space.nodeCount) row.end = lowerBound(row.targets, row.begin, row.end, this.high)
  }

  /** Writes every candidate into `found`, in ascending order; answers how many. */
  private list(nodes: Uint32Array): number {
    const { walked } = this
    const begin = walked ? walked.begin : this.low
    const end = walked ? walked.end : this.high
    let foundCount = 0
    for (let i = begin; i < end; i++) {
      const node = walked ? walked.targets[i]! : i
      if (this.isInRows(node, walked) && this.isAllowed(node, nodes)) this.found[foundCount++] = node
    }
    this.looked = Math.max(0, end - begin)
    return foundCount
  }

  /** Looks at some places, drawn with replacement; candidates met twice are written twice. */
  private listSome(nodes: Uint32Array, random: RandomStream, length: number): number {
    const { walked } = this
    let foundCount = 0
    for (let i = 0; i < placesOfLongRow; i++) {
      const place = random.below(length)
      const node = walked ? walked.targets[walked.begin + place]! : this.low + place
      if (this.passes(node, nodes)) this.found[foundCount++] = node
    }
    this.looked = placesOfLongRow
    return foundCount
  }

  private usedWithin(nodes: Uint32Array): number {
    const { walked } = this
    let used = 0
    for (let earlier = 0; earlier < this.step; earlier++) {
      const node = nodes[earlier]!
      if (node < this.low || node >= this.high) continue
      if (!walked || isIn(walked, node)) used++
    }
    return used
  }

  /** For nodes that ascend: reads every row on from where the last call left it. */
  private isInRows(node: number, walked: Row | null): boolean {
    for (const row of this.wanted) {
      if (row === walked) continue
      row.begin = gallop(row.targets, row.begin, row.end, node)
      if (row.begin >= row.end || row.targets[row.begin] !== node) return false
    }
    for (const row of this.unwanted) {
      row.begin = gallop(row.targets, row.begin, row.end, node)
      if (row.begin < row.end && row.targets[row.begin] === node) return false
    }
    return true
  }

  private isAllowed(node: number, nodes: Uint32Array): boolean {
    for (let earlier = 0; earlier < this.step; earlier++) if (nodes[earlier] === node) return false
    if (this.checks.areEmpty) return true
    nodes[this.step] = node
    return this.checks.pass(node, nodes)
  }

  private passes(node: number, nodes: Uint32Array): boolean {
    for (const row of this.wanted) if (!isIn(row, node)) return false
    for (const row of this.unwanted) if (isIn(row, node)) return false
    return this.isAllowed(node, nodes)
  }
}

const lengthOf = ({ begin, end }: Row) => Math.max(0, end - begin)

function isIn(row: Row, node: number): boolean {
  const place = lowerBound(row.targets, row.begin, row.end, node)
  return place < row.end && row.targets[place] === node
}
