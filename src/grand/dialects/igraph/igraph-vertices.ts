/** What igraph's `Graph` answers about vertices and edges by number, on any backend. See igraph.ts. */
import type { Attributes, AttributeValue, GraphBackend, NodePair } from '../../backend'
import { pairOf } from '../../backends/merge-records'
import type { Graph } from '../../graph'
import { noticed } from '../../noticed-backend'
import { IGraphError, invalidVertex, noSuchEdge } from './igraph-error'
import type { InvalidVertex } from './igraph-error'
import { NumberedEdges } from '../numbered-edges'
import { NumberedNodes } from '../numbered-nodes'

export type Vertex = number | string
export type Mode = 'out' | 'in' | 'all'

/** One vertex, several, or all. */
export type Vertices = Vertex | readonly Vertex[] | null

export interface VertexFound {
  index: number
  /** `name` among them. */
  attributes: Attributes
}

export interface EdgeFound {
  index: number
  /** In an undirected graph the lower number first. */
  tuple: [number, number]
  attributes: Attributes
}

export interface EdgeOptions {
  /** Whether an edge of a directed graph counts one way only. Default true. */
  directed?: boolean
  /** Whether it is an error that there is no such edge; else the answer is −1. Default true. */
  error?: boolean
}

export const directions = { out: 'out', in: 'in', all: 'both' } as const

export class IGraphVertices {
  readonly backend: GraphBackend
  protected readonly vertices: NumberedNodes
  protected readonly edges: NumberedEdges

  constructor(graph: Pick<Graph, 'backend'>) {
    this.backend = noticed(graph.backend)
    this.vertices = new NumberedNodes(this.backend, 'close')
    this.edges = new NumberedEdges(this.backend)
  }

  is_directed(): boolean {
    return this.backend.directed
  }

  vcount(): Promise<number> {
    return this.backend.nodeCount()
  }

  ecount(): Promise<number> {
    return this.backend.edgeCount()
  }

  /** `g.vs`: each vertex with its attributes. */
  async *vs(): AsyncGenerator<VertexFound> {
    let index = 0
    for await (const batch of this.backend.nodes())
      for (const { id, attributes } of batch)
        yield { index: index++, attributes: { ...attributes, name: id } }
  }

  /** `g.es`: each edge with both ends as numbers. */
  async *es(): AsyncGenerator<EdgeFound> {
    let index = 0
    for await (const batch of this.backend.edges()) {
      const tuples = await this.tuplesOf(batch.map(pairOf))
      for (const [i, { attributes }] of batch.entries())
        yield { index: index++, tuple: tuples[i] ?? [-1, -1], attributes }
    }
  }

  private async tuplesOf(pairs: readonly NodePair[]): Promise<[number, number][]> {
    const numbers = await this.vertices.numbersOf(pairs.flat())
    return pairs.map((_, i) => {
      const [from = -1, to = -1] = numbers.slice(2 * i, 2 * i + 2)
      return this.backend.directed || from <= to ? [from, to] : [to, from]
    })
  }

  /** `g.vs[i]`, `g.vs.find(name)`. @throws IGraphError `IndexError` for a number, `ValueError` for a name */
  async vertex(vertex: Vertex): Promise<VertexFound> {
    const isNumber = typeof vertex === 'number'
    const id = isNumber ? await this.vertices.idOf(vertex) : await this.idOf(vertex)
    const [attributes] = id === undefined ? [] : await this.backend.getNodes([id])
    if (id === undefined || !attributes) throw new IGraphError('IndexError', 'vertex index out of range')
    const [index = -1] = await this.vertices.numbersOf([id])
    return { index, attributes: { ...attributes, name: id } }
  }

  /** `g.es[i]`. @throws IGraphError `IndexError` */
  async edge(index: number): Promise<EdgeFound> {
    const pair = (await this.edges.read()).pairs[index]
    if (!pair) throw new IGraphError('IndexError', 'edge index out of range')
    const [attributes = {}] = await this.backend.getEdges([pair])
    const [tuple = [-1, -1]] = await this.tuplesOf([pair])
    return { index, tuple, attributes }
  }

  /** Names of attributes that some vertex has, `name` first. */
  async vertex_attributes(): Promise<string[]> {
    const names = new Set(['name'])
    for await (const { attributes } of this.vs()) for (const name in attributes) names.add(name)
    return [...names]
  }

  async edge_attributes(): Promise<string[]> {
    const names = new Set<string>()
    for await (const batch of this.backend.edges())
      for (const { attributes } of batch) for (const name in attributes) names.add(name)
    return [...names]
  }

  /** `g.vs['size']`: of every vertex, null where it has none. @throws IGraphError `KeyError` where none has */
  async vertex_attribute(name: string): Promise<AttributeValue[]> {
    const values: (AttributeValue | undefined)[] = []
    for await (const { attributes } of this.vs()) values.push(attributes[name])
    return columnOf(values)
  }

  /** `g.es['weight']`: of every edge, null where it has none. @throws IGraphError `KeyError` where none has */
  async edge_attribute(name: string): Promise<AttributeValue[]> {
    const values: (AttributeValue | undefined)[] = []
    for await (const batch of this.backend.edges())
      for (const { attributes } of batch) values.push(attributes[name])
    return columnOf(values)
  }

  /** Whether an edge has an attribute `weight`. */
  is_weighted(): Promise<boolean> {
    return this.someEdgeHas('weight')
  }

  /** Reads no further than to the first. */
  protected async someEdgeHas(name: string): Promise<boolean> {
    for await (const batch of this.backend.edges())
      if (batch.some(({ attributes }) => (attributes[name] ?? null) !== null)) return true
    return false
  }

  /** Vertices always have names here. */
  async is_named(): Promise<boolean> {
    return true
  }

  async get_edgelist(): Promise<[number, number][]> {
    return this.tuplesOf((await this.edges.read()).pairs)
  }

  /** The number of an edge. @throws IGraphError `InternalError` */
  async get_eid(v1: Vertex, v2: Vertex, options: EdgeOptions = {}): Promise<number> {
    return this.numberOfEdge(await this.endsOf([v1, v2], 'edge'), options)
  }

  private async numberOfEdge(pair: NodePair, { directed = true, error = true }: EdgeOptions) {
    const { numberOf } = await this.edges.read()
    const found = numberOf(pair) ?? (directed ? undefined : numberOf([pair[1], pair[0]]))
    if (found === undefined && error) throw noSuchEdge()
    return found ?? -1
  }

  /** @throws IGraphError `InternalError` */
  async get_eids(
    pairs: readonly (readonly [Vertex, Vertex])[],
    options: EdgeOptions = {},
  ): Promise<number[]> {
    const numbers: number[] = []
    for (const [v1, v2] of pairs) numbers.push(await this.get_eid(v1, v2, options))
    return numbers
  }

  async are_adjacent(v1: Vertex, v2: Vertex): Promise<boolean> {
    return (await this.backend.hasEdges([await this.endsOf([v1, v2], 'adjacent')]))[0] === true
  }

  /** @param where what is said of a number that no vertex has
   *  @throws IGraphError `InternalError` for such a number, `ValueError` for such a name */
  protected async idOf(vertex: Vertex, where: InvalidVertex = 'several'): Promise<string> {
    if (typeof vertex === 'string') {
      if ((await this.vertices.numberOf(vertex)) !== undefined) return vertex
      throw new IGraphError('ValueError', `no such vertex: '${vertex}'`)
    }
    if (vertex < 0) throw new IGraphError('ValueError', `vertex IDs must be non-negative, got: ${vertex}`)
    if (!Number.isInteger(vertex))
      throw new IGraphError(
        'TypeError',
        'only non-negative integers, strings or igraph.Vertex objects can be converted to vertex IDs',
      )
    const id = await this.vertices.idOf(vertex)
    if (id === undefined) throw new IGraphError('InternalError', invalidVertex[where](vertex))
    return id
  }

  /** Names are looked up before numbers, as igraph does. */
  protected async endsOf(ends: readonly [Vertex, Vertex], where: InvalidVertex): Promise<NodePair> {
    for (const end of ends) if (typeof end === 'string') await this.idOf(end)
    return [await this.idOf(ends[0], where), await this.idOf(ends[1], where)]
  }

  /** Of one vertex, several, or all. */
  protected async idsOf(vertices: Vertices): Promise<string[]> {
    const given = typeof vertices === 'object' ? (vertices ?? (await this.vertices.all())) : [vertices]
    return Promise.all(given.map((vertex) => this.idOf(vertex)))
  }

  protected async numberOf(id: string): Promise<number> {
    return (await this.vertices.numberOf(id)) ?? -1
  }
}

function columnOf(values: readonly (AttributeValue | undefined)[]): AttributeValue[] {
  if (values.length > 0 && values.every((value) => (value ?? null) === null))
    throw new IGraphError('KeyError', "'Attribute does not exist'")
  return values.map((value) => value ?? null)
}
