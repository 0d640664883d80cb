/** What a script finds as `nx`. A name that ends in `()` is what the function does for several nodes, or all. */
import { DialectGraph } from '../dialect-graph'
import type { NetworkXDialect } from '../dialects/networkx/networkx'
import { graph, stream, value } from './operation'
import type { Operation } from './operation'
import {
  attributeValue,
  edgeAttributes,
  edgeOrAll,
  edges,
  edgeValues,
  keywords,
  nbunch,
  newIds,
  nodeAttributes,
  nodesOrKeywords,
  nodeValues,
  oneNode,
  weightedEdges,
} from './networkx-arguments'
import type { KeywordsGiven } from './networkx-arguments'
import { anything, attributes, edgesFrom, id, ids, maybe, name, nodesFrom } from './script-arguments'

type Several = string[] | KeywordsGiven | null

const made = async (dialect: Promise<NetworkXDialect>) => DialectGraph.of(await dialect)

const nodeReads: Record<string, Operation> = {
  number_of_nodes: value([], (g) => g.nx.number_of_nodes()),
  order: value([], (g) => g.nx.order()),
  has_node: value([id], (g, n) => g.nx.has_node(n)),
  nodes: stream([keywords], (g, options) => g.nx.nodes(options)),
  node: value([id], (g, n) => g.nx.node(n)),
  nbunch_iter: stream([maybe(nbunch)], (g, nodes) => g.nx.nbunch_iter(nodes ?? null)),
  adj: value([id], (g, n) => g.nx.adj(n)),
  succ: value([id], (g, n) => g.nx.succ(n)),
  pred: value([id], (g, n) => g.nx.pred(n)),
  adjacency: stream([], (g) => g.nx.adjacency()),
  neighbors: stream([id], (g, n) => g.nx.neighbors(n)),
  successors: stream([id], (g, n) => g.nx.successors(n)),
  predecessors: stream([id], (g, n) => g.nx.predecessors(n)),
  all_neighbors: stream([id], (g, n) => g.nx.all_neighbors(n)),
  common_neighbors: value([id, id], async (g, u, v) => [...(await g.nx.common_neighbors(u, v))]),
  non_neighbors: value([id], async (g, n) => [...(await g.nx.non_neighbors(n))]),
  degree: value([oneNode, keywords], (g, n, options) => g.nx.degree(n, options)),
  'degree()': stream([nodesOrKeywords, keywords], (g, of, options) => g.nx.degree(of as Several, options)),
  in_degree: value([oneNode, keywords], (g, n, options) => g.nx.in_degree(n, options)),
  'in_degree()': stream([nodesOrKeywords, keywords], (g, of, options) =>
    g.nx.in_degree(of as Several, options),
  ),
  out_degree: value([oneNode, keywords], (g, n, options) => g.nx.out_degree(n, options)),
  'out_degree()': stream([nodesOrKeywords, keywords], (g, of, options) =>
    g.nx.out_degree(of as Several, options),
  ),
  degree_histogram: value([], (g) => g.nx.degree_histogram()),
  isolates: stream([], (g) => g.nx.isolates()),
  is_isolate: value([id], (g, n) => g.nx.is_isolate(n)),
  number_of_isolates: value([], (g) => g.nx.number_of_isolates()),
  nodes_with_selfloops: stream([], (g) => g.nx.nodes_with_selfloops()),
  get_node_attributes: value([name, maybe(attributeValue)], (g, key, otherwise) =>
    g.nx.get_node_attributes(key, otherwise),
  ),
}

const edgeReads: Record<string, Operation> = {
  number_of_edges: value([maybe(id), maybe(id)], (g, u, v) => g.nx.number_of_edges(u, v)),
  size: value([maybe(name)], (g, weight) => g.nx.size(weight)),
  has_edge: value([id, id], (g, u, v) => g.nx.has_edge(u, v)),
  has_successor: value([id, id], (g, u, v) => g.nx.has_successor(u, v)),
  has_predecessor: value([id, id], (g, u, v) => g.nx.has_predecessor(u, v)),
  edges: stream([nodesOrKeywords, keywords], (g, of, options) => g.nx.edges(of as Several, options)),
  out_edges: stream([nodesOrKeywords, keywords], (g, of, options) => g.nx.out_edges(of as Several, options)),
  in_edges: stream([nodesOrKeywords, keywords], (g, of, options) => g.nx.in_edges(of as Several, options)),
  edge: value([id, id], (g, u, v) => g.nx.edge(u, v)),
  get_edge_data: value([id, id, maybe(anything)], (g, u, v, otherwise) =>
    g.nx.get_edge_data(u, v, otherwise ?? null),
  ),
  get_edge_attributes: value([name, maybe(attributeValue)], (g, key, otherwise) =>
    g.nx.get_edge_attributes(key, otherwise),
  ),
  density: value([], (g) => g.nx.density()),
  is_empty: value([], (g) => g.nx.is_empty()),
  selfloop_edges: stream([keywords], (g, options) => g.nx.selfloop_edges(options)),
  number_of_selfloops: value([], (g) => g.nx.number_of_selfloops()),
  is_weighted: value([edgeOrAll, maybe(name)], (g, edge, weight) => g.nx.is_weighted(edge, weight)),
  is_negatively_weighted: value([edgeOrAll, maybe(name)], (g, edge, weight) =>
    g.nx.is_negatively_weighted(edge, weight),
  ),
  is_path: value([ids], (g, path) => g.nx.is_path(path)),
  path_weight: value([ids, name], (g, path, weight) => g.nx.path_weight(path, weight)),
}

const writes: Record<string, Operation> = {
  add_node: value([id, maybe(attributes)], (g, n, own) => g.nx.add_node(n, own)),
  add_nodes_from: value([nodesFrom, maybe(attributes)], (g, list, own) => g.nx.add_nodes_from(list, own)),
  add_edge: value([id, id, maybe(attributes)], (g, u, v, own) => g.nx.add_edge(u, v, own)),
  add_edges_from: value([edgesFrom, maybe(attributes)], (g, list, own) => g.nx.add_edges_from(list, own)),
  add_weighted_edges_from: value([weightedEdges, maybe(name), maybe(attributes)], (g, list, weight, own) =>
    g.nx.add_weighted_edges_from(list, weight, own),
  ),
  add_path: value([ids, maybe(attributes)], (g, list, own) => g.nx.add_path(list, own)),
  add_cycle: value([ids, maybe(attributes)], (g, list, own) => g.nx.add_cycle(list, own)),
  add_star: value([ids, maybe(attributes)], (g, list, own) => g.nx.add_star(list, own)),
  remove_node: value([id], (g, n) => g.nx.remove_node(n)),
  remove_nodes_from: value([ids], (g, list) => g.nx.remove_nodes_from(list)),
  remove_edge: value([id, id], (g, u, v) => g.nx.remove_edge(u, v)),
  remove_edges_from: value([edges], (g, list) => g.nx.remove_edges_from(list)),
  clear: value([], (g) => g.nx.clear()),
  clear_edges: value([], (g) => g.nx.clear_edges()),
  update: value([maybe(edgesFrom), maybe(nodesFrom)], (g, list, nodes) => g.nx.update(list, nodes)),
  set_node_attributes: value([anything, maybe(name)], (g, given, key) =>
    key === undefined
      ? g.nx.set_node_attributes(nodeAttributes.take(given))
      : g.nx.set_node_attributes(nodeValues.take(given), key),
  ),
  set_edge_attributes: value([anything, maybe(name)], (g, given, key) =>
    key === undefined
      ? g.nx.set_edge_attributes(edgeAttributes.take(given))
      : g.nx.set_edge_attributes(edgeValues.take(given), key),
  ),
}

const graphs: Record<string, Operation> = {
  subgraph: graph([nbunch], (g, nodes) => made(g.nx.subgraph(nodes))),
  edge_subgraph: graph([edges], (g, list) => made(g.nx.edge_subgraph(list))),
  copy: graph([], (g) => made(g.nx.copy())),
  create_empty_copy: graph([], (g) => made(g.nx.create_empty_copy())),
  to_directed: graph([], (g) => made(g.nx.to_directed())),
  to_undirected: graph([keywords], (g, { reciprocal = false }) => made(g.nx.to_undirected({ reciprocal }))),
  reverse: graph([], (g) => made(g.nx.reverse())),
  relabel_nodes: graph([newIds], (g, mapping) => made(g.nx.relabel_nodes(mapping))),
}

export const networkxOperations: Record<string, Operation> = {
  ...nodeReads,
  ...edgeReads,
  ...writes,
  ...graphs,
}
