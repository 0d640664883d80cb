/** The functions of the dialects as a script finds them: `nx`, `ig`, `nk`. Names, results and errors are the dialects'
 *  own. A name that ends in `()` is what the function does when it is called without a node. */
import type { DialectGraph } from '../dialect-graph'
import { each, stream, value } from './operation'
import type { Operation } from './operation'
import {
  anything,
  attributes,
  dataOptions,
  edgesFrom,
  flag,
  id,
  ids,
  maybe,
  mode,
  name,
  names,
  nodesFrom,
  number,
  pairs,
  vertex,
  vertexPairs,
  vertices,
  verticesOrOne,
} from './script-arguments'

export const networkxOperations: Record<string, Operation> = {
  number_of_nodes: value([], (g) => g.nx.number_of_nodes()),
  order: value([], (g) => g.nx.order()),
  number_of_edges: value([maybe(id), maybe(id)], (g, u, v) => g.nx.number_of_edges(u, v)),
  size: value([maybe(name)], (g, weight) => g.nx.size(weight)),
  has_node: value([id], (g, n) => g.nx.has_node(n)),
  has_edge: value([id, id], (g, u, v) => g.nx.has_edge(u, v)),
  nodes: stream([maybe(dataOptions)], (g, data) => (data ? g.nx.nodes({ data }) : g.nx.nodes())),
  edges: stream([maybe(dataOptions)], (g, data) => (data ? g.nx.edges({ data }) : g.nx.edges())),
  node: value([id], (g, n) => g.nx.node(n)),
  adj: value([id], (g, n) => g.nx.adj(n)),
  get_edge_data: value([id, id, maybe(anything)], (g, u, v, otherwise) =>
    g.nx.get_edge_data(u, v, otherwise ?? null),
  ),
  neighbors: stream([id], (g, n) => g.nx.neighbors(n)),
  successors: stream([id], (g, n) => g.nx.successors(n)),
  predecessors: stream([id], (g, n) => g.nx.predecessors(n)),
  degree: value([id], (g, n) => g.nx.degree(n)),
  'degree()': stream([], (g) => g.nx.degree()),
  in_degree: value([id], (g, n) => g.nx.in_degree(n)),
  'in_degree()': stream([], (g) => g.nx.in_degree()),
  out_degree: value([id], (g, n) => g.nx.out_degree(n)),
  'out_degree()': stream([], (g) => g.nx.out_degree()),
  density: value([], (g) => g.nx.density()),
  add_node: value([id, maybe(attributes)], (g, n, own) => g.nx.add_node(n, own)),
  add_nodes_from: value([nodesFrom, maybe(attributes)], (g, list, own) => g.nx.add_nodes_from(list, own)),
  add_edge: value([id, id, maybe(attributes)], (g, u, v, own) => g.nx.add_edge(u, v, own)),
  add_edges_from: value([edgesFrom, maybe(attributes)], (g, list, own) => g.nx.add_edges_from(list, own)),
  remove_node: value([id], (g, n) => g.nx.remove_node(n)),
  remove_nodes_from: value([ids], (g, list) => g.nx.remove_nodes_from(list)),
  remove_edge: value([id, id], (g, u, v) => g.nx.remove_edge(u, v)),
  remove_edges_from: value([pairs], (g, list) => g.nx.remove_edges_from(list.map(([u, v]) => [u, v]))),
}

export const igraphOperations: Record<string, Operation> = {
  vcount: value([], (g) => g.igraph.vcount()),
  ecount: value([], (g) => g.igraph.ecount()),
  vs: stream([], (g) => g.igraph.vs()),
  es: stream([], (g) => g.igraph.es()),
  get_edgelist: value([], (g) => g.igraph.get_edgelist()),
  neighbors: value([vertex, maybe(mode)], (g, v, along) => g.igraph.neighbors(v, along)),
  successors: value([vertex], (g, v) => g.igraph.successors(v)),
  predecessors: value([vertex], (g, v) => g.igraph.predecessors(v)),
  degree: value([verticesOrOne, maybe(mode)], (g, of, along) =>
    typeof of === 'number' || typeof of === 'string'
      ? g.igraph.degree(of, along)
      : g.igraph.degree(of, along),
  ),
  indegree: value([vertex], (g, v) => g.igraph.indegree(v)),
  outdegree: value([vertex], (g, v) => g.igraph.outdegree(v)),
  are_adjacent: value([vertex, vertex], (g, u, v) => g.igraph.are_adjacent(u, v)),
  get_eid: value([vertex, vertex], (g, u, v) => g.igraph.get_eid(u, v)),
  density: value([maybe(flag)], (g, loops) => g.igraph.density(loops)),
  add_vertex: value([name, maybe(attributes)], (g, n, own) => g.igraph.add_vertex(n, own)),
  add_vertices: value([names], (g, list) => g.igraph.add_vertices(list)),
  add_edge: value([vertex, vertex, maybe(attributes)], (g, u, v, own) => g.igraph.add_edge(u, v, own)),
  add_edges: value([vertexPairs], (g, list) => g.igraph.add_edges(list)),
  delete_vertices: value([vertices], (g, list) => g.igraph.delete_vertices(list)),
  delete_edges: value([vertexPairs], (g, list) => g.igraph.delete_edges(list)),
}

async function* nodeNumbers(graph: DialectGraph): AsyncGenerator<unknown[]> {
  for await (const u of graph.networkit.iterNodes()) yield [u]
}

/** What `forEdges` calls back with: both ends, the weight, the edge's number. */
async function* weightedEdges(graph: DialectGraph): AsyncGenerator<unknown[]> {
  const { networkit } = graph
  let edge = 0
  for await (const { source, target, attributes: own } of graph.edges()) {
    const ends = [await networkit.nodeOf(source), await networkit.nodeOf(target)]
    yield [...ends, Number(own['weight'] ?? 1), edge++]
  }
}

export const networkitOperations: Record<string, Operation> = {
  numberOfNodes: value([], (g) => g.networkit.numberOfNodes()),
  numberOfEdges: value([], (g) => g.networkit.numberOfEdges()),
  upperNodeIdBound: value([], (g) => g.networkit.upperNodeIdBound()),
  nodeId: value([number], (g, u) => g.networkit.nodeId(u)),
  nodeOf: value([id], (g, n) => g.networkit.nodeOf(n)),
  hasNode: value([number], (g, u) => g.networkit.hasNode(u)),
  hasEdge: value([number, number], (g, u, v) => g.networkit.hasEdge(u, v)),
  iterNodes: stream([], (g) => g.networkit.iterNodes()),
  iterEdges: stream([], (g) => g.networkit.iterEdges()),
  iterNeighbors: stream([number], (g, u) => g.networkit.iterNeighbors(u)),
  iterInNeighbors: stream([number], (g, u) => g.networkit.iterInNeighbors(u)),
  forNodes: each(nodeNumbers),
  forEdges: each(weightedEdges),
  degree: value([number], (g, u) => g.networkit.degree(u)),
  degreeOut: value([number], (g, u) => g.networkit.degreeOut(u)),
  degreeIn: value([number], (g, u) => g.networkit.degreeIn(u)),
  weight: value([number, number], (g, u, v) => g.networkit.weight(u, v)),
  density: value([], (g) => g.networkit.density()),
  addNode: value([maybe(name)], (g, n) => g.networkit.addNode(n)),
  addEdge: value([number, number, maybe(number)], (g, u, v, w) => g.networkit.addEdge(u, v, w)),
  removeNode: value([number], (g, u) => g.networkit.removeNode(u)),
  removeEdge: value([number, number], (g, u, v) => g.networkit.removeEdge(u, v)),
}
