/** Graphs on a server, against a real Neo4j: what is said of them, and that motifs relayed there find what the same
 *  graph gives when it is searched here. */
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { neo4jOverHttp } from '../../src/grand/remote/neo4j-http'
import type { CypherEndpoint } from '../../src/grand/remote/cypher-endpoint'
import { allRows } from '../../src/grand/remote/cypher-endpoint'
import { bringSubgraph, sizeOfSubgraph } from '../../src/hosts/providers/bring-subgraph'
import type { AskableGraph } from '../../src/hosts/providers/bring-subgraph'
import { graphOf, openEndpoint } from '../../src/hosts/providers/open-endpoint'
import { probeServer } from '../../src/hosts/providers/probe-server'
import type { RemoteStage } from '../../src/hosts/providers/probe-stages'
import { CypherServer } from '../../src/hosts/providers/cypher-server'
import { relayMotif } from '../../src/hosts/providers/relay-motif'
import type { RemoteGraph } from '../../src/hosts/providers/graph-queries'
import { unknownAttributes } from '../../src/hosts/providers/servers-words'
import { walkAround } from '../../src/hosts/providers/walk-around'
import { connectionFrom } from '../../src/hosts/providers/remote-place'
import type { ConnectionDraft } from '../../src/hosts/providers/remote-place'
import { remoteStatistics } from '../../src/hosts/providers/remote-statistics'
import { readMotif } from '../../src/dotmotif/read-motif'
import type { SearchSemantics } from '../../src/model/job'
import { unpackTopology } from '../../src/model/topology-blob'
import { RemoteAnswer } from '../../src/scripting/remote-answer'
import { statisticsOf } from '../../src/statistics/host-statistics'
import { edgePairsFrom } from '../../src/tables/edge-pairs'
import { openEngineHost, searchInNode } from '../tools/node-engine'
import type { EngineHost } from '../tools/node-engine'
import { openNodeDuckDb } from '../tools/node-duckdb'
import { littleGraph, loadGraph, nodeLinkText } from '../tools/remote-graph'
import { describeWithJava, serverStartMs } from './servers/java-server'
import { startNeo4j } from './servers/neo4j/start-neo4j'
import type { Neo4jServer } from './servers/neo4j/start-neo4j'
import { startNeuPrintProtocol } from './servers/neuprint/neuprint-protocol'

const plain: SearchSemantics = {
  ignoreDirection: false,
  excludeAutomorphisms: false,
  induced: false,
  limit: null,
  countOnly: false,
}

function motifOf(text: string) {
  const reading = readMotif(text)
  if (!reading.ok) throw new Error(reading.errors[0]?.message)
  return reading.motif
}

describeWithJava('a graph on a real Neo4j', () => {
  let server: Neo4jServer
  let endpoint: CypherEndpoint
  let here: EngineHost
  const little = littleGraph()
  const draft = (): ConnectionDraft => ({
    kind: 'neo4j-http',
    address: server.httpAddress,
    database: 'neo4j',
    nodeLabel: 'Cell',
    idProperty: 'bodyId',
    edgeType: 'SYNAPSE',
  })

  beforeAll(async () => {
    server = await startNeo4j()
    endpoint = neo4jOverHttp({ address: server.httpAddress, credentials: server.credentials })
    await loadGraph(endpoint, little)
    here = await openEngineHost(await openNodeDuckDb(), nodeLinkText(little), { format: 'json' })
  }, serverStartMs)
  afterAll(async () => {
    await endpoint?.close()
    await server?.stop()
  })

  async function asked(
    changes: Partial<ConnectionDraft> = {},
  ): Promise<AskableGraph & { graph: RemoteGraph }> {
    const connection = connectionFrom({ ...draft(), ...changes })
    const graph = graphOf(connection)
    const { nodeAttributes, edgeAttributes } = await probeServer(endpoint, graph, 60_000)
    const known = { nodes: nodeAttributes, edges: edgeAttributes }
    return { server: new CypherServer(endpoint, graph, 60_000), graph, known, timeoutMs: 60_000 }
  }

  /** The ids of the rows that a server gives for a motif. */
  async function rowsThere(
    text: string,
    options: Partial<SearchSemantics>,
    changes = {},
  ): Promise<string[][]> {
    const there = await asked(changes)
    const motif = motifOf(text)
    const { text: query, parameters } = relayMotif(motif, { ...plain, ...options }, there.graph, there.known)
    const info = {
      name: '',
      uri: '',
      provider: 'neo4j',
      directed: true,
      multigraph: true,
      nodeAttributes: {},
      edgeAttributes: {},
    }
    const answer = new RemoteAnswer({ ...there, info: info as never }, motif.nodes.length, [], false)
    const numbers: number[] = []
    for await (const { rows } of endpoint.run(query, parameters, { batchSize: 50 }))
      numbers.push(...(await answer.take(rows, {})))
    const ids = answer.ids()
    return Array.from({ length: numbers.length / motif.nodes.length }, (_, row) =>
      motif.nodes.map((_, column) => ids[numbers[row * motif.nodes.length + column] ?? 0] ?? ''),
    )
  }

  it('says step by step how large it is, how its nodes are named and what they have', async () => {
    const stages: RemoteStage[] = []
    const graph = graphOf(connectionFrom(draft()))
    const facts = await probeServer(endpoint, graph, 60_000, { onStage: (stage) => stages.push(stage) })
    expect(facts).toEqual({
      nodeCount: 40,
      edgeCount: 220,
      nodeAttributes: { bodyId: 'number', type: 'string', size: 'number', tags: 'list' },
      edgeAttributes: { weight: 'number' },
      warnings: [],
    })
    const done = stages.filter(({ state }) => state === 'done').map(({ name }) => name)
    expect(done).toEqual(['server', 'login', 'nodes', 'edges', 'ids', 'attributes'])
  })

  it.each([
    [{ nodeLabel: 'cell' }, 'empty-graph', /no nodes with the label cell/],
    [{ idProperty: 'type' }, 'not-unique', /share their type/],
    [{ idProperty: 'size' }, 'not-unique', /have no size/],
  ])('refuses %j in words', async (changes, code, words) => {
    const graph = graphOf(connectionFrom({ ...draft(), ...changes }))
    await expect(probeServer(endpoint, graph, 60_000)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(words) as string,
    })
  })

  it('counts what the statistics of the same graph here say', async () => {
    const { graph } = await asked()
    const found = await remoteStatistics(endpoint, graph, 60_000)
    const edges = await edgePairsFrom(new Blob(here.imported.edges), here.imported.edgeCount)
    const own = statisticsOf({ topology: unpackTopology(here.imported.topology), edges, directed: true })
    for (const [name, value] of Object.entries(found))
      expect([name, value]).toEqual([name, own[name as keyof typeof own]])
    expect(Object.keys(found).length).toBeGreaterThan(11)
  })

  it.each<[string, Partial<SearchSemantics>]>([
    ['A -> B\nB -> C\nC -> A', {}],
    ['A -> B\nB -> C\nC -> A', { excludeAutomorphisms: true }],
    ['A -> B\nA -> C', { induced: true, excludeAutomorphisms: true }],
    ['A -> B\nB -> A', { ignoreDirection: true }],
    ['A -> B [weight >= 5]\nB !> A\nA.type = "KC"', {}],
    ['A -> B\nA.type = B.type\nA.size > B.size', {}],
    ['A -> B\nB -> C\nA -> C\nB.id = "5813000021"', {}],
  ])('finds %j with %j as it is found here', async (text, options) => {
    const [there, own] = [await rowsThere(text, options), await searchInNode(here, text, options)]
    if ('code' in own) throw new Error(own.code)
    expect(own.count).toBeGreaterThan(0)
    // One row of each orbit may be any of them: with automorphisms excluded the nodes of a row are compared.
    const words = (rows: string[][]) =>
      rows.map((row) => (options.excludeAutomorphisms ? [...row].sort() : row).join(' ')).sort()
    expect(words(there)).toEqual(words(own.rows))
  })

  it('counts without rows, stops at a limit, and takes the element ids where no attribute names the nodes', async () => {
    const { graph, known } = await asked()
    const ask = async (options: Partial<SearchSemantics>) => {
      const { text, parameters } = relayMotif(
        motifOf('A -> B\nB -> C'),
        { ...plain, ...options },
        graph,
        known,
      )
      return (await allRows(endpoint, text, parameters)).rows
    }
    const own = await searchInNode(here, 'A -> B\nB -> C', {})
    expect(await ask({ countOnly: true })).toEqual([['count' in own && own.count]])
    expect(await ask({ limit: 17 })).toHaveLength(17)
    const rows = await rowsThere('A -> B [weight = 9]', {}, { idProperty: '' })
    expect(new Set(rows.flat().map((id) => id.split(':').length))).toEqual(new Set([3]))
  })

  it('knows what a motif speaks of that is not there', async () => {
    const { graph, known } = await asked()
    const motif = motifOf('A -> B [strength > 2]\nA.type = "KC"\nB.hue = "red"')
    expect(unknownAttributes(motif, known, graph)).toEqual([
      { of: 'nodes', name: 'hue' },
      { of: 'edges', name: 'strength' },
    ])
  })

  it('brings chosen nodes, or all of it, and what comes is the same graph', async () => {
    const limits = { mostNodes: 100, mostEdges: 1000 }
    const there = await asked()
    const { file, size } = await bringSubgraph(there, { nodes: '' }, limits)
    expect(size).toEqual({ nodes: 40, edges: 220 })
    const all = await openEngineHost(await openNodeDuckDb(), await file.text(), { format: 'json' })
    expect(all.imported.nodeAttributes).toMatchObject({ type: 'string', size: 'number', tags: 'list' })
    for (const motif of ['A -> B\nB -> C\nC -> A', 'A -> B [weight >= 5]\nA.type = "KC"\nB.size > 100']) {
      const [own, brought] = [await searchInNode(here, motif, {}), await searchInNode(all, motif, {})]
      expect(brought).toMatchObject({ count: 'count' in own ? own.count : 0 })
    }
    const kenyon = { nodes: 'type = "KC"\nsize > 20', edges: 'weight >= 3' }
    const { file: part } = await bringSubgraph(there, kenyon, limits)
    const { nodes, links } = JSON.parse(await part.text()) as {
      nodes: { id: string; type: string; size: number }[]
      links: { weight: number; source: string }[]
    }
    const wanted = little.cells.filter(({ type, size = 0 }) => type === 'KC' && size > 20).map(({ id }) => id)
    expect(nodes.map(({ id }) => id).sort()).toEqual(wanted.sort())
    const among = ({ source, target, weight }: (typeof little.synapses)[number]) =>
      weight >= 3 && wanted.includes(source) && wanted.includes(target)
    expect(links).toHaveLength(little.synapses.filter(among).length)
    expect(await sizeOfSubgraph(there, { ids: wanted })).toEqual({
      nodes: wanted.length,
      edges: little.synapses.filter((one) => among({ ...one, weight: 9 })).length,
    })
    await expect(bringSubgraph(there, { nodes: '' }, { ...limits, mostNodes: 39 })).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(/40 nodes and 220 edges/) as string,
    })
  })

  it('walks around a node as the graph leads', async () => {
    const there = await asked()
    const [{ source: start } = { source: '' }] = little.synapses
    const next = (from: string[]) => [
      ...new Set([
        ...from,
        ...little.synapses.filter(({ source }) => from.includes(source)).map(({ target }) => target),
      ]),
    ]
    const out = { around: [start], steps: 2, direction: 'out' } as const
    expect((await walkAround(there, out, 99)).sort()).toEqual(next(next([start])).sort())
    const into = little.synapses.filter(({ target }) => target === start).map(({ source }) => source)
    const back = { around: [start], steps: 1, direction: 'in' } as const
    expect((await walkAround(there, back, 99)).sort()).toEqual([...new Set([start, ...into])].sort())
    expect(await walkAround(there, { around: [start], steps: 1 }, 99)).toHaveLength(
      new Set([...next([start]), ...into]).size,
    )
  })

  // The last: it loads the graph anew.
  it('behind the protocol of neuPrint is known, searched and brought by its words: Neuron, bodyId, ConnectsTo', async () => {
    await loadGraph(endpoint, little, { label: 'Neuron', type: 'ConnectsTo' })
    const datasets = { 'little:v1': {} }
    const protocol = await startNeuPrintProtocol(endpoint, { token: 'token', datasets })
    onTestFinished(() => protocol.stop())
    const connection = connectionFrom({ kind: 'neuprint', address: protocol.address, database: 'little:v1' })
    const there = await openEndpoint(connection, { kind: 'bearer', token: 'token' })
    const graph = graphOf(connection)
    const facts = await probeServer(there, graph, 60_000)
    expect(facts).toMatchObject({ nodeCount: 40, edgeCount: 220, edgeAttributes: { weight: 'number' } })
    const known = { nodes: facts.nodeAttributes, edges: facts.edgeAttributes }
    for (const [motif, options] of [
      ['A -> B [weight >= 5]\nB !> A\nA.type = "KC"', {}],
      ['A -> B\nB -> C\nC -> A', { excludeAutomorphisms: true, induced: true }],
    ] as const) {
      const { text, parameters } = relayMotif(
        motifOf(motif),
        { ...plain, ...options, countOnly: true },
        graph,
        known,
      )
      const own = await searchInNode(here, motif, options)
      expect((await allRows(there, text, parameters)).rows).toEqual([['count' in own && own.count]])
    }
    const { size } = await bringSubgraph(
      { server: new CypherServer(there, graph, 60_000), known, timeoutMs: 60_000 },
      { nodes: 'type = "KC"' },
      { mostNodes: 99, mostEdges: 999 },
    )
    expect(size.nodes).toBe(little.cells.filter(({ type }) => type === 'KC').length)
    expect((await remoteStatistics(there, graph, 60_000)).uniqueSources).toBeGreaterThan(30)
    const stranger = await openEndpoint(connection, { kind: 'bearer', token: 'another' })
    await expect(probeServer(stranger, graph, 60_000)).rejects.toMatchObject({ code: 'unauthorised' })
  }, 180_000)
})
