/** Samples of a planned search: each is a random descent through the plan's steps. A root item is drawn, then at every
 *  step one of the candidates that satisfy the plan; at the last step they are counted. The product of what the draws
 *  stand for, times that count, is an unbiased guess of the number of matches (Horvitz & Thompson 1952; "wander join",
 *  Li et al. 2016); the same weights, times what a search spends at each step, guess its work. */
import type { SearchPlan, SearchSpace } from '../../model/plan'
import { promisesOf } from './promises'
import { RandomStream } from '../../model/random-stream'
import { createRootDraws } from './root-draws'
import type { RootDraws } from './root-draws'
import type { SampleSums } from './sample-sums'
import { SearchCost } from './search-cost'
import { StepCandidates } from './step-candidates'

/** Descents in a batch: the unit that is repeated exactly and never divided. */
export const batchSize = 64

/** A plan made ready for sampling on one thread: some arrays of 8 bytes per host node. */
export interface Sampler {
  /** Whether there is no root item, so that there is no match. */
  isEmpty: boolean
  /** The samples of one batch: the same for the same plan, seed and number, wherever it runs. */
  runBatch(seed: number, batch: number): SampleSums
}

class DescentSampler implements Sampler {
  private readonly roots: RootDraws
  private readonly steps: StepCandidates[]
  private readonly cost: SearchCost
  private readonly nodes: Uint32Array
  private readonly perMatch: number
  private work = 0
  private miss = 0

  constructor(plan: SearchPlan, space: SearchSpace) {
    this.roots = createRootDraws(plan, space)
    this.steps = plan.steps.map(
      (_, step) =>
        new StepCandidates(
          plan,
          space,
          step,
          step > this.roots.depth ? promisesOf(plan, space, step, true) : null,
        ),
    )
    this.cost = new SearchCost(plan, space)
    this.nodes = new Uint32Array(plan.steps.length)
    this.perMatch = plan.mappingsPerMatch
  }

  get isEmpty(): boolean {
    return this.roots.isEmpty
  }

  runBatch(seed: number, batch: number): SampleSums {
    const random = new RandomStream(seed, batch)
    const sums: SampleSums = { samples: 0, hits: 0, mean: 0, squares: 0, largest: 0, work: 0, largestMiss: 0 }
    for (let i = 0; i < batchSize; i++) {
      this.work = 0
      this.miss = 0
      const value = this.roots.isEmpty ? 0 : this.descend(random) * this.perMatch
      sums.samples++
      if (value > 0) sums.hits++
      else sums.largestMiss = Math.max(sums.largestMiss, this.miss * this.perMatch)
      sums.largest = Math.max(sums.largest, value)
      const difference = value - sums.mean
      sums.mean += difference / sums.samples
      sums.squares += difference * (value - sums.mean)
      sums.work += (this.work - sums.work) / sums.samples
    }
    return sums
  }

  /** One descent; answers its value. */
  private descend(random: RandomStream): number {
    const { nodes, steps, roots, cost } = this
    const last = steps.length - 1
    let weight = roots.draw(nodes, random)
    this.spend(weight, 1)
    this.miss = weight
    for (let step = 0; step <= roots.depth; step++) if (!steps[step]!.holds(nodes[step]!, nodes)) return 0
    if (last <= roots.depth) return weight
    // Root edges of one node share the marks of that node.
    this.spend(weight, cost.marking(0, nodes[0]!) / (roots.depth === 0 ? 1 : roots.siblings(nodes[0]!)))
    if (roots.depth === 1) this.spend(weight, cost.marking(1, nodes[1]!))
    for (let step = roots.depth + 1; step < last; step++) {
      const factor = steps[step]!.draw(nodes, random)
      this.miss = weight * Math.max(1, steps[step]!.looked)
      this.spend(weight, cost.reading(step, steps[step]!.scanned))
      if (factor === 0) return 0
      weight *= factor
      this.spend(weight, cost.marking(step, nodes[step]!))
    }
    const count = steps[last]!.count(nodes, random)
    this.miss = weight * Math.max(1, steps[last]!.looked)
    this.spend(weight, cost.reading(last, steps[last]!.scanned))
    return weight * count
  }

  private spend(weight: number, work: number): void {
    this.work += weight * work
  }
}

/** Makes a plan ready. Linear in the host's nodes and edges at most: some milliseconds for millions. */
export function createSampler(plan: SearchPlan, space: SearchSpace): Sampler {
  return new DescentSampler(plan, space)
}
