/** How far a random walk of switches has to go, and whether it went far enough. Nothing is known in theory for real
 *  graphs, so it is looked at: how many edges of the original are still there, proposal by proposal, until that number
 *  does no longer fall but wavers; and how long a quantity remembers its past. Pure. */
import type { EdgePairs } from '../../model/plan'
import { RandomStream } from '../../model/random-stream'
import { PairTable } from './pair-table'
import type { EdgeClasses } from './edge-classes'
import type { NullGraph, NullModelName } from './null-model'
import { createChain } from './null-model'

/** Switches per edge that are aimed at: beyond what Milo et al. (2003) found enough for networks of this kind. */
export const switchesPerEdge = 10

/** Never more proposals per edge than these, however few are taken. */
const mostAttemptsPerEdge = 300

/** The seed's stream that pilots and traces draw from; samples have those from 0 on. */
const pilotStream = 2 ** 31 - 1

export interface SwitchingEffort {
  attempts: number
  /** The share of proposals that changed the graph, in the pilot. */
  acceptance: number
  /** Switches per edge to be expected. */
  switchesPerEdge: number
  /** Whether the cap on proposals was met before the aim: the graph is nearly determined by what is kept. */
  isCapped: boolean
}

/** How many proposals make about ten switches an edge, from a pilot of one proposal an edge. */
export function planSwitching(
  graph: NullGraph,
  model: { name: NullModelName; classes: EdgeClasses | null },
  seed: number,
): SwitchingEffort {
  const edgeCount = graph.edges.sources.length
  const pilot = Math.max(2_000, edgeCount)
  const changes = createChain(graph, model).run(pilot, new RandomStream(seed, pilotStream))
  const acceptance = changes / pilot
  const wanted = acceptance > 0 ? (switchesPerEdge * edgeCount) / acceptance : Infinity
  const most = mostAttemptsPerEdge * Math.max(100, edgeCount)
  const attempts = Math.ceil(Math.min(wanted, most))
  return {
    attempts,
    acceptance,
    switchesPerEdge: edgeCount > 0 ? (attempts * acceptance) / edgeCount : 0,
    isCapped: wanted > most,
  }
}

/** The share of the original's edges that a graph still has. */
export function overlap(original: PairTable, edges: EdgePairs): number {
  const { sources, targets } = edges
  if (sources.length === 0) return 1
  let kept = 0
  for (let i = 0; i < sources.length; i++) if (original.find(sources[i]!, targets[i]!) >= 0) kept++
  return kept / sources.length
}

export interface MixingTrace {
  /** Proposals made before each point; the first is 0, the point in the middle the effort of a sample. */
  attempts: number[]
  /** Share of the original's edges left, per point. */
  overlaps: number[]
  /** The given quantity per point. */
  values: number[]
  /** Where the overlap wavers about in the second half: mean and standard deviation. */
  level: { mean: number; sd: number }
  /** Whether the overlap at a sample's effort lies within that wavering. */
  isMixed: boolean
  /** Correlation of the quantity with itself, 1, 2, … points later, over the second half. */
  autocorrelation: number[]
}

const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** @returns lags 1 … `lags`; zeros where the values do not vary */
export function autocorrelation(values: number[], lags: number): number[] {
  const mean = meanOf(values)
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Array.from({ length: lags }, (_, i) => {
    if (variance === 0) return 0
    let sum = 0
    for (let at = 0; at + i + 1 < values.length; at++)
      sum += (values[at]! - mean) * (values[at + i + 1]! - mean)
    return sum / variance
  })
}

/** Walks for twice a sample's effort and looks at evenly spaced points.
 *  @param points an even number @param measure the quantity whose memory is looked at */
export function traceMixing(
  graph: NullGraph,
  model: { name: NullModelName; classes: EdgeClasses | null; attempts: number },
  seed: number,
  points: number,
  measure: (edges: EdgePairs) => number,
): MixingTrace {
  const random = new RandomStream(seed, pilotStream)
  const chain = createChain(graph, model)
  const original = new PairTable(graph.edges.sources, graph.edges.targets, true)
  const trace = { attempts: [0], overlaps: [1], values: [measure(graph.edges)] }
  let done = 0
  for (let point = 1; point <= points; point++) {
    const next = Math.round((2 * model.attempts * point) / points)
    chain.run(next - done, random)
    done = next
    const edges = chain.edges()
    trace.attempts.push(done)
    trace.overlaps.push(overlap(original, edges))
    trace.values.push(measure(edges))
  }
  const late = trace.overlaps.slice(points / 2 + 1)
  const mean = meanOf(late)
  const sd = Math.sqrt(meanOf(late.map((value) => (value - mean) ** 2)))
  const resolution = 2 / Math.max(1, graph.edges.sources.length)
  return {
    ...trace,
    level: { mean, sd },
    isMixed: Math.abs(trace.overlaps[points / 2]! - mean) <= 4 * sd + resolution,
    autocorrelation: autocorrelation(trace.values.slice(points / 2 + 1), Math.min(10, points / 4)),
  }
}
