import { beforeAll, describe, expect, it } from 'vitest'
import type { TableHost } from '../../../src/tables/host-tables'
import { pageOfMatches } from '../../../src/tables/match-page'
import type { MatchQuery } from '../../../src/tables/match-page'
import type { MatchRows } from '../../../src/tables/match-table'
import type { SqlConnection } from '../../../src/tables/sql-connection'
import { openNodeDuckDb } from '../../tools/node-duckdb'
import { loadSmallHost } from './small-host'

let connection: SqlConnection
let host: TableHost
const ids = ['b', 'B"q"', "it's", '😀', '', ' x']

beforeAll(async () => {
  connection = await openNodeDuckDb()
  host = await loadSmallHost(connection, {
    ids,
    nodeColumns: [{ name: 'type', storage: 'utf8', values: ['Kenyon', 'MBON', 'x', 'y', 'z', undefined] }],
  })
})

describe('matches told apart by marks', () => {
  const pairs = [[0, 1], [1, 0], [2, 3], [3, 3], [4, 5]] // prettier-ignore
  const matches: MatchRows = {
    jobId: 'marked',
    columns: ['A', 'B'],
    rowCount: pairs.length,
    read: async (offset, limit) => Uint32Array.from(pairs.slice(offset, offset + limit).flat()),
  }
  const patterns = [
    {
      columns: ['A', 'B'],
      rows: [
        [ids[0]!, ids[1]!],
        ['gone', ids[1]!],
      ],
    },
    { columns: ['B'], rows: [[ids[3]!]] },
    { columns: ['C'], rows: [[ids[0]!]] },
    { columns: ['A'], rows: [] },
  ]
  const rowsWith = (query: MatchQuery) => pageOfMatches(connection, host, matches, query)

  it('keeps those that fit a pattern, and the total is theirs', async () => {
    const { rows, total } = await rowsWith({ marked: { patterns, keep: 'with' } })
    expect(rows).toEqual([[ids[0], ids[1]], [ids[2], ids[3]], [ids[3], ids[3]]]) // prettier-ignore
    expect(total).toBe(3)
  })

  it('keeps the others, in another order, page by page', async () => {
    const query: MatchQuery = {
      marked: { patterns, keep: 'without' },
      sort: { by: { kind: 'node', node: 'A', key: null }, descending: true },
    }
    expect(await rowsWith({ ...query, limit: 1 })).toMatchObject({ total: 2 })
    const { rows } = await rowsWith(query)
    expect(new Set(rows.map(String))).toEqual(new Set([[ids[1], ids[0]], [ids[4], ids[5]]].map(String))) // prettier-ignore
  })

  it('keeps none or all where nothing is marked, and goes with a filter', async () => {
    expect(await rowsWith({ marked: { patterns: [], keep: 'with' } })).toEqual({ rows: [], total: 0 })
    expect(await rowsWith({ marked: { patterns: [], keep: 'without' } })).toMatchObject({ total: 5 })
    expect(await rowsWith({ marked: { patterns, keep: 'with' }, filter: 'kenyon' })).toMatchObject({
      total: 1,
    })
  })
})
