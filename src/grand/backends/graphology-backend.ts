/** A graph kept by graphology, the usual graph library of JavaScript: its algorithms (communities, centralities, paths,
 *  layouts) run on `graphology` itself, everything else through the interface of all backends. Loaded when first used. */
import type GraphologyGraph from 'graphology'
import type {
  Attributes,
  Direction,
  EdgeRecord,
  GraphBackend,
  NodePair,
  NodeRecord,
  StreamOptions,
} from '../backend'
import { MotifscopeError } from '../../model/errors'
import { copyInto, withAttributes } from '../copy-graph'
import type { WantedAttributes } from '../graph-in-memory'
import { batches } from './memory/memory-backend'

export class GraphologyBackend implements GraphBackend {
  readonly kind = 'graphology'
  readonly writable = true

  private constructor(
    /** The graph itself: what is changed here is changed there. */
    readonly graphology: GraphologyGraph,
    readonly directed: boolean,
  ) {}

  /** An empty graph. */
  static async create(directed: boolean): Promise<GraphologyBackend> {
    const { default: Graphology } = await import('graphology')
    const type = directed ? 'directed' : 'undirected'
    return new GraphologyBackend(new Graphology({ type, multi: false, allowSelfLoops: true }), directed)
  }

  /** Over a graph that is there already.
   *  @throws MotifscopeError `unsupported-graph` for one that is mixed or has parallel edges */
  static over(graph: GraphologyGraph): GraphologyBackend {
    if (graph.type === 'mixed' || graph.multi)
      throw new MotifscopeError(
        'unsupported-graph',
        'A graph of graphology that is mixed, or allows parallel edges, cannot be used here.',
        { hint: 'Make it with { type: "directed", multi: false }, or "undirected".' },
      )
    return new GraphologyBackend(graph, graph.type === 'directed')
  }

  async hasNodes(ids: readonly string[]) {
    return ids.map((id) => this.graphology.hasNode(id))
  }

  async getNodes(ids: readonly string[]) {
    return ids.map((id) =>
      this.graphology.hasNode(id) ? { ...(this.graphology.getNodeAttributes(id) as Attributes) } : undefined,
    )
  }

  async addNodes(nodes: readonly NodeRecord[]) {
    for (const { id, attributes } of nodes) this.graphology.mergeNode(id, attributes)
  }

  async removeNodes(ids: readonly string[]) {
    for (const id of ids) if (this.graphology.hasNode(id)) this.graphology.dropNode(id)
  }

  async *nodes(options: StreamOptions = {}) {
    const withAttributes = options.attributes !== false
    yield* batches(this.graphology.nodeEntries(), options, ({ node, attributes }) => ({
      id: node,
      attributes: withAttributes ? { ...(attributes as Attributes) } : {},
    }))
  }

  async nodeCount() {
    return this.graphology.order
  }

  async hasEdges(pairs: readonly NodePair[]) {
    return pairs.map(([source, target]) => this.graphology.hasEdge(source, target))
  }

  async getEdges(pairs: readonly NodePair[]) {
    return pairs.map(([source, target]) => {
      const edge = this.edgeOf(source, target)
      return edge === undefined ? undefined : { ...(this.graphology.getEdgeAttributes(edge) as Attributes) }
    })
  }

  async addEdges(edges: readonly EdgeRecord[]) {
    for (const { source, target, attributes } of edges) this.graphology.mergeEdge(source, target, attributes)
  }

  async removeEdges(pairs: readonly NodePair[]) {
    for (const [source, target] of pairs) {
      const edge = this.edgeOf(source, target)
      if (edge !== undefined) this.graphology.dropEdge(edge)
    }
  }

  async *edges(options: StreamOptions = {}) {
    const withAttributes = options.attributes !== false
    yield* batches(this.graphology.edgeEntries(), options, ({ source, target, attributes }) => ({
      source,
      target,
      attributes: withAttributes ? { ...(attributes as Attributes) } : {},
    }))
  }

  async edgeCount() {
    return this.graphology.size
  }

  async neighbours(ids: readonly string[], direction: Direction) {
    return ids.map((id) => {
      if (!this.graphology.hasNode(id)) return undefined
      if (!this.directed || direction === 'both') return this.graphology.neighbors(id)
      return direction === 'out' ? this.graphology.outNeighbors(id) : this.graphology.inNeighbors(id)
    })
  }

  async degrees(ids: readonly string[], direction: Direction) {
    return ids.map((id) => {
      if (!this.graphology.hasNode(id)) return undefined
      if (!this.directed || direction === 'both') return this.graphology.degree(id)
      return direction === 'out' ? this.graphology.outDegree(id) : this.graphology.inDegree(id)
    })
  }

  async close() {
    this.graphology.clear()
  }

  private edgeOf(source: string, target: string): string | undefined {
    const { graphology } = this
    return graphology.hasNode(source) && graphology.hasNode(target)
      ? graphology.edge(source, target)
      : undefined
  }
}

export interface GraphologyOptions extends StreamOptions, WantedAttributes {
  /** Nodes and edges that a copy may have, where there must be one. Default 5 million. */
  most?: number
}

/** A graph in the form that the algorithms of graphology take: the graph itself where graphology keeps it; where the
 *  topology lies in this page's memory, a view of the graph as it is now, for reading only; else a copy.
 *  @throws MotifscopeError `too-large`, `missing-column` */
export async function graphologyOf(
  backend: GraphBackend,
  options: GraphologyOptions = {},
): Promise<GraphologyGraph> {
  if (backend instanceof GraphologyBackend) return backend.graphology
  if (backend.inMemory) {
    const { GraphologyView } = await import('../dialects/graphology/graphology-view')
    const none = { nodeAttributes: [], edgeAttributes: [] }
    return new GraphologyView(await backend.inMemory(options.attributes === false ? none : options))
  }
  const { most = 5_000_000 } = options
  const size = (await backend.nodeCount()) + (await backend.edgeCount())
  if (size > most)
    throw new MotifscopeError('too-large', `A copy for graphology would have ${size} nodes and edges.`, {
      hint: `Up to ${most} are copied; take a part of the graph, or give a larger \`most\`.`,
    })
  const copy = await GraphologyBackend.create(backend.directed)
  await copyInto(copy, withAttributes(backend, options), options)
  return copy.graphology
}
