/** When the table engine takes part in a query of Cypher, and that a query is answered all the same when it cannot. */
import { beforeAll, expect, test } from 'vitest'
import { answerCypher } from '../../../../src/grand/cypher/answer-query'
import type { CypherEngines } from '../../../../src/grand/cypher/answer-query'
import type { CypherHost } from '../../../../src/grand/cypher/host/host-property-graph'
import { usualLimits } from '../../../../src/grand/cypher/reduction/reduce-in-tables'
import type { RowTables } from '../../../../src/grand/cypher/reduction/row-tables'
import { MotifscopeError } from '../../../../src/model/errors'
import { firstNumber } from '../../../../src/tables/sql-connection'
import type { SqlConnection } from '../../../../src/tables/sql-connection'
import { hostFromBlob } from '../../../tools/cypher-host'
import { tablesOf } from '../../../tools/cypher-tables'
import { openNodeDuckDb } from '../../../tools/node-duckdb'

/** A ring of 400 nodes, each with edges to the next two: 1,600 paths of two edges. */
const nodeCount = 400
const ring = {
  directed: true,
  multigraph: true,
  graph: {},
  nodes: Array.from({ length: nodeCount }, (_, i) => ({
    id: `n${i}`,
    kind: i % 2 ? 'odd' : 'even',
    big: '9223372036854775807',
  })),
  links: Array.from({ length: nodeCount }, (_, i) =>
    [1, 2].map((step) => ({ source: `n${i}`, target: `n${(i + step) % nodeCount}`, weight: step })),
  ).flat(),
}

let connection: SqlConnection
let host: CypherHost
let inTables: ReturnType<typeof tablesOf>
beforeAll(async () => {
  connection = await openNodeDuckDb()
  // As text JSON would round it.
  const text = JSON.stringify(ring).replaceAll(/"big":"(\d+)"/g, '"big":$1')
  host = await hostFromBlob(new Blob([text]))
  inTables = tablesOf(connection, host)
})

const everything = { fewestRows: 0, compactAt: 1e9, mostValues: 1e9 }
const ask = (query: string, engines: CypherEngines = {}, parameters = {}) =>
  answerCypher(host, { query, parameters, limit: 1000, limitMs: 1e9 }, () => 0, undefined, engines)
const reduced = (query: string, limits = everything) => inTables((tables) => ask(query, { tables, limits }))

const byKind = 'MATCH (a)-->(b)-->(c) RETURN a.kind AS kind, count(*) AS n ORDER BY kind'

test('many rows are grouped by the table engine, few where they are', async () => {
  const expected = [
    ['even', 800],
    ['odd', 800],
  ]
  expect(await reduced(byKind)).toMatchObject({ rows: expected, restBy: 'duckdb', isSearched: true })
  const few = await inTables((tables) => ask(byKind, { tables }))
  expect(few).toMatchObject({ rows: expected, restBy: 'javascript', isSearched: true })
  expect(await ask(byKind)).toMatchObject({ rows: expected, restBy: 'javascript' })
})

test('how many rows are worth the way depends on what must be loaded for them', () => {
  expect(usualLimits({ part: 'nodes' }, 15_000_000).fewestRows).toBe(100_000)
  expect(usualLimits({ part: 'all' }, 15_000_000).fewestRows).toBe(3_000_000)
})

test('what only counts, and what reduces nothing, does not go there', async () => {
  const counted = await reduced('MATCH (a)-->(b) RETURN count(*) AS n')
  expect(counted).toMatchObject({ rows: [[800]], restBy: 'javascript' })
  expect((await reduced('MATCH (a)-->(b) RETURN a.id LIMIT 2')).restBy).toBe('javascript')
  expect((await reduced('MATCH (a) RETURN a.kind, count(*)')).restBy).toBe('javascript')
})

test('each part of a UNION goes there by itself, with all its rows', async () => {
  const query = 'MATCH (a)-->(b) RETURN a.kind AS k, sum(id(b)) AS s UNION MATCH (a)-[r]->(b) RETURN b.kind AS k, sum(r.weight) AS s' // prettier-ignore
  const answer = await reduced(query)
  expect(answer.restBy).toBe('duckdb')
  expect(answer.rows).toEqual((await ask(query)).rows)
})

test('nodes come back whole, and the query goes on behind the clause that was reduced', async () => {
  const query =
    'MATCH (a)-->(b)-->(c) WITH a, count(*) AS n, collect(c) AS ends ORDER BY a.id LIMIT 2 ' +
    'MATCH (a)-[r {weight: 2}]->(d) RETURN a, n, ends[0] AS one, d.id AS d ORDER BY d'
  const answer = await reduced(query)
  expect(answer.restBy).toBe('duckdb')
  expect(answer.rows).toEqual((await ask(query)).rows)
  expect(answer.rows[0]?.[0]).toMatchObject({ kind: 'node', id: 'n0', properties: { kind: 'even' } })
})

test('sums beyond 64 bits are worked out by the evaluator, as fractions; what has room stays exact', async () => {
  const query = 'MATCH (a)-->(b) RETURN sum(a.big) AS s, min(a.big) AS m'
  const answer = await reduced(query)
  expect(answer.rows).toEqual([[Number(9223372036854775807n * 800n), 9223372036854775807n]])
  expect(answer.restBy).toBe('javascript')
  expect((await reduced('MATCH (a)-->(b) RETURN max(a.big - 1) AS m, count(b) AS n')).rows).toEqual([
    [9223372036854775806n, 800],
  ])
})

test('rows that are alike are put together where room is short; where there is too little, the evaluator answers', async () => {
  let merges = 0
  const watched = (tables: RowTables): RowTables => ({
    ...tables,
    async replace(sql) {
      const left = await tables.replace(sql)
      merges++
      expect(left).toBeLessThanOrEqual(nodeCount)
      return left
    },
  })
  const query = 'MATCH (a)-->(b)-->(c) RETURN c.kind AS kind, count(*) AS n, sum(id(c)) AS s ORDER BY kind'
  const expected = (await ask(query)).rows
  const tight = { fewestRows: 0, compactAt: 1_000, mostValues: 1_000 }
  const answer = await inTables((tables) => ask(query, { tables: watched(tables), limits: tight }))
  expect(answer).toMatchObject({ rows: expected, restBy: 'duckdb' })
  expect(merges).toBeGreaterThan(0)
  const none = await reduced(query, { fewestRows: 0, compactAt: 10, mostValues: 10 })
  expect(none).toMatchObject({ rows: expected, restBy: 'javascript' })
})

test.each(['open', 'insert', 'ask'] as const)('an engine that fails to %s costs no answer', async (call) => {
  const failing = (tables: RowTables): RowTables => ({
    ...tables,
    [call]: () => Promise.reject(new MotifscopeError('out-of-memory', 'No room.')),
  })
  const answer = await inTables((tables) => ask(byKind, { tables: failing(tables), limits: everything }))
  expect(answer).toMatchObject({ restBy: 'javascript', isSearched: true })
  expect(answer.rows).toHaveLength(2)
})

test('a query that is cancelled there is cancelled', async () => {
  const cancelled = (tables: RowTables): RowTables => ({
    ...tables,
    ask: () => Promise.reject(new MotifscopeError('cancelled', 'Cancelled.')),
  })
  await expect(
    inTables((tables) => ask(byKind, { tables: cancelled(tables), limits: everything })),
  ).rejects.toMatchObject({ code: 'cancelled' })
})

test('mistakes in what is reduced are told as the evaluator tells them', async () => {
  await expect(reduced('MATCH (a)-->(b)\nRETURN sum(a.kind)')).rejects.toMatchObject({
    code: 'type-error',
    line: 2,
  })
  await expect(reduced('MATCH (a)-->(b) RETURN a.kind, count(*) LIMIT -1')).rejects.toMatchObject({
    code: 'type-error',
  })
})

test('a star stands for what rows are grouped by', async () => {
  const query =
    'MATCH (a)-[r]->(b) WITH a.kind AS from, b.kind AS to RETURN *, count(*) AS n ORDER BY from, to'
  const expected = ['even', 'odd'].flatMap((from) => ['even', 'odd'].map((to) => [from, to, 200]))
  expect((await ask(query)).rows).toEqual(expected)
  expect(await reduced(query)).toMatchObject({ rows: expected, restBy: 'duckdb' })
})

test('nothing is left in the engine', async () => {
  await reduced(byKind)
  const left = await connection.query(
    "SELECT count(*) AS n FROM duckdb_tables() WHERE schema_name = 'cypher'",
  )
  expect(firstNumber(left, 'n')).toBe(0)
})
