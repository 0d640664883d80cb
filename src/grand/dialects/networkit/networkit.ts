/** NetworKit's words on any graph: names and results of `networkit.Graph` (11.3) with weights, each as a promise. Nodes
 *  are numbers from 0 and stay what they are when others are removed; `nodeId` answers the id that the user knows.
 *  NetworKit does not check what it is given; here a node that is not there is a RuntimeError, as its checked build has
 *  it. Graphs here are simple: an edge that is there already is not added again. Functions of `graphtools` are methods.
 *  What is asked of the whole graph, and what changes it, is here. */
import type { Attributes, EdgeRecord, NodePair, NodeRecord } from '../../backend'
import { MemoryBackend } from '../../backends/memory/memory-backend'
import { Graph } from '../../graph'
import { NetworKitError, NetworKitReading } from './networkit-reading'

export { NetworKitError } from './networkit-reading'

export class NetworKitDialect extends NetworKitReading {
  /** `graphtools.density`: self-loops do not count. */
  async density(): Promise<number> {
    const edges = (await this.numberOfEdges()) - (await this.numberOfSelfLoops())
    const n = await this.numberOfNodes()
    return n > 1 ? (edges / (n * (n - 1))) * (this.backend.directed ? 1 : 2) : 0
  }

  /** `graphtools.size`: nodes and edges. */
  size(): Promise<[number, number]> {
    return Promise.all([this.numberOfNodes(), this.numberOfEdges()])
  }

  maxDegree(): Promise<number> {
    return this.largest((ids) => this.degreesOf(ids, 'out'))
  }

  maxInDegree(): Promise<number> {
    return this.largest((ids) => this.degreesOf(ids, 'in'))
  }

  maxWeightedDegree(): Promise<number> {
    return this.largest((ids) => this.weightsOf(ids, 'out', false))
  }

  maxWeightedInDegree(): Promise<number> {
    return this.largest((ids) => this.weightsOf(ids, 'in', false))
  }

  private async degreesOf(ids: readonly string[], direction: 'out' | 'in'): Promise<number[]> {
    return (await this.backend.neighbours(ids, direction)).map((list) => list?.length ?? 0)
  }

  private async largest(of: (ids: readonly string[]) => Promise<number[]>): Promise<number> {
    let most = 0
    for await (const batch of this.backend.nodes({ attributes: false, batchSize: 1000 }))
      for (const value of await of(batch.map(({ id }) => id))) most = Math.max(most, value)
    return most
  }

  /** The weighted degrees of these nodes, or of all, together. */
  async volume(nodes?: readonly number[]): Promise<number> {
    const { directed } = this.backend
    if (!nodes) return (await this.totalEdgeWeight()) * (directed ? 1 : 2)
    const ids = await Promise.all(nodes.map((u) => this.nodeId(u)))
    return (await this.weightsOf(ids, 'out', !directed)).reduce((sum, weight) => sum + weight, 0)
  }

  /** Makes a node with an id of its own. @returns its number */
  async addNode(id?: string): Promise<number> {
    const [name = ''] = id === undefined ? await this.numbered.freshIds(1) : [id]
    await this.addNamed([name])
    return this.nodeOf(name)
  }

  /** @returns the number of the last */
  async addNodes(count: number): Promise<number> {
    await this.addNamed(await this.numbered.freshIds(count))
    return (await this.numbered.bound()) - 1
  }

  private addNamed(names: readonly string[]): Promise<void> {
    const nodes = names.map((id) => ({ id, attributes: {} }))
    return this.numbered.change(() => this.backend.addNodes(nodes), { adds: names })
  }

  /** An edge that is there stays as it is.
   *  @param addMissing makes ends that are not there; lower numbers without a node stay free
   *  @returns whether it was added @throws NetworKitError where an end is not there */
  async addEdge(u: number, v: number, weight?: number, addMissing = false): Promise<boolean> {
    if (addMissing) for (const end of [u, v]) await this.addAt(end)
    const pair = await this.pairOf(u, v)
    if (!pair)
      throw new NetworKitError(`Cannot create edge (${u}, ${v}) as at least one end point does not exist`)
    if (await this.hasEdge(u, v)) return false
    await this.write(pair, weight)
    return true
  }

  private async addAt(u: number): Promise<void> {
    if (await this.hasNode(u)) return
    const [fresh = ''] = await this.numbered.freshIds(1, u)
    const id = this.numbered.goneId(u) ?? fresh
    await this.numbered.placeAt(u, id, () => this.backend.addNodes([{ id, attributes: {} }]))
  }

  private write([source, target]: NodePair, weight: number | undefined): Promise<void> {
    const attributes: Attributes = weight === undefined ? {} : { [this.weightKey]: weight }
    return this.numbered.change(() => this.backend.addEdges([{ source, target, attributes }]))
  }

  /** Makes the edge where there is none. @throws NetworKitError where an end is not there */
  async setWeight(u: number, v: number, weight: number): Promise<void> {
    await this.write([await this.nodeId(u), await this.nodeId(v)], weight)
  }

  /** Makes the edge where there is none. @throws NetworKitError where an end is not there */
  async increaseWeight(u: number, v: number, weight: number): Promise<void> {
    await this.setWeight(u, v, (await this.weight(u, v)) + weight)
  }

  /** @throws NetworKitError */
  async removeNode(u: number): Promise<void> {
    const id = await this.nodeId(u)
    await this.numbered.change(() => this.backend.removeNodes([id]), { removes: u })
  }

  /** Brings a node back that was removed, without its edges. @throws NetworKitError */
  async restoreNode(u: number): Promise<void> {
    if (await this.hasNode(u)) return
    if (this.numbered.goneId(u) === undefined) throw new NetworKitError(`node ${u} does not exist`)
    await this.addAt(u)
  }

  /** @throws NetworKitError */
  async removeEdge(u: number, v: number): Promise<void> {
    const pair = await this.pairOf(u, v)
    if (!pair || !(await this.hasEdge(u, v))) throw new NetworKitError(`edge (${u},${v}) does not exist`)
    await this.backend.removeEdges([pair])
  }

  async removeAllEdges(): Promise<void> {
    await this.removeWhere(() => true)
  }

  async removeSelfLoops(): Promise<void> {
    await this.removeWhere(([source, target]) => source === target)
  }

  private async removeWhere(goes: (pair: NodePair) => boolean): Promise<void> {
    const pairs: NodePair[] = []
    for await (const batch of this.backend.edges({ attributes: false }))
      for (const { source, target } of batch) if (goes([source, target])) pairs.push([source, target])
    await this.backend.removeEdges(pairs)
  }

  /** `graphtools.subgraphFromNodes`, in memory: these nodes keep their numbers, and the edges between them. */
  async subgraphFromNodes(nodes: readonly number[]): Promise<NetworKitDialect> {
    const chosen = new Set(await Promise.all(nodes.map((u) => this.nodeId(u))))
    return this.madeOf(
      this.backend.directed,
      (edge) => (chosen.has(edge.source) && chosen.has(edge.target) ? [edge] : []),
      (id) => chosen.has(id),
    )
  }

  /** `graphtools.copyNodes`, in memory: the nodes alone. */
  copyNodes(): Promise<NetworKitDialect> {
    return this.madeOf(this.backend.directed, () => [])
  }

  /** `graphtools.toUnweighted`, in memory. */
  toUnweighted(): Promise<NetworKitDialect> {
    return this.madeOf(this.backend.directed, ({ source, target }) => [{ source, target, attributes: {} }])
  }

  /** `graphtools.transpose`, in memory: every edge turned round. @throws NetworKitError in an undirected graph */
  async transpose(): Promise<NetworKitDialect> {
    if (!this.backend.directed)
      throw new NetworKitError('The transpose of an undirected graph is identical to the original graph.')
    return this.madeOf(true, ({ source, target, attributes }) => [
      { source: target, target: source, attributes },
    ])
  }

  /** `graphtools.toUndirected`, in memory: the weights of two edges that answer each other add up. */
  async toUndirected(): Promise<NetworKitDialect> {
    const isWeighted = await this.isWeighted()
    const made = new MemoryBackend(false)
    for await (const batch of this.backend.nodes()) await made.addNodes(batch)
    for await (const batch of this.backend.edges())
      for (const edge of batch) {
        const [before] = await made.getEdges([[edge.source, edge.target]])
        const sum = before && isWeighted && this.backend.directed
        const weight = sum ? this.weightIn(before) + this.weightIn(edge.attributes) : undefined
        const own = weight === undefined ? {} : { [this.weightKey]: weight }
        await made.addEdges([{ ...edge, attributes: { ...edge.attributes, ...own } }])
      }
    return this.over(made)
  }

  private async madeOf(
    directed: boolean,
    edgesOf: (edge: EdgeRecord) => EdgeRecord[],
    keeps: (id: string) => boolean = () => true,
  ): Promise<NetworKitDialect> {
    const made = new MemoryBackend(directed)
    for await (const batch of this.backend.nodes())
      await made.addNodes(batch.filter(({ id }: NodeRecord) => keeps(id)))
    for await (const batch of this.backend.edges()) await made.addEdges(batch.flatMap(edgesOf))
    return this.over(made)
  }

  /** Nodes keep their numbers, so that what is known of them by number holds in the copy. */
  private async over(made: MemoryBackend): Promise<NetworKitDialect> {
    const dialect = new NetworKitDialect(new Graph(made), this.weightKey)
    dialect.numbered.takeFrom(await this.numbered.snapshot())
    return dialect
  }
}
