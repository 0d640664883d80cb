import { beforeAll, describe, expect, test } from 'vitest'
import { edgeTableOf, nodeTableOf } from '../../../src/tables/attribute-table'
import { frequentValues } from '../../../src/tables/attribute-values'
import type { TableHost } from '../../../src/tables/host-tables'
import type { SqlConnection } from '../../../src/tables/sql-connection'
import { openNodeDuckDb } from '../../tools/node-duckdb'
import { loadSmallHost } from './small-host'

let connection: SqlConnection
let host: TableHost
const ofNodes = (key: string, limit = 10) => frequentValues(nodeTableOf(connection, host), key, limit)

const json = (...values: unknown[]) => values.map((value) => JSON.stringify(value))

beforeAll(async () => {
  connection = await openNodeDuckDb()
  host = await loadSmallHost(connection, {
    ids: ['a', 'b', 'c', 'd', 'e'],
    nodeColumns: [
      { name: 'type', storage: 'utf8', values: ['x', 'y', 'x', undefined, 'Ä "q"'] },
      { name: 'size', storage: 'double', values: [2.5, NaN, 2.5, Infinity, undefined] },
      { name: 'big', storage: 'int64', values: [2n ** 60n, 7n, 7n, -1n, undefined] },
      { name: 'flag', storage: 'bool', values: [true, true, false, undefined, undefined] },
      { name: 'tags', storage: 'list-utf8', values: [['p', 'q'], ['q'], [], undefined, ['q', 'r']] },
      { name: 'levels', storage: 'list-double', values: [[1, 1], [2], undefined, undefined, undefined] },
      {
        name: 'info',
        storage: 'json',
        values: json({ CX: { pre: 3 } }, { CX: { pre: 3 } }, { CX: { pre: 9 } }, ['k', 'l', 'k'], 'word'),
      },
    ],
    edges: [
      [0, 1],
      [1, 2],
    ],
    edgeColumns: [{ name: 'weight', storage: 'int64', values: [4n, 4n] }],
  })
})

describe('the most frequent values', () => {
  test('of texts, numbers and truths, missing ones left out', async () => {
    expect(await ofNodes('type')).toEqual([
      { value: 'x', count: 2 },
      { value: 'y', count: 1 },
      { value: 'Ä "q"', count: 1 },
    ])
    expect(await ofNodes('size')).toEqual([{ value: 2.5, count: 2 }])
    expect(await ofNodes('flag')).toEqual([
      { value: true, count: 2 },
      { value: false, count: 1 },
    ])
  })

  test('of integers, exact beyond 2^53', async () => {
    expect(await ofNodes('big')).toEqual([
      { value: 7, count: 2 },
      { value: -1, count: 1 },
      { value: 2n ** 60n, count: 1 },
    ])
  })

  test('of lists: their entries', async () => {
    expect(await ofNodes('tags')).toEqual([
      { value: 'q', count: 3 },
      { value: 'p', count: 1 },
      { value: 'r', count: 1 },
    ])
    expect(await ofNodes('levels')).toEqual([
      { value: 1, count: 2 },
      { value: 2, count: 1 },
    ])
  })

  test('of JSON: plain values, entries of lists, and what a path leads to', async () => {
    expect(await ofNodes('info')).toEqual([
      { value: 'k', count: 2 },
      { value: 'l', count: 1 },
      { value: 'word', count: 1 },
    ])
    expect(await ofNodes('info.CX.pre')).toEqual([
      { value: 3, count: 2 },
      { value: 9, count: 1 },
    ])
  })

  test('of edges, and no more than are wanted', async () => {
    expect(await frequentValues(edgeTableOf(connection, host), 'weight', 5)).toEqual([{ value: 4, count: 2 }])
    expect(await ofNodes('type', 1)).toHaveLength(1)
    expect(await ofNodes('type', 0)).toEqual([])
  })

  test('of an attribute that is not there: refused, with those that are', async () => {
    await expect(ofNodes('typ')).rejects.toMatchObject({
      code: 'unknown-attribute',
      hint: expect.stringContaining('type, size') as string,
    })
  })
})

test('in a large table a sample finds what is frequent, and it is counted exactly', async () => {
  await connection.query(
    "CREATE TABLE large AS SELECT CASE WHEN i % 3 = 0 THEN 'third' WHEN i % 7 = 0 THEN 'seventh' ELSE 'n' || i END AS a0 FROM range(3000000) t(i)",
  )
  const column = { name: 'type', storage: 'utf8', type: 'string', column: 'a0' } as const
  const table = { connection, name: 'large', row: 'rowid', rowCount: 3_000_000, columns: [column] }
  const found = await frequentValues(table, 'type', 2)
  expect(found).toEqual([
    { value: 'third', count: 1_000_000 },
    { value: 'seventh', count: 285_714 },
  ])
})
