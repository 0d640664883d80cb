/** A graph with the ways of speaking that users bring along, each made when it is first asked for. */
import type GraphologyGraph from 'graphology'
import type { GraphBackend, StreamOptions } from './backend'
import { GraphologyBackend, graphologyOf } from './backends/graphology-backend'
import type { GraphologyOptions } from './backends/graphology-backend'
import { MemoryBackend } from './backends/memory/memory-backend'
import { copyInto } from './copy-graph'
import { IGraphDialect } from './dialects/igraph/igraph'
import { NetworKitDialect } from './dialects/networkit/networkit'
import { NetworkXDialect } from './dialects/networkx/networkx'
import { Graph } from './graph'
import { noticed } from './noticed-backend'

export class DialectGraph extends Graph {
  private made: { nx?: NetworkXDialect; igraph?: IGraphDialect; networkit?: NetworKitDialect } = {}

  constructor(backend: GraphBackend) {
    super(noticed(backend))
  }

  /** The graph of which a dialect speaks already, with the numbers that it has given. */
  static of(dialect: NetworkXDialect | IGraphDialect | NetworKitDialect): DialectGraph {
    const graph = new DialectGraph(dialect.backend)
    if (dialect instanceof NetworkXDialect) graph.made.nx = dialect
    else if (dialect instanceof IGraphDialect) graph.made.igraph = dialect
    else graph.made.networkit = dialect
    return graph
  }

  /** As NetworkX: `await G.number_of_nodes()`, `for await (const n of G.successors('a'))`. */
  get nx(): NetworkXDialect {
    return (this.made.nx ??= new NetworkXDialect(this))
  }

  /** As python-igraph. */
  get igraph(): IGraphDialect {
    return (this.made.igraph ??= new IGraphDialect(this))
  }

  /** As NetworKit. */
  get networkit(): NetworKitDialect {
    return (this.made.networkit ??= new NetworKitDialect(this))
  }

  /** What the algorithms of graphology take. Of an open host, or a graph in memory: a view of it as it is now, which is
   *  for reading and copies no edge. What graphology itself keeps: that. Of any other: a copy. All attributes come
   *  along, unless they are named: `{ nodeAttributes: ['type'], edgeAttributes: ['weight'] }`.
   *  @throws MotifscopeError `missing-column`; `too-large` for a copy of more than `most` nodes and edges (5 million), and
   *  for all attributes of very many */
  graphology(options?: GraphologyOptions): Promise<GraphologyGraph> {
    return graphologyOf(this.backend, options)
  }

  /** A copy in the page's memory, which can be changed. Of parallel edges the first is kept.
   *  @param keptIn `memory`: rows of integers; `graphology`: that library's graph */
  async copy(keptIn: 'memory' | 'graphology' = 'memory', options?: StreamOptions): Promise<DialectGraph> {
    const { backend } = this
    const made =
      keptIn === 'memory'
        ? new MemoryBackend(backend.directed)
        : await GraphologyBackend.create(backend.directed)
    await copyInto(made, backend, options)
    return new DialectGraph(made)
  }
}
