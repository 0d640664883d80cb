/** The words between the page and a null worker: types only. */
import type { HostTopology } from '../model/host-graph'
import type { NullEffort, NullMixing, NullModelKind } from '../model/null-run'
import type { DistanceBins, NodeGroups } from '../statistics/null-models/edge-classes'
import type { TetradSamples } from '../statistics/tetrad-sampling'
import type { PreparedMeasure } from './significance-count'

/** All that a sample depends on but its number. */
export interface NullTask {
  topology: HostTopology
  model: NullModelKind
  seed: number
  groups: NodeGroups | null
  distance: DistanceBins | null
  measures: PreparedMeasure[]
}

/** How a census of sets of four could be taken. */
export interface TetradOutline {
  /** About how many sets there are, at most. */
  bound: number
  walkTotal: number
  starTotal: number
}

export interface NullWorkerApi {
  ping(): true
  /** Makes a run ready; answers how long samples shall walk, null for models that do not. */
  prepare(task: NullTask): Promise<NullEffort | null>
  /** The counts of the host itself. */
  observe(): Float64Array
  draw(index: number, attempts: number): Float64Array
  /** Walks twice as long as a sample and tells what it sees at so many points. */
  trace(attempts: number, points: number): NullMixing
  outlineTetrads(topology: HostTopology): TetradOutline
  /** Sets of four whose smallest node is from `begin` to below `end`, by code. */
  countTetrads(begin: number, end: number): Float64Array
  sampleTetrads(count: number, seed: number, batch: number): TetradSamples
}
