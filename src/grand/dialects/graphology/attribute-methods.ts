/** `getNodeAttribute`, `getTargetAttributes`, `hasEdgeAttribute` and their like: attributes of a node, of the ends of an
 *  edge, and of an edge that is named by its key or by its ends. */
import { NotFoundGraphError } from 'graphology'
import type GraphologyGraph from 'graphology'
import type { Attributes } from '../../backend'
import { noEdge } from '../../backends/memory/csr-rows'
import type { GraphKind } from './method-names'
import { hasKind, inMemory, nodeFor, placeFor, wrongUse } from './view-methods'
import type { ViewedGraph, ViewMethods } from './view-methods'

type Owner = 'Node' | 'Source' | 'Target' | 'Opposite' | 'Edge' | 'DirectedEdge' | 'UndirectedEdge'

/** The attributes of what the arguments name, and the arguments that are left. */
type Finder = (
  view: ViewedGraph,
  method: string,
  args: unknown[],
  leftOver: number,
) => [Attributes, unknown[]]

/** @throws NotFoundGraphError when the node is at neither end */
export function oppositeOf(view: ViewedGraph, method: string, given: unknown, edge: unknown): number {
  const edges = view[inMemory]
  const place = placeFor(view, method, edge)
  const [source, target] = [edges.sourceOf(place), edges.targetOf(place)]
  const node = edges.graph.numberOf(String(given))
  if (node === source) return target
  if (node === target) return source
  throw new NotFoundGraphError(
    `Graph.${method}: the "${String(given)}" node is at neither end of the "${String(edge)}" edge.`,
  )
}

const endFinder =
  (end: 'sourceOf' | 'targetOf'): Finder =>
  (view, method, [edge, ...rest]) => {
    const edges = view[inMemory]
    return [edges.nodeAttributes(edges[end](placeFor(view, method, edge))), rest]
  }

const edgeFinder =
  (type: GraphKind): Finder =>
  (view, method, args, leftOver) => {
    const edges = view[inMemory]
    if (!hasKind(view, type)) wrongUse(method, `there are no such edges in a graph that is ${view.type}.`)
    if (args.length - leftOver < 2) {
      if (type !== 'mixed') wrongUse(method, 'an edge of this kind is named by its ends, not by its key.')
      return [edges.edgeAttributes(placeFor(view, method, args[0])), args.slice(1)]
    }
    const [source, target] = [args[0], args[1]].map((id) => edges.graph.numberOf(String(id)))
    const place = source === undefined || target === undefined ? noEdge : edges.placeBetween(source, target)
    if (place === noEdge)
      throw new NotFoundGraphError(
        `Graph.${method}: could not find an edge from "${String(args[0])}" to "${String(args[1])}".`,
      )
    return [edges.edgeAttributes(place), args.slice(2)]
  }

const finders: Record<Owner, Finder> = {
  Node: (view, method, [node, ...rest]) => [view[inMemory].nodeAttributes(nodeFor(view, method, node)), rest],
  Source: endFinder('sourceOf'),
  Target: endFinder('targetOf'),
  Opposite: (view, method, [node, edge, ...rest]) => [
    view[inMemory].nodeAttributes(oppositeOf(view, method, node, edge)),
    rest,
  ],
  Edge: edgeFinder('mixed'),
  DirectedEdge: edgeFinder('directed'),
  UndirectedEdge: edgeFinder('undirected'),
}

function attributesOf([owner, find]: [string, Finder]): ViewMethods {
  const [one, all, has] = [`get${owner}Attribute`, `get${owner}Attributes`, `has${owner}Attribute`]
  return {
    [one](...args) {
      const [attributes, [name]] = find(this, one, args, 1)
      return attributes[String(name)]
    },
    [all](...args) {
      return find(this, all, args, 0)[0]
    },
    [has](...args) {
      const [attributes, [name]] = find(this, has, args, 1)
      return Object.hasOwn(attributes, String(name))
    },
  }
}

/** Of the graph itself: there are none. */
const ofGraph: ViewMethods = {
  getAttribute: () => undefined,
  getAttributes: () => ({}),
  hasAttribute: () => false,
}

export type AttributeFamily = Pick<
  GraphologyGraph,
  `get${Owner | ''}Attribute` | `get${Owner | ''}Attributes` | `has${Owner | ''}Attribute`
>

export const attributeMethods = Object.assign(
  {},
  ofGraph,
  ...Object.entries(finders).map(attributesOf),
) as ViewMethods & AttributeFamily
