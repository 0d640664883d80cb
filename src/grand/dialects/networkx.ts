/** NetworkX's words on any graph: names, results and errors of `networkx.DiGraph` and `Graph` (3.6), each as a promise.
 *  Node ids are texts. What Python returns as a view or an iterator is an async iterable; `G.nodes[n]` is `node(n)` and
 *  `G.adj[n]` is `adj(n)`, as a promise cannot be asked by brackets. */
import type { Attributes, NodePair } from '../backend'
import type { Graph } from '../graph'

export type NetworkXErrorName = 'NetworkXError' | 'KeyError' | 'AttributeError'

/** As Python names its exceptions. */
export class NetworkXError extends Error {
  override readonly name: NetworkXErrorName

  constructor(message: string, name: NetworkXErrorName = 'NetworkXError') {
    super(message)
    this.name = name
  }
}

export type DegreeView = AsyncIterable<[string, number]>

export class NetworkXDialect {
  constructor(private readonly graph: Graph) {}

  private get word(): string {
    return this.graph.directed ? 'digraph' : 'graph'
  }

  is_directed(): boolean {
    return this.graph.directed
  }

  is_multigraph(): boolean {
    return false
  }

  number_of_nodes(): Promise<number> {
    return this.graph.nodeCount()
  }

  order(): Promise<number> {
    return this.graph.nodeCount()
  }

  /** All edges, or whether there is one from u to v, as 1 or 0. */
  async number_of_edges(u?: string, v?: string): Promise<number> {
    if (u === undefined || v === undefined) return this.graph.edgeCount()
    return (await this.graph.hasEdge(u, v)) ? 1 : 0
  }

  /** Edges, or the sum of an attribute over them (1 where it is missing). */
  async size(weight?: string): Promise<number> {
    if (weight === undefined) return this.graph.edgeCount()
    let sum = 0
    for await (const { attributes } of this.graph.edges()) sum += Number(attributes[weight] ?? 1)
    return sum
  }

  has_node(n: string): Promise<boolean> {
    return this.graph.hasNode(n)
  }

  has_edge(u: string, v: string): Promise<boolean> {
    return this.graph.hasEdge(u, v)
  }

  nodes(options: { data: true }): AsyncGenerator<[string, Attributes]>
  nodes(options?: { data?: false }): AsyncGenerator<string>
  nodes({ data = false } = {}): AsyncGenerator<[string, Attributes]> | AsyncGenerator<string> {
    return data ? this.nodesWithData() : this.nodeIds()
  }

  private async *nodeIds(): AsyncGenerator<string> {
    for await (const { id } of this.graph.nodes({ attributes: false })) yield id
  }

  private async *nodesWithData(): AsyncGenerator<[string, Attributes]> {
    for await (const { id, attributes } of this.graph.nodes()) yield [id, attributes]
  }

  edges(options: { data: true }): AsyncGenerator<[string, string, Attributes]>
  edges(options?: { data?: false }): AsyncGenerator<[string, string]>
  edges({ data = false } = {}):
    AsyncGenerator<[string, string, Attributes]> | AsyncGenerator<[string, string]> {
    return data ? this.edgesWithData() : this.edgePairs()
  }

  private async *edgePairs(): AsyncGenerator<[string, string]> {
    for await (const { source, target } of this.graph.edges({ attributes: false })) yield [source, target]
  }

  private async *edgesWithData(): AsyncGenerator<[string, string, Attributes]> {
    for await (const { source, target, attributes } of this.graph.edges()) yield [source, target, attributes]
  }

  /** `G.nodes[n]`. @throws NetworkXError named KeyError */
  async node(n: string): Promise<Attributes> {
    const [attributes] = await this.graph.backend.getNodes([n])
    if (!attributes) throw new NetworkXError(`'${n}'`, 'KeyError')
    return attributes
  }

  /** `G.adj[n]`: the successors with the attributes of the edges. @throws NetworkXError named KeyError */
  async adj(n: string): Promise<Map<string, Attributes>> {
    const [neighbours] = await this.graph.backend.neighbours([n], 'out')
    if (!neighbours) throw new NetworkXError(`'${n}'`, 'KeyError')
    const pairs = neighbours.map((other): NodePair => [n, other])
    const attributes = await this.graph.backend.getEdges(pairs)
    return new Map(neighbours.map((other, i) => [other, attributes[i] ?? {}]))
  }

  /** The attributes of an edge, or `otherwise` where there is none. */
  async get_edge_data<T = null>(u: string, v: string, otherwise: T = null as T): Promise<Attributes | T> {
    const [attributes] = await this.graph.backend.getEdges([[u, v]])
    return attributes ?? otherwise
  }

  neighbors(n: string): AsyncIterable<string> {
    return this.along(n, 'out')
  }

  /** @throws NetworkXError named AttributeError in an undirected graph, which has none */
  successors(n: string): AsyncIterable<string> {
    this.needsDirection('successors')
    return this.along(n, 'out')
  }

  /** @throws NetworkXError named AttributeError in an undirected graph, which has none */
  predecessors(n: string): AsyncIterable<string> {
    this.needsDirection('predecessors')
    return this.along(n, 'in')
  }

  private needsDirection(name: string): void {
    if (!this.graph.directed)
      throw new NetworkXError(`'Graph' object has no attribute '${name}'`, 'AttributeError')
  }

  private async *along(n: string, direction: 'out' | 'in'): AsyncGenerator<string> {
    const [neighbours] = await this.graph.backend.neighbours([n], direction)
    if (!neighbours) throw new NetworkXError(`The node ${n} is not in the ${this.word}.`)
    yield* neighbours
  }

  degree(): DegreeView
  degree(n: string): Promise<number>
  degree(n?: string): DegreeView | Promise<number> {
    return this.degreeOf(n, 'both')
  }

  in_degree(): DegreeView
  in_degree(n: string): Promise<number>
  in_degree(n?: string): DegreeView | Promise<number> {
    return this.degreeOf(n, 'in')
  }

  out_degree(): DegreeView
  out_degree(n: string): Promise<number>
  out_degree(n?: string): DegreeView | Promise<number> {
    return this.degreeOf(n, 'out')
  }

  private degreeOf(n: string | undefined, direction: 'both' | 'in' | 'out'): DegreeView | Promise<number> {
    if (n === undefined) return this.graph.degrees(direction)
    return this.graph.backend.degrees([n], direction).then(([degree]) => {
      if (degree === undefined) throw new NetworkXError(`'${n}'`, 'KeyError')
      return degree
    })
  }

  async add_node(n: string, attributes: Attributes = {}): Promise<void> {
    await this.graph.addNode(n, attributes)
  }

  async add_nodes_from(
    nodes: Iterable<string | [string, Attributes]>,
    common: Attributes = {},
  ): Promise<void> {
    const records = [...nodes].map((node) => {
      const [id, attributes] = typeof node === 'string' ? [node, {}] : node
      return { id, attributes: { ...common, ...attributes } }
    })
    await this.graph.backend.addNodes(records)
  }

  async add_edge(u: string, v: string, attributes: Attributes = {}): Promise<void> {
    await this.graph.addEdge(u, v, attributes)
  }

  async add_edges_from(
    edges: Iterable<[string, string] | [string, string, Attributes]>,
    common: Attributes = {},
  ): Promise<void> {
    const records = [...edges].map(([source, target, attributes]) => ({
      source,
      target,
      attributes: { ...common, ...attributes },
    }))
    await this.graph.backend.addEdges(records)
  }

  /** @throws NetworkXError */
  async remove_node(n: string): Promise<void> {
    if (!(await this.graph.hasNode(n))) throw new NetworkXError(`The node ${n} is not in the ${this.word}.`)
    await this.graph.backend.removeNodes([n])
  }

  /** Those that are not there are passed over. */
  async remove_nodes_from(nodes: Iterable<string>): Promise<void> {
    await this.graph.backend.removeNodes([...nodes])
  }

  /** @throws NetworkXError */
  async remove_edge(u: string, v: string): Promise<void> {
    if (!(await this.graph.hasEdge(u, v))) throw new NetworkXError(`The edge ${u}-${v} not in graph.`)
    await this.graph.backend.removeEdges([[u, v]])
  }

  async remove_edges_from(edges: Iterable<[string, string]>): Promise<void> {
    await this.graph.backend.removeEdges([...edges])
  }

  /** `networkx.density`: edges ÷ n(n − 1), doubled in an undirected graph; 0 for fewer than two nodes. */
  async density(): Promise<number> {
    const [n, m] = await Promise.all([this.graph.nodeCount(), this.graph.edgeCount()])
    if (m === 0 || n <= 1) return 0
    return (m / (n * (n - 1))) * (this.graph.directed ? 1 : 2)
  }
}
