/** What the methods of the view share: where its graph is, how nodes and edges that are asked for are found, and the
 *  errors of graphology when they are not. */
import { InvalidArgumentsGraphError, NotFoundGraphError, UsageGraphError } from 'graphology'
import type GraphologyGraph from 'graphology'
import type { Attributes } from '../../backend'
import { noEdge } from '../../backends/memory/csr-rows'
import type { CsrEdges } from './csr-edges'
import type { GraphKind } from './method-names'

/** Where a view keeps its graph. */
export const inMemory = Symbol('the graph in memory')

export interface ViewedGraph extends GraphologyGraph {
  readonly [inMemory]: CsrEdges
}

/** A method as it is called, whatever it is given. */
export type ViewMethod = (this: ViewedGraph, ...args: unknown[]) => unknown
export type ViewMethods = Record<string, ViewMethod>

export type AnyCallback = (...args: unknown[]) => unknown

/** One by one, when they are asked for. */
export function* mapped<T, R>(items: Iterable<T>, make: (item: T) => R): Generator<R> {
  for (const item of items) yield make(item)
}

/** Whether a graph has such edges at all. */
export const hasKind = ({ type }: ViewedGraph, kind: GraphKind) => kind === 'mixed' || kind === type

export function notFound(method: string, what: string): never {
  throw new NotFoundGraphError(`Graph.${method}: could not find ${what} in the graph.`)
}

export function invalidArguments(method: string, what: string): never {
  throw new InvalidArgumentsGraphError(`Graph.${method}: ${what}`)
}

export function wrongUse(method: string, what: string): never {
  throw new UsageGraphError(`Graph.${method}: ${what}`)
}

/** @throws NotFoundGraphError */
export function nodeFor(view: ViewedGraph, method: string, id: unknown, role = 'node'): number {
  const { graph, nodeCount } = view[inMemory]
  const node = graph.numberOf(String(id))
  return node !== undefined && node < nodeCount ? node : notFound(method, `the "${String(id)}" ${role}`)
}

/** @throws NotFoundGraphError */
export function placeFor(view: ViewedGraph, method: string, key: unknown): number {
  const place = view[inMemory].placeOf(String(key))
  return place === noEdge ? notFound(method, `the "${String(key)}" edge`) : place
}

export interface EdgeParts {
  edge: string
  attributes: Attributes
  source: string
  target: string
  sourceAttributes: Attributes
  targetAttributes: Attributes
  undirected: boolean
}

export function partsOfEdge(
  edges: CsrEdges,
  place: number,
  source = edges.sourceOf(place),
  target = edges.targetOf(place),
): EdgeParts {
  return {
    edge: edges.keyOf(place),
    attributes: edges.edgeAttributes(place),
    source: edges.graph.idOf(source),
    target: edges.graph.idOf(target),
    sourceAttributes: edges.nodeAttributes(source),
    targetAttributes: edges.nodeAttributes(target),
    undirected: !edges.topology.directed,
  }
}
