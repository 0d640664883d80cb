/** What the page searches at once is what tasks would find: the whole of it, up to a limit, and as the beginning of a
 *  search that turned out to be longer and goes on in a queue. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Search } from '../../src/grandiso/kernel'
import { canPack } from '../../src/grandiso/pack-search'
import { splitRoots } from '../../src/grandiso/split'
import { dash, enterDash } from '../../src/jobs/dash'
import { newRecord } from '../../src/jobs/job-info'
import type { SearchSemantics } from '../../src/model/job'
import { createMemoryQueue } from '../../src/storage/memory-queue'
import { referenceKernel, wasmKernel } from '../tools/kernels'
import { prepareInMemory, plainSemantics } from '../unit/grandiso/search-in-memory'
import type { MemorySearch } from '../unit/grandiso/search-in-memory'
import { hosts, modes, motifs } from './grandiso-arbitraries'

const seed = Number(process.env['MOTIFSCOPE_SEED'] ?? 20261126)
const anyMotif = fc.oneof(motifs(), motifs({ isSymmetric: true }))
const limits = fc.option(fc.integer({ min: 1, max: 12 }), { freq: 2 })
const rangeCounts = fc.integer({ min: 1, max: 4 })

/** The same, with slices of so few steps. */
const inSmallSlices = (search: Search, steps: number): Search => ({
  run: (range, cursor, budget) => search.run(range, cursor, { ...budget, steps }),
})

function freshJob({ plan }: MemorySearch, options: SearchSemantics) {
  const asked = { id: 'job', hostId: 'host', motif: '', options, warnings: [], parseMs: 0 }
  return { ...newRecord(asked, 0), columns: plan.columns }
}

/** Everything there is to find, row by row in the order of the ranges. */
function wholeSearch({ search, plan }: MemorySearch, ranges: { first: number; end: number }[]) {
  const slices = ranges.map((range) => search.run(range, null, { steps: Infinity, rows: Infinity }))
  const width = plan.columns.length
  const rows = slices.flatMap((slice) => [...slice.rows])
  return { rows, count: rows.length / width, width }
}

const joined = (parts: readonly unknown[]) =>
  parts.flatMap((part) => (part instanceof Uint32Array ? [...part] : []))

describe(`a dash (seed ${seed})`, () => {
  it('finds what there is, up to the limit, and says whether something may be missing', () => {
    fc.assert(
      fc.property(hosts, anyMotif, modes, limits, rangeCounts, (graph, motif, mode, limit, rangeCount) => {
        const options = { ...plainSemantics, ...mode, limit }
        const prepared = prepareInMemory(graph, motif, options)
        const ranges = splitRoots(prepared.plan, prepared.space, rangeCount)
        const { rows, count, width } = wholeSearch(prepared, ranges)
        const end = dash(inSmallSlices(prepared.search, 3), freshJob(prepared, options), ranges, {
          keepRows: true,
          mostMs: Infinity,
        })
        const expected = Math.min(count, limit ?? Infinity)
        expect(end.isOver).toBe(true)
        expect(end.record).toMatchObject({ count: BigInt(expected), rowCount: expected })
        expect(joined(end.rows).slice(0, expected * width)).toEqual(rows.slice(0, expected * width))
        if (expected < count) expect(end.isCutShort || end.record.truncated).toBe(true)
        if (limit === null) expect(end).toMatchObject({ isCutShort: false, record: { truncated: false } })
      }),
      { seed, numRuns: 300 },
    )
  })

  it('counts the same, by terms and by visiting, in either kernel', () => {
    fc.assert(
      fc.property(hosts, anyMotif, modes, rangeCounts, (graph, motif, mode, rangeCount) => {
        const visited = prepareInMemory(graph, motif, mode)
        const { count } = wholeSearch(visited, [visited.all])
        const options = { ...plainSemantics, ...mode, countOnly: true }
        for (const kernel of [referenceKernel, wasmKernel]) {
          const prepared = prepareInMemory(graph, motif, options, { kernel })
          if (kernel === wasmKernel && !canPack(prepared.space)) continue
          const ranges = splitRoots(prepared.plan, prepared.space, rangeCount)
          const end = dash(prepared.search, freshJob(prepared, options), ranges, {
            keepRows: false,
            mostMs: Infinity,
          })
          expect(end.record.count).toBe(BigInt(count))
          expect(end).toMatchObject({ isOver: true, rows: [] })
        }
      }),
      { seed, numRuns: 200 },
    )
  })

  it('that was not given the time is gone on with, and nothing is lost or found twice', async () => {
    let goneOnWith = 0
    await fc.assert(
      fc.asyncProperty(
        ...[hosts, anyMotif, modes, fc.boolean(), rangeCounts, fc.integer({ min: 1, max: 9 })],
        async (graph, motif, mode, countOnly, rangeCount, steps) => {
          const options = { ...plainSemantics, ...mode, countOnly }
          const prepared = prepareInMemory(graph, motif, options, { strategy: { factorise: false } })
          const ranges = splitRoots(prepared.plan, prepared.space, rangeCount)
          const { rows, count } = wholeSearch(prepared, ranges)
          const search = inSmallSlices(prepared.search, steps)
          const fresh = freshJob(prepared, options)
          const begun = dash(search, fresh, ranges, { keepRows: !countOnly, mostMs: 0 })
          const queue = createMemoryQueue()
          await queue.start(fresh, ranges)
          const context = { jobId: 'job', owner: 'tab', now: () => 0 }
          if (begun.progress.length > 0) await enterDash(queue, context, begun.progress)
          if (!begun.isOver) goneOnWith++
          const terms = { jobId: 'job', now: 0, leaseMs: 1_000 }
          for (;;) {
            const [task] = await queue.lease({ ...terms, owner: 'tab/1', count: 1 })
            if (!task) break
            const budget = { steps: Infinity, rows: countOnly ? null : Infinity }
            const slice = prepared.search.run(task.range, task.cursor, budget)
            await queue.save({ ...terms, entries: [{ task, progress: slice }] })
          }
          const held = queue.job('job')!.whole()
          expect(held.record).toMatchObject({ count: BigInt(count), tasksDone: held.record.tasksTotal })
          if (countOnly) return
          const byRow = (flat: number[]) => rowsOf(flat, prepared.plan.columns.length).sort()
          expect(byRow(joined(held.rows))).toEqual(byRow(rows))
        },
      ),
      { seed, numRuns: 300 },
    )
    expect(goneOnWith).toBeGreaterThan(30)
  })
})

const rowsOf = (flat: number[], width: number) =>
  Array.from({ length: flat.length / width }, (_, row) => flat.slice(row * width, (row + 1) * width).join())
