import { beforeAll, describe, expect, it } from 'vitest'
import { queryHost } from '../../../src/tables/host-query'
import type { TableHost } from '../../../src/tables/host-tables'
import type { SqlConnection } from '../../../src/tables/sql-connection'
import { openNodeDuckDb } from '../../tools/node-duckdb'
import { loadSmallHost } from './small-host'

let connection: SqlConnection
let host: TableHost
const ask = (sql: string) => queryHost(connection, host, sql)

beforeAll(async () => {
  connection = await openNodeDuckDb()
  host = await loadSmallHost(connection, {
    id: 'Käse/ID"1',
    ids: ['18446744073709551557', `o'hara`, 'a"; DROP', '😀\nnew'],
    nodeColumns: [
      { name: 'ID', storage: 'int64', values: [1n, 2n ** 53n + 1n, -5n, undefined] },
      { name: 'weight', storage: 'double', values: [1.5, 2, undefined, Infinity] },
      { name: 'Weight', storage: 'utf8', values: ['x', undefined, '', `q'"`] },
      { name: 'a"; DROP TABLE x; --', storage: 'bool', values: [true, false, undefined, true] },
      { name: '', storage: 'list-utf8', values: [['p', 'q'], [], undefined, ['é']] },
      { name: '📎 line\nbreak', storage: 'utf8', values: ['1', '2', '3', '4'] },
    ],
    edges: [
      [0, 1],
      [1, 2],
      [1, 2],
      [3, 3],
    ],
    edgeColumns: [{ name: 'source', storage: 'utf8', values: ['s', 't', 'u', 'v'] }],
  })
})

describe('queryHost', () => {
  it('shows nodes under their own names, with a suffix where SQL would confuse them', async () => {
    expect(await ask('FROM nodes ORDER BY "📎 line\nbreak"')).toEqual({
      columns: ['id', 'ID_2', 'weight', 'Weight_2', 'a"; DROP TABLE x; --', 'attribute', '📎 line\nbreak'],
      rows: [
        ['18446744073709551557', 1, 1.5, 'x', true, ['p', 'q'], '1'],
        [`o'hara`, '9007199254740993', 2, null, false, [], '2'],
        ['a"; DROP', -5, null, '', null, null, '3'],
        ['😀\nnew', null, Infinity, `q'"`, true, ['é'], '4'],
      ],
    })
  })

  it('shows edges by id, parallel ones and loops included', async () => {
    expect(await ask('SELECT source, target, source_2 FROM edges ORDER BY source_2')).toEqual({
      columns: ['source', 'target', 'source_2'],
      rows: [
        ['18446744073709551557', `o'hara`, 's'],
        [`o'hara`, 'a"; DROP', 't'],
        [`o'hara`, 'a"; DROP', 'u'],
        ['😀\nnew', '😀\nnew', 'v'],
      ],
    })
  })

  it('gives every SQL type as a plain value', async () => {
    const sql = `SELECT 9007199254740993::BIGINT AS big, 7::BIGINT AS small, sum(1) AS total, 1.25::DECIMAL(9,2) AS decimal,
      170141183460469231731687303715884105727::HUGEINT AS huge, DATE '2026-11-23' AS day, INTERVAL 2 DAY AS span,
      TIMESTAMP '2026-11-23 01:02:03' AS moment, [1, NULL, 3]::BIGINT[] AS list, {'a': 1, 'b': ['x']} AS struct,
      MAP {'k': 9007199254740993} AS map, [DATE '2026-11-23'] AS days, [sum(2)] AS totals, NULL AS nothing,
      TRUE AS yes, 'NaN'::DOUBLE AS nan, '\\xAA'::BLOB AS blob`
    const { columns, rows } = await ask(sql)
    expect(Object.fromEntries(columns.map((name, i) => [name, rows[0]![i]]))).toEqual({
      big: '9007199254740993',
      small: 7,
      total: 1,
      decimal: 1.25,
      huge: '170141183460469231731687303715884105727',
      day: '2026-11-23',
      span: '2 days',
      moment: '2026-11-23 01:02:03',
      list: [1, null, 3],
      struct: { a: 1, b: ['x'] },
      map: { k: '9007199254740993' },
      days: ['2026-11-23'],
      totals: [2],
      nothing: null,
      yes: true,
      nan: NaN,
      blob: '\\xAA',
    })
  })

  it.each([
    'WITH n AS (FROM nodes) SELECT count(*) AS c FROM n',
    'SELECT count(*) AS c FROM nodes -- a comment',
    'SELECT count(*) AS c FROM nodes;',
    `SELECT count(*) AS c FROM nodes WHERE id <> ';DROP TABLE nodes'`,
    'SELECT count(*) AS c FROM nodes WHERE id IN (SELECT id FROM nodes)',
  ])('answers %s', async (sql) => {
    expect(await ask(sql)).toEqual({ columns: ['c'], rows: [[4]] })
  })

  it('keeps the order of ORDER BY and names repeated columns apart', async () => {
    expect(await ask('SELECT id, id FROM nodes ORDER BY id DESC LIMIT 2')).toEqual({
      columns: ['id', 'id_1'],
      rows: [
        ['😀\nnew', '😀\nnew'],
        [`o'hara`, `o'hara`],
      ],
    })
  })

  it.each([
    '',
    '-- nothing',
    'SELECT 1; SELECT 2',
    'SELECT 1) answer; DROP SCHEMA matches; SELECT * FROM (SELECT 1',
    `SELECT 1'); DROP TABLE nodes; --`,
    'DROP TABLE nodes',
    'DROP VIEW nodes',
    `INSERT INTO nodes VALUES ('x')`,
    'WITH a AS (SELECT 1) INSERT INTO nodes SELECT * FROM a',
    'UPDATE nodes SET id = 1',
    'DELETE FROM nodes',
    'MERGE INTO nodes USING edges ON true WHEN MATCHED THEN DELETE',
    'CREATE TABLE x AS SELECT 1',
    'CREATE MACRO f(a) AS a',
    'ALTER TABLE nodes ADD COLUMN x INTEGER',
    'TRUNCATE nodes',
    'PRAGMA version',
    'PRAGMA database_list',
    `SET memory_limit = '1KB'`,
    'RESET ALL',
    'USE memory',
    `ATTACH 'x.db'`,
    'DETACH memory',
    `COPY nodes TO 'x.csv'`,
    `COPY (SELECT 1) TO 'x.csv'`,
    `EXPORT DATABASE 'x'`,
    `IMPORT DATABASE 'x'`,
    'INSTALL json',
    'LOAD json',
    'CALL pragma_version()',
    'BEGIN',
    'CHECKPOINT',
    'VACUUM',
    'PREPARE p AS SELECT 1',
    'EXPLAIN ANALYZE SELECT 1',
  ])('refuses %j: it is not one SELECT', async (sql) => {
    await expect(ask(sql)).rejects.toMatchObject({ name: 'MotifscopeError', code: 'sql-error' })
    expect((await ask('SELECT count(*) FROM nodes')).rows).toEqual([[4]])
  })

  it.each([
    `SELECT * FROM read_csv('https://example.org/x.csv')`,
    `SELECT * FROM 'https://example.org/x.csv'`,
    `SELECT * FROM read_text('/etc/passwd')`,
    `SELECT * FROM glob('*')`,
    `SELECT * FROM sniff_csv('x.csv')`,
    `SELECT * FROM read_parquet('x.parquet')`,
    `SELECT * FROM query('SELECT * FROM ''x.csv''')`,
    `SELECT json('1')`,
  ])('refuses %j: it reaches outside the host', async (sql) => {
    await expect(ask(sql)).rejects.toMatchObject({
      code: 'sql-error',
      hint: expect.stringContaining('this host only') as string,
    })
  })

  it('passes on what the engine says is wrong, without SQL of ours', async () => {
    const wrong = await ask('SELECT wieght FROM nodes').catch((thrown: unknown) => thrown)
    expect(wrong).toMatchObject({
      code: 'sql-error',
      message: expect.stringMatching(/"wieght" not found/) as string,
    })
    expect((wrong as Error).message).not.toMatch(/query\(|host_/)
    await expect(ask('SELEC 1')).rejects.toMatchObject({
      message: expect.stringContaining('SELEC') as string,
    })
    await expect(ask('SELECT ?')).rejects.toMatchObject({ code: 'sql-error' })
    await expect(ask('SELECT \0')).rejects.toMatchObject({ code: 'sql-error' })
    await expect(ask('SELECT 1/*')).rejects.toMatchObject({ code: 'sql-error' })
  })

  it('refuses an answer too large to show', async () => {
    await expect(ask('FROM range(1000001)')).rejects.toMatchObject({
      code: 'sql-error',
      message: expect.stringContaining('1000000 rows') as string,
    })
  })
})
