/** What igraph's `Graph` answers about neighbours, degrees and reach. See igraph.ts. */
import type { NodePair } from '../../backend'
import { IGraphError } from './igraph-error'
import { directions, IGraphVertices } from './igraph-vertices'
import type { Mode, Vertex, Vertices } from './igraph-vertices'
import { weightedDegrees } from '../networkx/networkx-degrees'

const isOne = (vertices: Vertices): vertices is Vertex => typeof vertices !== 'object'

export class IGraphNeighbours extends IGraphVertices {
  /** One entry per end of an edge: with `all`, both neighbours of a mutual pair and a self-loop come twice.
   *  @throws IGraphError `InternalError` for a number, `ValueError` for a name that no vertex has */
  async neighbors(vertex: Vertex, mode: Mode = 'all'): Promise<number[]> {
    const ends = await this.endsAt([await this.idOf(vertex, 'neighbors')], mode)
    return (ends[0] ?? []).map(({ other }) => other)
  }

  successors(vertex: Vertex): Promise<number[]> {
    return this.neighbors(vertex, 'out')
  }

  predecessors(vertex: Vertex): Promise<number[]> {
    return this.neighbors(vertex, 'in')
  }

  /** Edges by number, in the order of the vertices at their other ends. */
  async incident(vertex: Vertex, mode: Mode = 'out'): Promise<number[]> {
    const ends = await this.endsAt([await this.idOf(vertex, 'neighbors')], mode)
    return this.edgesOf(ends[0] ?? [])
  }

  /** `neighbors` of every vertex. */
  async get_adjlist(mode: Mode = 'out'): Promise<number[][]> {
    return (await this.endsAt(await this.idsOf(null), mode)).map((list) => list.map(({ other }) => other))
  }

  /** `incident` of every vertex. */
  async get_inclist(mode: Mode = 'out'): Promise<number[][]> {
    return Promise.all((await this.endsAt(await this.idsOf(null), mode)).map((list) => this.edgesOf(list)))
  }

  private async edgesOf(ends: readonly { pair: NodePair }[]): Promise<number[]> {
    const { numberOf } = await this.edges.read()
    return ends.map(({ pair }) => numberOf(pair) ?? -1)
  }

  /** The ends of edges at each vertex, by the number at the other end; out before in. */
  private async endsAt(ids: readonly string[], mode: Mode) {
    const { directed } = this.backend
    const along = !directed ? (['out'] as const) : mode === 'all' ? (['out', 'in'] as const) : [mode]
    const lists = await Promise.all(along.map((way) => this.backend.neighbours(ids, way)))
    const ends: { other: number; pair: NodePair }[][] = []
    for (const [i, id] of ids.entries()) {
      const pairs = along.flatMap((way, at) =>
        (lists[at]?.[i] ?? []).map((other) => ({
          other,
          pair: (way === 'in' ? [other, id] : [id, other]) as NodePair,
        })),
      )
      if (!directed) pairs.push(...pairs.filter(({ other }) => other === id))
      const numbers = await this.vertices.numbersOf(pairs.map(({ other }) => other))
      const found = pairs.map(({ pair }, at) => ({ pair, other: numbers[at] ?? -1 }))
      ends.push(found.sort((a, b) => a.other - b.other))
    }
    return ends
  }

  /** Of one vertex a number; of several, or of all without an argument, a list. */
  degree(vertex: Vertex, mode?: Mode, loops?: boolean): Promise<number>
  degree(vertices?: readonly Vertex[] | null, mode?: Mode, loops?: boolean): Promise<number[]>
  degree(of: Vertices, mode?: Mode, loops?: boolean): Promise<number | number[]>
  async degree(of: Vertices = null, mode: Mode = 'all', loops = true): Promise<number | number[]> {
    const degrees = await this.degreesOf(await this.idsOf(of), mode, loops)
    return isOne(of) ? (degrees[0] ?? 0) : degrees
  }

  private async degreesOf(ids: readonly string[], mode: Mode, loops: boolean): Promise<number[]> {
    const degrees = (await this.backend.degrees(ids, directions[mode])).map((degree) => degree ?? 0)
    if (loops) return degrees
    const isLoop = await this.backend.hasEdges(ids.map((id): NodePair => [id, id]))
    const ends = this.backend.directed && mode !== 'all' ? 1 : 2
    return degrees.map((degree, i) => degree - (isLoop[i] ? ends : 0))
  }

  indegree(vertex: Vertex, loops?: boolean): Promise<number>
  indegree(vertices?: readonly Vertex[] | null, loops?: boolean): Promise<number[]>
  indegree(of: Vertices, loops?: boolean): Promise<number | number[]>
  indegree(of: Vertices = null, loops = true): Promise<number | number[]> {
    return this.degree(of, 'in', loops)
  }

  outdegree(vertex: Vertex, loops?: boolean): Promise<number>
  outdegree(vertices?: readonly Vertex[] | null, loops?: boolean): Promise<number[]>
  outdegree(of: Vertices, loops?: boolean): Promise<number | number[]>
  outdegree(of: Vertices = null, loops = true): Promise<number | number[]> {
    return this.degree(of, 'out', loops)
  }

  /** The largest of some degrees; self-loops do not count unless that is said. */
  async maxdegree(of: Vertices = null, mode: Mode = 'all', loops = false): Promise<number> {
    const degrees = await this.degreesOf(await this.idsOf(of), mode, loops)
    return degrees.reduce((most, degree) => Math.max(most, degree), 0)
  }

  /** The degree in which every edge counts its weight: one attribute, or a weight per edge. Without: 1.
   *  @throws IGraphError `InternalError` for an attribute that no edge has */
  async strength(
    of: Vertices = null,
    mode: Mode = 'all',
    loops = true,
    weights: string | null = null,
  ): Promise<number | number[]> {
    if (weights === null) return this.degree(of, mode, loops)
    const ids = await this.idsOf(of)
    if (!(await this.someEdgeHas(weights)))
      throw new IGraphError('InternalError', `No edge attribute named "${weights}" exists. -- Invalid value`)
    const sums = await weightedDegrees(this.backend, ids, directions[mode], weights)
    if (!loops) {
      const selves = await this.backend.getEdges(ids.map((id): NodePair => [id, id]))
      const ends = this.backend.directed && mode !== 'all' ? 1 : 2
      for (const [i, self] of selves.entries())
        if (self) sums[i] = (sums[i] ?? 0) - ends * Number(self[weights] ?? 1)
    }
    return isOne(of) ? (sums[0] ?? 0) : sums
  }

  /** What can be reached in at most `order` steps, and at least `mindist`, in the order in which it is found. */
  neighborhood(vertex: Vertex, order?: number, mode?: Mode, mindist?: number): Promise<number[]>
  neighborhood(
    vertices?: readonly Vertex[] | null,
    order?: number,
    mode?: Mode,
    mindist?: number,
  ): Promise<number[][]>
  neighborhood(of: Vertices, order?: number, mode?: Mode, mindist?: number): Promise<number[] | number[][]>
  async neighborhood(of: Vertices = null, order = 1, mode: Mode = 'all', mindist = 0) {
    const found: number[][] = []
    for (const id of await this.idsOf(of)) found.push(await this.reach(id, order, mode, mindist))
    return isOne(of) ? (found[0] ?? []) : found
  }

  async neighborhood_size(of: Vertices = null, order = 1, mode: Mode = 'all', mindist = 0) {
    const found: number[] = []
    for (const id of await this.idsOf(of)) found.push((await this.reach(id, order, mode, mindist)).length)
    return isOne(of) ? (found[0] ?? 0) : found
  }

  /** What can be reached from a vertex at all. */
  async subcomponent(vertex: Vertex, mode: Mode = 'all'): Promise<number[]> {
    return this.reach(await this.idOf(vertex, 'reach'), Infinity, mode, 0)
  }

  /** Ring by ring: one question for each. */
  private async reach(id: string, order: number, mode: Mode, mindist: number): Promise<number[]> {
    const seen = new Set([id])
    const found = mindist <= 0 ? [await this.numberOf(id)] : []
    let ring = [id]
    for (let step = 1; step <= order && ring.length > 0; step++) {
      const next: string[] = []
      for (const ends of await this.endsAt(ring, mode)) {
        const others = await this.vertices.idsOf(ends.map(({ other }) => other))
        for (const other of others) {
          if (other === undefined || seen.has(other)) continue
          seen.add(other)
          next.push(other)
        }
      }
      if (step >= mindist) found.push(...(await this.vertices.numbersOf(next)))
      ring = next
    }
    return found
  }
}
