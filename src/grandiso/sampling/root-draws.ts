/** Draws root items: host edges where the plan's second step walks a row of its first, else host nodes. Edges are drawn
 *  from a mixture: evenly, and by what their ends promise; so hubs are met as often as they matter, and everything else
 *  still is. */
import { lowerBound } from '../csr'
import type { RowSource } from '../mark-layout'
import type { SearchPlan, SearchSpace } from '../../model/plan'
import { promisesOf } from './promises'
import type { RandomStream } from '../../model/random-stream'
import { rowsOfLink } from './step-candidates'

export interface RootDraws {
  /** The last step that a root item sets. */
  depth: 0 | 1
  /** Whether there is nothing to draw, so that there is no match. */
  isEmpty: boolean
  /** How many root items have this host node at step 0. */
  siblings(node: number): number
  /** Writes a root item into `nodes`; answers what it stands for: 1 ÷ the probability of its draw. */
  draw(nodes: Uint32Array, random: RandomStream): number
}

class NodeRoots implements RootDraws {
  readonly depth = 0
  private readonly rootCount: number

  constructor(
    private readonly candidates: Uint32Array | null,
    nodeCount: number,
  ) {
    this.rootCount = candidates ? candidates.length : nodeCount
  }

  get isEmpty(): boolean {
    return this.rootCount === 0
  }

  siblings(): number {
    return 1
  }

  draw(nodes: Uint32Array, random: RandomStream): number {
    const place = random.below(this.rootCount)
    nodes[0] = this.candidates ? this.candidates[place]! : place
    return this.rootCount
  }
}

/** One way to draw: the edge (u, v) with probability first[u] · second[v] ÷ total. Null stands for 1 everywhere. */
interface Component {
  share: number
  first: Float64Array | null
  second: Float64Array | null
  /** Per host node u the sum over all edges of u and of the nodes before it. */
  cumulative: Float64Array
  total: number
}

class EdgeRoots implements RootDraws {
  readonly depth = 1
  private readonly rows: RowSource
  /** The part of each row that symmetry breaking leaves. */
  private readonly begin: Uint32Array
  private readonly end: Uint32Array
  private readonly components: Component[]

  constructor(plan: SearchPlan, space: SearchSpace) {
    const { generator, above, below } = plan.steps[1]!
    this.rows = rowsOfLink(generator!, space)
    const { offsets, targets } = this.rows
    this.begin = offsets.slice(0, space.nodeCount)
    this.end = offsets.slice(1, space.nodeCount + 1)
    for (let node = 0; node < space.nodeCount; node++) {
      if (above.length > 0)
        this.begin[node] = lowerBound(targets, this.begin[node]!, this.end[node]!, node + 1)
      if (below.length > 0) this.end[node] = lowerBound(targets, this.begin[node]!, this.end[node]!, node)
    }
    this.components = this.mix(plan, space)
  }

  get isEmpty(): boolean {
    return this.components.length === 0
  }

  private mix(plan: SearchPlan, space: SearchSpace): Component[] {
    const [atFirst, atSecond] = space.candidates
    const within = (promises: Float64Array | null, candidates: Uint32Array | null | undefined) => {
      if (!candidates) return promises
      const kept = new Float64Array(space.nodeCount)
      for (const node of candidates) kept[node] = promises ? promises[node]! : 1
      return kept
    }
    const component = (share: number, first: Float64Array | null, second: Float64Array | null) =>
      this.componentOf(share, within(first, atFirst), within(second, atSecond))
    const mixed = [component(0.2, null, null)]
    const [first, second] = [0, 1].map((step) => promisesOf(plan, space, step, false)) as [
      Float64Array | null,
      Float64Array | null,
    ]
    if (first || second) mixed.push(component(0.4, first, second))
    if (plan.steps.some(({ required }, step) => step > 1 && required.some((link) => link.step < 2)))
      mixed.push(component(0.4, promisesOf(plan, space, 0, true), promisesOf(plan, space, 1, true)))
    const possible = mixed.filter(({ total }) => total > 0)
    const shares = possible.reduce((sum, { share }) => sum + share, 0)
    return possible.map((one) => ({ ...one, share: one.share / shares }))
  }

  private componentOf(share: number, first: Float64Array | null, second: Float64Array | null): Component {
    const { begin, end, rows } = this
    const { targets } = rows
    const cumulative = new Float64Array(begin.length)
    let total = 0
    for (let node = 0; node < begin.length; node++) {
      const factor = first ? first[node]! : 1
      let sum = factor === 0 || second ? 0 : end[node]! - begin[node]!
      if (factor !== 0 && second) for (let i = begin[node]!; i < end[node]!; i++) sum += second[targets[i]!]!
      cumulative[node] = total += factor * sum
    }
    return { share, first, second, cumulative, total }
  }

  siblings(node: number): number {
    return Math.max(1, this.end[node]! - this.begin[node]!)
  }

  draw(nodes: Uint32Array, random: RandomStream): number {
    let left = random.next()
    let at = 0
    while (at < this.components.length - 1 && left >= this.components[at]!.share)
      left -= this.components[at++]!.share
    const { cumulative, total, second } = this.components[at]!
    const from = firstAbove(cumulative, random.next() * total)
    const to = this.rows.targets[this.placeInRow(from, second, random)]!
    nodes[0] = from
    nodes[1] = to
    let probability = 0
    for (const { share, first, second, total } of this.components)
      probability += (share * (first ? first[from]! : 1) * (second ? second[to]! : 1)) / total
    return probability > 0 ? 1 / probability : 0
  }

  private placeInRow(node: number, second: Float64Array | null, random: RandomStream): number {
    const begin = this.begin[node]!
    const last = this.end[node]! - 1
    if (!second) return begin + random.below(last + 1 - begin)
    const { targets } = this.rows
    let sum = 0
    for (let i = begin; i <= last; i++) sum += second[targets[i]!]!
    let left = random.next() * sum
    let place = begin
    while (place < last && left >= second[targets[place]!]!) left -= second[targets[place++]!]!
    return place
  }
}

/** The first place whose value is above `value`, which is below the last one. */
function firstAbove(ascending: Float64Array, value: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ascending[middle]! > value) high = middle
    else low = middle + 1
  }
  return low
}

/** Linear in the host's edges where there are promises, else in its nodes. */
export function createRootDraws(plan: SearchPlan, space: SearchSpace): RootDraws {
  if (plan.steps[1]?.generator?.step === 0) return new EdgeRoots(plan, space)
  return new NodeRoots(space.candidates[0] ?? null, space.nodeCount)
}
