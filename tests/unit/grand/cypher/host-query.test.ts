/** Cypher on stored hosts, from the text to plain rows: what is read, what labels are, what the answer looks like. */
import { expect, test } from 'vitest'
import { answerCypher } from '../../../../src/grand/cypher/answer-query'
import type { CypherHost } from '../../../../src/grand/cypher/host/host-property-graph'
import { openHostGraph } from '../../../../src/grand/cypher/host/host-property-graph'
import { mentionedKeys } from '../../../../src/grand/cypher/language/mentioned-keys'
import { parseCypher } from '../../../../src/grand/cypher/language/parse-cypher'
import { importGraph } from '../../../../src/hosts/import-graph'

interface Described {
  directed?: boolean
  nodes: Record<string, unknown>[]
  links: Record<string, unknown>[]
}

async function hostOf({ directed = true, nodes, links }: Described): Promise<CypherHost> {
  const blob = new Blob([JSON.stringify({ directed, multigraph: true, graph: {}, nodes, links })])
  const source = { stream: blob.stream() as ReadableStream<Uint8Array>, size: blob.size }
  const imported = await importGraph(source, null, {})
  return { ...imported, nodes: new Blob(imported.nodes), edges: new Blob(imported.edges) }
}

const plain: Described = {
  nodes: [
    { id: '720575940379283456', type: 'KC', size: 3, roi: { MB: { pre: 4 } } },
    { id: 'b', type: 'MBON', size: 2.5 },
  ],
  links: [
    { source: '720575940379283456', target: 'b', weight: 1 },
    { source: '720575940379283456', target: 'b', weight: 2 },
    { source: 'b', target: 'b', weight: 3 },
  ],
}

interface AskOptions {
  parameters?: Record<string, unknown>
  limit?: number
  limitMs?: number
  now?: () => number
}

const ask = async (
  host: Described,
  query: string,
  { parameters = {}, limit = 100, limitMs = 60_000, now = () => 0 }: AskOptions = {},
) => answerCypher(await hostOf(host), { query, parameters, limit, limitMs }, now)

test('parallel edges and self-loops are relationships of their own', async () => {
  const { rows } = await ask(plain, 'MATCH (a)-[r]->(b) RETURN a.id, r.weight, b.id ORDER BY r.weight')
  const big = '720575940379283456'
  expect(rows).toEqual([[big, 1, 'b'], [big, 2, 'b'], ['b', 3, 'b']]) // prettier-ignore
})

test('an undirected host answers along both ways, a self-loop once', async () => {
  const { rows } = await ask({ ...plain, directed: false }, "MATCH (a {id: 'b'})-[r]->(b) RETURN count(r)")
  expect(rows).toEqual([[3]])
})

test('nodes, relationships and paths come as plain objects with everything they hold', async () => {
  const { columns, rows } = await ask(plain, "MATCH p = (a {type: 'KC'})-[r {weight: 2}]->() RETURN a, r, p")
  const a = {
    kind: 'node',
    id: '720575940379283456',
    labels: ['Neuron'],
    properties: { type: 'KC', size: 3, roi: { MB: { pre: 4 } } },
  }
  expect(columns).toEqual(['a', 'r', 'p'])
  expect(rows[0]?.[0]).toEqual(a)
  expect(rows[0]?.[1]).toMatchObject({ kind: 'relationship', type: 'ConnectsTo', source: a.id, target: 'b' })
  expect(rows[0]?.[1]).toHaveProperty('properties', { weight: 2 })
  expect(rows[0]?.[2]).toMatchObject({ kind: 'path', nodes: [{ id: a.id }, { id: 'b' }] })
})

test('labels and types are those of the import, where there are any', async () => {
  const host: Described = {
    nodes: [
      { id: 'a', labels: ['Neuron', 'KC'] },
      { id: 'b', labels: ['Glia'] },
    ],
    links: [
      { source: 'a', target: 'b', type: 'SYN' },
      { source: 'b', target: 'a', type: 'GAP' },
    ],
  }
  const { rows } = await ask(host, 'MATCH (n:KC)-[r:SYN]->(m:!Neuron) RETURN labels(n), type(r), m.id')
  expect(rows).toEqual([[['Neuron', 'KC'], 'SYN', 'b']])
})

test('a dotted key leads into JSON, integers beyond 2^53 keep their digits', async () => {
  const host: Described = { nodes: [{ id: 'a', roi: { MB: { pre: 4 } } }], links: [] }
  const parameters = { key: 'roi.MB.pre', big: 720575940379283456n }
  const { rows } = await ask(host, 'MATCH (a) RETURN a[$key], $big, a.roi', { parameters })
  expect(rows).toEqual([[4, 720575940379283456n, { MB: { pre: 4 } }]])
})

test('only what a query mentions is read', async () => {
  const keysOf = (text: string, parameters = new Map()) => mentionedKeys(parseCypher(text), parameters)
  expect(keysOf("MATCH (a {type: 'KC'})-[r]->(b) WHERE b.size > r.weight RETURN a")).toEqual(
    new Set(['type', 'size', 'weight']),
  )
  expect(keysOf('MATCH (a $wanted) RETURN a[$k]', new Map<string, never>(Object.entries({ k: 'x', wanted: new Map([['y', 1n]]) } as never)))).toEqual(new Set(['x', 'y'])) // prettier-ignore
  expect(keysOf('MATCH (a) RETURN keys(a)')).toBeNull()
  expect(keysOf('MATCH (a), (b) RETURN a[b.name]')).toBeNull()

  const graph = await openHostGraph(await hostOf(plain), new Set(['type']))
  expect(graph.nodeKeys(0)).toEqual(['type'])
  await graph.loadAll()
  expect(graph.nodeKeys(0).sort()).toEqual(['roi', 'size', 'type'])
})

test('stops at its row limit and says so, and at its time limit', async () => {
  const few = await ask(plain, 'UNWIND range(1, 10) AS i RETURN i', { limit: 3 })
  expect(few).toMatchObject({ rows: [[1], [2], [3]], truncated: true })
  expect((await ask(plain, 'UNWIND [1, 2, 3] AS i RETURN i', { limit: 3 })).truncated).toBe(false)

  let time = 0
  const endless = 'UNWIND range(1, 100000) AS i UNWIND range(1, 100000) AS j MATCH (a)-->(b) RETURN count(*)'
  await expect(ask(plain, endless, { limitMs: 1000, now: () => (time += 300) })).rejects.toMatchObject({
    code: 'time-limit',
  })
})

test('mistakes are told with their place before anything is read', async () => {
  const unread: CypherHost = {
    ...(await hostOf(plain)),
    nodes: (async function* () {
      yield await Promise.reject<Uint8Array>(new Error('read'))
    })(),
  }
  const question = { query: 'MATCH (a)\nRETURN b', parameters: {}, limit: 1, limitMs: 1000 }
  await expect(answerCypher(unread, question, () => 0)).rejects.toMatchObject({ line: 2, column: 8 })
  await expect(ask(plain, 'RETURN $f', { parameters: { f: () => 1 } })).rejects.toMatchObject({
    code: 'invalid-parameter',
  })
})
