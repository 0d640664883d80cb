/** Asking the real Neo4j over both of its doors: every kind of value, every refusal, and what ends a query. */
import { describe, expect, test } from 'vitest'
import type { CypherEndpoint } from '../../../src/grand/remote/cypher-endpoint'
import { allRows } from '../../../src/grand/remote/cypher-endpoint'
import { neo4jOverBolt } from '../../../src/grand/remote/neo4j-bolt'
import { neo4jOverHttp } from '../../../src/grand/remote/neo4j-http'
import { collect } from '../../tools/collect'
import type { Neo4jServer } from '../servers/neo4j/start-neo4j'

interface Changes {
  password?: string
  database?: string
}

const write = { access: 'write' } as const
const endless = 'UNWIND range(1, 1000000) AS i UNWIND range(1, 1000000) AS j '

export function describeEndpoints(server: () => Neo4jServer): void {
  const doors = {
    Bolt: ({ password, database = 'neo4j' }: Changes = {}) =>
      neo4jOverBolt({ address: server().boltAddress, database, credentials: login(password) }),
    HTTP: ({ password, database = 'neo4j' }: Changes = {}) =>
      neo4jOverHttp({ address: server().httpAddress, database, credentials: login(password) }),
  }
  const login = (password = server().credentials.password) => ({ ...server().credentials, password })

  describe.each(Object.entries(doors))('Neo4j asked over %s', (door, connect) => {
    const using = async (use: (endpoint: CypherEndpoint) => Promise<void>, changes?: Changes) => {
      const endpoint = connect(changes)
      try {
        await use(endpoint)
      } finally {
        await endpoint.close()
      }
    }

    test('brings every kind of value there and back, and no integer loses a digit', () =>
      using(async (endpoint) => {
        const given = { id: 720575940379283457n, list: [1, 2.5, null, 'it’s "\\'], map: { yes: true, n: {} } }
        const { fields, rows } = await allRows(
          endpoint,
          'RETURN $given AS given, 5 / 2, 1.0 / 0, $given.id + 1',
          { given },
        )
        expect(fields).toEqual(['given', '5 / 2', '1.0 / 0', '$given.id + 1'])
        expect(rows).toEqual([[given, 2, Infinity, 720575940379283458n]])
        const told = await allRows(
          endpoint,
          "RETURN date('2026-11-26'), point({x: 1, y: 2.5}), duration('P1D')",
        )
        expect(told.rows[0]?.slice(0, 2)).toEqual(['2026-11-26', { srid: 7203, x: 1, y: 2.5 }])
        expect(told.rows[0]?.[2]).toMatch(/^P.*1D/)
      }))

    test('tells nodes, relationships and paths apart from maps', () =>
      using(async (endpoint) => {
        const create = 'CREATE p = (a:Told:Twice {v: 1})-[r:SEES {w: 2}]->(b) RETURN a, r, p'
        const [row] = (await allRows(endpoint, create, {}, write)).rows
        const [a, r, path] = row as [
          { id: string },
          { source: string; target: string },
          { nodes: { id: string }[] },
        ]
        expect(a).toMatchObject({ kind: 'node', labels: ['Told', 'Twice'], properties: { v: 1 } })
        expect(r).toMatchObject({ kind: 'relationship', type: 'SEES', properties: { w: 2 }, source: a.id })
        expect(path).toMatchObject({ kind: 'path', relationships: [{ type: 'SEES' }] })
        expect(path.nodes.map(({ id }) => id)).toEqual([a.id, r.target])
        await allRows(endpoint, 'MATCH (a:Told)-->(b) DETACH DELETE a, b', {}, write)
      }))

    test('an answer without rows has columns; a long one comes in batches', () =>
      using(async (endpoint) => {
        expect(await collect(endpoint.run('UNWIND [] AS x RETURN x'))).toEqual([{ fields: ['x'], rows: [] }])
        const batches = await collect(
          endpoint.run('UNWIND range(1, 2500) AS x RETURN x', {}, { batchSize: 1000 }),
        )
        expect(batches.map(({ rows }) => rows.length)).toEqual([1000, 1000, 500])
        expect(batches.flatMap(({ rows }) => rows.map(([x]) => x))).toEqual(
          Array.from({ length: 2500 }, (_, i) => i + 1),
        )
      }))

    test('a mistake is told at its place; one in mid-answer is told, not cut off', () =>
      using(async (endpoint) => {
        await expect(allRows(endpoint, 'MATCH (n)\n RETRN n')).rejects.toMatchObject({
          code: 'cypher-error',
          line: 2,
          column: 2,
        })
        await expect(allRows(endpoint, 'UNWIND [1, 2, 0] AS x RETURN 6 / x')).rejects.toMatchObject({
          code: 'cypher-error',
          message: expect.stringContaining('/ by zero'),
        })
      }))

    test('nothing is changed by a query that was to read', () =>
      using(async (endpoint) => {
        await expect(allRows(endpoint, 'CREATE (:Unwanted)')).rejects.toMatchObject({ code: 'read-only' })
        expect((await allRows(endpoint, 'MATCH (n:Unwanted) RETURN count(n)')).rows).toEqual([[0]])
      }))

    test('a wrong password is refused, and is in no word of it', () =>
      using(
        async (endpoint) => {
          const error = await allRows(endpoint, 'RETURN 1').then(String, (e: Error) => e)
          expect(error).toMatchObject({ code: 'unauthorised' })
          expect(JSON.stringify([error, String(error), endpoint.label])).not.toContain('not the password')
        },
        { password: 'not the password' },
      ))

    test('a database that is not there is missed', () =>
      using(
        (endpoint) => expect(allRows(endpoint, 'RETURN 1')).rejects.toMatchObject({ code: 'not-found' }),
        { database: 'elsewhere' },
      ))

    test('whoever leaves early leaves nothing running', () =>
      using(async (endpoint) => {
        for await (const { rows } of endpoint.run(`${endless} RETURN i, j`, {}, { batchSize: 10 })) {
          expect(rows).toHaveLength(10)
          break
        }
        await nothingElseRuns(endpoint)
      }))

    test('a query without an answer ends at a wish, and after too long a silence', () =>
      using(async (endpoint) => {
        // Something for the server to stop at: over HTTP it notices no sooner than it has to say something.
        const silent = `${endless} WITH i, j WHERE i = -j RETURN count(*)`
        const wish = new AbortController()
        const asked = allRows(endpoint, silent, {}, { signal: wish.signal })
        setTimeout(() => wish.abort(), 300)
        await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
        await expect(allRows(endpoint, silent, {}, { timeoutMs: 300 })).rejects.toMatchObject({
          code: 'timeout',
        })
        if (door === 'Bolt') await nothingElseRuns(endpoint)
        else await endAll(endpoint)
      }))
  })
}

async function nothingElseRuns(endpoint: CypherEndpoint): Promise<void> {
  await expect
    .poll(async () => (await allRows(endpoint, 'SHOW TRANSACTIONS YIELD transactionId')).rows.length, {
      timeout: 30_000,
    }) // prettier-ignore
    .toBe(1)
}

/** Over HTTP Neo4j goes on with what nobody waits for. */
async function endAll(endpoint: CypherEndpoint): Promise<void> {
  const { rows } = await allRows(
    endpoint,
    "SHOW TRANSACTIONS YIELD transactionId, currentQuery WHERE currentQuery CONTAINS 'range' AND NOT currentQuery CONTAINS 'SHOW' RETURN transactionId",
  )
  for (const [id] of rows) await allRows(endpoint, 'TERMINATE TRANSACTIONS $id', { id }, write)
  await nothingElseRuns(endpoint)
}
