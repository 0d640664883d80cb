/** The half of a search worker that samples: keeps what was made ready, draws batches for a while, and tries whether a
 *  search ends at once. */
import { planSearch } from '../src/grandiso/plan'
import { canPack } from '../src/grandiso/pack-search'
import { createReferenceSearch } from '../src/grandiso/reference-kernel'
import { createSampler } from '../src/grandiso/sampling/create-sampler'
import type { Sampler } from '../src/grandiso/sampling/create-sampler'
import type { SampleSums } from '../src/grandiso/sampling/sample-sums'
import { scratchBytes } from '../src/grandiso/wasm-kernel'
import type { SampleSource, SampleWorkerApi } from '../src/jobs/sample-api'
import type { HostTopology } from '../src/model/host-graph'
import type { Cursor, SearchPlan, SearchSpace } from '../src/model/plan'
import { createSearch } from './kernel/create-search'

interface Prepared {
  plan: SearchPlan
  space: SearchSpace
  sampler: Sampler
}

/** Beyond this a trial does without the kernel: the host's memory would have to grow for it, and stay so. */
const mostScratchBytes = 2 ** 26
/** How long after its last estimate a host is remembered: as long as someone goes on typing. */
const keepHostMs = 20_000
const firstTrialSteps = 20_000
/** A slice shorter than this says little about speed. */
const fewestTimedMs = 0.5

const prepared = new Map<string, Prepared>()
let lastHost: { id: string; topology: HostTopology } | undefined
let lastHostTimer: ReturnType<typeof setTimeout> | undefined

function find(sampleId: string): Prepared {
  const found = prepared.get(sampleId)
  if (!found) throw new Error(`No samples ${sampleId} were made ready in this worker.`)
  return found
}

/** The topology as it came the first time: what the planner derives from it is kept with that object. Let go of after a
 *  while, so that a host that is closed gives its memory back. */
function sameTopology({ hostId, topology }: Extract<SampleSource, { kind: 'question' }>): HostTopology {
  if (lastHost?.id !== hostId) lastHost = { id: hostId, topology }
  clearTimeout(lastHostTimer)
  lastHostTimer = setTimeout(() => (lastHost = undefined), keepHostMs)
  return lastHost.topology
}

function planOf(source: SampleSource): { plan: SearchPlan; space: SearchSpace } {
  if (source.kind === 'plan') return source
  const { motif, semantics, resolved } = source
  const topology = sameTopology(source)
  // Matches are visited one by one, whatever the search will do: samples follow the plan's steps.
  return planSearch({ motif, topology, resolved, semantics: { ...semantics, countOnly: false } })
}

function scratchOf(plan: SearchPlan, space: SearchSpace): number | null {
  if (space.adjacencies[0]?.out.offsets.buffer instanceof ArrayBuffer || !canPack(space)) return null
  const bytes = scratchBytes(plan, space)
  return bytes <= mostScratchBytes ? bytes : null
}

export function forgetSample(sampleId: string): void {
  prepared.delete(sampleId)
}

export const sampleApi: SampleWorkerApi = {
  prepareSample(sampleId, source) {
    const { plan, space } = planOf(source)
    const sampler = createSampler(plan, space)
    prepared.set(sampleId, { plan, space, sampler })
    const { mappingsPerMatch } = plan
    return { mappingsPerMatch, isEmpty: sampler.isEmpty, scratchBytes: scratchOf(plan, space) }
  },

  async tryWhole(sampleId, place, mostMs) {
    const { plan, space } = find(sampleId)
    const search = place ? await createSearch(plan, space, place) : createReferenceSearch(plan, space)
    const begin = performance.now()
    const range = { first: 0, end: plan.rootCount }
    let cursor: Cursor | null = null
    let count = 0
    let stepsPerMs: number | null = null
    for (let steps = firstTrialSteps; ; steps *= 2) {
      const sliceBegin = performance.now()
      const slice = search.run(range, cursor, { steps, rows: null })
      const now = performance.now()
      count += slice.count
      cursor = slice.cursor
      if (!cursor) return { count, elapsedMs: now - begin, stepsPerMs }
      if (now - sliceBegin >= fewestTimedMs)
        stepsPerMs = Math.max(stepsPerMs ?? 0, steps / (now - sliceBegin))
      if (now - begin + 2 * (now - sliceBegin) > mostMs)
        return { count: null, elapsedMs: now - begin, stepsPerMs }
    }
  },

  sample(sampleId, { seed, firstBatch, mostBatches, mostMs }) {
    const { sampler } = find(sampleId)
    const begin = performance.now()
    const batches: SampleSums[] = []
    while (batches.length === 0 || (batches.length < mostBatches && performance.now() - begin < mostMs))
      batches.push(sampler.runBatch(seed, firstBatch + batches.length))
    return batches
  },
}
