/** The planner and the reference kernel against the oracle, on random hosts and motifs. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitRemaining, splitRoots } from '../../src/grandiso/split'
import { automorphismCount, listAutomorphisms } from '../../src/grandiso/symmetry'
import { verifyMatches } from '../../src/grandiso/verify'
import type { RootRange } from '../../src/model/plan'
import {
  findInMemory,
  idRows,
  prepareInMemory,
  runInSlices,
  unlimitedCount,
} from '../unit/grandiso/search-in-memory'
import { kernels } from '../tools/kernels'
import { hosts, modes, motifs } from './grandiso-arbitraries'

const seed = Number(process.env['MOTIFSCOPE_SEED'] ?? 20261123)
const runs = (numRuns: number) => ({ seed, numRuns })

const asSet = (rows: string[][]) => rows.map((row) => row.join()).sort()
const anyMotif = fc.oneof(motifs(), motifs({ isSymmetric: true }))
const tinySteps = fc.integer({ min: 1, max: 6 })

describe.each(kernels)(`a search with the $name kernel (seed ${seed})`, (kernel) => {
  it('finds exactly the matches of the definition', () => {
    fc.assert(
      fc.property(hosts, anyMotif, modes, (graph, motif, mode) => {
        expect(asSet(findInMemory(graph, motif, mode, kernel))).toEqual(
          asSet(verifyMatches(graph, motif, mode)),
        )
      }),
      runs(700),
    )
  })

  it('counts as many as it finds, also with the marks full and rows looked up instead', () => {
    fc.assert(
      fc.property(
        hosts,
        anyMotif,
        modes,
        fc.integer({ min: 1, max: 31 }),
        (graph, motif, mode, mostFlags) => {
          const found = findInMemory(graph, motif, mode, kernel)
          const counting = prepareInMemory(graph, motif, { ...mode, countOnly: true }, { kernel, mostFlags })
          expect(counting.search.run(counting.all, null, unlimitedCount).count).toBe(found.length)
          const listing = prepareInMemory(graph, motif, mode, { kernel, mostFlags })
          const rows = idRows(listing, runInSlices(listing.search, listing.all, { steps: 50, rows: 7 }).rows)
          expect(asSet(rows)).toEqual(asSet(found))
        },
      ),
      runs(300),
    )
  })

  it('gives one mapping of every orbit without automorphisms, and matches = orbits × group order', () => {
    fc.assert(
      fc.property(hosts, motifs({ isSymmetric: true }), modes, (graph, motif, mode) => {
        const undirected = mode.ignoreDirection || !graph.directed
        const group = listAutomorphisms(motif, 1000, { undirected })!
        const orbitOf = (row: string[]) => asSet(group.map((p) => p.map((index) => row[index]!)))[0]!
        const all = verifyMatches(graph, motif, mode)
        const distinct = findInMemory(graph, motif, { ...mode, excludeAutomorphisms: true }, kernel)
        expect(distinct.map(orbitOf).sort()).toEqual([...new Set(all.map(orbitOf))].sort())
        expect(distinct.length * automorphismCount(motif, { undirected })).toBe(all.length)
      }),
      runs(300),
    )
  })

  it('may stop anywhere: cursors through JSON lose and double nothing', () => {
    fc.assert(
      fc.property(
        hosts,
        anyMotif,
        modes,
        tinySteps,
        tinySteps,
        fc.boolean(),
        (graph, motif, mode, steps, rows, exclude) => {
          const prepared = prepareInMemory(
            graph,
            motif,
            { ...mode, excludeAutomorphisms: exclude },
            { kernel },
          )
          const whole = prepared.search.run(prepared.all, null, { steps: Infinity, rows: Infinity })
          const sliced = runInSlices(prepared.search, prepared.all, { steps, rows })
          expect(sliced.rows).toEqual([...whole.rows])
          expect(sliced.count).toBe(whole.count)
          expect(runInSlices(prepared.search, prepared.all, { steps, rows: null }).count).toBe(whole.count)
        },
      ),
      runs(300),
    )
  })

  it('may be split beforehand and while it runs: the parts are disjoint and complete', () => {
    fc.assert(
      fc.property(
        hosts,
        anyMotif,
        modes,
        fc.integer({ min: 1, max: 9 }),
        tinySteps,
        (graph, motif, mode, taskCount, steps) => {
          const prepared = prepareInMemory(graph, motif, mode, { kernel })
          const { plan, space, search } = prepared
          const whole = search.run(prepared.all, null, { steps: Infinity, rows: Infinity })
          const waiting: RootRange[] = splitRoots(plan, space, taskCount)
          expect(waiting.length).toBeLessThanOrEqual(taskCount)
          expect(
            waiting.flatMap(({ first, end }) => Array.from({ length: end - first }, (_, i) => first + i)),
          ).toEqual(Array.from({ length: plan.rootCount }, (_, i) => i))
          const rows: number[] = []
          for (let task = waiting.pop(); task; task = waiting.pop()) {
            const part = runInSlices(search, task, { steps, rows: 5 }, (range, cursor) => {
              const split = splitRemaining(range, cursor)
              if (!split) return range
              waiting.push(...split.rest)
              return split.kept
            })
            rows.push(...part.rows)
          }
          expect(asSet(idRows(prepared, rows))).toEqual(asSet(idRows(prepared, whole.rows)))
        },
      ),
      runs(300),
    )
  })
})
