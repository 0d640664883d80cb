/** The search kernel in a real browser: worker, shared memory and module as the page uses them; and without them. */
import { afterEach, expect, it, vi } from 'vitest'
import { planSearch } from '../../../src/grandiso/plan'
import { createReferenceSearch } from '../../../src/grandiso/reference-kernel'
import { placeSearch } from '../../../src/jobs/place-search'
import { allocateBytes } from '../../../src/jobs/shared-arrays'
import { startPool, prepareSlot, runSlice } from '../../../src/jobs/worker-pool'
import { packTopology, unpackTopology } from '../../../src/model/topology-blob'
import type { HostTopology } from '../../../src/model/host-graph'
import { motifFrom } from '../../unit/grandiso/motif-text'
import { randomTopology } from '../../unit/grandiso/random-host'

const unlimited = { steps: Infinity, rows: Infinity }
const ordinary = randomTopology(2000, 30_000, 5, 3)

function onHostMemory(topology: HostTopology): HostTopology {
  const bytes = packTopology(topology)
  const place = new Uint8Array(allocateBytes(bytes.length), 0, bytes.length)
  place.set(bytes)
  return unpackTopology(place)
}

function planned(topology: HostTopology) {
  const { plan, space } = planSearch({
    motif: motifFrom('A -> B\nB -> C\nA -> C\nA.w > 1'),
    semantics: {
      ignoreDirection: false,
      excludeAutomorphisms: false,
      induced: false,
      limit: null,
      countOnly: false,
    },
    topology,
    resolved: {
      nodeSets: [new Uint32Array(1000).map((_, index) => 2 * index)],
      edgeSets: [],
      nodeComparisons: [],
      edgeComparisons: [],
    },
  })
  return { plan, space, all: { first: 0, end: plan.rootCount } }
}

function expectedRows(): Uint32Array {
  const { plan, space, all } = planned(ordinary)
  return createReferenceSearch(plan, space).run(all, null, unlimited).rows
}

afterEach(() => void vi.unstubAllGlobals())

async function findInWorkers(topology: HostTopology): Promise<Uint32Array[]> {
  const { plan, space, all } = planned(topology)
  const placed = placeSearch(plan, space, topology, 2)
  const { slots, ready } = startPool(2)
  await ready
  try {
    return await Promise.all(
      slots.map(async (slot) => {
        prepareSlot(slot, 'test', plan, placed)
        return (await runSlice(slot, 'test', all, null, unlimited)).rows
      }),
    )
  } finally {
    for (const { worker } of slots) worker.terminate()
    placed.free()
  }
}

it('two workers search one host on shared memory at once', async () => {
  expect(crossOriginIsolated).toBe(true)
  const topology = onHostMemory(ordinary)
  expect(topology.adjacency.out.targets.buffer).toBeInstanceOf(SharedArrayBuffer)
  const expected = expectedRows()
  expect(expected.length).toBeGreaterThan(1000)
  expect(await findInWorkers(topology)).toEqual([expected, expected])
})

it('workers search copies of a host that is not shared', async () => {
  const expected = expectedRows()
  expect(await findInWorkers(ordinary)).toEqual([expected, expected])
})

it('searches without the module when it cannot be had', async () => {
  const { createSearch } = await import('../../../workers/kernel/create-search')
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')))
  const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined)
  const { plan, space, all } = planned(ordinary)
  const search = await createSearch(plan, space, null)
  expect(search.run(all, null, unlimited).rows).toEqual(expectedRows())
  expect(warn).toHaveBeenCalledOnce()
})
