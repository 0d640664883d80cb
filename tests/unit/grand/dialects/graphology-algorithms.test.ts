/** Algorithms of graphology's library give on the view what they give on a graph of graphology's own. */
import fc from 'fast-check'
import Graphology from 'graphology'
import louvain from 'graphology-communities-louvain'
import { connectedComponents, stronglyConnectedComponents } from 'graphology-components'
import { centrality, edge, graph as ofGraph } from 'graphology-metrics'
import { disjointUnion, reverse, subgraph, toUndirected, union } from 'graphology-operators'
import { dijkstra, singleSourceLength, unweighted } from 'graphology-shortest-path'
import { bfs, bfsFromNode, dfs } from 'graphology-traversal'
import { expect, test } from 'vitest'
import { graphologyOf } from '../../../../src/grand/backends/graphology-backend'
import { GraphologyView } from '../../../../src/grand/dialects/graphology/graphology-view'
import { graphContents, graphOf } from './random-graphs'

/** Chance for algorithms that take it: the same for both. */
function dice(): () => number {
  let state = 5
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

const walked = (walk: (visit: (node: string, attributes: object, depth: number) => void) => void) => {
  const steps: unknown[] = []
  walk((node, attributes, depth) => void steps.push([node, { ...attributes }, depth]))
  return steps
}

const algorithms: Record<string, (graph: Graphology) => unknown> = {
  louvain: (graph) => louvain.detailed(graph, { rng: dice(), getEdgeWeight: 'weight' }),
  components: connectedComponents,
  'strong components': stronglyConnectedComponents,
  betweenness: (graph) => centrality.betweenness(graph, { getEdgeWeight: null }),
  'weighted betweenness': (graph) => centrality.betweenness(graph, { getEdgeWeight: 'weight' }),
  'edge betweenness': (graph) => centrality.edgeBetweenness(graph, { getEdgeWeight: null }),
  closeness: (graph) => centrality.closeness(graph),
  degree: (graph) => centrality.degree(graph),
  'in-degree': (graph) => centrality.inDegree(graph),
  pagerank: (graph) => centrality.pagerank(graph, { tolerance: 1e-4, getEdgeWeight: 'weight' }),
  hits: (graph) => centrality.hits(graph, { normalize: true }),
  density: ofGraph.density,
  'extent of weights': (graph) => ofGraph.edgeExtent(graph, ['weight']),
  'weighted size': (graph) => ofGraph.weightedSize(graph, 'weight'),
  modularity: (graph) =>
    ofGraph.modularity(graph, {
      getNodeCommunity: (node) => node.charCodeAt(0) % 3,
      getEdgeWeight: 'weight',
    }),
  'simmelian strength': (graph) => edge.simmelianStrength(graph),
  distances: (graph) => graph.mapNodes((node) => singleSourceLength(graph, node)),
  'shortest paths': (graph) => graph.mapNodes((node) => unweighted.singleSource(graph, node)),
  'weighted paths': (graph) => graph.mapNodes((node) => dijkstra.singleSource(graph, node, 'weight')),
  'breadth first': (graph) => walked((visit) => bfs(graph, visit)),
  'breadth first from a node': (graph) =>
    graph.mapNodes((node) => walked((visit) => bfsFromNode(graph, node, visit, { mode: 'inbound' }))),
  'depth first': (graph) => walked((visit) => dfs(graph, visit)),
  reverse: (graph) => reverse(graph).export(),
  subgraph: (graph) => subgraph(graph, (node: string) => node < 't').export(),
  undirected: (graph) => textWithoutKeys(toUndirected(graph)),
  union: (graph) => textWithoutKeys(union(graph, graph)),
  'disjoint union': (graph) => textWithoutKeys(disjointUnion(graph, graph)),
  import: (graph) => Graphology.from(graph).export(),
}

/** Some operators make keys of their own. */
const textWithoutKeys = (graph: Graphology) => graph.mapEdges((_, ...told) => JSON.stringify(told))

function outcomeOf(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return (error as Error).message
  }
}

for (const [name, run] of Object.entries(algorithms))
  test(`${name} on the view is ${name} on a copy`, async () => {
    let answered = 0
    for (const directed of [true, false])
      await fc.assert(
        fc.asyncProperty(graphContents(directed), async (content) => {
          const view = await graphologyOf(await graphOf(content))
          expect(view).toBeInstanceOf(GraphologyView)
          const outcome = outcomeOf(() => run(view))
          expect(outcome).toEqual(outcomeOf(() => run(view.copy())))
          if (typeof outcome !== 'string') answered++
        }),
        { seed: 13, numRuns: 60 },
      )
    // Some refuse some graphs, in the same words; none refuses all.
    expect(answered).toBeGreaterThan(20)
  })
