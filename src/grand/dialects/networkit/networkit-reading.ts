/** What NetworKit's `Graph` answers, on any backend. See networkit.ts. */
import type { Attributes, GraphBackend, NodePair } from '../../backend'
import { pairOf } from '../../backends/merge-records'
import type { Graph } from '../../graph'
import { noticed } from '../../noticed-backend'
import { weightedDegrees } from '../networkx/networkx-degrees'
import { NumberedNodes } from '../numbered-nodes'

/** As NetworKit's checked build names its exceptions. */
export class NetworKitError extends Error {
  override readonly name = 'RuntimeError'
}

/** Both ends, the weight and the number of an edge. */
export type EdgeCallback = (u: number, v: number, weight: number, edge: number) => void | Promise<void>

export class NetworKitReading {
  readonly backend: GraphBackend
  protected readonly numbered: NumberedNodes

  /** @param weightKey the attribute that `weight` reads and `addEdge` writes */
  constructor(
    graph: Pick<Graph, 'backend'>,
    protected readonly weightKey = 'weight',
  ) {
    this.backend = noticed(graph.backend)
    this.numbered = new NumberedNodes(this.backend, 'stay')
  }

  protected weightIn(attributes: Attributes | undefined): number {
    return Number(attributes?.[this.weightKey] ?? 1)
  }

  isDirected(): boolean {
    return this.backend.directed
  }

  /** Whether an edge has a weight; all others weigh 1. */
  async isWeighted(): Promise<boolean> {
    for await (const batch of this.backend.edges())
      if (batch.some(({ attributes }) => (attributes[this.weightKey] ?? null) !== null)) return true
    return false
  }

  numberOfNodes(): Promise<number> {
    return this.backend.nodeCount()
  }

  numberOfEdges(): Promise<number> {
    return this.backend.edgeCount()
  }

  /** One above the largest number a node has or had. */
  upperNodeIdBound(): Promise<number> {
    return this.numbered.bound()
  }

  /** The id that the user knows. @throws NetworKitError */
  async nodeId(u: number): Promise<string> {
    const id = await this.numbered.idOf(u)
    if (id === undefined) throw new NetworKitError(`node ${u} does not exist`)
    return id
  }

  /** The number of the node with an id, or −1. */
  async nodeOf(id: string): Promise<number> {
    return (await this.numbered.numberOf(id)) ?? -1
  }

  async hasNode(u: number): Promise<boolean> {
    return (await this.numbered.idOf(u)) !== undefined
  }

  /** Undefined unless both ends are there. */
  protected async pairOf(u: number, v: number): Promise<NodePair | undefined> {
    const [from, to] = await this.numbered.idsOf([u, v])
    return from === undefined || to === undefined ? undefined : [from, to]
  }

  async hasEdge(u: number, v: number): Promise<boolean> {
    const pair = await this.pairOf(u, v)
    return pair !== undefined && (await this.backend.hasEdges([pair]))[0] === true
  }

  async *iterNodes(): AsyncGenerator<number> {
    yield* await this.numbered.all()
  }

  /** In an undirected graph the lower number first. */
  async *iterEdges(): AsyncGenerator<[number, number]> {
    for await (const [u, v] of this.eachEdge(false)) yield [u, v]
  }

  iterEdgesWeights(): AsyncGenerator<[number, number, number]> {
    return this.eachEdge(true)
  }

  private async *eachEdge(attributes: boolean): AsyncGenerator<[number, number, number]> {
    for await (const batch of this.backend.edges({ attributes })) {
      const numbers = await this.numbered.numbersOf(batch.flatMap(pairOf))
      for (const [i, edge] of batch.entries()) {
        const [u = -1, v = -1] = numbers.slice(2 * i, 2 * i + 2)
        const weight = this.weightIn(edge.attributes)
        yield this.backend.directed || u <= v ? [u, v, weight] : [v, u, weight]
      }
    }
  }

  iterNeighbors(u: number): AsyncGenerator<number> {
    return this.along(u, 'out')
  }

  iterInNeighbors(u: number): AsyncGenerator<number> {
    return this.along(u, 'in')
  }

  private async *along(u: number, direction: 'out' | 'in'): AsyncGenerator<number> {
    const [ids] = await this.backend.neighbours([await this.nodeId(u)], direction)
    yield* await this.numbered.numbersOf(ids ?? [])
  }

  iterNeighborsWeights(u: number): AsyncGenerator<[number, number]> {
    return this.weightsAlong(u, 'out')
  }

  iterInNeighborsWeights(u: number): AsyncGenerator<[number, number]> {
    return this.weightsAlong(u, 'in')
  }

  private async *weightsAlong(u: number, direction: 'out' | 'in'): AsyncGenerator<[number, number]> {
    const id = await this.nodeId(u)
    const others = (await this.backend.neighbours([id], direction))[0] ?? []
    const pairs = others.map((other): NodePair => (direction === 'in' ? [other, id] : [id, other]))
    const read = await this.backend.getEdges(pairs)
    const numbers = await this.numbered.numbersOf(others)
    for (const [i, v] of numbers.entries()) yield [v, this.weightIn(read[i])]
  }

  async forNodes(callback: (u: number) => void | Promise<void>): Promise<void> {
    for await (const u of this.iterNodes()) await callback(u)
  }

  /** Each pair of different nodes once. */
  async forNodePairs(callback: (u: number, v: number) => void | Promise<void>): Promise<void> {
    const nodes = await this.numbered.all()
    for (const [i, u] of nodes.entries()) for (const v of nodes.slice(i + 1)) await callback(u, v)
  }

  /** In an undirected graph the higher number first. Edges are counted as they come. */
  async forEdges(callback: EdgeCallback): Promise<void> {
    let edge = 0
    for await (const [u, v, weight] of this.iterEdgesWeights())
      await (this.backend.directed ? callback(u, v, weight, edge++) : callback(v, u, weight, edge++))
  }

  /** Edges from u. @throws NetworKitError */
  forEdgesOf(u: number, callback: EdgeCallback): Promise<void> {
    return this.eachEdgeOf(u, this.iterNeighborsWeights(u), callback)
  }

  /** Edges to u, with u first. @throws NetworKitError */
  forInEdgesOf(u: number, callback: EdgeCallback): Promise<void> {
    return this.eachEdgeOf(u, this.iterInNeighborsWeights(u), callback)
  }

  private async eachEdgeOf(u: number, ends: AsyncIterable<[number, number]>, callback: EdgeCallback) {
    if (!(await this.hasNode(u)))
      throw new NetworKitError(`Cannot iterate over edges of non-existing node ${u}`)
    let edge = 0
    for await (const [v, weight] of ends) await callback(u, v, weight, edge++)
  }

  /** Successors, or all neighbours in an undirected graph. */
  degree(u: number): Promise<number> {
    return this.degreeAlong(u, 'out')
  }

  degreeOut(u: number): Promise<number> {
    return this.degreeAlong(u, 'out')
  }

  degreeIn(u: number): Promise<number> {
    return this.degreeAlong(u, 'in')
  }

  private async degreeAlong(u: number, direction: 'out' | 'in'): Promise<number> {
    const [ids] = await this.backend.neighbours([await this.nodeId(u)], direction)
    return ids?.length ?? 0
  }

  /** The weights of the edges from u together; a self-loop once, or twice. */
  weightedDegree(u: number, countSelfLoopsTwice = false): Promise<number> {
    return this.weightsAt(u, 'out', countSelfLoopsTwice)
  }

  /** The weights of the edges to u together; a self-loop once, or twice. */
  weightedDegreeIn(u: number, countSelfLoopsTwice = false): Promise<number> {
    return this.weightsAt(u, 'in', countSelfLoopsTwice)
  }

  private async weightsAt(u: number, direction: 'out' | 'in', isTwice: boolean): Promise<number> {
    const [sum = 0] = await this.weightsOf([await this.nodeId(u)], direction, isTwice)
    return sum
  }

  protected async weightsOf(
    ids: readonly string[],
    direction: 'out' | 'in',
    isTwice: boolean,
  ): Promise<number[]> {
    const sums = await weightedDegrees(this.backend, ids, direction, this.weightKey)
    const isCountedTwice = !this.backend.directed
    if (isTwice === isCountedTwice) return sums
    const selves = await this.backend.getEdges(ids.map((id): NodePair => [id, id]))
    return sums.map((sum, i) => sum + (selves[i] ? (isTwice ? 1 : -1) * this.weightIn(selves[i]) : 0))
  }

  /** 1 for an edge without one, 0 where there is no edge. @throws NetworKitError where u is not there */
  async weight(u: number, v: number): Promise<number> {
    await this.nodeId(u)
    const pair = await this.pairOf(u, v)
    const [attributes] = pair ? await this.backend.getEdges([pair]) : []
    return attributes ? this.weightIn(attributes) : 0
  }

  async totalEdgeWeight(): Promise<number> {
    let sum = 0
    for await (const [, , weight] of this.iterEdgesWeights()) sum += weight
    return sum
  }

  async numberOfSelfLoops(): Promise<number> {
    let count = 0
    for await (const [u, v] of this.iterEdges()) if (u === v) count++
    return count
  }

  /** @throws NetworKitError */
  async isIsolated(u: number): Promise<boolean> {
    return (await this.backend.degrees([await this.nodeId(u)], 'both'))[0] === 0
  }
}
