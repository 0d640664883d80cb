/** A graph in a real DynamoDB as a host graph: what is said of it, what it is refused with, what it costs, and that what is
 *  brought here is that graph. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DynamoDBBackend } from '../../src/grand/backends/dynamodb/dynamodb-backend'
import { bringSubgraph, sizeOfSubgraph } from '../../src/hosts/providers/bring-subgraph'
import type { AskableGraph } from '../../src/hosts/providers/bring-subgraph'
import { openServer } from '../../src/hosts/providers/open-server'
import type { RemoteStage } from '../../src/hosts/providers/probe-stages'
import { connectionFrom } from '../../src/hosts/providers/remote-place'
import type { ConnectionDraft } from '../../src/hosts/providers/remote-place'
import { walkAround } from '../../src/hosts/providers/walk-around'
import { unpackTopology } from '../../src/model/topology-blob'
import { statisticsOf } from '../../src/statistics/host-statistics'
import { edgePairsFrom } from '../../src/tables/edge-pairs'
import { openEngineHost, searchInNode } from '../tools/node-engine'
import type { EngineHost } from '../tools/node-engine'
import { openNodeDuckDb } from '../tools/node-duckdb'
import { littleGraph, nodeLinkText } from '../tools/remote-graph'
import { startDynamoDBLocal } from './servers/dynamodb/dynamodb-local'
import type { DynamoDBLocal } from './servers/dynamodb/dynamodb-local'
import { describeWithJava, serverStartMs } from './servers/java-server'

/** DynamoDB holds one edge for each pair. */
function simpleGraph() {
  const { cells, synapses } = littleGraph()
  const pairs = new Map(synapses.map((one) => [`${one.source} ${one.target}`, one]))
  return { cells, synapses: [...pairs.values()] }
}
const little = simpleGraph()
const tables = { nodeTable: 'little_Nodes', edgeTable: 'little_Edges' }
const limits = { mostNodes: 100, mostEdges: 1000 }

describeWithJava('a graph in a real DynamoDB', () => {
  let server: DynamoDBLocal
  let credentials: { accessKeyId: string; secretAccessKey: string }
  let here: EngineHost
  const open: { close(): Promise<void> }[] = []

  beforeAll(async () => {
    server = await startDynamoDBLocal()
    credentials = server.emptyAccount()
    const backend = await DynamoDBBackend.open({ endpoint: server.endpoint, credentials, ...tables })
    await backend.addNodes(
      little.cells.map(({ id, type, size, tags }) => ({
        id,
        attributes: { type, ...(size === undefined ? {} : { size }), ...(tags ? { tags } : {}) },
      })),
    )
    await backend.addEdges(
      little.synapses.map(({ source, target, weight }) => ({ source, target, attributes: { weight } })),
    )
    await backend.close()
    here = await openEngineHost(await openNodeDuckDb(), nodeLinkText(little), { format: 'json' })
  }, serverStartMs)
  afterAll(async () => {
    await Promise.all(open.map((one) => one.close()))
    await server?.stop()
  })

  const draft = (changes: Partial<ConnectionDraft> = {}): ConnectionDraft => ({
    ...{ kind: 'dynamodb', address: server.endpoint, database: '' },
    ...{ nodeLabel: tables.nodeTable, edgeType: tables.edgeTable },
    ...changes,
  })

  async function opened(changes: Partial<ConnectionDraft> = {}, key = credentials) {
    const graph = await openServer(connectionFrom(draft(changes)), { kind: 'access-key', ...key })
    open.push(graph)
    return graph
  }
  const asked = async (): Promise<AskableGraph> => ({
    server: await opened(),
    known: { nodes: {}, edges: {} },
    timeoutMs: 60_000,
  })

  it('says step by step what lies in its tables, after one page of each, and that counts are old', async () => {
    const stages: RemoteStage[] = []
    const graph = await opened()
    const facts = await graph.probe({ onStage: (stage) => stages.push(stage) })
    expect(facts).toEqual({
      nodeCount: 40,
      edgeCount: little.synapses.length,
      nodeAttributes: { type: 'string', size: 'number', tags: 'list' },
      edgeAttributes: { weight: 'number' },
      warnings: [expect.stringMatching(/up to six hours old/)],
    })
    const done = stages.filter(({ state }) => state === 'done').map(({ name }) => name)
    expect(done).toEqual(['server', 'login', 'nodes', 'edges', 'attributes'])
    expect(graph.requestCount).toBeLessThan(8)
  })

  it.each<[string, Partial<ConnectionDraft>, string, RegExp, RemoteStage['name']]>([
    ['a table that is not there', { nodeLabel: 'other_Nodes' }, 'not-found', /no such table/, 'nodes'],
    [
      'tables that were exchanged',
      { nodeLabel: tables.edgeTable, edgeType: tables.nodeTable },
      'wrong-table',
      /has the key Source and Target, and not ID/,
      'nodes',
    ],
    [
      'a port nobody listens at',
      { address: 'http://127.0.0.1:1' },
      'unreachable',
      /cannot be reached/,
      'server',
    ],
  ])('refuses %s in words, at its step, and makes no table', async (_, changes, code, words, step) => {
    const stages: RemoteStage[] = []
    const graph = await opened(changes)
    await expect(graph.probe({ onStage: (stage) => stages.push(stage) })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(words) as string,
    })
    expect(stages.at(-1)).toMatchObject({ name: step, state: 'failed' })
    await expect((await opened({ nodeLabel: 'other_Nodes' })).probe({})).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('tells a refused key at the login, without the secret', async () => {
    const stages: RemoteStage[] = []
    const graph = await opened({}, { accessKeyId: 'no key!', secretAccessKey: 'mostSecret' })
    await expect(graph.probe({ onStage: (stage) => stages.push(stage) })).rejects.toMatchObject({
      code: 'unauthorised',
    })
    expect(stages.at(-1)).toMatchObject({ name: 'login', state: 'failed' })
    expect(JSON.stringify(stages)).not.toContain('mostSecret')
    const byName = openServer(connectionFrom(draft()), { kind: 'basic', username: 'a', password: 'b' })
    await expect(byName).rejects.toMatchObject({ code: 'invalid-credentials' })
  })

  it('is asked for no motif and no Cypher, and says what to do instead', async () => {
    const graph = await opened()
    expect(graph.cypher).toBeUndefined()
    expect(() => graph.relay({} as never, {} as never, {} as never)).toThrow(
      expect.objectContaining({
        code: 'not-on-server',
        hint: expect.stringMatching(/Bring a part of the graph here/) as string,
      }),
    )
    expect(() => graph.part({ nodes: 'type = "KC"' }, { nodes: {}, edges: {} })).toThrow(/whole tables/)
  })

  it('counts from the keys of both tables what the statistics of the same graph here say', async () => {
    const phases: string[] = []
    const counted = await (await opened()).statistics({ onProgress: ({ phase }) => phases.push(phase) })
    const edges = await edgePairsFrom(new Blob(here.imported.edges), here.imported.edgeCount)
    const own = statisticsOf({ topology: unpackTopology(here.imported.topology), edges, directed: true })
    for (const [name, value] of Object.entries(counted))
      expect([name, value]).toEqual([name, own[name as keyof typeof own]])
    expect(Object.keys(counted).length).toBeGreaterThan(11)
    expect(phases.at(-1)).toMatch(/3 requests so far/)
    const left = new AbortController()
    left.abort()
    await expect((await opened()).statistics({ signal: left.signal })).rejects.toThrow(/abort/i)
  })

  it('brings all of it, and the same motifs are found', async () => {
    const there = await asked()
    expect(await sizeOfSubgraph(there, { nodes: '' })).toEqual({
      nodes: 40,
      edges: little.synapses.length,
      isRough: true,
    })
    const { file, size } = await bringSubgraph(there, { nodes: '' }, limits)
    expect(size).toEqual({ nodes: 40, edges: little.synapses.length })
    const brought = await openEngineHost(await openNodeDuckDb(), await file.text(), { format: 'json' })
    for (const motif of ['A -> B\nB -> C\nC -> A', 'A -> B [weight >= 5]\nA.type = "KC"\nB.size > 100']) {
      const [own, found] = [await searchInNode(here, motif, {}), await searchInNode(brought, motif, {})]
      expect(found).toMatchObject({ count: 'count' in own ? own.count : 0 })
    }
    await expect(bringSubgraph(there, { nodes: '' }, { ...limits, mostEdges: 9 })).rejects.toMatchObject({
      code: 'too-large',
    })
  })

  it('stops walking and fetching when it is told to', async () => {
    const there = await asked()
    const left = new AbortController()
    const hooks = { signal: left.signal, onProgress: () => left.abort() }
    const start = little.synapses[0]!.source
    await expect(walkAround(there, { around: [start], steps: 4 }, 99, hooks)).rejects.toThrow(/abort/i)
    const [again, whole] = [await asked(), { nodes: '' }]
    const stopping = new AbortController()
    const fetching = bringSubgraph(again, whole, limits, {
      signal: stopping.signal,
      onProgress: ({ phase }) => phase.startsWith('Fetching') && stopping.abort(),
    })
    await expect(fetching).rejects.toThrow(/abort/i)
  })

  it('brings the nodes around one with the edges among them, tells what it costs, and pays for no edge twice', async () => {
    const there = await asked()
    const start = little.synapses[0]!.source
    const around = new Set([start])
    for (const { source, target } of little.synapses) {
      if (source === start) around.add(target)
      if (target === start) around.add(source)
    }
    const phases: string[] = []
    const ids = await walkAround(there, { around: [start], steps: 1 }, 99, {
      onProgress: ({ phase }) => phases.push(phase),
    })
    expect(new Set(ids)).toEqual(around)
    expect(phases.at(-1)).toMatch(/step 1 of 1 \(3 requests so far\)/)
    const among = little.synapses.filter(({ source, target }) => around.has(source) && around.has(target))
    const before = there.server.requestCount ?? 0
    const { size } = await bringSubgraph(there, { ids }, limits)
    expect(size).toEqual({ nodes: around.size, edges: among.length })
    expect((there.server.requestCount ?? 0) - before).toBe(ids.length + 2)
    const { size: all } = await bringSubgraph(
      there,
      { ids: await walkAround(there, { around: [start], steps: 4 }, 99) },
      limits,
    )
    expect(all.nodes).toBe(38)
    await expect(walkAround(there, { around: ['nobody'], steps: 1 }, 99)).rejects.toMatchObject({
      code: 'unknown-node',
      message: expect.stringContaining('nobody') as string,
    })
  })
})
