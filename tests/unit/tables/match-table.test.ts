import { tableFromIPC } from 'apache-arrow'
import papaparse from 'papaparse'
import { beforeAll, describe, expect, it } from 'vitest'
import type { TableHost } from '../../../src/tables/host-tables'
import { exportMatches } from '../../../src/tables/match-export'
import type { MatchFormat } from '../../../src/tables/match-export'
import { pageOfMatches } from '../../../src/tables/match-page'
import type { MatchQuery } from '../../../src/tables/match-page'
import { dropMatches } from '../../../src/tables/match-table'
import type { MatchRows } from '../../../src/tables/match-table'
import { idsOfNodes } from '../../../src/tables/node-ids'
import type { SqlConnection } from '../../../src/tables/sql-connection'
import { subgraphOfNodes } from '../../../src/tables/subgraph'
import { openNodeDuckDb } from '../../tools/node-duckdb'
import { loadSmallHost } from './small-host'

const idOf = (node: string) => ({ kind: 'node' as const, node, key: null })

let connection: SqlConnection
let host: TableHost
let numbered: TableHost
/** Ids in the order of node indexes. */
const ids = ['b', 'B"q"', 'ä,ö', '😀', '\uffee', ' line\nbreak', '=1+1', '']
const numbers = ['10', '9', '-3', '18446744073709551557', '18446744073709551556', '07']

beforeAll(async () => {
  connection = await openNodeDuckDb()
  host = await loadSmallHost(connection, {
    ids,
    nodeColumns: [
      { name: 'type', storage: 'utf8', values: ['Kenyon', 'MBON', undefined, '100%', 'ÉTÉ', '', 'x', 'y'] },
      { name: 'size', storage: 'int64', values: [1n, 2n ** 53n + 1n, undefined, 4n, 5n, 6n, 7n, 8n] },
      {
        name: 'info',
        storage: 'json',
        values: ['{"a":[1,9007199254740993]}', '"text"', undefined, 'null', '1', '[]', '2', '3'],
      },
    ],
    edges: [[0, 1], [0, 1], [1, 1], [1, 2], [2, 3]], // prettier-ignore
    edgeColumns: [{ name: 'w', storage: 'double', values: [1, 2.5, undefined, 4, 5] }],
  })
  numbered = await loadSmallHost(connection, { ids: numbers })
})

function matchesOf(jobId: string, columns: string[], rows: number[][]): MatchRows & { readCount: number } {
  const flat = Uint32Array.from(rows.flat())
  return {
    jobId,
    columns,
    rowCount: rows.length,
    readCount: 0,
    read(offset, limit) {
      this.readCount++
      return Promise.resolve(flat.slice(offset * columns.length, (offset + limit) * columns.length))
    },
  }
}

const columnOf = async (source: TableHost, matches: MatchRows, query: MatchQuery, column = 0) =>
  (await pageOfMatches(connection, source, matches, query)).rows.map((row) => row[column])

describe('pageOfMatches', () => {
  const pairs = [[3, 0], [0, 1], [4, 2], [1, 5], [2, 0], [0, 7]] // prettier-ignore
  const matches = matchesOf('Job/A', ['A', 'B'], pairs)

  it('gives rows as found, by offset and limit, without a copy in the engine', async () => {
    expect(await pageOfMatches(connection, host, matches, { offset: 4, limit: 10 })).toEqual({
      rows: [['ä,ö', 'b'], ['b', '']], // prettier-ignore
      total: 6,
    })
    expect(
      (await connection.query(`SELECT table_name FROM duckdb_tables() WHERE schema_name = 'matches'`))
        .numRows,
    ).toBe(0)
  })

  it('sorts by code point, the order found breaking ties, in both directions', async () => {
    expect(await pageOfMatches(connection, host, matches, { sort: { by: idOf('A') } })).toEqual({
      rows: [['B"q"', ' line\nbreak'], ['b', 'B"q"'], ['b', ''], ['ä,ö', 'b'], ['\uffee', 'ä,ö'], ['😀', 'b']], // prettier-ignore
      total: 6,
    })
    expect(await columnOf(host, matches, { sort: { by: idOf('A'), descending: true }, offset: 3, limit: 2 }, 1)).toEqual(['B"q"', '']) // prettier-ignore
  })

  it('sorts ids by value where all are integers, beyond 2^63 too', async () => {
    const all = matchesOf(
      'numbers',
      ['A'],
      numbers.map((_, i) => [i]),
    )
    expect(await columnOf(numbered, all, { sort: { by: idOf('A') } })).toEqual(['-3', '07', '9', '10', '18446744073709551556', '18446744073709551557']) // prettier-ignore
  })

  it.each([
    ['kenyon', [3, 1, 2, 0]],
    ['été', [4]],
    ['%', [3]],
    ['"Q"', [1, 0]],
    ['nowhere', []],
    [`'; DROP`, []],
  ])('filters by text in any id or text attribute, whatever the case: %s', async (filter, wanted) => {
    const rows = [[3, 0], [0, 1], [2, 0], [4, 2], [1, 5], [5, 6]] // prettier-ignore
    const kept = matchesOf('filtered', ['A', 'B'], rows)
    const page = await pageOfMatches(connection, host, kept, { filter })
    const isHit = (node: number) => [ids[node]!, ['Kenyon', 'MBON', '', '100%', 'ÉTÉ', '', 'x', 'y'][node]!].some((text) => text.toLowerCase().includes(filter.toLowerCase())) // prettier-ignore
    expect(page.rows).toEqual(
      rows.filter((row) => row.some(isHit)).map((row) => row.map((node) => ids[node])),
    )
    expect(page.total).toBe(page.rows.length)
    expect(new Set(rows.flat().filter(isHit)).size > 0).toBe(wanted.length > 0)
  })

  it('sees rows found since, and starts anew when there are fewer', async () => {
    const grown = matchesOf('growing', ['A'], [[0], [1], [2]])
    const query = { sort: { by: idOf('A') } }
    expect(await columnOf(host, { ...grown, rowCount: 2 }, query)).toEqual(['B"q"', 'b'])
    expect(await columnOf(host, grown, query)).toEqual(['B"q"', 'b', 'ä,ö'])
    const again = matchesOf('growing', ['A'], [[3]])
    expect(await columnOf(host, again, query)).toEqual(['😀'])
    await dropMatches(connection, 'growing')
    expect(await columnOf(host, matchesOf('growing', ['A'], [[4]]), query)).toEqual(['\uffee'])
  })

  it('loads each row once for callers at the same time', async () => {
    const shared = matchesOf('shared', ['A'], [[0], [1]])
    const pages = await Promise.all([1, 2, 3].map(() => columnOf(host, shared, { sort: { by: idOf('A') } })))
    expect(pages).toEqual([['B"q"', 'b'], ['B"q"', 'b'], ['B"q"', 'b']]) // prettier-ignore
    expect(shared.readCount).toBe(1)
  })

  it('refuses a column that is not there', async () => {
    const refused = pageOfMatches(connection, host, matches, { sort: { by: idOf('C') } })
    await expect(refused).rejects.toMatchObject({ code: 'unknown-column', hint: 'Its columns are A, B.' })
  })

  it('reads pages of more rows than the engine could hold, but does not sort or filter them', async () => {
    const endless = { ...matchesOf('endless', ['A', 'B'], [[3, 0], [0, 1]]), rowCount: 200_000_000 } // prettier-ignore
    expect(await pageOfMatches(connection, host, endless, { limit: 1 })).toEqual({
      rows: [['😀', 'b']],
      total: 200_000_000,
    })
    const refusal = {
      code: 'too-many-rows',
      message:
        'This result has 200,000,000 rows; up to 160,000,000 rows of 2 can be sorted and filtered here.',
      hint: expect.stringContaining('export'),
    }
    const sorted = pageOfMatches(connection, host, endless, { sort: { by: idOf('A') } })
    await expect(sorted).rejects.toMatchObject(refusal)
    const filtered = pageOfMatches(connection, host, endless, { filter: 'x' })
    await expect(filtered).rejects.toMatchObject(refusal)
  })
})

describe('idsOfNodes', () => {
  it('keeps order and repeats', async () => {
    expect(await idsOfNodes(connection, host, Uint32Array.of(3, 0, 3))).toEqual(['😀', 'b', '😀'])
    expect(await idsOfNodes(connection, host, new Uint32Array(0))).toEqual([])
  })
})

async function exported(matches: MatchRows, format: MatchFormat): Promise<Uint8Array> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  for await (const part of exportMatches(connection, host, matches, format)) parts.push(new Uint8Array(part))
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}
const exportedText = async (matches: MatchRows, format: MatchFormat) =>
  new TextDecoder().decode(await exported(matches, format))

describe('exportMatches', () => {
  const rows = ids.map((_, i) => [i, (i * 3 + 1) % ids.length])
  const wanted = rows.map(([a, b]) => [ids[a!]!, ids[b!]!])
  const matches = matchesOf('export', ['A', 'motif_B'], rows)
  const many = matchesOf(
    'many',
    ['A'],
    Array.from({ length: 100_000 }, (_, i) => [i % ids.length]),
  )

  it('writes CSV that any reader of RFC 4180 reads back exactly', async () => {
    const text = await exportedText(matches, 'csv')
    expect(text.startsWith('A,motif_B\r\nb,"B""q"""\r\n')).toBe(true)
    expect(papaparse.parse(text.slice(0, -2)).data).toEqual([['A', 'motif_B'], ...wanted])
    expect(await exportedText(matchesOf('none', ['A', 'B'], []), 'csv')).toBe('A,B\r\n')
  })

  it('writes JSON and JSON lines of objects', async () => {
    const objects = wanted.map(([a, b]) => ({ A: a, motif_B: b }))
    expect(JSON.parse(await exportedText(matches, 'json'))).toEqual(objects)
    const lines = (await exportedText(matches, 'jsonl')).split('\n')
    expect(lines.pop()).toBe('')
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(objects)
    expect(JSON.parse(await exportedText(matchesOf('none', ['A'], []), 'json'))).toEqual([])
    expect(await exportedText(matchesOf('none', ['A'], []), 'jsonl')).toBe('')
  })

  it('writes an Arrow stream', async () => {
    const table = tableFromIPC(await exported(matches, 'arrow'))
    expect(table.schema.names).toEqual(['A', 'motif_B'])
    expect(table.toArray().map((row) => Object.values((row as { toJSON(): object }).toJSON()))).toEqual(
      wanted,
    )
    expect(tableFromIPC(await exported(matchesOf('none', ['A'], []), 'arrow')).numRows).toBe(0)
  })

  it.each(['csv', 'json', 'jsonl', 'arrow'] as const)(
    'joins pages without losing or doubling a row: %s',
    async (format) => {
      const bytes = await exported(many, format)
      const text = () => new TextDecoder().decode(bytes)
      const found = {
        csv: () => (papaparse.parse(text().slice(0, -2)).data as string[][]).slice(1).map(([id]) => id),
        json: () => (JSON.parse(text()) as { A: string }[]).map(({ A }) => A),
        jsonl: () => text().trimEnd().split('\n').map((line) => (JSON.parse(line) as { A: string }).A), // prettier-ignore
        arrow: () => Array.from(tableFromIPC(bytes).getChild('A')!),
      }[format]()
      expect(found.length).toBe(100_000)
      expect(found.every((id, i) => id === ids[i % ids.length])).toBe(true)
    },
  )
})

describe('subgraphOfNodes', () => {
  it('gives nodes in the order asked, with attributes, and every edge among them', async () => {
    expect(await subgraphOfNodes(connection, host, ['B"q"', 'b', 'B"q"', 'ä,ö'])).toEqual({
      nodes: [
        { id: 'B"q"', attributes: { type: 'MBON', size: '9007199254740993', info: 'text' } },
        { id: 'b', attributes: { type: 'Kenyon', size: 1, info: { a: [1, '9007199254740993'] } } },
        { id: 'ä,ö', attributes: {} },
      ],
      edges: [
        { source: 'b', target: 'B"q"', attributes: { w: 1 } },
        { source: 'b', target: 'B"q"', attributes: { w: 2.5 } },
        { source: 'B"q"', target: 'B"q"', attributes: {} },
        { source: 'B"q"', target: 'ä,ö', attributes: { w: 4 } },
      ],
    })
    expect(await subgraphOfNodes(connection, host, [])).toEqual({ nodes: [], edges: [] })
  })

  it('says which node is not there', async () => {
    await expect(subgraphOfNodes(connection, host, ['b', `x'; DROP`])).rejects.toMatchObject({
      code: 'unknown-node',
      message: expect.stringContaining(`"x'; DROP"`) as string,
    })
  })
})
