/** A null worker: draws samples of one run's null model and counts in them. Each sample depends on the run's seed and its
 *  own number only, so any worker may draw any of them, in any order. */
import { canPack } from '../src/grandiso/pack-search'
import { createReferenceSearch } from '../src/grandiso/reference-kernel'
import { createWasmSearch } from '../src/grandiso/wasm-kernel'
import { topologyFromPairs } from '../src/grandiso/csr'
import type { CreateSearch } from '../src/grandiso/kernel'
import type { NullTask, NullWorkerApi } from '../src/jobs/null-api'
import { countMeasures } from '../src/jobs/significance-count'
import { createNullSampler, nullGraphOf } from '../src/jobs/significance-host'
import type { NullSampler } from '../src/jobs/significance-host'
import { RandomStream } from '../src/model/random-stream'
import { edgeClassesOf } from '../src/statistics/null-models/edge-classes'
import { planSwitching, traceMixing } from '../src/statistics/null-models/mixing'
import { isSwitching } from '../src/statistics/null-models/null-model'
import type { NeighbourRows } from '../src/statistics/neighbour-rows'
import { neighbourRows } from '../src/statistics/neighbour-rows'
import { countTetrads, tetradBound } from '../src/statistics/tetrad-census'
import { tetradCodeCount } from '../src/statistics/tetrad-classes'
import { createTetradSampler, emptyTetradSamples } from '../src/statistics/tetrad-sampling'
import type { TetradSampler } from '../src/statistics/tetrad-sampling'
import { triadCensus } from '../src/statistics/triad-census'
import { exposeToParent } from './expose-to-parent'
import { loadKernel } from './kernel/load-kernel'

/** Estimates within sample i draw from a stream far from those of the samples themselves; the host's is the last. */
const estimateStream = (index: number) => 2 ** 30 + index
const observedStream = 2 ** 30 - 1

let task: NullTask | null = null
let sampling: { attempts: number; sampler: NullSampler } | null = null
let kernel: WebAssembly.Module | null = null
let census: { rows: NeighbourRows; sampler: TetradSampler } | null = null

const createSearch: CreateSearch = (plan, space) =>
  kernel && canPack(space) ? createWasmSearch(kernel, plan, space, null) : createReferenceSearch(plan, space)

function taskInHand(): NullTask {
  if (!task) throw new Error('No run was made ready in this worker.')
  return task
}

const classesOf = ({ groups, distance, model }: NullTask) =>
  isSwitching(model) ? edgeClassesOf(groups, distance) : null

/** Made once for all samples of a run. */
function samplerFor(attempts: number): NullSampler {
  if (sampling?.attempts === attempts) return sampling.sampler
  const given = taskInHand()
  const { topology, model, seed, groups } = given
  const chance = { name: model, attempts, classes: classesOf(given), groups: groups?.groups ?? null }
  const sampler = createNullSampler(topology, chance, seed)
  sampling = { attempts, sampler }
  return sampler
}

function censusInHand(): NonNullable<typeof census> {
  if (!census) throw new Error('No census was made ready in this worker.')
  return census
}

const api: NullWorkerApi = {
  ping: () => true,

  async prepare(given) {
    task = given
    sampling = null
    kernel = given.measures.some(({ kind }) => kind === 'motif') ? await loadKernel(false) : null
    const { topology, model, seed } = given
    if (!isSwitching(model)) return null
    return planSwitching(nullGraphOf(topology), { name: model, classes: classesOf(given) }, seed)
  },

  observe() {
    const { measures, topology, seed } = taskInHand()
    const random = new RandomStream(seed, observedStream)
    return countMeasures(measures, topology, (known) => known, random, createSearch)
  },

  draw(index, attempts) {
    const { measures, seed } = taskInHand()
    const sample = samplerFor(attempts).draw(index)
    const random = new RandomStream(seed, estimateStream(index))
    return countMeasures(measures, sample.topology, sample.resolved, random, createSearch)
  },

  trace(attempts, points) {
    const given = taskInHand()
    const { nodeCount, directed } = given.topology
    const chance = { name: given.model, classes: classesOf(given), attempts }
    return traceMixing(nullGraphOf(given.topology), chance, given.seed, points, (edges) =>
      Number(triadCensus(topologyFromPairs(nodeCount, directed, edges))['030T']),
    )
  },

  outlineTetrads(topology) {
    const rows = neighbourRows(topology)
    const sampler = createTetradSampler(rows)
    census = { rows, sampler }
    const { walkTotal, starTotal } = sampler
    return { bound: tetradBound(rows), walkTotal, starTotal }
  },

  countTetrads(begin, end) {
    const codes = new Float64Array(tetradCodeCount)
    countTetrads(censusInHand().rows, begin, end, codes)
    return codes
  },

  sampleTetrads(count, seed, batch) {
    const drawn = emptyTetradSamples()
    censusInHand().sampler.draw(count, new RandomStream(seed, batch), drawn)
    return drawn
  },
}

exposeToParent(api)
