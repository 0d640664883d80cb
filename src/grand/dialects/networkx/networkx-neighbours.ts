/** Neighbours and degrees as NetworkX has them. See networkx.ts. */
import type { Attributes, Direction, NodePair } from '../../backend'
import { allWeightedDegrees, weightedDegrees } from './networkx-degrees'
import { keyError, NetworkXError } from './networkx-error'
import { apart, NetworkXReading } from './networkx-reading'
import type { NBunch } from './networkx-reading'

export type DegreeView = AsyncGenerator<[string, number]>

export interface DegreeOptions {
  /** Each edge counts what this attribute says, 1 where it is missing. */
  weight?: string
}

/** By the node at the other end. */
export type Adjacency = Map<string, Attributes>

/** Nodes whose edges are asked for together. */
const atOnce = 500

export class NetworkXNeighbours extends NetworkXReading {
  /** `G.adj[n]`, `G[n]`: the successors with the attributes of the edges. @throws NetworkXError named KeyError */
  adj(n: string): Promise<Adjacency> {
    return this.adjacencyOf(n, 'out')
  }

  /** `G.succ[n]`. @throws NetworkXError named KeyError, and AttributeError in an undirected graph */
  async succ(n: string): Promise<Adjacency> {
    this.needsDirection('succ')
    return this.adjacencyOf(n, 'out')
  }

  /** `G.pred[n]`. @throws NetworkXError named KeyError, and AttributeError in an undirected graph */
  async pred(n: string): Promise<Adjacency> {
    this.needsDirection('pred')
    return this.adjacencyOf(n, 'in')
  }

  private async adjacencyOf(n: string, direction: 'out' | 'in'): Promise<Adjacency> {
    const [adjacency] = await this.adjacencies([n], direction)
    if (!adjacency) throw keyError(n)
    return adjacency
  }

  private async adjacencies(ids: readonly string[], direction: 'out' | 'in') {
    const lists = await this.backend.neighbours(ids, direction)
    const pairs = ids.flatMap((id, i) =>
      (lists[i] ?? []).map((other): NodePair => (direction === 'in' ? [other, id] : [id, other])),
    )
    const read = await this.backend.getEdges(pairs)
    let at = 0
    return lists.map((list) => list && new Map(list.map((other) => [other, read[at++] ?? {}])))
  }

  /** Node by node, with `adj` of each. */
  async *adjacency(): AsyncGenerator<[string, Adjacency]> {
    for await (const batch of this.backend.nodes({ attributes: false, batchSize: atOnce })) {
      const ids = batch.map(({ id }) => id)
      const found = await this.adjacencies(ids, 'out')
      for (const [i, id] of ids.entries()) yield [id, found[i] ?? new Map()]
    }
  }

  /** The attributes of an edge, or `otherwise` where there is none. */
  async get_edge_data<T = null>(u: string, v: string, otherwise: T = null as T): Promise<Attributes | T> {
    const [attributes] = await this.backend.getEdges([[u, v]])
    return attributes ?? otherwise
  }

  neighbors(n: string): AsyncGenerator<string> {
    return this.along(n, 'out')
  }

  /** @throws NetworkXError named AttributeError in an undirected graph, which has none */
  successors(n: string): AsyncGenerator<string> {
    this.needsDirection('successors')
    return this.along(n, 'out')
  }

  /** @throws NetworkXError named AttributeError in an undirected graph, which has none */
  predecessors(n: string): AsyncGenerator<string> {
    this.needsDirection('predecessors')
    return this.along(n, 'in')
  }

  /** Predecessors, then successors: in a directed graph some come twice. */
  async *all_neighbors(n: string): AsyncGenerator<string> {
    if (this.backend.directed) yield* this.along(n, 'in')
    yield* this.along(n, 'out')
  }

  private async *along(n: string, direction: 'out' | 'in'): AsyncGenerator<string> {
    yield* await this.neighboursOf(n, direction)
  }

  protected async neighboursOf(n: string, direction: 'out' | 'in'): Promise<string[]> {
    const [neighbours] = await this.backend.neighbours([n], direction)
    if (!neighbours) throw this.missing(n)
    return neighbours
  }

  /** Of one node a number; of several, or of all, pairs to iterate over.
   *  @throws NetworkXError for a single node that is not there */
  degree(n: string, options?: DegreeOptions): Promise<number>
  degree(nbunch?: Exclude<NBunch, string> | DegreeOptions | null, options?: DegreeOptions): DegreeView
  degree(first?: NBunch | DegreeOptions | null, second?: DegreeOptions): DegreeView | Promise<number> {
    return this.degreeOf(first, second, 'both')
  }

  /** @throws NetworkXError named AttributeError in an undirected graph, which has none */
  in_degree(n: string, options?: DegreeOptions): Promise<number>
  in_degree(nbunch?: Exclude<NBunch, string> | DegreeOptions | null, options?: DegreeOptions): DegreeView
  in_degree(first?: NBunch | DegreeOptions | null, second?: DegreeOptions): DegreeView | Promise<number> {
    this.needsDirection('in_degree')
    return this.degreeOf(first, second, 'in')
  }

  /** @throws NetworkXError named AttributeError in an undirected graph, which has none */
  out_degree(n: string, options?: DegreeOptions): Promise<number>
  out_degree(nbunch?: Exclude<NBunch, string> | DegreeOptions | null, options?: DegreeOptions): DegreeView
  out_degree(first?: NBunch | DegreeOptions | null, second?: DegreeOptions): DegreeView | Promise<number> {
    this.needsDirection('out_degree')
    return this.degreeOf(first, second, 'out')
  }

  private degreeOf(
    first: NBunch | DegreeOptions | null | undefined,
    second: DegreeOptions | undefined,
    direction: Direction,
  ): DegreeView | Promise<number> {
    const { nbunch, options } = apart(first, second)
    if (typeof nbunch === 'string') return this.degreeOfOne(nbunch, direction, options)
    return nbunch === null && options.weight !== undefined
      ? this.allWeighted(direction, options.weight)
      : this.degreesOf(nbunch, direction, options)
  }

  private async degreeOfOne(n: string, direction: Direction, options: DegreeOptions): Promise<number> {
    const [degree] = await this.backend.degrees([n], direction)
    if (degree === undefined) throw new NetworkXError(`Node ${n} is not in the graph.`)
    const { weight } = options
    return weight === undefined
      ? degree
      : ((await weightedDegrees(this.backend, [n], direction, weight))[0] ?? 0)
  }

  private async *degreesOf(
    nbunch: NBunch | null,
    direction: Direction,
    { weight }: DegreeOptions,
  ): DegreeView {
    for await (const ids of this.partsOfNodes(nbunch)) {
      const degrees =
        weight === undefined
          ? await this.backend.degrees(ids, direction)
          : await weightedDegrees(this.backend, ids, direction, weight)
      for (const [i, id] of ids.entries()) yield [id, degrees[i] ?? 0]
    }
  }

  private async *allWeighted(direction: Direction, weight: string): DegreeView {
    const sums = await allWeightedDegrees(this.backend, direction, weight)
    for await (const id of this.nbunch_iter()) yield [id, sums.get(id) ?? 0]
  }
}
