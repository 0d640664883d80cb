/** NetworkX's words on any graph: names, results and errors of `networkx.DiGraph` and `Graph` (3.6), each as a promise.
 *  Node ids are texts. What Python returns as a view or an iterator is an async iterable; `G.nodes[n]` is `node(n)` and
 *  `G.adj[n]` is `adj(n)`, as a promise cannot be asked by brackets. Functions of the module are methods: `nx.density(G)`
 *  is `G.density()`. In what order neighbours and edges come is the backend's. What makes a graph of a graph is here. */
import type { Attributes, EdgeRecord, NodePair } from '../../backend'
import { MemoryBackend } from '../../backends/memory/memory-backend'
import { pairKey } from '../../backends/merge-records'
import { copyInto } from '../../copy-graph'
import { Graph } from '../../graph'
import type { Bunch } from '../bunches'
import { gathered } from '../bunches'
import { NetworkXError } from './networkx-error'
import type { NBunch } from './networkx-reading'
import { NetworkXWriting } from './networkx-writing'
import { SubgraphBackend } from '../subgraph-backend'

export type { DegreeView } from './networkx-neighbours'
export { NetworkXError } from './networkx-error'

const frozen = () => new NetworkXError("Frozen graph can't be modified")

export class NetworkXDialect extends NetworkXWriting {
  /** All of the graph in memory, where it can be changed. */
  async copy(): Promise<NetworkXDialect> {
    const made = new MemoryBackend(this.backend.directed)
    await copyInto(made, this.backend)
    return new NetworkXDialect(new Graph(made))
  }

  /** The nodes alone, in memory. */
  async create_empty_copy(with_data = true): Promise<NetworkXDialect> {
    return this.madeOf(this.backend.directed, () => [], with_data)
  }

  /** A copy in memory, in which every undirected edge leads both ways. */
  to_directed(): Promise<NetworkXDialect> {
    const bothWays = ({ source, target, attributes }: EdgeRecord): EdgeRecord[] => [
      { source, target, attributes },
      { source: target, target: source, attributes },
    ]
    return this.madeOf(true, this.backend.directed ? (edge) => [edge] : bothWays)
  }

  /** A copy in memory without directions; of two edges that answer each other the attributes come together.
   *  @param options `reciprocal`: only edges that are answered */
  async to_undirected({ reciprocal = false } = {}): Promise<NetworkXDialect> {
    if (!reciprocal) return this.madeOf(false, (edge) => [edge])
    const answered = new Set<string>()
    for await (const batch of this.backend.edges({ attributes: false })) {
      const back = await this.backend.hasEdges(batch.map(({ source, target }): NodePair => [target, source]))
      for (const [i, { source, target }] of batch.entries())
        if (back[i]) answered.add(pairKey([source, target], false))
    }
    return this.madeOf(false, (edge) =>
      answered.has(pairKey([edge.source, edge.target], false)) ? [edge] : [],
    )
  }

  /** A copy in memory with every edge turned round. @throws NetworkXError named AttributeError in an undirected graph */
  async reverse(): Promise<NetworkXDialect> {
    this.needsDirection('reverse')
    return this.madeOf(true, ({ source, target, attributes }) => [
      { source: target, target: source, attributes },
    ])
  }

  private async madeOf(
    directed: boolean,
    edgesOf: (edge: EdgeRecord) => EdgeRecord[],
    with_data = true,
  ): Promise<NetworkXDialect> {
    const made = new MemoryBackend(directed)
    for await (const batch of this.backend.nodes({ attributes: with_data })) await made.addNodes(batch)
    for await (const batch of this.backend.edges()) await made.addEdges(batch.flatMap(edgesOf))
    return new NetworkXDialect(new Graph(made))
  }

  /** These nodes and the edges between them: a view for reading, which follows the graph. `copy()` makes it one of its
   *  own. @throws NetworkXError for a single node that is not there */
  async subgraph(nodes: NBunch): Promise<NetworkXDialect> {
    const ids = await gathered(this.nbunch_iter(nodes))
    return new NetworkXDialect(new Graph(new SubgraphBackend(this.backend, ids, { refuse: frozen })))
  }

  /** These edges and their ends: a view for reading, which follows the graph. */
  async edge_subgraph(edges: Bunch<readonly [string, string, ...unknown[]]>): Promise<NetworkXDialect> {
    const pairs = (await gathered(edges)).map(([u, v]): NodePair => [u, v])
    const { directed } = this.backend
    const kept = new Set(pairs.map((pair) => pairKey(pair, directed)))
    const keepsEdge = (u: string, v: string) => kept.has(pairKey([u, v], directed))
    const view = new SubgraphBackend(this.backend, pairs.flat(), { keepsEdge, refuse: frozen })
    return new NetworkXDialect(new Graph(view))
  }

  /** A copy in memory with other ids; those that are not named stay. Nodes that get the same id become
   *  one, with the attributes of the last. */
  async relabel_nodes(
    mapping: ReadonlyMap<string, string> | Readonly<Record<string, string>> | ((n: string) => string),
  ): Promise<NetworkXDialect> {
    const names =
      mapping instanceof Map ? mapping : new Map(typeof mapping === 'object' ? Object.entries(mapping) : [])
    const idOf = (n: string) => (typeof mapping === 'function' ? mapping(n) : (names.get(n) ?? n))
    const made = new NetworkXDialect(new Graph(new MemoryBackend(this.backend.directed)))
    const nodes = new Map<string, Attributes>()
    for await (const [n, attributes] of this.nodes<true>({ data: true })) nodes.set(idOf(n), attributes)
    await made.add_nodes_from(nodes)
    for await (const [u, v, attributes] of this.edges<true>({ data: true }))
      await made.add_edge(idOf(u), idOf(v), attributes as Attributes)
    return made
  }
}
