/** A graph on a real Gremlin server as a host graph: what is said of it, that motifs relayed there find what the same graph
 *  gives when it is searched here, and that what is brought is that graph. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bringSubgraph, sizeOfSubgraph } from '../../src/hosts/providers/bring-subgraph'
import type { RemoteStage } from '../../src/hosts/providers/probe-stages'
import { walkAround } from '../../src/hosts/providers/walk-around'
import type { SearchSemantics } from '../../src/model/job'
import { unpackTopology } from '../../src/model/topology-blob'
import { statisticsOf } from '../../src/statistics/host-statistics'
import { edgePairsFrom } from '../../src/tables/edge-pairs'
import { openEngineHost, searchInNode } from '../tools/node-engine'
import type { EngineHost } from '../tools/node-engine'
import { openNodeDuckDb } from '../tools/node-duckdb'
import { nodeLinkText } from '../tools/remote-graph'
import { GremlinStage, foundBy, little } from './servers/gremlin/gremlin-stage'
import { describeWithJava, serverStartMs } from './servers/java-server'

describeWithJava('a graph on a real Gremlin server', () => {
  let stage: GremlinStage
  let here: EngineHost

  beforeAll(async () => {
    stage = await GremlinStage.start()
    here = await openEngineHost(await openNodeDuckDb(), nodeLinkText(little), { format: 'json' })
  }, serverStartMs)
  afterAll(() => stage?.stop())

  it('says step by step how large it is, how its nodes are named, its labels and attributes', async () => {
    const stages: RemoteStage[] = []
    const facts = await (await stage.opened()).probe({ onStage: (stage) => stages.push(stage) })
    expect(facts).toEqual({
      nodeCount: 40,
      edgeCount: 220,
      nodeAttributes: { bodyId: 'number', type: 'string', size: 'number', tags: 'list' },
      edgeAttributes: { weight: 'number' },
      nodeLabels: ['cell'],
      edgeLabels: ['synapse'],
      idKinds: ['long'],
      warnings: [],
    })
    const done = stages.filter(({ state }) => state === 'done').map(({ name }) => name)
    expect(done).toEqual(['server', 'login', 'nodes', 'edges', 'ids', 'attributes'])
  })

  it('counts what the statistics of the same graph here say', async () => {
    const steps: number[] = []
    const counted = await (await stage.opened()).statistics({ onProgress: ({ done }) => steps.push(done) })
    const edges = await edgePairsFrom(new Blob(here.imported.edges), here.imported.edgeCount)
    const own = statisticsOf({ topology: unpackTopology(here.imported.topology), edges, directed: true })
    for (const [name, value] of Object.entries(counted))
      expect([name, value]).toEqual([name, own[name as keyof typeof own]])
    expect(Object.keys(counted).length).toBeGreaterThan(11)
    expect(steps).toEqual([...steps].sort((a, b) => a - b))
    const left = new AbortController()
    const counting = (await stage.opened()).statistics({
      signal: left.signal,
      onProgress: () => left.abort(),
    })
    await expect(counting).rejects.toThrow(/abort/i)
  })

  it.each<[string, Partial<SearchSemantics>]>([
    ['A -> B\nB -> C\nC -> A', {}],
    ['A -> B\nB -> C\nC -> A', { excludeAutomorphisms: true }],
    ['A -> B\nA -> C', { induced: true, excludeAutomorphisms: true }],
    ['A -> B\nB -> A', { ignoreDirection: true }],
    ['A -> B [weight >= 5]\nB !> A\nA.type = "KC"', {}],
    ['A -> B\nA.type = B.type\nA.size > B.size', {}],
    ['A -> B\nB -> C\nA -> C\nB.id = "5813000021"', {}],
    ['A -> B\nA.tags contains "left"\nB.type in "KC or PN"\nB.size !contains 3', {}],
    ['A -> B [weight > 3] as e\nB -> C as f\nC !> A\ne.weight > f.weight', {}],
    ['A -> B\nA.tags !contains "row 1"\nB.type contains "C"', { limit: null }],
  ])('finds %j with %j as it is found here', async (text, options) => {
    const [there, own] = [
      await foundBy(await stage.asked(), text, options),
      await searchInNode(here, text, options),
    ]
    if ('code' in own) throw new Error(own.code)
    expect(own.count).toBeGreaterThan(0)
    // One row of each orbit may be any of them: with automorphisms excluded the nodes of a row are compared.
    const words = (rows: string[][]) =>
      rows.map((row) => (options.excludeAutomorphisms ? [...row].sort() : row).join(' ')).sort()
    expect(words(there.rows)).toEqual(words(own.rows))
  })

  it('counts without rows, stops at a limit, tells how far it is, and takes the vertices’ own ids', async () => {
    const graph = await stage.asked()
    const own = await searchInNode(here, 'A -> B\nB -> C', {})
    const count = 'count' in own ? own.count : 0
    const counted = await foundBy(graph, 'A -> B\nB -> C', { countOnly: true })
    expect(counted.cells.at(-1)).toEqual([BigInt(count)])
    expect(counted.progress.length).toBeGreaterThan(1)
    expect(counted.progress.at(-1)).toBe(1)
    expect((await foundBy(graph, 'A -> B\nB -> C', { limit: 17 })).rows).toHaveLength(17)
    expect((await foundBy(graph, 'A -> B\nB -> C', { limit: 17, countOnly: true })).cells.at(-1)).toEqual([
      17n,
    ])
    expect((await foundBy(graph, 'A -> B\nA.type = "nobody"', { countOnly: true })).cells).toEqual([[0]])
    const byElement = await stage.asked({ idProperty: '' })
    const [first = []] = (await foundBy(byElement, 'A -> B [weight = 9]', {})).rows
    expect(first[0]).toMatch(/^\d+$/)
    const fromOne = await foundBy(byElement, `A -> B\nA.id = "${first[0]}"`, {})
    expect(fromOne.rows.length).toBeGreaterThan(0)
    expect(new Set(fromOne.rows.map(([a]) => a))).toEqual(new Set([first[0]]))
  })

  it('brings chosen nodes, those that fulfil conditions, or all, and what comes is the same graph', async () => {
    const limits = { mostNodes: 100, mostEdges: 1000 }
    const there = await stage.asked()
    const { file, size } = await bringSubgraph(there, { nodes: '' }, limits)
    expect(size).toEqual({ nodes: 40, edges: 220 })
    const all = await openEngineHost(await openNodeDuckDb(), await file.text(), { format: 'json' })
    expect(all.imported.nodeAttributes).toMatchObject({ type: 'string', size: 'number', tags: 'list' })
    for (const motif of ['A -> B\nB -> C\nC -> A', 'A -> B [weight >= 5]\nA.type = "KC"\nB.size > 100']) {
      const [own, brought] = [await searchInNode(here, motif, {}), await searchInNode(all, motif, {})]
      expect(brought).toMatchObject({ count: 'count' in own ? own.count : 0 })
    }
    const wanted = little.cells.filter(({ type, size = 0 }) => type === 'KC' && size > 20).map(({ id }) => id)
    const among = little.synapses.filter(
      ({ source, target }) => wanted.includes(source) && wanted.includes(target),
    )
    const kenyon = { nodes: 'type = "KC"\nsize > 20', edges: 'weight >= 3' }
    expect(await sizeOfSubgraph(there, kenyon)).toEqual({
      nodes: wanted.length,
      edges: among.filter(({ weight }) => weight >= 3).length,
    })
    expect(await sizeOfSubgraph(there, { ids: wanted })).toEqual({
      nodes: wanted.length,
      edges: among.length,
    })
    await expect(bringSubgraph(there, { nodes: '' }, { ...limits, mostNodes: 39 })).rejects.toMatchObject({
      code: 'too-large',
    })
  })

  it('walks around a node as the graph leads', async () => {
    const there = await stage.asked()
    const start = little.synapses[0]!.source
    const ends = (from: string[], isForth: boolean) =>
      little.synapses
        .filter(({ source, target }) => from.includes(isForth ? source : target))
        .map(({ source, target }) => (isForth ? target : source))
    const once = [...new Set([start, ...ends([start], true)])]
    const twice = [...new Set([...once, ...ends(once, true)])]
    expect((await walkAround(there, { around: [start], steps: 2, direction: 'out' }, 99)).sort()).toEqual(
      twice.sort(),
    )
    const back = [...new Set([start, ...ends([start], false)])]
    expect((await walkAround(there, { around: [start], steps: 1, direction: 'in' }, 99)).sort()).toEqual(
      back.sort(),
    )
    await expect(walkAround(there, { around: ['12'], steps: 1 }, 99)).rejects.toMatchObject({
      code: 'unknown-node',
    })
    await expect(walkAround(there, { around: [start], steps: 3 }, 5)).rejects.toMatchObject({
      code: 'too-large',
    })
  })
})
