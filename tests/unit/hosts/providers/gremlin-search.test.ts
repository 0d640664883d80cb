/** How a search goes on: pages of roots, some roots to a question, smaller ones where a server is silent for too long. The
 *  server here is a list of how many rows each root has: what takes a real one too long depends on its computer. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GremlinConnection } from '../../../../src/grand/backends/gremlin/gremlin-connection'
import { timedOut } from '../../../../src/grand/remote/remote-faults'
import type { MotifTraversals } from '../../../../src/hosts/providers/gremlin-motif'
import { GremlinSearch, mostRowsAtOnce } from '../../../../src/hosts/providers/gremlin-search'

type Question =
  | { kind: 'roots'; last: number | undefined; most: number }
  | { kind: 'rows' | 'count'; roots: number[]; most: number | null }

const traversals = {
  rootsAfter: (last: number | undefined, most: number) => ({ kind: 'roots', last, most }),
  rowsFrom: (roots: number[], most: number | null) => ({ kind: 'rows', roots, most }),
  countFrom: (roots: number[], most: number | null) => ({ kind: 'count', roots, most }),
} as unknown as MotifTraversals

/** Root `i` has `rowCounts[i]` rows; more than `patience` rows in a question take too long, unless it is of one root. */
function serverWith(rowCounts: readonly number[], patience = Infinity) {
  const asked: number[][] = []
  const answer = (question: Question): unknown[] => {
    if (question.kind === 'roots') {
      const first = question.last === undefined ? 0 : question.last + 1
      const part = rowCounts.map((_, root) => root).slice(first, first + question.most)
      return part.map((root) => new Map(Object.entries({ id: root, element: root })))
    }
    asked.push(question.roots)
    const rows = question.roots.flatMap((root) => Array.from({ length: rowCounts[root] ?? 0 }, () => root))
    if (rows.length > patience && question.roots.length > 1)
      throw timedOut({ label: 'server', credentials: { kind: 'none' } }, 1000)
    const wanted = question.most === null ? rows : rows.slice(0, question.most)
    return question.kind === 'count' ? [BigInt(wanted.length)] : wanted
  }
  const connection = { ask: (question: Question) => Promise.resolve().then(() => answer(question)) }
  return { connection: connection as unknown as GremlinConnection, asked }
}

async function run(
  rowCounts: readonly number[],
  limits: Partial<{ limit: number; countOnly: boolean }>,
  patience?: number,
) {
  const { connection, asked } = serverWith(rowCounts, patience)
  const { limit = null, countOnly = false } = limits
  const search = new GremlinSearch(connection, traversals, ['A'], {
    limit,
    countOnly,
    nodeCount: rowCounts.length,
  })
  const cells: unknown[] = []
  const progress: (number | undefined)[] = []
  for await (const batch of search.run({})) {
    for (const [cell] of batch.rows) cells.push(cell)
    progress.push(batch.progress)
  }
  return { cells, progress, asked }
}

const hosts = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 80 })

describe('a search on a Gremlin server', () => {
  it('finds every row once, whatever takes too long', async () => {
    await fc.assert(
      fc.asyncProperty(hosts, fc.integer({ min: 1, max: 60 }), async (rowCounts, patience) => {
        const { cells, progress } = await run(rowCounts, {}, patience)
        const all = rowCounts.flatMap((count, root) => Array.from({ length: count }, () => root))
        expect(cells).toEqual(all)
        expect(progress).toEqual([...progress].sort((a = 0, b = 0) => a - b))
        if (rowCounts.length > 0) expect(progress.at(-1)).toBe(1)
      }),
    )
  })

  it('counts what it would find, and no more than the limit', async () => {
    await fc.assert(
      fc.asyncProperty(hosts, fc.option(fc.integer({ min: 1, max: 200 })), async (rowCounts, limit) => {
        const given = limit === null ? {} : { limit }
        const total = rowCounts.reduce((sum, count) => sum + count, 0)
        const { cells: counts } = await run(rowCounts, { countOnly: true, ...given })
        expect(Number(counts.at(-1))).toBe(Math.min(total, limit ?? Infinity))
        const { cells } = await run(rowCounts, given)
        expect(cells).toHaveLength(Math.min(total, limit ?? Infinity))
      }),
    )
  })

  it('holds no more of several roots at once than an answer may, and loses none of them', async () => {
    const most = mostRowsAtOnce
    const { cells, asked } = await run([most / 2, most / 2, 3, 2 * most, 5], {})
    expect(cells).toHaveLength(3 * most + 8)
    expect(new Set(cells).size).toBe(5)
    expect(asked.find((roots) => roots.length === 1 && roots[0] === 3)).toBeDefined()
  })

  it('asks nothing more once it has as many as were wanted', async () => {
    const { asked } = await run(
      Array.from({ length: 80 }, () => 5),
      { limit: 3 },
    )
    expect(asked).toHaveLength(1)
  })

  it('gives up where one root alone takes too long', async () => {
    const { connection } = serverWith([1])
    const ask = (question: Question) =>
      question.kind === 'roots'
        ? connection.ask(question as never)
        : Promise.reject(timedOut({ label: 'server', credentials: { kind: 'none' } }, 1000))
    const search = new GremlinSearch({ ask } as never, traversals, ['A'], {
      ...{ limit: null, countOnly: false, nodeCount: undefined },
    })
    await expect(search.run({}).next()).rejects.toMatchObject({ code: 'timeout' })
  })
})
