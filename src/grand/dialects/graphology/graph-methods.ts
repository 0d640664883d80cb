/** What is asked about one node, one edge or one pair, and the graph as a whole: written down, shown, and as a copy that
 *  can be changed. */
import Graphology from 'graphology'
import type GraphologyGraph from 'graphology'
import type { GraphOptions } from 'graphology-types'
import { noEdge } from '../../backends/memory/csr-rows'
import { oppositeOf } from './attribute-methods'
import type { GraphKind } from './method-names'
import { hasKind, inMemory, invalidArguments, nodeFor, partsOfEdge, placeFor, wrongUse } from './view-methods'
import type { ViewedGraph, ViewMethods } from './view-methods'

/** `hasEdge('a', 'b')`, or by the key of an edge. */
function hasEdgeOf(method: string, type: GraphKind): ViewMethods {
  return {
    [method](...args) {
      const edges = this[inMemory]
      if (!hasKind(this, type)) return false
      if (args.length === 1) return edges.placeOf(String(args[0])) !== noEdge
      if (args.length !== 2)
        invalidArguments(method, `takes the key of an edge, or two nodes, and got ${args.length}.`)
      const [source, target] = args.map((id) => edges.graph.numberOf(String(id)))
      if (source === undefined || target === undefined) return false
      return edges.placeBetween(source, target) !== noEdge
    },
  }
}

function edgeOf(method: string, type: GraphKind): ViewMethods {
  return {
    [method](source, target) {
      const edges = this[inMemory]
      if (!hasKind(this, type)) return undefined
      const from = nodeFor(this, method, source, 'source node')
      const place = edges.placeBetween(from, nodeFor(this, method, target, 'target node'))
      return place === noEdge ? undefined : edges.keyOf(place)
    },
  }
}

const questions: ViewMethods = {
  hasNode(node) {
    return this[inMemory].graph.numberOf(String(node)) !== undefined
  },
  source(edge) {
    return partsOfEdge(this[inMemory], placeFor(this, 'source', edge)).source
  },
  target(edge) {
    return partsOfEdge(this[inMemory], placeFor(this, 'target', edge)).target
  },
  extremities(edge) {
    const { source, target } = partsOfEdge(this[inMemory], placeFor(this, 'extremities', edge))
    return [source, target]
  },
  opposite(node, edge) {
    return this[inMemory].graph.idOf(oppositeOf(this, 'opposite', node, edge))
  },
  hasExtremity(edge, node) {
    const { source, target } = partsOfEdge(this[inMemory], placeFor(this, 'hasExtremity', edge))
    return source === String(node) || target === String(node)
  },
  isUndirected(edge) {
    return partsOfEdge(this[inMemory], placeFor(this, 'isUndirected', edge)).undirected
  },
  isDirected(edge) {
    return !partsOfEdge(this[inMemory], placeFor(this, 'isDirected', edge)).undirected
  },
  isSelfLoop(edge) {
    const { source, target } = partsOfEdge(this[inMemory], placeFor(this, 'isSelfLoop', edge))
    return source === target
  },
  ...hasEdgeOf('hasEdge', 'mixed'),
  ...hasEdgeOf('hasDirectedEdge', 'directed'),
  ...hasEdgeOf('hasUndirectedEdge', 'undirected'),
  ...edgeOf('edge', 'mixed'),
  ...edgeOf('directedEdge', 'directed'),
  ...edgeOf('undirectedEdge', 'undirected'),
}

const optionsOf = ({ type, multi, allowSelfLoops }: ViewedGraph): GraphOptions => ({
  type,
  multi,
  allowSelfLoops,
})

/** What a copy with these options would lose. @throws UsageGraphError */
function checkCopy(view: ViewedGraph, { type, allowSelfLoops }: GraphOptions): void {
  if (type !== undefined && type !== view.type && type !== 'mixed')
    wrongUse('copy', `a graph that is ${view.type} cannot become one that is ${type} without loss.`)
  if (allowSelfLoops === false)
    wrongUse('copy', 'a graph that allows self-loops cannot become one that does not without loss.')
}

const plainly = <T extends object>(key: string, attributes: T) =>
  Object.keys(attributes).length > 0 ? { key, attributes: { ...attributes } } : { key }

const wholes: ViewMethods = {
  export() {
    const nodes = this.mapNodes(plainly)
    const edges = this.mapEdges((edge, attributes, source, target) => {
      const { key, ...rest } = plainly(edge, attributes)
      return { key, source, target, ...rest }
    })
    return { options: optionsOf(this), attributes: {}, nodes, edges }
  },
  toJSON() {
    return this.export()
  },
  toString() {
    return '[object Graph]'
  },
  inspect() {
    const nodes = Object.fromEntries(this.mapNodes((node, attributes) => [node, attributes]))
    const edges = this.mapEdges((_, attributes, source, target, _s, _t, undirected) => {
      const [from, to] = undirected && source > target ? [target, source] : [source, target]
      return [`(${from})${undirected ? '--' : '->'}(${to})`, attributes]
    })
    return {
      ...Object.fromEntries(Object.entries(this)),
      attributes: {},
      nodes,
      edges: Object.fromEntries(edges),
    }
  },
  nullCopy(options) {
    return new Graphology({ ...optionsOf(this), ...(options as GraphOptions | undefined) })
  },
  emptyCopy(options) {
    const copy = this.nullCopy(options as GraphOptions | undefined)
    this.forEachNode((node, attributes) => void copy.addNode(node, { ...attributes }))
    return copy
  },
  copy(options = {}) {
    checkCopy(this, options as GraphOptions)
    const copy = this.emptyCopy(options as GraphOptions)
    this.forEachEdge((edge, attributes, source, target, _s, _t, undirected) => {
      if (undirected) copy.addUndirectedEdgeWithKey(edge, source, target, { ...attributes })
      else copy.addDirectedEdgeWithKey(edge, source, target, { ...attributes })
    })
    return copy
  },
}

type QuestionName =
  | 'hasNode'
  | `${'is' | 'has'}${'Directed' | 'Undirected'}${'Edge' | ''}`
  | ('hasEdge' | 'edge' | 'directedEdge' | 'undirectedEdge')
  | ('source' | 'target' | 'extremities' | 'opposite' | 'hasExtremity' | 'isSelfLoop')
type WholeName = 'export' | 'toJSON' | 'toString' | 'inspect' | 'nullCopy' | 'emptyCopy' | 'copy'

export type GraphFamily = Pick<GraphologyGraph, (QuestionName & keyof GraphologyGraph) | WholeName>

export const graphMethods = { ...questions, ...wholes } as ViewMethods & GraphFamily
