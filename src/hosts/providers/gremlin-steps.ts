/** Steps of traversals that all questions about a graph on a Gremlin server share: which vertices are its nodes, which
 *  edges are its edges, and how a node is named. Every value is a value in a traversal, none is text that the server
 *  would read as code. Pure. */
import type { process } from 'gremlin'
import type { GremlinClient } from '../../grand/backends/gremlin/gremlin-socket'
import { GremlinIds, laterIds } from '../../grand/backends/gremlin/gremlin-ids'
import type { IdKind } from '../../grand/backends/gremlin/gremlin-ids'
import type { RemoteShape } from '../../model/remote-host'
import type { WalkDirection } from './graph-server'

export type Traversal = process.GraphTraversal

/** What of the server's graph is the host graph. */
export interface GremlinGraph extends RemoteShape {
  /** How ids are stored there, while the server has told none; here they are texts. */
  idKind: 'text' | 'integer'
}

/** Branches of a union cost a server the square of their number. */
const mostBranches = 50
const mostElements = 500

export class GremlinSteps {
  readonly g: process.GraphTraversalSource
  readonly statics: GremlinClient['process']['statics']
  readonly P: GremlinClient['process']['P']
  readonly TextP: GremlinClient['process']['TextP']
  /** What stands for "the vertex's own id" in a step. */
  readonly element: unknown
  readonly label: unknown
  /** The same for the id of a node as people name it. */
  readonly id: never
  /** Ids in one question. */
  readonly mostLookups: number
  /** How the server stores them. */
  readonly ids: GremlinIds

  constructor(
    client: GremlinClient,
    readonly graph: GremlinGraph,
    idKinds: readonly IdKind[] = [],
  ) {
    const { process, structure } = client
    this.g = new process.GraphTraversalSource(new structure.Graph(), new process.TraversalStrategies())
    this.statics = process.statics
    this.P = process.P
    this.TextP = process.TextP
    this.element = process.t.id
    this.label = process.t.label
    this.id = (graph.idProperty === '' ? process.t.id : graph.idProperty) as never
    this.ids = new GremlinIds(graph.idKind, idKinds)
    this.mostLookups = graph.idProperty === '' ? mostElements : mostBranches
  }

  /** Every vertex is a node of the graph. */
  get isWhole(): boolean {
    return this.graph.nodeLabel === '' && this.graph.idProperty === ''
  }

  /** Of vertices those that are nodes of the graph. */
  asNodes(vertices: Traversal): Traversal {
    const { nodeLabel, idProperty } = this.graph
    const labelled = nodeLabel === '' ? vertices : vertices.hasLabel(nodeLabel)
    return idProperty === '' ? labelled : labelled.has(idProperty)
  }

  all(): Traversal {
    return this.asNodes(this.g.V())
  }

  /** Nodes in the order of their ids, those after one. @param last as the server gave it; undefined: from the first */
  after(last: unknown, most: number, chosen = (nodes: Traversal) => nodes): Traversal {
    const nodes = chosen(this.all())
    if (last === undefined) return nodes.order().by(this.id).limit(most)
    const [larger, ...others] = laterIds(this.P, this.ids, last)
    const rest =
      others.length === 0
        ? nodes.has(this.id, larger as never)
        : nodes.or(...[larger, ...others].map((later) => this.statics.has(this.id, later as never)))
    return rest.order().by(this.id).limit(most)
  }

  /** Vertices by the server's own ids. */
  elements(ids: readonly unknown[]): Traversal {
    return this.g.V(...ids)
  }

  /** The server's own ids from keys of nodes, which are texts where ids are neither texts nor numbers. */
  elementsOf(keys: readonly (string | number | bigint)[]): unknown[] {
    return keys.flatMap((key) => (typeof key === 'string' ? this.ids.readingsOf(key) : [key]))
  }

  /** Nodes by their ids: one lookup for each, which an index answers everywhere. */
  found(ids: readonly string[]): Traversal {
    const given = ids.flatMap((id) => this.ids.readingsOf(id))
    // Without any id the step would find every vertex.
    if (given.length === 0) return this.g.V().limit(0)
    if (this.graph.idProperty === '') return this.asNodes(this.g.V(...given)).dedup()
    const lookUp = (id: unknown) => this.asNodes(this.statics.V()).has(this.id, id)
    return this.g.inject(0).union(...given.map(lookUp))
  }

  /** Of nodes those with an id, or all others. */
  withId(nodes: Traversal, id: string, isIt: boolean): Traversal {
    const readings = this.ids.readingsOf(id) as never[]
    if (readings.length === 0) return isIt ? nodes.limit(0) : nodes
    const same = this.P.within(readings)
    return isIt ? nodes.has(this.id, same) : nodes.not(this.statics.has(this.id, same as never))
  }

  /** The graph's edges at the current vertex. */
  edges(vertex: Traversal, direction: WalkDirection): Traversal {
    const labels = this.labels
    if (direction === 'out') return vertex.outE(...labels)
    return direction === 'in' ? vertex.inE(...labels) : vertex.bothE(...labels)
  }

  /** From such an edge to its other end. */
  end(edge: Traversal, direction: WalkDirection): Traversal {
    if (direction === 'out') return edge.inV()
    return direction === 'in' ? edge.outV() : edge.otherV()
  }

  /** Both at once, where nothing is asked of the edge; the other end may be no node of the graph. */
  others(vertex: Traversal, direction: WalkDirection): Traversal {
    const labels = this.labels
    if (direction === 'out') return vertex.out(...labels)
    return direction === 'in' ? vertex.in_(...labels) : vertex.both(...labels)
  }

  /** Every edge between nodes of the graph. */
  allEdges(): Traversal {
    const edges = this.edges(this.all(), 'out')
    return this.isWhole ? edges : edges.where(this.asNodes(this.statics.inV()))
  }

  private get labels(): string[] {
    return this.graph.edgeType === '' ? [] : [this.graph.edgeType]
  }
}
