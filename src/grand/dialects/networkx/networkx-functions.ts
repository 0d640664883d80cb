/** The functions of the module `networkx` that ask a graph without changing it: `nx.density(G)` is `G.density()`. See
 *  networkx.ts. */
import type { Attributes, AttributeValue, NodePair } from '../../backend'
import type { Bunch } from '../bunches'
import { gathered } from '../bunches'
import { keyError, NetworkXError, tupleOf } from './networkx-error'
import { NetworkXNeighbours } from './networkx-neighbours'
import type { DataOptions, EdgeTold } from './networkx-reading'

/** What a dictionary by edges is in Python. */
export type EdgeValues<V> = [NodePair, V][]

const isGiven = (value: AttributeValue | undefined): value is AttributeValue =>
  value !== undefined && value !== null

export class NetworkXFunctions extends NetworkXNeighbours {
  /** Edges ÷ n(n − 1), doubled in an undirected graph; 0 for fewer than two nodes. */
  async density(): Promise<number> {
    const [n, m] = await Promise.all([this.number_of_nodes(), this.number_of_edges()])
    if (m === 0 || n <= 1) return 0
    return (m / (n * (n - 1))) * (this.backend.directed ? 1 : 2)
  }

  /** Whether there are no edges. */
  async is_empty(): Promise<boolean> {
    return (await this.number_of_edges()) === 0
  }

  /** How many nodes have degree 0, 1, 2, … */
  async degree_histogram(): Promise<number[]> {
    const counts: number[] = []
    for await (const [, degree] of this.degree()) counts[degree] = (counts[degree] ?? 0) + 1
    return Array.from(counts, (count) => count ?? 0)
  }

  async *isolates(): AsyncGenerator<string> {
    for await (const [n, degree] of this.degree()) if (degree === 0) yield n
  }

  /** @throws NetworkXError */
  async is_isolate(n: string): Promise<boolean> {
    return (await this.degree(n)) === 0
  }

  async number_of_isolates(): Promise<number> {
    return (await gathered(this.isolates())).length
  }

  selfloop_edges<D extends boolean | string = false>(
    options: DataOptions<D> = {},
  ): AsyncGenerator<EdgeTold<D>> {
    return this.loops(options) as AsyncGenerator<EdgeTold<D>>
  }

  private async *loops(options: DataOptions): AsyncGenerator<unknown> {
    for await (const edge of this.edges(options)) if (edge[0] === edge[1]) yield edge
  }

  async number_of_selfloops(): Promise<number> {
    return (await gathered(this.selfloop_edges())).length
  }

  async *nodes_with_selfloops(): AsyncGenerator<string> {
    for await (const [n] of this.selfloop_edges()) yield n
  }

  /** Of an undirected graph. @throws NetworkXError, named NetworkXNotImplemented for a directed graph */
  async common_neighbors(u: string, v: string): Promise<Set<string>> {
    if (this.backend.directed)
      throw new NetworkXError('not implemented for directed type', 'NetworkXNotImplemented')
    const [ofU, ofV] = await this.backend.neighbours([u, v], 'both')
    if (!ofU) throw new NetworkXError('u is not in the graph.')
    if (!ofV) throw new NetworkXError('v is not in the graph.')
    const others = new Set(ofV)
    return new Set(ofU.filter((n) => n !== u && n !== v && others.has(n)))
  }

  /** Nodes that are not a node's neighbours (successors), nor itself. @throws NetworkXError named KeyError */
  async non_neighbors(n: string): Promise<Set<string>> {
    const near = await this.adj(n)
    const found = new Set<string>()
    for await (const other of this.nodes()) if (other !== n && !near.has(other)) found.add(other)
    return found
  }

  /** Whether all edges, or one, have a weight. @throws NetworkXError for an edge that is not there */
  async is_weighted(edge: NodePair | null = null, weight = 'weight'): Promise<boolean> {
    if (edge) return isGiven((await this.attributesOf(edge))[weight])
    let isEmpty = true
    for await (const [, , value] of this.edges({ data: weight })) {
      if (!isGiven(value)) return false
      isEmpty = false
    }
    return !isEmpty
  }

  /** Whether an edge, or that one, has a weight below 0. @throws NetworkXError for an edge that is not there */
  async is_negatively_weighted(edge: NodePair | null = null, weight = 'weight'): Promise<boolean> {
    if (edge) return Number((await this.attributesOf(edge))[weight] ?? 0) < 0
    for await (const [, , value] of this.edges({ data: weight })) if (Number(value ?? 0) < 0) return true
    return false
  }

  private async attributesOf(edge: NodePair): Promise<Attributes> {
    const attributes = await this.get_edge_data(...edge)
    if (!attributes) throw new NetworkXError(`Edge ${tupleOf(edge)} does not exist.`)
    return attributes
  }

  /** Whether there is an edge from each node of the list to the next. */
  async is_path(path: Bunch<string>): Promise<boolean> {
    const nodes = await gathered(path)
    return (await this.backend.hasEdges(steps(nodes))).every(Boolean)
  }

  /** @throws NetworkXError named NetworkXNoPath, or KeyError where an edge has no weight */
  async path_weight(path: Bunch<string>, weight: string): Promise<number> {
    const found = await this.backend.getEdges(steps(await gathered(path)))
    if (found.includes(undefined)) throw new NetworkXError('path does not exist', 'NetworkXNoPath')
    return found.reduce((sum, attributes) => {
      const value = attributes?.[weight]
      if (!isGiven(value)) throw keyError(weight)
      return sum + Number(value)
    }, 0)
  }

  /** Of the nodes that have it; of all, where something else is said for the others. */
  async get_node_attributes(
    name: string,
    otherwise: AttributeValue = null,
  ): Promise<Map<string, AttributeValue>> {
    const found = new Map<string, AttributeValue>()
    for await (const [n, value] of this.nodes({ data: name, default: otherwise }))
      if (isGiven(value)) found.set(n, value)
    return found
  }

  /** Of the edges that have it; of all, where something else is said for the others. */
  async get_edge_attributes(
    name: string,
    otherwise: AttributeValue = null,
  ): Promise<EdgeValues<AttributeValue>> {
    const found: EdgeValues<AttributeValue> = []
    for await (const [u, v, value] of this.edges({ data: name, default: otherwise }))
      if (isGiven(value)) found.push([[u, v], value])
    return found
  }
}

const steps = (nodes: readonly string[]): NodePair[] =>
  nodes.slice(1).map((next, i): NodePair => [nodes[i] ?? '', next])
