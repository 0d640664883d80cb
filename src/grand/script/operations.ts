/** Everything that a script may ask of the graph, by name. What is not listed here cannot be asked. */
import type { DialectGraph } from '../dialect-graph'
import { igraphOperations, networkitOperations } from './dialect-operations'
import { networkxOperations } from './networkx-operations'
import { stream, value } from './operation'
import type { Operation } from './operation'
import {
  attributes,
  direction,
  edgeRecords,
  id,
  ids,
  maybe,
  nodeRecords,
  pairs,
  streamOptions,
} from './script-arguments'

const neighbours = value([id, maybe(direction)], (g, n, along = 'both') => g.neighbours(n, along))

const graphOperations: Record<string, Operation> = {
  hasNode: value([id], (g, n) => g.hasNode(n)),
  getNode: value([id], (g, n) => g.getNode(n)),
  hasEdge: value([id, id], (g, u, v) => g.hasEdge(u, v)),
  getEdge: value([id, id], (g, u, v) => g.getEdge(u, v)),
  nodeCount: value([], (g) => g.nodeCount()),
  edgeCount: value([], (g) => g.edgeCount()),
  nodes: stream([maybe(streamOptions)], (g, options) => g.nodes(options)),
  edges: stream([maybe(streamOptions)], (g, options) => g.edges(options)),
  neighbours,
  neighbors: neighbours,
  degree: value([id, maybe(direction)], (g, n, along) => g.degree(n, along)),
  degrees: stream([maybe(direction)], (g, along = 'both') => g.degrees(along)),
  addNode: value([id, maybe(attributes)], (g, n, own) => g.addNode(n, own)),
  removeNode: value([id], (g, n) => g.removeNode(n)),
  addEdge: value([id, id, maybe(attributes)], (g, u, v, own) => g.addEdge(u, v, own)),
  removeEdge: value([id, id], (g, u, v) => g.removeEdge(u, v)),
}

/** In batches: one question for many nodes. */
const backendOperations: Record<string, Operation> = {
  hasNodes: value([ids], (g, list) => g.backend.hasNodes(list)),
  getNodes: value([ids], (g, list) => g.backend.getNodes(list)),
  hasEdges: value([pairs], (g, list) => g.backend.hasEdges(list)),
  getEdges: value([pairs], (g, list) => g.backend.getEdges(list)),
  nodeCount: value([], (g) => g.backend.nodeCount()),
  edgeCount: value([], (g) => g.backend.edgeCount()),
  neighbours: value([ids, maybe(direction)], (g, list, along = 'both') => g.backend.neighbours(list, along)),
  degrees: value([ids, maybe(direction)], (g, list, along = 'both') => g.backend.degrees(list, along)),
  nodes: stream([maybe(streamOptions)], (g, options) => g.backend.nodes(options)),
  edges: stream([maybe(streamOptions)], (g, options) => g.backend.edges(options)),
  addNodes: value([nodeRecords], (g, list) => g.backend.addNodes(list)),
  removeNodes: value([ids], (g, list) => g.backend.removeNodes(list)),
  addEdges: value([edgeRecords], (g, list) => g.backend.addEdges(list)),
  removeEdges: value([pairs], (g, list) => g.backend.removeEdges(list)),
}

/** By the object of the script on which they are found. `graph.backend` is an object within `graph`. */
export const operationsByObject = {
  graph: graphOperations,
  'graph.backend': backendOperations,
  nx: networkxOperations,
  ig: igraphOperations,
  nk: networkitOperations,
} as const satisfies Record<string, Record<string, Operation>>

const byName = new Map<string, Operation>(
  Object.entries(operationsByObject).flatMap(([object, operations]) =>
    Object.entries(operations).map(([name, one]) => [`${object}.${name}`, one] as const),
  ),
)

export const operationOf = (name: string): Operation | undefined => byName.get(name)

/** What is known of a graph without asking, by the objects' names: `constants` are values, `answers` are functions
 *  without arguments that answer at once. */
export function factsOf({
  directed,
  backend: { kind, writable },
}: Pick<DialectGraph, 'directed' | 'backend'>) {
  return {
    constants: {
      graph: { directed },
      'graph.backend': { directed, kind, writable },
    },
    answers: {
      nx: { is_directed: directed, is_multigraph: false },
      ig: { is_directed: directed },
      nk: { isDirected: directed },
    },
  }
}
