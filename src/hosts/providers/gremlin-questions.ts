/** What a Gremlin server is asked of its graph besides motifs: how large it is, what a sample of it holds, its figures,
 *  single nodes and edges. Pure. */
import { GremlinConditions } from './gremlin-conditions'
import type { WalkDirection } from './graph-server'
import type { GremlinSteps, Traversal } from './gremlin-steps'
import type { Constraint } from '../../model/motif'

/** How many elements are looked at for labels, and the names and types of attributes. */
export const gremlinSampleSize = 1000

export class GremlinQuestions {
  private readonly conditions: GremlinConditions

  constructor(private readonly steps: GremlinSteps) {
    this.conditions = new GremlinConditions(steps)
  }

  /** Rows: label, attributes. */
  sample(of: 'nodes' | 'edges'): Traversal {
    const { statics, label } = this.steps
    const all = of === 'nodes' ? this.steps.all() : this.steps.allEdges()
    return all
      .limit(gremlinSampleSize)
      .project('label', 'attributes')
      .by(label as never)
      .by(statics.valueMap())
  }

  /** Some ids, whichever, as the server has them. */
  someIds(): Traversal {
    return this.steps.all().limit(gremlinSampleSize).project('id').by(this.steps.id).select('id')
  }

  /** Something, where any node or edge has the attribute. */
  having(of: 'nodes' | 'edges', name: string): Traversal {
    const all = of === 'nodes' ? this.steps.all() : this.steps.allEdges()
    return all.has(name).limit(1).count()
  }

  /** Whether the traversal source is there, and lets one in. */
  anything(): Traversal {
    return this.steps.g.V().limit(1).count()
  }

  vertexCount(): Traversal {
    const { nodeLabel } = this.steps.graph
    return (nodeLabel === '' ? this.steps.g.V() : this.steps.g.V().hasLabel(nodeLabel)).count()
  }

  nodeCount(): Traversal {
    return this.steps.all().count()
  }

  edgeCount(): Traversal {
    const { edgeType } = this.steps.graph
    if (!this.steps.isWhole) return this.steps.allEdges().count()
    return (edgeType === '' ? this.steps.g.E() : this.steps.g.E().hasLabel(edgeType)).count()
  }

  differentIds(): Traversal {
    return this.steps.all().values(this.steps.graph.idProperty).dedup().count()
  }

  /** Each one number. Mutual pairs are counted from both sides. */
  figures(): Record<string, Traversal> {
    const { statics, P } = this.steps
    const to = (direction: WalkDirection) => this.nodesFrom(statics.identity(), direction)
    const all = () => this.steps.all()
    const distinct = () => all().as('a').flatMap(to('out').dedup())
    const degree = (direction: WalkDirection) => all().map(to(direction).count()).max()
    return {
      nodes: this.nodeCount(),
      edges: this.edgeCount(),
      selfLoops: all()
        .as('a')
        .flatMap(to('out').where(P.eq('a')))
        .count(),
      isolatedNodes: all().not(to('both')).count(),
      uniqueSources: all().where(to('out')).count(),
      uniqueTargets: all().where(to('in')).count(),
      distinctOrderedPairs: distinct().count(),
      distinctPairsWithoutLoops: distinct().where(P.neq('a')).count(),
      mutualPairs: distinct()
        .where(P.neq('a'))
        .where(to('out').where(P.eq('a')))
        .count(),
      maxOutDegree: degree('out'),
      maxInDegree: degree('in'),
    }
  }

  /** Rows: key, id, attributes where they are wanted. @param elements the server's own ids */
  nodes(nodes: Traversal, wantsAttributes: boolean): Traversal {
    const { statics, element, id } = this.steps
    const rows = wantsAttributes ? nodes.project('key', 'id', 'attributes') : nodes.project('key', 'id')
    const named = rows.by(element as never).by(id)
    return wantsAttributes ? named.by(statics.valueMap()) : named
  }

  /** Rows: the server's own ids of both ends, attributes where they are wanted. */
  edges(edges: Traversal, wantsAttributes: boolean): Traversal {
    const { statics } = this.steps
    const rows = wantsAttributes
      ? edges.project('source', 'target', 'attributes')
      : edges.project('source', 'target')
    const named = rows.by(statics.outV().id()).by(statics.inV().id())
    return wantsAttributes ? named.by(statics.valueMap()) : named
  }

  /** Edges from some nodes to others. @param elements the server's own ids; `to` null: to any node */
  edgesBetween(
    from: readonly unknown[],
    to: readonly unknown[] | null,
    constraints: readonly Constraint[] = [],
  ): Traversal {
    const { statics, P } = this.steps
    const own = constraints.reduce(
      (kept, one) => this.conditions.fulfilling(kept, one),
      this.steps.edges(this.steps.elements(from), 'out'),
    )
    return to === null ? own : own.where(statics.inV().hasId(P.within([...to])))
  }

  /** Nodes one step from these, each once. */
  neighbours(ids: readonly string[], direction: WalkDirection): Traversal {
    return this.nodesFrom(this.steps.found(ids), direction)
      .dedup()
      .project('id')
      .by(this.steps.id)
      .select('id')
  }

  private nodesFrom(vertex: Traversal, direction: WalkDirection): Traversal {
    const others = this.steps.others(vertex, direction)
    return this.steps.isWhole ? others : this.steps.asNodes(others)
  }
}
