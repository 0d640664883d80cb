/** A census of sets of four host nodes on all cores: exact while there are few enough, else from samples. Main thread;
 *  nothing is stored. */
import type { HostTopology } from '../model/host-graph'
import { tetradsByClass } from '../statistics/tetrad-census'
import { tetradCodeCount } from '../statistics/tetrad-classes'
import { emptyTetradSamples, estimateTetrads } from '../statistics/tetrad-sampling'
import type { TetradEstimate } from '../statistics/tetrad-sampling'
import type { NullWorkerApi } from './null-api'
import { inParts, withCrew } from './worker-crew'
import type { Crew } from './worker-crew'

export interface TetradCensus {
  isExact: boolean
  /** Samples drawn; 0 when exact. */
  samples: number
  /** Along `tetradClasses().classes`; of an exact one `low` and `high` are the count. */
  classes: TetradEstimate[]
}

export interface TetradOrders {
  workers: number
  /** Null: exact up to `mostExactTetrads`. */
  samples: number | null
  seed: number
  signal?: AbortSignal | undefined
  onProgress?: ((done: number, total: number) => void) | undefined
}

/** Some twenty seconds on two cores. */
export const mostExactTetrads = 3e9
export const standardTetradSamples = 4_000_000
const partCount = 64
const drawsPerBatch = 50_000

function addTo(sum: Float64Array, part: Float64Array): void {
  part.forEach((value, i) => (sum[i] = (sum[i] ?? 0) + value))
}

async function countAll(
  crew: Crew<NullWorkerApi>,
  nodeCount: number,
  orders: TetradOrders,
): Promise<TetradCensus> {
  const parts = Math.max(1, Math.min(partCount, nodeCount))
  const codes = new Float64Array(tetradCodeCount)
  // Hubs have the small numbers and most of the sets: early parts are narrow.
  const bound = (part: number) => Math.round(nodeCount * (part / parts) ** 3)
  const ask = (api: Crew<NullWorkerApi>[number]['api'], part: number) =>
    api.countTetrads(bound(part), bound(part + 1))
  await inParts(crew, parts, ask, (part, done) => {
    addTo(codes, part)
    orders.onProgress?.(done, parts)
  })
  const classes = [...tetradsByClass(codes)].map((count) => ({ count, low: count, high: count }))
  return { isExact: true, samples: 0, classes }
}

async function sampleAll(
  crew: Crew<NullWorkerApi>,
  totals: { walkTotal: number; starTotal: number },
  orders: TetradOrders,
): Promise<TetradCensus> {
  const batches = Math.max(1, Math.round((orders.samples ?? standardTetradSamples) / drawsPerBatch))
  const sums = emptyTetradSamples()
  const ask = (api: Crew<NullWorkerApi>[number]['api'], batch: number) =>
    api.sampleTetrads(drawsPerBatch, orders.seed, batch)
  await inParts(crew, batches, ask, (part, done) => {
    sums.walks += part.walks
    sums.stars += part.stars
    addTo(sums.walkHits, part.walkHits)
    addTo(sums.starHits, part.starHits)
    orders.onProgress?.(done, batches)
  })
  return { isExact: false, samples: batches * drawsPerBatch, classes: estimateTetrads(totals, sums) }
}

/** @throws MotifscopeError `cancelled`, `worker-failed` */
export async function takeTetradCensus(topology: HostTopology, orders: TetradOrders): Promise<TetradCensus> {
  const { signal, workers, samples } = orders
  const words = 'The census was cancelled.'
  return withCrew<NullWorkerApi, TetradCensus>('null', workers, { signal, words }, async (crew) => {
    const outlines = await Promise.all(crew.map(({ api, orFail }) => orFail(api.outlineTetrads(topology))))
    const [outline] = outlines
    if (!outline) throw new Error('A census without workers.')
    const isExact = samples === null && outline.bound <= mostExactTetrads
    return isExact ? countAll(crew, topology.nodeCount, orders) : sampleAll(crew, outline, orders)
  })
}
