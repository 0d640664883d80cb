/** What a script finds as `ig` and `nk`. Names, results and errors are the dialects' own. */
import { DialectGraph } from '../dialect-graph'
import type { IGraphDialect } from '../dialects/igraph/igraph'
import type { NetworKitDialect } from '../dialects/networkit/networkit'
import { attributeValue } from './networkx-arguments'
import { each, graph, stream, value } from './operation'
import type { Operation } from './operation'
import {
  attributes,
  countOrNames,
  edgeOptions,
  edgesGiven,
  flag,
  id,
  maybe,
  mode,
  name,
  number,
  numbers,
  oneOf,
  vertex,
  vertexPairs,
  verticesOrOne,
} from './script-arguments'

const made = async (dialect: Promise<IGraphDialect | NetworKitDialect>) => DialectGraph.of(await dialect)

const howDirected = oneOf('mode', ['mutual', 'arbitrary'])
const howUndirected = oneOf('mode', ['collapse', 'mutual'])

const igraphReads: Record<string, Operation> = {
  vcount: value([], (g) => g.igraph.vcount()),
  ecount: value([], (g) => g.igraph.ecount()),
  vs: stream([], (g) => g.igraph.vs()),
  es: stream([], (g) => g.igraph.es()),
  vertex: value([vertex], (g, v) => g.igraph.vertex(v)),
  edge: value([number], (g, e) => g.igraph.edge(e)),
  vertex_attributes: value([], (g) => g.igraph.vertex_attributes()),
  edge_attributes: value([], (g) => g.igraph.edge_attributes()),
  vertex_attribute: value([name], (g, key) => g.igraph.vertex_attribute(key)),
  edge_attribute: value([name], (g, key) => g.igraph.edge_attribute(key)),
  is_named: value([], (g) => g.igraph.is_named()),
  is_weighted: value([], (g) => g.igraph.is_weighted()),
  get_edgelist: value([], (g) => g.igraph.get_edgelist()),
  get_adjlist: value([maybe(mode)], (g, along) => g.igraph.get_adjlist(along)),
  get_inclist: value([maybe(mode)], (g, along) => g.igraph.get_inclist(along)),
  neighbors: value([vertex, maybe(mode)], (g, v, along) => g.igraph.neighbors(v, along)),
  successors: value([vertex], (g, v) => g.igraph.successors(v)),
  predecessors: value([vertex], (g, v) => g.igraph.predecessors(v)),
  incident: value([vertex, maybe(mode)], (g, v, along) => g.igraph.incident(v, along)),
  degree: value([verticesOrOne, maybe(mode), maybe(flag)], (g, of, along, loops) =>
    g.igraph.degree(of, along, loops),
  ),
  indegree: value([verticesOrOne, maybe(flag)], (g, of, loops) => g.igraph.indegree(of, loops)),
  outdegree: value([verticesOrOne, maybe(flag)], (g, of, loops) => g.igraph.outdegree(of, loops)),
  maxdegree: value([verticesOrOne, maybe(mode), maybe(flag)], (g, of, along, loops) =>
    g.igraph.maxdegree(of, along, loops),
  ),
  strength: value([verticesOrOne, maybe(mode), maybe(flag), maybe(name)], (g, of, along, loops, weights) =>
    g.igraph.strength(of, along, loops, weights),
  ),
  neighborhood: value(
    [verticesOrOne, maybe(number), maybe(mode), maybe(number)],
    (g, of, order, along, least) => g.igraph.neighborhood(of, order, along, least),
  ),
  neighborhood_size: value(
    [verticesOrOne, maybe(number), maybe(mode), maybe(number)],
    (g, of, order, along, least) => g.igraph.neighborhood_size(of, order, along, least),
  ),
  subcomponent: value([vertex, maybe(mode)], (g, v, along) => g.igraph.subcomponent(v, along)),
  are_adjacent: value([vertex, vertex], (g, u, v) => g.igraph.are_adjacent(u, v)),
  get_eid: value([vertex, vertex, maybe(edgeOptions)], (g, u, v, options) => g.igraph.get_eid(u, v, options)),
  get_eids: value([vertexPairs, maybe(edgeOptions)], (g, list, options) => g.igraph.get_eids(list, options)),
  density: value([maybe(flag)], (g, loops) => g.igraph.density(loops)),
  reciprocity: value([maybe(flag)], (g, ignoreLoops) => g.igraph.reciprocity(ignoreLoops)),
  is_loop: value([maybe(numbers)], (g, edges) => g.igraph.is_loop(edges)),
  is_mutual: value([maybe(numbers), maybe(flag)], (g, edges, loops) => g.igraph.is_mutual(edges, loops)),
  is_simple: value([], (g) => g.igraph.is_simple()),
}

export const igraphOperations: Record<string, Operation> = {
  ...igraphReads,
  add_vertex: value([maybe(name), maybe(attributes)], (g, n, own) => g.igraph.add_vertex(n, own)),
  add_vertices: value([countOrNames, maybe(attributes)], (g, of, own) => g.igraph.add_vertices(of, own)),
  add_edge: value([vertex, vertex, maybe(attributes)], (g, u, v, own) => g.igraph.add_edge(u, v, own)),
  add_edges: value([vertexPairs, maybe(attributes)], (g, list, own) => g.igraph.add_edges(list, own)),
  set_vertex_attribute: value([name, attributeValue], (g, key, own) =>
    g.igraph.set_vertex_attribute(key, own),
  ),
  set_edge_attribute: value([name, attributeValue], (g, key, own) => g.igraph.set_edge_attribute(key, own)),
  delete_vertices: value([verticesOrOne], (g, of) => g.igraph.delete_vertices(of)),
  delete_edges: value([maybe(edgesGiven)], (g, list) => g.igraph.delete_edges(list)),
  clear: value([], (g) => g.igraph.clear()),
  copy: graph([], (g) => made(g.igraph.copy())),
  induced_subgraph: graph([verticesOrOne], (g, of) => made(g.igraph.induced_subgraph(of))),
  subgraph: graph([verticesOrOne], (g, of) => made(g.igraph.subgraph(of))),
  subgraph_edges: graph([edgesGiven, maybe(flag)], (g, list, closes) =>
    made(g.igraph.subgraph_edges(list, closes)),
  ),
  as_directed: graph([maybe(howDirected)], (g, how) => made(g.igraph.as_directed(how))),
  as_undirected: graph([maybe(howUndirected)], (g, how) => made(g.igraph.as_undirected(how))),
}

async function* nodeNumbers(g: DialectGraph): AsyncGenerator<unknown[]> {
  for await (const u of g.networkit.iterNodes()) yield [u]
}

async function* nodePairs(g: DialectGraph): AsyncGenerator<unknown[]> {
  for await (const u of g.networkit.iterNodes())
    for await (const v of g.networkit.iterNodes()) if (v > u) yield [u, v]
}

/** What `forEdges` calls back with: both ends, the weight, the edge's number. */
async function* weightedEdges(g: DialectGraph): AsyncGenerator<unknown[]> {
  let edge = 0
  for await (const [u, v, weight] of g.networkit.iterEdgesWeights())
    yield [...(g.directed ? [u, v] : [v, u]), weight, edge++]
}

async function* edgesAt(g: DialectGraph, u: number, direction: 'out' | 'in'): AsyncGenerator<unknown[]> {
  const found: unknown[][] = []
  const keep = (...edge: unknown[]) => void found.push(edge)
  await (direction === 'out' ? g.networkit.forEdgesOf(u, keep) : g.networkit.forInEdgesOf(u, keep))
  yield* found
}

const networkitReads: Record<string, Operation> = {
  numberOfNodes: value([], (g) => g.networkit.numberOfNodes()),
  numberOfEdges: value([], (g) => g.networkit.numberOfEdges()),
  numberOfSelfLoops: value([], (g) => g.networkit.numberOfSelfLoops()),
  upperNodeIdBound: value([], (g) => g.networkit.upperNodeIdBound()),
  isWeighted: value([], (g) => g.networkit.isWeighted()),
  nodeId: value([number], (g, u) => g.networkit.nodeId(u)),
  nodeOf: value([id], (g, n) => g.networkit.nodeOf(n)),
  hasNode: value([number], (g, u) => g.networkit.hasNode(u)),
  hasEdge: value([number, number], (g, u, v) => g.networkit.hasEdge(u, v)),
  isIsolated: value([number], (g, u) => g.networkit.isIsolated(u)),
  iterNodes: stream([], (g) => g.networkit.iterNodes()),
  iterEdges: stream([], (g) => g.networkit.iterEdges()),
  iterEdgesWeights: stream([], (g) => g.networkit.iterEdgesWeights()),
  iterNeighbors: stream([number], (g, u) => g.networkit.iterNeighbors(u)),
  iterInNeighbors: stream([number], (g, u) => g.networkit.iterInNeighbors(u)),
  iterNeighborsWeights: stream([number], (g, u) => g.networkit.iterNeighborsWeights(u)),
  iterInNeighborsWeights: stream([number], (g, u) => g.networkit.iterInNeighborsWeights(u)),
  forNodes: each([], nodeNumbers),
  forNodePairs: each([], nodePairs),
  forEdges: each([], weightedEdges),
  forEdgesOf: each([number], (g, u) => edgesAt(g, u, 'out')),
  forInEdgesOf: each([number], (g, u) => edgesAt(g, u, 'in')),
  degree: value([number], (g, u) => g.networkit.degree(u)),
  degreeOut: value([number], (g, u) => g.networkit.degreeOut(u)),
  degreeIn: value([number], (g, u) => g.networkit.degreeIn(u)),
  weightedDegree: value([number, maybe(flag)], (g, u, twice) => g.networkit.weightedDegree(u, twice)),
  weightedDegreeIn: value([number, maybe(flag)], (g, u, twice) => g.networkit.weightedDegreeIn(u, twice)),
  maxDegree: value([], (g) => g.networkit.maxDegree()),
  maxInDegree: value([], (g) => g.networkit.maxInDegree()),
  maxWeightedDegree: value([], (g) => g.networkit.maxWeightedDegree()),
  maxWeightedInDegree: value([], (g) => g.networkit.maxWeightedInDegree()),
  volume: value([maybe(numbers)], (g, nodes) => g.networkit.volume(nodes)),
  weight: value([number, number], (g, u, v) => g.networkit.weight(u, v)),
  totalEdgeWeight: value([], (g) => g.networkit.totalEdgeWeight()),
  density: value([], (g) => g.networkit.density()),
  size: value([], (g) => g.networkit.size()),
}

export const networkitOperations: Record<string, Operation> = {
  ...networkitReads,
  addNode: value([maybe(name)], (g, n) => g.networkit.addNode(n)),
  addNodes: value([number], (g, count) => g.networkit.addNodes(count)),
  addEdge: value([number, number, maybe(number), maybe(flag)], (g, u, v, w, missing) =>
    g.networkit.addEdge(u, v, w, missing),
  ),
  setWeight: value([number, number, number], (g, u, v, w) => g.networkit.setWeight(u, v, w)),
  increaseWeight: value([number, number, number], (g, u, v, w) => g.networkit.increaseWeight(u, v, w)),
  removeNode: value([number], (g, u) => g.networkit.removeNode(u)),
  restoreNode: value([number], (g, u) => g.networkit.restoreNode(u)),
  removeEdge: value([number, number], (g, u, v) => g.networkit.removeEdge(u, v)),
  removeAllEdges: value([], (g) => g.networkit.removeAllEdges()),
  removeSelfLoops: value([], (g) => g.networkit.removeSelfLoops()),
  subgraphFromNodes: graph([numbers], (g, nodes) => made(g.networkit.subgraphFromNodes(nodes))),
  copyNodes: graph([], (g) => made(g.networkit.copyNodes())),
  toUndirected: graph([], (g) => made(g.networkit.toUndirected())),
  toUnweighted: graph([], (g) => made(g.networkit.toUnweighted())),
  transpose: graph([], (g) => made(g.networkit.transpose())),
}
