/** `edges`, `forEachInEdge`, `mapOutboundEdges`, `undirectedEdgeEntries` and their like: nine methods for each kind of
 *  edge, for all edges, those of a node, and those between two nodes. */
import { noEdge } from '../../backends/memory/csr-rows'
import type { EdgeVisit } from './csr-edges'
import { edgeKinds, familyNames } from './method-names'
import type { EdgeKind, Family } from './method-names'
import { hasKind, inMemory, invalidArguments, mapped, nodeFor, partsOfEdge } from './view-methods'
import type { AnyCallback, ViewedGraph, ViewMethods } from './view-methods'

export type EdgeFamilies = Family<EdgeKind['name']>

/** Goes through the edges that were asked for, as far as `visit` wants. @returns where it had enough, or `noEdge` */
type Walk = (visit: EdgeVisit) => number

const nowhere: Walk = () => noEdge

/** @param given nothing, a node, or two nodes @throws NotFoundGraphError, InvalidArgumentsGraphError */
function walkOf(view: ViewedGraph, method: string, { type, end }: EdgeKind, given: unknown[]): Walk {
  const edges = view[inMemory]
  if (!hasKind(view, type)) return nowhere
  if (given.length === 0) return (visit) => edges.forEachEdge(visit)
  if (given.length > 2) invalidArguments(method, `takes at most two nodes and got ${given.length}.`)
  if (given.length === 1) {
    const node = nodeFor(view, method, given[0])
    return (visit) => edges.forEachEdgeAt(node, end, visit)
  }
  const source = nodeFor(view, method, given[0], 'source node')
  const target = nodeFor(view, method, given[1], 'target node')
  const isForward = end !== 'in' || !edges.topology.directed
  const isBackward = edges.topology.directed && end !== 'out' && (end === 'in' || source !== target)
  return (visit) => {
    for (const [from, to] of [isBackward && [target, source], isForward && [source, target]].filter(isPair)) {
      const place = edges.placeBetween(from, to)
      if (place !== noEdge && visit(place, edges.sourceOf(place), edges.targetOf(place))) return place
    }
    return noEdge
  }
}

const isPair = (pair: number[] | false): pair is [number, number] => pair !== false

/** Tells the callback of an edge what callbacks of graphology are told. */
function telling(view: ViewedGraph, callback: AnyCallback): (...at: Parameters<EdgeVisit>) => unknown {
  const edges = view[inMemory]
  const { graph } = edges
  const isUndirected = !edges.topology.directed
  return (place, source, target) =>
    callback(
      edges.keyOf(place),
      edges.edgeAttributes(place),
      graph.idOf(source),
      graph.idOf(target),
      edges.nodeAttributes(source),
      edges.nodeAttributes(target),
      isUndirected,
    )
}

/** The last argument, and those before it. */
function callbackOf(method: string, args: unknown[]): [given: unknown[], callback: AnyCallback] {
  if (args.length === 0 || args.length > 3)
    invalidArguments(method, `expecting 1, 2 or 3 arguments and got ${args.length}.`)
  return [args.slice(0, -1), args.at(-1) as AnyCallback]
}

function reducerOf(method: string, args: unknown[]): [given: unknown[], callback: AnyCallback] {
  if (args.length < 2 || args.length > 4)
    invalidArguments(method, `expecting 2, 3 or 4 arguments and got ${args.length}.`)
  if (typeof args.at(-1) === 'function' && typeof args.at(-2) !== 'function')
    invalidArguments(method, 'missing initial value: it cannot be guessed from the first edge.')
  return [args.slice(0, -2), args.at(-2) as AnyCallback]
}

const goThrough = (view: ViewedGraph, method: string, kind: EdgeKind, given: unknown[], visit: EdgeVisit) =>
  walkOf(view, method, kind, given)(visit)

/** `edges`, `forEachEdge`, `mapEdges`, `filterEdges`, `reduceEdges`. */
function collectingOf(kind: EdgeKind): ViewMethods {
  const names = familyNames(kind.name)
  return {
    [names.list](...given) {
      const keys: string[] = []
      const edges = this[inMemory]
      goThrough(this, names.list, kind, given, (place) => void keys.push(edges.keyOf(place)))
      return keys
    },
    [names.forEach](...args) {
      const [given, callback] = callbackOf(names.forEach, args)
      const tell = telling(this, callback)
      goThrough(this, names.forEach, kind, given, (...at) => void tell(...at))
    },
    [names.map](...args) {
      const [given, callback] = callbackOf(names.map, args)
      const tell = telling(this, callback)
      const found: unknown[] = []
      goThrough(this, names.map, kind, given, (...at) => void found.push(tell(...at)))
      return found
    },
    [names.filter](...args) {
      const [given, callback] = callbackOf(names.filter, args)
      const tell = telling(this, callback)
      const places: number[] = []
      goThrough(this, names.filter, kind, given, (...at) => void (tell(...at) && places.push(at[0])))
      return places.map((place) => this[inMemory].keyOf(place))
    },
    [names.reduce](...args) {
      const [given, callback] = reducerOf(names.reduce, args)
      let accumulator = args.at(-1)
      const tell = telling(this, (...told) => (accumulator = callback(accumulator, ...told)))
      goThrough(this, names.reduce, kind, given, (...at) => void tell(...at))
      return accumulator
    },
  }
}

/** `findEdge`, `someEdge`, `everyEdge`. */
function findingOf(kind: EdgeKind): ViewMethods {
  const names = familyNames(kind.name)
  /** Where the callback first answers so. */
  function find(view: ViewedGraph, method: string, args: unknown[], isWanted: (answer: unknown) => boolean) {
    const [given, callback] = callbackOf(method, args)
    const tell = telling(view, callback)
    return goThrough(view, method, kind, given, (...at) => isWanted(tell(...at)))
  }
  return {
    [names.find](...args) {
      // As graphology answers, where there can be no such edges.
      if (!hasKind(this, kind.type)) return false
      const place = find(this, names.find, args, Boolean)
      return place === noEdge ? undefined : this[inMemory].keyOf(place)
    },
    [names.some](...args) {
      return find(this, names.some, args, Boolean) !== noEdge
    },
    [names.every](...args) {
      return find(this, names.every, args, (answer) => !answer) === noEdge
    },
  }
}

/** `edgeEntries`. */
function entriesOf(kind: EdgeKind): ViewMethods {
  const names = familyNames(kind.name)
  return {
    [names.entries](...given) {
      const edges = this[inMemory]
      const walk = walkOf(this, names.entries, kind, given)
      if (given.length === 0 && walk !== nowhere)
        return mapped(edges.eachEdge(), (place) => partsOfEdge(edges, place))
      const places: number[] = []
      walk((place) => void places.push(place))
      return mapped(places, (place) => partsOfEdge(edges, place))
    },
  }
}

export const edgeMethods = Object.assign(
  {},
  ...edgeKinds.flatMap((kind) => [collectingOf(kind), findingOf(kind), entriesOf(kind)]),
) as ViewMethods & EdgeFamilies
