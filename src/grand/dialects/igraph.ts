/** igraph's words on any graph: names, results and errors of python-igraph's `Graph` (1.0), each as a promise. Vertices
 *  and edges are numbers from 0; the id that the user knows is the vertex attribute `name`, and wherever igraph takes a
 *  vertex it may be given by name too. Removing closes gaps, as there. */
import type { Attributes, NodePair } from '../backend'
import type { Graph } from '../graph'
import { NumberedNodes } from './numbered-nodes'

/** As python-igraph names its exceptions. */
export class IGraphError extends Error {
  override readonly name: 'InternalError' | 'ValueError'

  constructor(name: 'InternalError' | 'ValueError', message: string) {
    super(message)
    this.name = name
  }
}

export type Vertex = number | string
export type Mode = 'out' | 'in' | 'all'

const directions = { out: 'out', in: 'in', all: 'both' } as const

export class IGraphDialect {
  private readonly vertices: NumberedNodes

  constructor(private readonly graph: Graph) {
    this.vertices = new NumberedNodes(graph)
  }

  is_directed(): boolean {
    return this.graph.directed
  }

  vcount(): Promise<number> {
    return this.graph.nodeCount()
  }

  ecount(): Promise<number> {
    return this.graph.edgeCount()
  }

  /** `g.vs`: each vertex with its attributes, `name` among them. */
  async *vs(): AsyncGenerator<{ index: number; attributes: Attributes }> {
    let index = 0
    for await (const { id, attributes } of this.graph.nodes())
      yield { index: index++, attributes: { ...attributes, name: id } }
  }

  /** `g.es`: each edge with both ends as numbers. */
  async *es(): AsyncGenerator<{ index: number; tuple: [number, number]; attributes: Attributes }> {
    let index = 0
    for await (const { source, target, attributes } of this.graph.edges()) {
      const [from = -1, to = -1] = await this.vertices.numbersOf([source, target])
      yield { index: index++, tuple: [from, to], attributes }
    }
  }

  async get_edgelist(): Promise<[number, number][]> {
    const list: [number, number][] = []
    for await (const { tuple } of this.es()) list.push(tuple)
    return list
  }

  /** One entry per end of an edge: with `all`, both neighbours of a mutual pair and a self-loop come twice.
   *  @throws IGraphError `InternalError` for a number, `ValueError` for a name that no vertex has */
  async neighbors(vertex: Vertex, mode: Mode = 'all'): Promise<number[]> {
    const id = await this.idOf(vertex)
    const { directed, backend } = this.graph
    const along = mode === 'all' && directed ? (['out', 'in'] as const) : [directions[mode]]
    const lists = await Promise.all(along.map((direction) => backend.neighbours([id], direction)))
    const ids = lists.flatMap(([list]) => list ?? [])
    if (!directed && ids.includes(id)) ids.push(id)
    return (await this.vertices.numbersOf(ids)).sort((a, b) => a - b)
  }

  successors(vertex: Vertex): Promise<number[]> {
    return this.neighbors(vertex, 'out')
  }

  predecessors(vertex: Vertex): Promise<number[]> {
    return this.neighbors(vertex, 'in')
  }

  /** Of one vertex a number; of several, or of all without an argument, a list. */
  degree(vertex: Vertex, mode?: Mode): Promise<number>
  degree(vertices?: readonly Vertex[] | null, mode?: Mode): Promise<number[]>
  async degree(of: Vertex | readonly Vertex[] | null = null, mode: Mode = 'all'): Promise<number | number[]> {
    const isOne = typeof of === 'number' || typeof of === 'string'
    const vertices = isOne ? [of] : (of ?? (await this.vertices.all()))
    const ids = await Promise.all(vertices.map((vertex) => this.idOf(vertex)))
    const degrees = (await this.graph.backend.degrees(ids, directions[mode])).map((degree) => degree ?? 0)
    return isOne ? (degrees[0] ?? 0) : degrees
  }

  indegree(vertex: Vertex): Promise<number> {
    return this.degree(vertex, 'in')
  }

  outdegree(vertex: Vertex): Promise<number> {
    return this.degree(vertex, 'out')
  }

  async are_adjacent(v1: Vertex, v2: Vertex): Promise<boolean> {
    return this.graph.hasEdge(await this.idOf(v1), await this.idOf(v2))
  }

  /** The number of an edge. @throws IGraphError `InternalError`; with `error` false answers −1 instead */
  async get_eid(v1: Vertex, v2: Vertex, { error = true } = {}): Promise<number> {
    const [from, to] = await this.vertices.numbersOf([await this.idOf(v1), await this.idOf(v2)])
    for await (const { index, tuple } of this.es()) {
      const isSame = tuple[0] === from && tuple[1] === to
      if (isSame || (!this.graph.directed && tuple[0] === to && tuple[1] === from)) return index
    }
    if (error) throw new IGraphError('InternalError', 'Cannot get edge ID, no such edge')
    return -1
  }

  /** `g.density(loops=False)`; NaN for no vertices. */
  async density(loops = false): Promise<number> {
    const [n, m] = await Promise.all([this.vcount(), this.ecount()])
    const pairs = this.graph.directed ? n * (n - 1) : (n * (n - 1)) / 2
    const places = loops ? pairs + n : pairs
    return places > 0 ? m / places : NaN
  }

  /** @returns the number of the new vertex */
  async add_vertex(name: string, attributes: Attributes = {}): Promise<number> {
    await this.graph.addNode(name, attributes)
    return this.vertices.append(name)
  }

  async add_vertices(names: readonly string[]): Promise<void> {
    await this.graph.backend.addNodes(names.map((id) => ({ id, attributes: {} })))
    for (const name of names) await this.vertices.append(name)
  }

  async add_edge(source: Vertex, target: Vertex, attributes: Attributes = {}): Promise<void> {
    await this.graph.addEdge(await this.idOf(source), await this.idOf(target), attributes)
  }

  async add_edges(edges: readonly (readonly [Vertex, Vertex])[]): Promise<void> {
    const records = await Promise.all(
      edges.map(async ([from, to]) => ({
        source: await this.idOf(from),
        target: await this.idOf(to),
        attributes: {},
      })),
    )
    await this.graph.backend.addEdges(records)
  }

  async delete_vertices(vertices: readonly Vertex[]): Promise<void> {
    await this.graph.backend.removeNodes(await Promise.all(vertices.map((vertex) => this.idOf(vertex))))
    this.vertices.forget()
  }

  /** @throws IGraphError `ValueError` where there is no such edge */
  async delete_edges(edges: readonly (readonly [Vertex, Vertex])[]): Promise<void> {
    const pairs: NodePair[] = []
    for (const [from, to] of edges) pairs.push([await this.idOf(from), await this.idOf(to)])
    const missing = edges[(await this.graph.backend.hasEdges(pairs)).indexOf(false)]
    if (missing) throw new IGraphError('ValueError', `no edge from vertex #${missing[0]} to #${missing[1]}`)
    await this.graph.backend.removeEdges(pairs)
  }

  private async idOf(vertex: Vertex): Promise<string> {
    if (typeof vertex === 'string') {
      if ((await this.vertices.numberOf(vertex)) !== undefined) return vertex
      throw new IGraphError('ValueError', `no such vertex: '${vertex}'`)
    }
    const id = await this.vertices.idOf(vertex)
    if (id === undefined) throw new IGraphError('InternalError', `Vertex ID ${vertex} is not in the graph.`)
    return id
  }
}
