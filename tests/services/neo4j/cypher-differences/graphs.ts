/** Small graphs on which Neo4j and our own engine are asked the same. `bigint` is an integer, `number` a float, as in our
 *  values of Cypher. Every node and relationship has a `uid`, by which answers are compared. */
import type { CypherValue } from '../../../../src/grand/cypher/values/cypher-values'
import type { PropertyGraph } from '../../../../src/grand/cypher/host/property-graph'

type Attributes = Record<string, CypherValue>

export interface SmallGraph {
  nodes: { labels: string[]; attrs: Attributes }[]
  /** Ends are places in `nodes`. */
  edges: { source: number; target: number; type: string; attrs: Attributes }[]
}

type NodeText = [uid: string, labels: string, attrs?: Attributes]
type EdgeText = [uid: string, source: string, type: string, target: string, attrs?: Attributes]

function graph(nodes: NodeText[], edges: EdgeText[]): SmallGraph {
  const places = new Map(nodes.map(([uid], place) => [uid, place]))
  const placeOf = (uid: string) => places.get(uid) ?? -1
  return {
    nodes: nodes.map(([uid, labels, attrs = {}]) => ({
      labels: labels.split(' ').filter((label) => label !== ''),
      attrs: { uid, ...attrs },
    })),
    edges: edges.map(([uid, source, type, target, attrs = {}]) => ({
      source: placeOf(source),
      target: placeOf(target),
      type,
      attrs: { uid, ...attrs },
    })),
  }
}

export const smallGraphs = {
  /** Neurons with cell types, synapses with weights. */
  circuit: graph(
    [
      ['n1', 'Neuron', { name: 'Ann', size: 30n, nt: 'glut' }],
      ['n2', 'Neuron', { name: 'Bob', size: 25n, nt: 'gaba' }],
      ['n3', 'Neuron', { name: 'Cy', nt: 'glut' }],
      ['n4', 'Glia', { name: 'Dee', size: 12n }],
      ['n5', 'Neuron', { name: 'Eve', size: 25n, nt: 'gaba' }],
    ],
    [
      ['e1', 'n1', 'SYN', 'n2', { w: 1n }],
      ['e2', 'n2', 'SYN', 'n3', { w: 5n }],
      ['e3', 'n3', 'SYN', 'n1', { w: 3n }],
      ['e4', 'n1', 'GAP', 'n3', { w: 2n }],
      ['e5', 'n3', 'SYN', 'n5', { w: 5n }],
      ['e6', 'n5', 'INH', 'n1', { w: 4n }],
      ['e7', 'n4', 'GAP', 'n1'],
    ],
  ),
  chain: graph(
    [0n, 1n, 2n, 3n, 4n].map((i): NodeText => [`n${i}`, 'N', { i }]),
    [0n, 1n, 2n, 3n].map((c): EdgeText => [`e${c}`, `n${c}`, 'E', `n${c + 1n}`, { c }]),
  ),
  lone: graph(
    [
      ['n1', 'A', { v: 1n }],
      ['n2', '', {}],
    ],
    [],
  ),
  /** Every kind of value under `v`; several labels and none; loops, parallel edges, a cycle, a node by itself. */
  hostile: graph(
    [
      ['a', 'A', { v: 1n, g: 'x', l: [1n, 2n, 3n], s: 'Anna' }],
      ['b', 'A B', { v: 2.5, g: 'x', l: ['p', 'q'], s: 'Bob' }],
      ['c', 'B', { v: 'text', g: 'y', s: 'anna' }],
      ['d', 'B C', { v: true, g: 'y', s: '' }],
      ['e', '', { g: 'x', s: 'Ärger' }],
      ['f', 'C', { v: -0.0, l: [], s: '  padded ' }],
      ['g', 'A C', { v: NaN, g: 'y' }],
      ['h', 'Ünï', { v: [1n, 2n], größe: 7n, 's p': 'two words', s: '😀x' }],
      ['i', 'Alone', { v: 9007199254740993n, g: 'z' }],
    ],
    [
      ['e1', 'a', 'R', 'b', { w: 1n, t: 'x' }],
      ['e2', 'a', 'R', 'b', { w: 2n, t: 'x' }],
      ['e3', 'a', 'S', 'b', { w: 2.0 }],
      ['e4', 'b', 'R', 'a', { w: -1n }],
      ['e5', 'b', 'R', 'c', { w: 0.5, t: 'y' }],
      ['e6', 'c', 'S', 'd'],
      ['e7', 'd', 'R', 'b', { w: 3n, t: 'y' }],
      ['e8', 'c', 'R', 'c', { w: 4n }],
      ['e9', 'c', 'S', 'c', { w: '4' }],
      ['e10', 'e', 'Über', 'f', { w: 1n }],
      ['e11', 'f', 'R', 'g'],
      ['e12', 'g', 'T', 'h', { w: 10n }],
    ],
  ),
} satisfies Record<string, SmallGraph>

export type GraphName = keyof typeof smallGraphs

/** As our engine reads a graph. */
export function propertyGraphOf({ nodes, edges }: SmallGraph): PropertyGraph {
  const edgesAt = (end: 'source' | 'target') =>
    nodes.map((_, node) => edges.flatMap((edge, place) => (edge[end] === node ? [place] : [])))
  const [out, into] = [edgesAt('source'), edgesAt('target')]
  return {
    nodeCount: nodes.length,
    edgeCount: edges.length,
    directed: true,
    nodeId: (node) => String(nodes[node]?.attrs['uid']),
    labelsOf: (node) => nodes[node]?.labels ?? [],
    typeOf: (edge) => edges[edge]?.type ?? '',
    sourceOf: (edge) => edges[edge]?.source ?? -1,
    targetOf: (edge) => edges[edge]?.target ?? -1,
    outEdges: (node) => out[node] ?? [],
    inEdges: (node) => into[node] ?? [],
    nodeProperty: (node, key) => nodes[node]?.attrs[key] ?? null,
    edgeProperty: (edge, key) => edges[edge]?.attrs[key] ?? null,
    nodeKeys: (node) => Object.keys(nodes[node]?.attrs ?? {}),
    edgeKeys: (edge) => Object.keys(edges[edge]?.attrs ?? {}),
  }
}
