/** The questions and changes that a graph on a Gremlin server is asked for, as traversals: every value is a value in them,
 *  none is text that the server would read as code. Pure. */
import type { process } from 'gremlin'
import type { Attributes, Direction, EdgeRecord, NodePair } from '../../backend'
import type { GremlinClient } from './gremlin-socket'
import { GremlinIds, laterIds } from './gremlin-ids'
import { propertyOf } from './gremlin-values'

/** How a graph lies on the server. The defaults are those of the original Grand. */
export interface GremlinShape {
  /** The property that holds a node's id, `__id` by default; the server should have an index on it. `element`: the
   *  vertex's own id, where the server takes ids of one's own. */
  nodeId?: { property: string } | 'element'
  /** Whether ids are texts or integers on a server whose graph has none yet; here they are texts. Default `text`. */
  idKind?: 'text' | 'integer'
  /** Label of new nodes. Default `__node`. */
  nodeLabel?: string
  /** Label of new edges. Default `__edge`. */
  edgeLabel?: string
}

type Traversal = process.GraphTraversal

export class GremlinTraversals {
  /** Ids or pairs in one question: branches of a union cost a server the square of their number. */
  readonly mostLookups: number
  /** Undefined: the vertex's own id. */
  readonly idProperty: string | undefined
  readonly ids: GremlinIds
  private readonly g: process.GraphTraversalSource
  /** What stands for "the id" in a step. */
  private readonly id: unknown

  constructor(
    private readonly client: GremlinClient,
    private readonly shape: GremlinShape,
  ) {
    const { nodeId = { property: '__id' } } = shape
    const { process, structure } = client
    this.idProperty = nodeId === 'element' ? undefined : nodeId.property
    this.id = this.idProperty ?? process.t.id
    this.ids = new GremlinIds(shape.idKind)
    this.mostLookups = this.idProperty === undefined ? 500 : 50
    this.g = new process.GraphTraversalSource(new structure.Graph(), new process.TraversalStrategies())
  }

  /** Some ids, whichever. */
  someIds(most: number): Traversal {
    return this.all().limit(most).project('id').by(this.id).select('id')
  }

  known(ids: readonly string[]): Traversal {
    return this.found(ids).project('id').by(this.id).select('id')
  }

  nodes(ids: readonly string[]): Traversal {
    return this.nodeRows(this.found(ids), true)
  }

  /** @param last the id as the server gave it; undefined: from the first */
  nodesAfter(last: unknown, most: number, withAttributes: boolean): Traversal {
    return this.nodeRows(this.after(last).order().by(this.id).limit(most), withAttributes)
  }

  /** Ids, and how many edges leave each. */
  sourcesAfter(last: unknown, most: number): Traversal {
    const { statics } = this.client.process
    return this.after(last)
      .order()
      .by(this.id)
      .limit(most)
      .project('id', 'out')
      .by(this.id)
      .by(statics.outE().count())
  }

  nodeCount(): Traversal {
    return this.all().count()
  }

  dropNodes(ids: readonly string[]): Traversal {
    return this.found(ids).drop()
  }

  /** @param stored values of ids that may be several */
  mergeNodes(
    nodes: readonly (readonly [string, Attributes])[],
    stored: ReadonlyMap<string, unknown>,
  ): Traversal {
    const { merge, t, statics } = this.client.process
    const changes = nodes.map(([id, attributes]) => {
      const key = new Map([[this.id, stored.get(id) ?? this.ids.given(id)]])
      const properties = propertiesOf(attributes)
      const made = new Map([...key, ...properties, [t.label, this.shape.nodeLabel ?? '__node']])
      return new Map([
        ['key', key],
        ['made', made],
        ['known', properties],
      ])
    })
    const part = (name: string) => statics.select('change').select(name)
    return this.g
      .inject(changes)
      .unfold()
      .as('change')
      .mergeV(part('key'))
      .option(merge.onCreate, part('made'))
      .option(merge.onMatch, part('known'))
      .project('id', 'element')
      .by(this.id)
      .by(t.id)
  }

  edgeCount(): Traversal {
    return this.g.E().count()
  }

  edgesBetween(pairs: readonly NodePair[], withAttributes: boolean): Traversal {
    return this.edgeRows(this.between(pairs), withAttributes)
  }

  dropEdges(pairs: readonly NodePair[]): Traversal {
    return this.between(pairs).drop()
  }

  /** Edges that leave these nodes. @param page of one node: those edges only, ordered by target */
  edgesFrom(
    ids: readonly string[],
    withAttributes: boolean,
    page?: { first: number; last: number },
  ): Traversal {
    const { statics } = this.client.process
    const edges = this.found(ids).outE()
    const some = page
      ? edges.order().by(statics.inV().project('id').by(this.id).select('id')).range(page.first, page.last)
      : edges
    return this.edgeRows(some, withAttributes)
  }

  /** @param elements the server's ids of all ends */
  mergeEdges(edges: readonly EdgeRecord[], elements: ReadonlyMap<string, unknown>): Traversal {
    const { direction, merge, t, statics } = this.client.process
    const changes = edges.map(({ source, target, attributes }) => {
      const key = new Map<unknown, unknown>([
        [direction.out, elements.get(source)],
        [direction.in, elements.get(target)],
      ])
      const properties = propertiesOf(attributes)
      const made = new Map([...key, ...properties, [t.label, this.shape.edgeLabel ?? '__edge']])
      return new Map([
        ['key', key],
        ['made', made],
        ['known', properties],
      ])
    })
    const part = (name: string) => statics.select('change').select(name)
    return this.g
      .inject(changes)
      .unfold()
      .as('change')
      .mergeE(part('key'))
      .option(merge.onCreate, part('made'))
      .option(merge.onMatch, part('known'))
      .count()
  }

  neighbours(ids: readonly string[], direction: Direction): Traversal {
    const { statics } = this.client.process
    const others = { out: () => statics.out(), in: () => statics.in_(), both: () => statics.both() }[
      direction
    ]()
    return this.found(ids)
      .project('id', 'others')
      .by(this.id)
      .by(others.dedup().project('id').by(this.id).select('id').fold())
  }

  degrees(ids: readonly string[]): Traversal {
    const { statics } = this.client.process
    return this.found(ids)
      .project('id', 'out', 'in')
      .by(this.id)
      .by(statics.outE().count())
      .by(statics.inE().count())
  }

  private after(last: unknown): Traversal {
    if (last === undefined) return this.all()
    const { P, statics } = this.client.process
    const later = laterIds(P, this.ids, last).map((predicate) => statics.has(this.id, predicate))
    return later.length === 1 ? this.g.V().has(this.id, P.gt(last as never)) : this.all().or(...later)
  }

  private all(): Traversal {
    return this.idProperty === undefined ? this.g.V() : this.g.V().has(this.idProperty)
  }

  /** One lookup for each id, which an index answers everywhere; of `within` some servers make a scan. */
  private found(ids: readonly string[]): Traversal {
    const given = this.readingsOf(ids)
    if (given.length === 0) return this.g.V().limit(0)
    if (this.idProperty === undefined) return this.g.V(...given).dedup()
    const { statics } = this.client.process
    return this.g.inject(0).union(...given.map((id) => statics.V().has(this.idProperty, id)))
  }

  private readingsOf(ids: readonly string[]): never[] {
    return ids.flatMap((id) => this.ids.readingsOf(id)) as never[]
  }

  private between(pairs: readonly NodePair[]): Traversal {
    const { P, statics } = this.client.process
    const targets = new Map<string, string[]>()
    for (const [source, target] of pairs) targets.set(source, [...(targets.get(source) ?? []), target])
    const from = (id: unknown) =>
      this.idProperty === undefined ? statics.V(id) : statics.V().has(this.idProperty, id)
    const lookups = [...targets].flatMap(([source, ids]) =>
      this.readingsOf([source]).map((id) =>
        from(id)
          .outE()
          .where(statics.inV().has(this.id, P.within(this.readingsOf(ids)))),
      ),
    )
    return lookups.length === 0 ? this.g.E().limit(0) : this.g.inject(0).union(...lookups)
  }

  private nodeRows(nodes: Traversal, withAttributes: boolean): Traversal {
    const { statics } = this.client.process
    if (!withAttributes) return nodes.project('id').by(this.id)
    return nodes.project('id', 'attributes').by(this.id).by(statics.valueMap())
  }

  private edgeRows(edges: Traversal, withAttributes: boolean): Traversal {
    const { statics } = this.client.process
    const idOf = (node: Traversal) => node.project('id').by(this.id).select('id')
    const rows = withAttributes
      ? edges.project('source', 'target', 'attributes')
      : edges.project('source', 'target')
    const named = rows.by(idOf(statics.outV())).by(idOf(statics.inV()))
    return withAttributes ? named.by(statics.valueMap()) : named
  }
}

const propertiesOf = (attributes: Attributes) =>
  new Map<unknown, unknown>(Object.entries(attributes).map(([name, value]) => [name, propertyOf(value)]))
