/** The kernels against each other: the same slices, so that a job begun by one may be finished by the other; and with
 *  several workers on one shared memory. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createReferenceSearch } from '../../src/grandiso/reference-kernel'
import type { Search } from '../../src/grandiso/kernel'
import { canPack } from '../../src/grandiso/pack-search'
import { planSearch } from '../../src/grandiso/plan'
import { createWasmSearch } from '../../src/grandiso/wasm-kernel'
import { placeSearch } from '../../src/jobs/place-search'
import { allocateBytes, regionsOf } from '../../src/jobs/shared-arrays'
import { packTopology, unpackTopology } from '../../src/model/topology-blob'
import type { HostTopology } from '../../src/model/host-graph'
import type { Cursor, RootRange, SliceBudget, SliceResult } from '../../src/model/plan'
import { sharedMemoryModule, wasmKernel } from '../tools/kernels'
import { motifFrom } from '../unit/grandiso/motif-text'
import { randomTopology } from '../unit/grandiso/random-host'
import { memoryHostFrom } from '../unit/grandiso/resolve-in-memory'
import { plainSemantics, prepareInMemory, unlimited } from '../unit/grandiso/search-in-memory'
import { hosts, modes, motifs } from './grandiso-arbitraries'

const seed = Number(process.env['MOTIFSCOPE_SEED'] ?? 20261123)
const anyMotif = fc.oneof(motifs(), motifs({ isSymmetric: true }))
const tiny = fc.integer({ min: 1, max: 9 })
const mostFlags = fc.constantFrom(1, 3, 8, 31)

/** The same topology on memory that workers share. */
function onSharedMemory(topology: HostTopology): HostTopology {
  const bytes = packTopology(topology)
  const shared = new Uint8Array(allocateBytes(bytes.length), 0, bytes.length)
  shared.set(bytes)
  return unpackTopology(shared)
}

describe(`the reference and the WebAssembly kernel (seed ${seed})`, () => {
  it('go on where the other stopped, slice by slice', () => {
    fc.assert(
      fc.property(
        hosts,
        anyMotif,
        modes,
        tiny,
        fc.option(tiny),
        mostFlags,
        (graph, motif, mode, steps, rows, flags) => {
          const semantics = { ...mode, countOnly: rows === null }
          const strategy = { factorise: false }
          const { plan, space, all } = prepareInMemory(graph, motif, semantics, { strategy })
          const reference = createReferenceSearch(plan, space, flags)
          const other = wasmKernel.createSearch(plan, space, flags)
          expectSameSlices([reference, other], all, { steps, rows })
        },
      ),
      { seed, numRuns: 600 },
    )
  })

  it.each([
    ['A -> B\nB -> C\nC -> A', null],
    ['A -> B\nB -> C\nA -> C', 100],
    ['A -> B\nB -> C\nA !> C', null],
    ['A -> B\nB -> C\nC -> D\nD -> A', null],
    ['A -> B\nA -> C\nA -> D\nB -> C\nB -> D\nC -> D', 100],
  ])('do so on hubs, where shorter rows are walked instead: %j', (text, rows) => {
    const topology = randomTopology(400, 4_000, 11, 3)
    const { plan, space } = planSearch({
      motif: motifFrom(text),
      semantics: { ...plainSemantics, countOnly: rows === null },
      topology,
      resolved: { nodeSets: [], edgeSets: [], nodeComparisons: [], edgeComparisons: [] },
      strategy: { factorise: false },
    })
    for (const flags of [31, 1]) {
      const kernels: [Search, Search] = [
        createReferenceSearch(plan, space, flags),
        wasmKernel.createSearch(plan, space, flags),
      ]
      const all = { first: 0, end: plan.rootCount }
      expect(expectSameSlices(kernels, all, { steps: 300, rows })).toBeGreaterThan(20)
    }
  })
})

/** Runs both slice by slice, each from where the other stopped. */
function expectSameSlices(kernels: [Search, Search], all: RootRange, budget: SliceBudget): number {
  let cursor: Cursor | null = null
  let sliceCount = 0
  do {
    const [expected, found]: SliceResult[] = kernels.map((kernel) => kernel.run(all, cursor, budget))
    expect({ ...found, rows: [...found!.rows] }).toEqual({ ...expected, rows: [...expected!.rows] })
    cursor = expected!.cursor
    sliceCount++
  } while (cursor)
  return sliceCount
}

describe(`workers on one shared memory (seed ${seed})`, () => {
  beforeAll(() => void vi.stubGlobal('crossOriginIsolated', true))
  afterAll(() => void vi.unstubAllGlobals())

  it('find the same side by side, read the host where it is, and give all memory back', () => {
    fc.assert(
      fc.property(hosts, anyMotif, modes, tiny, (graph, motif, mode, steps) => {
        const host = memoryHostFrom(graph)
        const topology = onSharedMemory(host.topology)
        const shared = prepareInMemory({ ...host, topology }, motif, mode)
        if (!canPack(shared.space)) return
        const { plan, search, all } = shared
        const expected = [...search.run(all, null, unlimited).rows]
        const regions = regionsOf(topology.adjacency.out.offsets.buffer)!
        const packed = [...packTopology(topology)]
        for (let round = 0; round < 2; round++) {
          const placed = placeSearch(plan, shared.space, topology, 2)
          const workers = [0, 1].map((index) =>
            createWasmSearch(sharedMemoryModule, plan, placed.space, placed.placeOf(index)),
          )
          const cursors: (Cursor | null)[] = [null, null]
          const found: number[][] = [[], []]
          const isDone = [false, false]
          for (let turn = 0; isDone.includes(false); turn = 1 - turn) {
            if (isDone[turn]) continue
            const slice = workers[turn]!.run(all, cursors[turn]!, { steps: steps * (turn + 1), rows: 3 })
            found[turn]!.push(...slice.rows)
            cursors[turn] = slice.cursor
            isDone[turn] = slice.cursor === null
          }
          expect(found).toEqual([expected, expected])
          placed.free()
        }
        expect([...packTopology(topology)]).toEqual(packed)
        const { byteLength } = regions.memory.buffer
        const whole = regions.take(byteLength - Math.ceil(packed.length / 64) * 64)
        expect(regions.memory.buffer.byteLength).toBe(byteLength)
        regions.give(whole)
      }),
      { seed, numRuns: 100 },
    )
  })
})
