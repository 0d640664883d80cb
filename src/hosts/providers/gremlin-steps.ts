/** Steps of traversals that all questions about a graph on a Gremlin server share: which vertices are its nodes, which
 *  edges are its edges, and how a node is named. Every value is a value in a traversal, none is text that the server
 *  would read as code. Pure. */
import type { process } from 'gremlin'
import type { GremlinClient } from '../../grand/backends/gremlin-connection'
import type { RemoteShape } from '../../model/remote-host'
import type { WalkDirection } from './graph-server'

export type Traversal = process.GraphTraversal

/** What of the server's graph is the host graph. */
export interface GremlinGraph extends RemoteShape {
  /** How ids are stored there; here they are texts. */
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

  constructor(
    client: GremlinClient,
    readonly graph: GremlinGraph,
  ) {
    const { process, structure } = client
    this.g = new process.GraphTraversalSource(new structure.Graph(), new process.TraversalStrategies())
    this.statics = process.statics
    this.P = process.P
    this.TextP = process.TextP
    this.element = process.t.id
    this.label = process.t.label
    this.id = (graph.idProperty === '' ? process.t.id : graph.idProperty) as never
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
    const rest = last === undefined ? nodes : nodes.has(this.id, this.P.gt(last as never))
    return rest.order().by(this.id).limit(most)
  }

  /** Vertices by the server's own ids. */
  elements(ids: readonly unknown[]): Traversal {
    return this.g.V(...ids)
  }

  /** Nodes by their ids: one lookup for each, which an index answers everywhere. */
  found(ids: readonly string[]): Traversal {
    const given = ids.map((id) => this.given(id))
    if (this.graph.idProperty === '') return this.asNodes(this.g.V(...given))
    const lookUp = (id: unknown) => this.asNodes(this.statics.V()).has(this.id, id)
    return this.g.inject(0).union(...given.map(lookUp))
  }

  /** The id as the server stores it. */
  given(id: string): string | bigint {
    return this.graph.idKind === 'integer' && /^-?\d+$/.test(id) ? BigInt(id) : id
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
