/** igraph's words on any graph: names, results and errors of python-igraph's `Graph` (1.0), each as a promise. Vertices
 *  and edges are numbers from 0, in the order in which the backend tells them; the id that the user knows is the vertex
 *  attribute `name`, and wherever igraph takes a vertex it may be given by name too. Removing closes gaps, as there.
 *  `g.vs[i]` is `vertex(i)`, `g.vs['size']` is `vertex_attribute('size')`; the same with `edge`. Graphs here are simple:
 *  an edge that is there already is not added again. What is asked of the whole graph, and what changes it, is here. */
import type { Attributes, AttributeValue, EdgeRecord, NodePair } from '../../backend'
import { MemoryBackend } from '../../backends/memory/memory-backend'
import { copyInto } from '../../copy-graph'
import { Graph } from '../../graph'
import { IGraphError } from './igraph-error'
import { IGraphNeighbours } from './igraph-neighbours'
import type { Vertex, Vertices } from './igraph-vertices'
import { SubgraphBackend } from '../subgraph-backend'

export { IGraphError } from './igraph-error'
export type { Mode, Vertex } from './igraph-vertices'

/** By number, or by both ends. */
export type EdgeGiven = number | readonly [Vertex, Vertex]

const badEdge = () => new IGraphError('InternalError', 'Cannot create iterator. -- Invalid edge ID')

const noEdgeBetween = ([from, to]: readonly Vertex[], why = '') =>
  new IGraphError('ValueError', `no edge from vertex #${from} to #${to}${why}`)

export class IGraphDialect extends IGraphNeighbours {
  /** `g.density(loops=False)`; NaN for no vertices. */
  async density(loops = false): Promise<number> {
    const [n, m] = await Promise.all([this.vcount(), this.ecount()])
    const pairs = this.backend.directed ? n * (n - 1) : (n * (n - 1)) / 2
    const places = loops ? pairs + n : pairs
    return places > 0 ? m / places : NaN
  }

  /** Of each edge, or of these, whether both ends are one vertex. */
  async is_loop(edges: readonly number[] | null = null): Promise<boolean[]> {
    return (await this.pairsOf(edges)).map(([source, target]) => source === target)
  }

  /** Of each edge, or of these, whether there is one back; always so without directions.
   *  @param loops whether a self-loop answers itself */
  async is_mutual(edges: readonly number[] | null = null, loops = true): Promise<boolean[]> {
    const { numberOf } = await this.edges.read()
    return (await this.pairsOf(edges)).map(
      ([source, target]) =>
        !this.backend.directed || ((loops || source !== target) && numberOf([target, source]) !== undefined),
    )
  }

  /** Whether there are neither self-loops nor parallel edges. */
  async is_simple(): Promise<boolean> {
    const { pairs, numberOf } = await this.edges.read()
    return pairs.every((pair, edge) => pair[0] !== pair[1] && numberOf(pair) === edge)
  }

  /** Edges that are answered ÷ edges; 1 without directions. */
  async reciprocity(ignore_loops = true): Promise<number> {
    if (!this.backend.directed) return 1
    const [isLoop, isMutual] = [await this.is_loop(), await this.is_mutual()]
    const counted = isMutual.filter((_, edge) => !isLoop[edge])
    const loops = ignore_loops ? 0 : isLoop.length - counted.length
    return (counted.filter(Boolean).length + loops) / (counted.length + loops)
  }

  /** @returns the number of the new vertex; without a name it gets one of its own */
  async add_vertex(name?: string, attributes: Attributes = {}): Promise<number> {
    const [id = ''] = name === undefined ? await this.vertices.freshIds(1) : [name]
    await this.addNamed([id], () => attributes)
    return this.numberOf(id)
  }

  /** @param of names, or how many
   *  @param attributes a list per attribute, or one value for all */
  async add_vertices(
    of: number | readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
  ): Promise<void> {
    const names = typeof of === 'number' ? await this.vertices.freshIds(of) : of
    await this.addNamed(names, (row) => rowOf(attributes, row))
  }

  private addNamed(names: readonly string[], attributesOf: (row: number) => Attributes): Promise<void> {
    const nodes = names.map((id, row) => ({ id, attributes: attributesOf(row) }))
    return this.vertices.change(() => this.backend.addNodes(nodes), { adds: names })
  }

  async add_edge(source: Vertex, target: Vertex, attributes: Attributes = {}): Promise<void> {
    await this.add_edges([[source, target]], attributes)
  }

  /** @param attributes a list per attribute, or one value for all */
  async add_edges(
    edges: readonly (readonly [Vertex, Vertex])[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
  ): Promise<void> {
    const names = edges.flat().filter((end) => typeof end === 'string')
    await this.idsOf(names)
    const records: EdgeRecord[] = []
    for (const [i, ends] of edges.entries()) {
      const [source, target] = await this.endsOf(ends, 'adding')
      records.push({ source, target, attributes: rowOf(attributes, i) })
    }
    await this.vertices.change(() => this.backend.addEdges(records))
  }

  /** `g.vs['size'] = …`: a list, or one value for all. */
  async set_vertex_attribute(name: string, values: AttributeValue): Promise<void> {
    const ids = await this.idsOf(null)
    const nodes = ids.map((id, i) => ({ id, attributes: rowOf({ [name]: values }, i) }))
    await this.vertices.change(() => this.backend.addNodes(nodes))
  }

  /** `g.es['weight'] = …`: a list, or one value for all. */
  async set_edge_attribute(name: string, values: AttributeValue): Promise<void> {
    const { pairs } = await this.edges.read()
    const records = pairs.map(([source, target], i): EdgeRecord => ({
      source,
      target,
      attributes: rowOf({ [name]: values }, i),
    }))
    await this.vertices.change(() => this.backend.addEdges(records))
  }

  /** All of them without an argument. */
  async delete_vertices(vertices: Vertices = null): Promise<void> {
    await this.backend.removeNodes(await this.idsOf(vertices))
  }

  /** By number or by both ends; all of them without an argument.
   *  @throws IGraphError `ValueError` where there is no edge between two vertices, `InternalError` for a number */
  async delete_edges(edges: readonly EdgeGiven[] | null = null): Promise<void> {
    await this.backend.removeEdges(await this.pairsOf(edges))
  }

  private async pairsOf(edges: readonly EdgeGiven[] | null): Promise<readonly NodePair[]> {
    const { pairs, numberOf } = await this.edges.read()
    if (!edges) return pairs
    const found: NodePair[] = []
    for (const edge of edges) {
      const pair = typeof edge === 'number' ? pairs[edge] : await this.pairBetween(edge)
      if (!pair) throw badEdge()
      if (numberOf(pair) === undefined) throw noEdgeBetween(await this.vertices.numbersOf(pair))
      found.push(pair)
    }
    return found
  }

  private async pairBetween(ends: readonly [Vertex, Vertex]): Promise<NodePair> {
    const count = await this.vertices.bound()
    const isBeyond = ends.some((end) => typeof end === 'number' && end >= count)
    if (isBeyond) throw noEdgeBetween(ends, '; no such vertex ID')
    return [await this.idOf(ends[0]), await this.idOf(ends[1])]
  }

  async clear(): Promise<void> {
    await this.delete_vertices()
  }

  /** All of the graph in memory, where it can be changed. */
  async copy(): Promise<IGraphDialect> {
    const made = new MemoryBackend(this.backend.directed)
    await copyInto(made, this.backend)
    return new IGraphDialect(new Graph(made))
  }

  /** A copy in memory of these vertices and the edges between them; numbers close up, their order stays. */
  async induced_subgraph(vertices: Vertices): Promise<IGraphDialect> {
    const numbers = await this.vertices.numbersOf(await this.idsOf(vertices))
    const ids = await this.vertices.idsOf([...new Set(numbers)].sort((a, b) => a - b))
    return this.part(ids.filter((id) => id !== undefined))
  }

  /** The same as `induced_subgraph`. */
  subgraph(vertices: Vertices): Promise<IGraphDialect> {
    return this.induced_subgraph(vertices)
  }

  /** A copy in memory of these edges, with their ends alone or with all vertices. */
  async subgraph_edges(edges: readonly EdgeGiven[], delete_vertices = true): Promise<IGraphDialect> {
    const { numberOf } = await this.edges.read()
    const pairs = await this.pairsOf(edges)
    const kept = new Set(pairs.map(numberOf))
    const ends = new Set(pairs.flat())
    const ids = (await this.idsOf(null)).filter((id) => !delete_vertices || ends.has(id))
    return this.part(ids, (source, target) => kept.has(numberOf([source, target])))
  }

  private async part(
    ids: readonly string[],
    keepsEdge?: (source: string, target: string) => boolean,
  ): Promise<IGraphDialect> {
    const part = new SubgraphBackend(this.backend, ids, keepsEdge ? { keepsEdge } : {})
    return new IGraphDialect(new Graph(part)).copy()
  }

  /** A copy in memory in which every undirected edge leads both ways, or from its lower number to the other
   *  (`arbitrary`). */
  async as_directed(mode: 'mutual' | 'arbitrary' = 'mutual'): Promise<IGraphDialect> {
    if (this.backend.directed) return this.copy()
    const places = new Map((await this.vertices.snapshot()).map((id, place) => [id, place]))
    const isTurned = ({ source, target }: EdgeRecord) =>
      (places.get(source) ?? -1) > (places.get(target) ?? -1)
    return this.madeOf(true, (edge) => {
      if (mode === 'mutual') return [edge, turned(edge)]
      return [isTurned(edge) ? turned(edge) : edge]
    })
  }

  /** A copy in memory without directions; of a directed graph, edges lose their attributes.
   *  @param mode `mutual`: only edges that are answered */
  async as_undirected(mode: 'collapse' | 'mutual' = 'collapse'): Promise<IGraphDialect> {
    const { directed } = this.backend
    if (!directed) return this.copy()
    const { numberOf } = await this.edges.read()
    return this.madeOf(false, ({ source, target }) =>
      mode === 'collapse' || numberOf([target, source]) !== undefined
        ? [{ source, target, attributes: {} }]
        : [],
    )
  }

  private async madeOf(directed: boolean, edgesOf: (edge: EdgeRecord) => EdgeRecord[]) {
    const made = new MemoryBackend(directed)
    for await (const batch of this.backend.nodes()) await made.addNodes(batch)
    for await (const batch of this.backend.edges()) await made.addEdges(batch.flatMap(edgesOf))
    return new IGraphDialect(new Graph(made))
  }
}

const turned = ({ source, target, attributes }: EdgeRecord): EdgeRecord => ({
  source: target,
  target: source,
  attributes,
})

/** What each attribute says of one thing; what it says nothing of is left out. */
function rowOf(columns: Readonly<Record<string, AttributeValue>>, row: number): Attributes {
  const own = Object.entries(columns).map(([name, values]) => [
    name,
    Array.isArray(values) ? (values as readonly AttributeValue[])[row] : values,
  ])
  return Object.fromEntries(own.filter(([, value]) => value !== undefined)) as Attributes
}
