/** NetworKit's words on any graph: names and results of `networkit.Graph` (11.3), each as a promise. Nodes are numbers from
 *  0 and stay what they are when others are removed; `nodeId` answers the id that the user knows. NetworKit does not
 *  check what it is given; here a node that is not there is a RuntimeError, as its checked build has it. */
import type { Graph } from '../graph'
import { NumberedNodes } from './numbered-nodes'

/** As NetworKit's checked build names its exceptions. */
export class NetworKitError extends Error {
  override readonly name = 'RuntimeError'
}

export class NetworKitDialect {
  private readonly numbered: NumberedNodes

  /** @param weight the attribute that `weight` reads and `addEdge` writes */
  constructor(
    private readonly graph: Graph,
    private readonly weightKey = 'weight',
  ) {
    this.numbered = new NumberedNodes(graph)
  }

  isDirected(): boolean {
    return this.graph.directed
  }

  numberOfNodes(): Promise<number> {
    return this.graph.nodeCount()
  }

  numberOfEdges(): Promise<number> {
    return this.graph.edgeCount()
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

  async hasEdge(u: number, v: number): Promise<boolean> {
    const [from, to] = await this.numbered.idsOf([u, v])
    return from !== undefined && to !== undefined && this.graph.hasEdge(from, to)
  }

  async *iterNodes(): AsyncGenerator<number> {
    yield* await this.numbered.all()
  }

  async *iterEdges(): AsyncGenerator<[number, number]> {
    for await (const { source, target } of this.graph.edges({ attributes: false })) {
      const [from = -1, to = -1] = await this.numbered.numbersOf([source, target])
      yield [from, to]
    }
  }

  iterNeighbors(u: number): AsyncGenerator<number> {
    return this.along(u, 'out')
  }

  iterInNeighbors(u: number): AsyncGenerator<number> {
    return this.along(u, 'in')
  }

  private async *along(u: number, direction: 'out' | 'in'): AsyncGenerator<number> {
    const [ids] = await this.graph.backend.neighbours([await this.nodeId(u)], direction)
    yield* await this.numbered.numbersOf(ids ?? [])
  }

  async forNodes(callback: (u: number) => void | Promise<void>): Promise<void> {
    for await (const u of this.iterNodes()) await callback(u)
  }

  /** Callback with both ends, the weight and the number of the edge. */
  async forEdges(
    callback: (u: number, v: number, weight: number, edge: number) => void | Promise<void>,
  ): Promise<void> {
    let edge = 0
    for await (const { source, target, attributes } of this.graph.edges()) {
      const [from = -1, to = -1] = await this.numbered.numbersOf([source, target])
      await callback(from, to, Number(attributes[this.weightKey] ?? 1), edge++)
    }
  }

  /** Successors, or all neighbours in an undirected graph. */
  async degree(u: number): Promise<number> {
    return this.degreeAlong(u, 'out')
  }

  degreeOut(u: number): Promise<number> {
    return this.degreeAlong(u, 'out')
  }

  degreeIn(u: number): Promise<number> {
    return this.degreeAlong(u, 'in')
  }

  private async degreeAlong(u: number, direction: 'out' | 'in'): Promise<number> {
    const [ids] = await this.graph.backend.neighbours([await this.nodeId(u)], direction)
    return ids?.length ?? 0
  }

  /** 1 for an edge without one, 0 where there is no edge. */
  async weight(u: number, v: number): Promise<number> {
    const pair = [await this.nodeId(u), await this.nodeId(v)] as const
    const [attributes] = await this.graph.backend.getEdges([pair])
    return attributes ? Number(attributes[this.weightKey] ?? 1) : 0
  }

  /** `graphtools.density`: self-loops do not count. */
  async density(): Promise<number> {
    let edges = 0
    for await (const { source, target } of this.graph.edges({ attributes: false }))
      if (source !== target) edges++
    const n = await this.numberOfNodes()
    return n > 1 ? (edges / (n * (n - 1))) * (this.graph.directed ? 1 : 2) : 0
  }

  /** Makes a node with an id of its own. @returns its number */
  async addNode(id?: string): Promise<number> {
    const name = id ?? `n${await this.numbered.bound()}`
    await this.graph.addNode(name)
    return this.numbered.append(name)
  }

  async addEdge(u: number, v: number, weight?: number): Promise<void> {
    const attributes = weight === undefined ? {} : { [this.weightKey]: weight }
    await this.graph.addEdge(await this.nodeId(u), await this.nodeId(v), attributes)
  }

  async removeNode(u: number): Promise<void> {
    await this.graph.backend.removeNodes([await this.nodeId(u)])
    await this.numbered.leave(u)
  }

  async removeEdge(u: number, v: number): Promise<void> {
    await this.graph.backend.removeEdges([[await this.nodeId(u), await this.nodeId(v)]])
  }
}
