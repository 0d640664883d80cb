/** What NetworkX's graphs answer (`networkx.DiGraph` and `Graph`, 3.6), on any backend. See networkx.ts. */
import type { Attributes, AttributeValue, GraphBackend, NodePair } from '../../backend'
import type { Graph } from '../../graph'
import { noticed } from '../../noticed-backend'
import type { Bunch } from '../bunches'
import { isBunch, partsOf } from '../bunches'
import { weightIn } from './networkx-degrees'
import { keyError, NetworkXError, tupleOf } from './networkx-error'

/** One node, or any list of nodes, of which those that are not there are passed over. */
export type NBunch = string | Bunch<string>

/** `true`: with all attributes. A name: with that attribute, `default` (null) where it is missing. */
export interface DataOptions<D extends boolean | string = boolean | string> {
  data?: D
  default?: AttributeValue
}

type Told<Ends extends unknown[], D> = D extends true
  ? [...Ends, Attributes]
  : D extends string
    ? [...Ends, AttributeValue]
    : Ends

export type NodeTold<D> = D extends true | string ? Told<[string], D> : string
export type EdgeTold<D> = Told<[string, string], D>

/** @returns what is taken out of attributes, or null where none are wanted */
function pick({ data = false, default: otherwise = null }: DataOptions) {
  if (typeof data === 'string') return (attributes: Attributes) => attributes[data] ?? otherwise
  return data ? (attributes: Attributes) => attributes : null
}

/** Python's keyword arguments are an object here, which may stand alone. */
export function apart<O extends object>(first: NBunch | O | null | undefined, second: O | undefined) {
  const isNodes = typeof first === 'string' || isBunch(first)
  return isNodes || first === null || first === undefined
    ? { nbunch: first ?? null, options: second ?? ({} as O) }
    : { nbunch: null, options: first }
}

export class NetworkXReading implements AsyncIterable<string> {
  readonly backend: GraphBackend

  constructor(graph: Pick<Graph, 'backend'>) {
    this.backend = noticed(graph.backend)
  }

  /** `for n in G`. */
  [Symbol.asyncIterator](): AsyncGenerator<string> {
    return this.nodes()
  }

  protected get word(): string {
    return this.backend.directed ? 'digraph' : 'graph'
  }

  protected missing(n: string): NetworkXError {
    return new NetworkXError(`The node ${n} is not in the ${this.word}.`)
  }

  /** What only directed graphs have. */
  protected needsDirection(name: string): void {
    if (!this.backend.directed)
      throw new NetworkXError(`'Graph' object has no attribute '${name}'`, 'AttributeError')
  }

  is_directed(): boolean {
    return this.backend.directed
  }

  is_multigraph(): boolean {
    return false
  }

  /** `len(G)`. */
  number_of_nodes(): Promise<number> {
    return this.backend.nodeCount()
  }

  order(): Promise<number> {
    return this.backend.nodeCount()
  }

  /** All edges; or whether there is one from u to v, as 1 or 0.
   *  @throws NetworkXError named KeyError where u is not there */
  async number_of_edges(u?: string, v?: string): Promise<number> {
    if (u === undefined || v === undefined) return this.backend.edgeCount()
    if (!(await this.has_node(u))) throw keyError(u)
    return (await this.has_edge(u, v)) ? 1 : 0
  }

  /** Edges, or the sum of an attribute over them (1 where it is missing). */
  async size(weight?: string): Promise<number> {
    if (weight === undefined) return this.backend.edgeCount()
    let sum = 0
    for await (const batch of this.backend.edges())
      for (const { attributes } of batch) sum += weightIn(attributes, weight)
    return sum
  }

  /** `n in G`. */
  async has_node(n: string): Promise<boolean> {
    return (await this.backend.hasNodes([n]))[0] === true
  }

  async has_edge(u: string, v: string): Promise<boolean> {
    return (await this.backend.hasEdges([[u, v]]))[0] === true
  }

  /** @throws NetworkXError named AttributeError in an undirected graph */
  has_successor(u: string, v: string): Promise<boolean> {
    this.needsDirection('has_successor')
    return this.has_edge(u, v)
  }

  /** @throws NetworkXError named AttributeError in an undirected graph */
  has_predecessor(u: string, v: string): Promise<boolean> {
    this.needsDirection('has_predecessor')
    return this.has_edge(v, u)
  }

  nodes<D extends boolean | string = false>(options: DataOptions<D> = {}): AsyncGenerator<NodeTold<D>> {
    return this.nodesTold(options) as AsyncGenerator<NodeTold<D>>
  }

  private async *nodesTold(options: DataOptions): AsyncGenerator<unknown> {
    const taken = pick(options)
    for await (const batch of this.backend.nodes({ attributes: taken !== null }))
      for (const { id, attributes } of batch) yield taken ? [id, taken(attributes)] : id
  }

  /** All edges, or those that begin at some nodes (in an undirected graph: that touch them, each once). */
  edges<D extends boolean | string = false>(
    nbunch?: NBunch | DataOptions<D> | null,
    options?: DataOptions<D>,
  ): AsyncGenerator<EdgeTold<D>> {
    return this.edgesTold(nbunch, options, 'out') as AsyncGenerator<EdgeTold<D>>
  }

  /** @throws NetworkXError named AttributeError in an undirected graph */
  out_edges<D extends boolean | string = false>(
    nbunch?: NBunch | DataOptions<D> | null,
    options?: DataOptions<D>,
  ): AsyncGenerator<EdgeTold<D>> {
    this.needsDirection('out_edges')
    return this.edgesTold(nbunch, options, 'out') as AsyncGenerator<EdgeTold<D>>
  }

  /** Those that end at some nodes. @throws NetworkXError named AttributeError in an undirected graph */
  in_edges<D extends boolean | string = false>(
    nbunch?: NBunch | DataOptions<D> | null,
    options?: DataOptions<D>,
  ): AsyncGenerator<EdgeTold<D>> {
    this.needsDirection('in_edges')
    return this.edgesTold(nbunch, options, 'in') as AsyncGenerator<EdgeTold<D>>
  }

  private edgesTold(
    first: NBunch | DataOptions | null | undefined,
    second: DataOptions | undefined,
    direction: 'out' | 'in',
  ): AsyncGenerator {
    const { nbunch, options } = apart(first, second)
    return nbunch === null ? this.allEdges(options) : this.edgesAt(nbunch, direction, options)
  }

  private async *allEdges(options: DataOptions): AsyncGenerator<unknown> {
    const taken = pick(options)
    for await (const batch of this.backend.edges({ attributes: taken !== null }))
      for (const { source, target, attributes } of batch)
        yield taken ? [source, target, taken(attributes)] : [source, target]
  }

  private async *edgesAt(nbunch: NBunch, direction: 'out' | 'in', options: DataOptions) {
    const taken = pick(options)
    const seen = new Set<string>()
    for await (const part of this.partsOfNodes(nbunch)) {
      const ids = [...new Set(part)].filter((id) => !seen.has(id))
      const lists = await this.backend.neighbours(ids, direction)
      const pairs: NodePair[] = []
      for (const [i, id] of ids.entries()) {
        const others = lists[i] ?? []
        for (const other of this.backend.directed ? others : others.filter((one) => !seen.has(one)))
          pairs.push(direction === 'in' ? [other, id] : [id, other])
        seen.add(id)
      }
      const read = taken ? await this.backend.getEdges(pairs) : []
      for (const [i, [u, v]] of pairs.entries()) yield taken ? [u, v, taken(read[i] ?? {})] : [u, v]
    }
  }

  /** Those of a bunch that are there. @throws NetworkXError for a single node that is not there */
  async *nbunch_iter(nbunch: NBunch | null = null): AsyncGenerator<string> {
    for await (const part of this.partsOfNodes(nbunch)) yield* part
  }

  protected async *partsOfNodes(nbunch: NBunch | null): AsyncGenerator<string[]> {
    if (nbunch === null) {
      for await (const batch of this.backend.nodes({ attributes: false })) yield batch.map(({ id }) => id)
    } else if (typeof nbunch === 'string') {
      if (!(await this.has_node(nbunch))) throw new NetworkXError(`Node ${nbunch} is not in the graph.`)
      yield [nbunch]
    } else
      for await (const part of partsOf(nbunch)) {
        const isThere = await this.backend.hasNodes(part)
        yield part.filter((_, i) => isThere[i])
      }
  }

  /** `G.nodes[n]`. @throws NetworkXError named KeyError */
  async node(n: string): Promise<Attributes> {
    const [attributes] = await this.backend.getNodes([n])
    if (!attributes) throw keyError(n)
    return attributes
  }

  /** `G.edges[u, v]`. @throws NetworkXError named KeyError */
  async edge(u: string, v: string): Promise<Attributes> {
    const [attributes] = await this.backend.getEdges([[u, v]])
    if (!attributes) throw keyError(`The edge ${tupleOf([u, v])} is not in the graph.`)
    return attributes
  }
}
