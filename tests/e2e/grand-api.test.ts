/** Grand on the built page, as a script uses it: Cypher on an open host graph in a worker of its own, and the host as a
 *  graph in the words of NetworkX, igraph and NetworKit. */
import { expect, test } from 'playwright/test'
import type { Page } from 'playwright/test'
import { openFreshApp } from './page-actions'

// The stories share a page, each goes on where the one before ended: told again, they are told from the first.
test.describe.configure({ mode: 'serial' })

let page: Page
test.beforeAll(async ({ browser }) => {
  page = await openFreshApp(browser)
})
test.afterAll(() => page.context().close())

/** Five nodes: a ring of three that is left once, with a size each, and a loner. */
const openRing = () =>
  page.evaluate(async () => {
    const links = [
      ['a', 'b', 3],
      ['b', 'c', 4],
      ['c', 'a', 5],
      ['c', 'd', 6],
    ] as const
    const nodes = ['a', 'b', 'c', 'd', 'e'].map((id, at) => ({ id, size: at }))
    const graph = {
      directed: true,
      multigraph: false,
      graph: {},
      nodes,
      links: links.map(([source, target, weight]) => ({ source, target, weight })),
    }
    const blob = new Blob([JSON.stringify(graph)])
    return (await globalThis.motifscope.hosts.open(blob, { format: 'json', name: 'ring' })).id
  })

test('Cypher answers on an open host graph, with parameters, and says where a mistake is', async () => {
  const id = await openRing()
  const seen = await page.evaluate(async (id) => {
    const { cypher, readCypher } = globalThis.motifscope
    const query = 'MATCH (a)-[r]->(b) WHERE r.weight >= $least RETURN a.id AS a, b, r.weight AS w ORDER BY w'
    const phases: string[] = []
    const answer = await cypher(id, query, {
      parameters: { least: 5 },
      onProgress: ({ phase }) => phases.push(phase),
    })
    const first = await cypher(id, 'MATCH (a) RETURN a.id ORDER BY a.id', { limit: 2 })
    const mistake = await cypher(id, 'MATCH (a)\nRETURN b').catch((error: unknown) => error)
    const { code, line, column } = mistake as { code: string; line: number; column: number }
    const reading = await readCypher('MATCH (a)-->(b) WHERE a <> b RETURN a, b')
    return { answer, first, phases, mistake: { code, line, column }, reading }
  }, id)
  expect(seen.answer.columns).toEqual(['a', 'b', 'w'])
  expect(seen.answer.rows.map((row) => row[0])).toEqual(['c', 'c'])
  expect(seen.answer.rows[1]?.[1]).toEqual({
    kind: 'node',
    id: 'd',
    labels: ['Neuron'],
    properties: { size: 3 },
  })
  expect(seen.phases).toContain('reading')
  expect(seen.first).toMatchObject({ rows: [['a'], ['b']], truncated: true })
  expect(seen.mistake).toEqual({ code: 'unknown-variable', line: 2, column: 8 })
  expect(seen.reading).toMatchObject({
    columns: ['a', 'b'],
    errors: [],
    asMotif: { motif: 'a -> b\n', notes: [] },
  })
})

test('a pattern is counted by the compiled search, and equals the search of its motif', async () => {
  const { byMotif, byCypher, isSearched } = await page.evaluate(async () => {
    const { hosts, search, cypher } = globalThis.motifscope
    let seed = 7
    const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31
    const pairs = new Set<string>()
    while (pairs.size < 3_000) {
      const [a, b] = [Math.floor(random() * 300), Math.floor(random() * 300)]
      if (a !== b) pairs.add(`n${a},n${b}`)
    }
    const csv = `source,target\n${[...pairs].join('\n')}\n`
    const host = await hosts.open(new Blob([csv]), { format: 'csv', name: 'random' })
    const result = await search(host.id, 'A -> B; B -> C; C -> A', { countOnly: true })
    const answer = await cypher(host.id, 'MATCH (a)-->(b)-->(c)-->(a) RETURN count(*) AS n')
    return { byMotif: Number(result.count), byCypher: answer.rows[0]?.[0], isSearched: answer.isSearched }
  })
  expect(byCypher).toBe(byMotif)
  expect(byMotif).toBeGreaterThan(0)
  expect(isSearched).toBe(true)
})

test('a query is stopped by its signal, and by its time', async () => {
  const codes = await page.evaluate(async () => {
    const { cypher, hosts } = globalThis.motifscope
    const [host] = (await hosts.list()).filter(({ name }) => name === 'random')
    const endless = 'UNWIND range(1, 99999) AS x UNWIND range(1, 99999) AS y RETURN sum(x * y)'
    const codeOf = (error: unknown) => (error as { code: string }).code
    const controller = new AbortController()
    const stopped = cypher(host!.id, endless, {
      signal: controller.signal,
      onProgress: ({ phase }) => phase === 'searching' && controller.abort(),
    }).catch(codeOf)
    return [await stopped, await cypher(host!.id, endless, { limitMs: 300 }).catch(codeOf)]
  })
  expect(codes).toEqual(['cancelled', 'time-limit'])
})

test('the host graph speaks like NetworkX, igraph and NetworKit', async () => {
  const id = await openRing()
  const seen = await page.evaluate(async (id) => {
    const graph = await globalThis.motifscope.graph(id)
    const { nx, igraph, networkit } = graph
    const listed = async (items: AsyncIterable<string>) => {
      const all: string[] = []
      for await (const item of items) all.push(item)
      return all.sort()
    }
    return {
      nodes: await listed(nx.nodes()),
      successors: await listed(nx.successors('c')),
      edge: [await nx.has_edge('a', 'b'), await nx.has_edge('b', 'a')],
      missing: await listed(nx.successors('nobody')).catch((error: unknown) => String(error)),
      counts: [await nx.number_of_nodes(), await igraph.vcount(), await igraph.ecount()],
      degrees: [await nx.degree('c'), await igraph.outdegree('c')],
      networkit: [await networkit.numberOfNodes(), await networkit.numberOfEdges()],
    }
  }, id)
  expect(seen.missing).toContain('nobody')
  expect(seen).toMatchObject({
    nodes: ['a', 'b', 'c', 'd', 'e'],
    successors: ['a', 'd'],
    edge: [true, false],
    counts: [5, 5, 4],
    degrees: [3, 2],
    networkit: [5, 4],
  })
})

test('a copy in memory can be changed, and the host stays as it is', async () => {
  const id = await openRing()
  const seen = await page.evaluate(async (id) => {
    const graph = await globalThis.motifscope.graph(id)
    const copy = await graph.copy()
    await copy.nx.add_edge('d', 'e')
    return {
      copied: await copy.nx.has_edge('d', 'e'),
      host: await graph.nx.has_edge('d', 'e'),
    }
  }, id)
  expect(seen).toEqual({ copied: true, host: false })
})

test('graphology reads the host without a copy, with the attributes that were named', async () => {
  const id = await openRing()
  const seen = await page.evaluate(async (id) => {
    const graph = await globalThis.motifscope.graph(id)
    const view = await graph.graphology({ nodeAttributes: [], edgeAttributes: ['weight'] })
    const refused = await Promise.resolve()
      .then(() => view.addNode('f'))
      .catch((error: unknown) => String(error))
    const copy = view.copy()
    copy.addEdge('d', 'e')
    return {
      sizes: [view.order, view.size, copy.size],
      next: view.outNeighbors('c').sort(),
      attributes: [view.getNodeAttributes('b'), view.getEdgeAttributes('a', 'b')],
      weights: view.reduceEdges((sum, _, { weight }) => sum + Number(weight), 0),
      refused,
    }
  }, id)
  expect(seen).toMatchObject({
    sizes: [5, 4, 5],
    next: ['a', 'd'],
    attributes: [{}, { weight: 3 }],
    weights: 18,
  })
  expect(seen.refused).toContain('for reading only')
})
