/** Summaries of attributes, from the real engine. */
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { summariseAttribute } from '../../../src/tables/attribute-summary'
import { nodeTableOf } from '../../../src/tables/attribute-table'
import type { TableHost } from '../../../src/tables/host-tables'
import type { SqlConnection } from '../../../src/tables/sql-connection'
import { openNodeDuckDb } from '../../tools/node-duckdb'
import { loadSmallHost } from './small-host'
import type { ColumnValues } from './small-host'

let connection: SqlConnection
let count = 0
beforeAll(async () => {
  connection = await openNodeDuckDb()
})

const hostOf = (...nodeColumns: ColumnValues[]): Promise<TableHost> =>
  loadSmallHost(connection, {
    id: `summary-${count++}`,
    ids: Array.from({ length: nodeColumns[0]!.values.length }, (_, at) => `n${at}`),
    nodeColumns,
  })
const summaryOf = async (host: TableHost, name: string) =>
  summariseAttribute(nodeTableOf(connection, host), name, { bins: 10, limit: 2 })

describe('a summary', () => {
  test('of texts, truths and lists tells what is missing, how many differ, and the most frequent', async () => {
    const host = await hostOf(
      { name: 'type', storage: 'utf8', values: ['x', 'y', 'x', undefined, 'z'] },
      { name: 'flag', storage: 'bool', values: [true, true, false, undefined, undefined] },
      { name: 'tags', storage: 'list-utf8', values: [['p', 'q'], ['q'], ['q'], undefined, ['r', 'q']] },
      { name: 'gone', storage: 'utf8', values: [undefined, undefined, undefined, undefined, undefined] },
    )
    expect(await summaryOf(host, 'type')).toEqual({
      type: 'string',
      total: 5,
      missing: 1,
      distinctCount: 3,
      numbers: null,
      histogram: {
        kind: 'values',
        total: 5,
        missing: 1,
        distinctCount: 3,
        otherCount: 1,
        values: [
          { value: 'x', count: 2 },
          { value: 'y', count: 1 },
        ],
      },
    })
    expect((await summaryOf(host, 'flag')).histogram).toMatchObject({
      missing: 2,
      values: [
        { value: true, count: 2 },
        { value: false, count: 1 },
      ],
    })
    expect((await summaryOf(host, 'tags')).histogram).toMatchObject({
      values: [
        { value: 'q', count: 4 },
        { value: 'p', count: 1 },
      ],
    })
    expect(await summaryOf(host, 'gone')).toMatchObject({ missing: 5, distinctCount: 0, numbers: null })
    await expect(summaryOf(host, 'nothing')).rejects.toMatchObject({ code: 'unknown-attribute' })
  })

  test('of numbers equals what sorting them by hand gives; what is not finite is in no bin', async () => {
    const number = fc.oneof(
      fc.integer({ min: -20, max: 20 }),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
    )
    const column = fc.array(fc.option(fc.oneof({ weight: 9, arbitrary: number }, fc.constant(Infinity))), {
      minLength: 1,
      maxLength: 30,
    })
    await fc.assert(
      fc.asyncProperty(column, async (cells) => {
        const values = cells.map((cell) => cell ?? undefined)
        const host = await hostOf({ name: 'x', storage: 'double', values })
        const summary = await summaryOf(host, 'x')
        const present = values.filter((value) => value !== undefined)
        const finite = present.filter(Number.isFinite).sort((a, b) => a - b)
        expect(summary).toMatchObject({ total: cells.length, missing: cells.length - present.length })
        expect(summary.distinctCount).toBe(new Set(present.map((value) => value + 0)).size)
        if (finite.length === 0) {
          expect(summary.numbers).toBeNull()
          return
        }
        const [left, right] = [finite[(finite.length - 1) >> 1]!, finite[finite.length >> 1]!]
        const { min, max, median, mean } = summary.numbers!
        expect([min, max]).toEqual([finite[0]! + 0, finite.at(-1)! + 0])
        expect(median).toBeCloseTo((left + right) / 2, 6)
        expect(mean).toBeCloseTo(finite.reduce((sum, value) => sum + value, 0) / finite.length, 6)
        const { histogram } = summary
        if (histogram.kind !== 'numbers') throw new Error('numbers have bins')
        expect(histogram.bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(finite.length)
      }),
      { numRuns: 40, seed: 5 },
    )
  })
})
