/** A graph with the ways of speaking that users bring along, each made when it is first asked for. */
import type GraphologyGraph from 'graphology'
import type { StreamOptions } from './backend'
import { GraphologyBackend, graphologyOf } from './backends/graphology-backend'
import { MemoryBackend } from './backends/memory-backend'
import { copyInto } from './copy-graph'
import { IGraphDialect } from './dialects/igraph'
import { NetworKitDialect } from './dialects/networkit'
import { NetworkXDialect } from './dialects/networkx'
import { Graph } from './graph'

export class DialectGraph extends Graph {
  private made: { nx?: NetworkXDialect; igraph?: IGraphDialect; networkit?: NetworKitDialect } = {}

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

  /** What the algorithms of graphology take: a copy, unless graphology keeps the graph.
   *  @throws MotifscopeError `too-large` for more than `most` nodes and edges (5 million) */
  graphology(options?: StreamOptions & { most?: number }): Promise<GraphologyGraph> {
    return graphologyOf(this.backend, options)
  }

  /** A copy in the page's memory, which can be changed. Of parallel edges the first is kept.
   *  @param keptIn `memory`: plain maps; `graphology`: that library's graph */
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
