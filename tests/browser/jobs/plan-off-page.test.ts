/** Plans of a large host: what they derive from it is worked out by a worker, once, and stands in its shared memory. */
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { planSearch } from '../../../src/grandiso/plan'
import { planOffPage } from '../../../src/jobs/plan-off-page'
import { allocateBytes, regionsOf } from '../../../src/jobs/shared-arrays'
import { startPool } from '../../../src/jobs/worker-pool'
import type { HostTopology } from '../../../src/model/host-graph'
import { packTopology, unpackTopology } from '../../../src/model/topology-blob'
import { motifFrom } from '../../unit/grandiso/motif-text'
import { randomTopology } from '../../unit/grandiso/random-host'
import { jobRecord } from '../storage/fresh-database'

const ordinary = randomTopology(4_000, 700_000, 5, 3)
let topology: HostTopology

beforeEach(() => {
  expect(ordinary.adjacency.out.targets.length).toBeGreaterThan(200_000)
  const bytes = packTopology(ordinary)
  const place = new Uint8Array(allocateBytes(bytes.length), 0, bytes.length)
  place.set(bytes)
  topology = unpackTopology(place)
})

const areSame = (left: Uint32Array, right: Uint32Array) =>
  left.length === right.length && left.every((value, i) => value === right[i])

function questionOf(motif: string, options: object) {
  const { options: semantics } = jobRecord(options)
  const resolved = { nodeSets: [], edgeSets: [], nodeComparisons: [], edgeComparisons: [] }
  return { motif: motifFrom(motif), semantics, topology, resolved }
}

it.each([
  ['there and back', 'A -> B\nB -> A\nB -> C\nC -> B', {}],
  ['in both directions', 'A -> B\nB -> C\nC -> A', { ignoreDirection: true }],
  ['counted by terms', 'A -> B\nB -> C\nA -> C', { countOnly: true }],
  ['there and back, counted', 'A -> B\nB -> A\nB -> C\nC -> B\nA -> C\nC -> A', { countOnly: true }],
])('a motif %s: the plan is the same, and the page makes no rows of the host', async (_, motif, options) => {
  const { slots, ready } = startPool(1)
  onTestFinished(() => slots[0]!.worker.terminate())
  await ready
  const planned = await planOffPage(questionOf(motif, options), slots[0])
  const memory = regionsOf(topology.adjacency.out.targets.buffer)
  const { adjacencies, counting } = planned.space
  for (const { out } of adjacencies) expect(regionsOf(out.targets.buffer)).toBe(memory)
  for (const { coded } of counting?.layers ?? []) expect(regionsOf(coded.entries.buffer)).toBe(memory)
  const expected = planSearch({ ...questionOf(motif, options), topology: ordinary })
  expect(planned.plan).toEqual(expected.plan)
  adjacencies.forEach(({ out }, i) =>
    expect(areSame(out.targets, expected.space.adjacencies[i]!.out.targets)).toBe(true),
  )
  counting?.layers.forEach(({ coded }, i) =>
    expect(areSame(coded.entries, expected.space.counting!.layers[i]!.coded.entries)).toBe(true),
  )
  // A warm host needs no worker any more.
  expect((await planOffPage(questionOf(motif, options), undefined)).plan).toEqual(expected.plan)
})
