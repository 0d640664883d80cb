/** Counts what a significance run asks for, in the host and in samples alike, so that both are counted by the same rules.
 *  Pure; runs in workers. */
import { planSearch } from '../grandiso/plan'
import type { CreateSearch } from '../grandiso/kernel'
import type { HostTopology } from '../model/host-graph'
import { triadNames } from '../model/host-graph'
import type { Motif } from '../model/motif'
import type { Cursor, ResolvedNeeds } from '../model/plan'
import type { RandomStream } from '../model/random-stream'
import { neighbourRows } from '../statistics/neighbour-rows'
import { countTetrads, tetradBound, tetradsByClass } from '../statistics/tetrad-census'
import { tetradCodeCount } from '../statistics/tetrad-classes'
import { createTetradSampler, emptyTetradSamples, estimateTetrads } from '../statistics/tetrad-sampling'
import { triadCensus } from '../statistics/triad-census'

/** A measure with what it takes to count it. */
export type PreparedMeasure =
  | {
      kind: 'motif'
      motif: Motif
      ignoreDirection: boolean
      induced: boolean
      excludeAutomorphisms: boolean
      resolved: ResolvedNeeds
    }
  | { kind: 'triads' }
  | { kind: 'tetrads'; samples: number }

/** Up to so many sets of four, by their bound, counting beats sampling: about a quarter of a second. */
export const mostTetradsPerSample = 3e7

const stepsPerSlice = 2 ** 24

function countMotif(
  measure: Extract<PreparedMeasure, { kind: 'motif' }>,
  topology: HostTopology,
  resolved: ResolvedNeeds,
  createSearch: CreateSearch,
): number {
  const { motif, ignoreDirection, induced, excludeAutomorphisms } = measure
  const semantics = { ignoreDirection, induced, excludeAutomorphisms, limit: null, countOnly: true }
  const { plan, space } = planSearch({ motif, topology, resolved, semantics })
  const search = createSearch(plan, space)
  const range = { first: 0, end: plan.rootCount }
  let cursor: Cursor | null = null
  let count = 0
  do {
    const slice = search.run(range, cursor, { steps: stepsPerSlice, rows: null })
    count += slice.count
    cursor = slice.cursor
  } while (cursor)
  return count
}

/** By class; exact where that is quick, else estimated.
 *  @param stream chance of its own for each graph */
function tetradsOf(topology: HostTopology, samples: number, random: RandomStream): number[] {
  const rows = neighbourRows(topology)
  if (tetradBound(rows) <= mostTetradsPerSample) {
    const codes = new Float64Array(tetradCodeCount)
    countTetrads(rows, 0, topology.nodeCount, codes)
    return [...tetradsByClass(codes)]
  }
  const sampler = createTetradSampler(rows)
  const drawn = emptyTetradSamples()
  sampler.draw(samples, random, drawn)
  return estimateTetrads(sampler, drawn).map(({ count }) => count)
}

/** One value per class of every measure, in order. Exact below 2^53.
 *  @param resolvedOf what is known of attributes, told of this graph @param random for estimates only */
export function countMeasures(
  measures: readonly PreparedMeasure[],
  topology: HostTopology,
  resolvedOf: (known: ResolvedNeeds) => ResolvedNeeds,
  random: RandomStream,
  createSearch: CreateSearch,
): Float64Array {
  return Float64Array.from(
    measures.flatMap((measure) => {
      if (measure.kind === 'tetrads') return tetradsOf(topology, measure.samples, random)
      if (measure.kind === 'motif')
        return [countMotif(measure, topology, resolvedOf(measure.resolved), createSearch)]
      const census = triadCensus(topology)
      return triadNames.map((name) => census[name])
    }),
  )
}
