/** A graph on a Gremlin server (TinkerPop 3.6 and later). A node is a vertex with its id in a property, as in the original
 *  Grand, or the vertex's own id; nothing a caller gives is ever part of a query's text. Whatever is written is written
 *  as "make it so", so that a question that was cut off may be asked again. */
import type {
  Attributes,
  Direction,
  EdgeRecord,
  GraphBackend,
  NodePair,
  NodeRecord,
  StreamOptions,
} from '../../backend'
import { defaultBatchSize } from '../../backend'
import { GremlinConnection } from './gremlin-connection'
import type { Traversal } from './gremlin-connection'
import type { GremlinAddress } from './gremlin-socket'
import { GremlinTraversals } from './gremlin-traversals'
import type { GremlinShape } from './gremlin-traversals'
import { attributesFrom, uuidOf } from './gremlin-values'
import { bothWays, distinct, mergedEdges, mergedNodes, pairKey, pairOf, partsOf } from '../merge-records'

export interface GremlinOptions extends GremlinAddress, GremlinShape {
  /** Default true. */
  directed?: boolean
}

/** Nodes or edges written in one request. */
const mostWritten = 500
/** Questions on their way at the same time. */
const atOnce = 8
/** Ids that are looked at for their types. */
const learnedFrom = 1_000

type Row = Map<string, unknown>
type Page<T> = AsyncGenerator<T[]>

export class GremlinBackend implements GraphBackend {
  readonly kind = 'gremlin'
  readonly writable = true

  private constructor(
    private readonly connection: GremlinConnection,
    private readonly traversals: GremlinTraversals,
    readonly directed: boolean,
  ) {}

  /** Loads the client; connects when something is asked.
   *  @throws MotifscopeError `invalid-address`, `mixed-content` */
  static async open(options: GremlinOptions): Promise<GremlinBackend> {
    const client = (await import('gremlin')).default
    const connection = new GremlinConnection(client, options)
    return new GremlinBackend(connection, new GremlinTraversals(client, options), options.directed ?? true)
  }

  async hasNodes(ids: readonly string[]) {
    const rows = await this.lookUp(distinct(ids), (part) => this.traversals.known(part))
    const found = new Set(rows.map(idFrom))
    return ids.map((id) => found.has(id))
  }

  async getNodes(ids: readonly string[]) {
    const rows = await this.lookUp(distinct(ids), (part) => this.traversals.nodes(part))
    const records = (rows as Row[]).map((row) => this.nodeFrom(row))
    const found = new Map(records.map(({ id, attributes }) => [id, attributes]))
    return ids.map((id) => found.get(id))
  }

  async addNodes(nodes: readonly NodeRecord[]): Promise<void> {
    await this.elementsOf(mergedNodes(nodes))
  }

  async removeNodes(ids: readonly string[]): Promise<void> {
    await this.learnIds()
    for (const part of partsOf(distinct(ids), this.traversals.mostLookups))
      await this.connection.ask(this.traversals.dropNodes(part))
  }

  async *nodes(options: StreamOptions = {}): Page<NodeRecord> {
    const { batchSize = defaultBatchSize, attributes = true, signal } = options
    await this.learnIds(signal)
    for (let last: unknown; ;) {
      const traversal = this.traversals.nodesAfter(last, batchSize, attributes)
      const rows = (await this.connection.ask(traversal, { signal })) as Row[]
      signal?.throwIfAborted()
      if (rows.length > 0) yield rows.map((row) => this.nodeFrom(row))
      if (rows.length < batchSize) return
      last = rows.at(-1)?.get('id')
    }
  }

  async nodeCount() {
    return Number((await this.connection.ask(this.traversals.nodeCount()))[0])
  }

  async hasEdges(pairs: readonly NodePair[]) {
    return (await this.edgesOf(pairs, false)).map((edge) => edge !== undefined)
  }

  async getEdges(pairs: readonly NodePair[]) {
    return (await this.edgesOf(pairs, true)).map((edge) => edge?.attributes)
  }

  async addEdges(edges: readonly EdgeRecord[]): Promise<void> {
    const all = await this.asStored(mergedEdges(edges, this.directed))
    const ends = all.flatMap(({ source, target }) => [source, target])
    const elements = await this.elementsOf(new Map(ends.map((id) => [id, {}])))
    for (const part of partsOf(all, mostWritten))
      await this.connection.ask(this.traversals.mergeEdges(part, elements))
  }

  async removeEdges(pairs: readonly NodePair[]): Promise<void> {
    await this.learnIds()
    for (const part of partsOf(bothWays(pairs, this.directed), this.traversals.mostLookups))
      await this.connection.ask(this.traversals.dropEdges(part))
  }

  /** By the nodes they leave: some nodes at a time, whose edges fill a batch at most; one with more, in several. */
  async *edges(options: StreamOptions = {}): Page<EdgeRecord> {
    const { batchSize = defaultBatchSize, attributes = true, signal } = options
    await this.learnIds(signal)
    for await (const { ids, edgeCount } of this.sources(batchSize, signal)) {
      const isHub = edgeCount > batchSize
      for (let first = 0; ; first += batchSize) {
        const page = isHub ? { first, last: first + batchSize } : undefined
        const traversal = this.traversals.edgesFrom(ids, attributes, page)
        const rows = (await this.connection.ask(traversal, { signal })) as Row[]
        signal?.throwIfAborted()
        if (rows.length > 0) yield rows.map(edgeFrom)
        if (!isHub || rows.length < batchSize) break
      }
    }
  }

  async edgeCount() {
    return Number((await this.connection.ask(this.traversals.edgeCount()))[0])
  }

  async neighbours(ids: readonly string[], direction: Direction) {
    const towards = this.directed ? direction : 'both'
    const rows = await this.lookUp(distinct(ids), (part) => this.traversals.neighbours(part, towards))
    const othersOf = (row: Row) => (row.get('others') as unknown[]).map(idFrom)
    const found = new Map((rows as Row[]).map((row) => [idFrom(row.get('id')), othersOf(row)]))
    return ids.map((id) => found.get(id)?.slice())
  }

  async degrees(ids: readonly string[], direction: Direction) {
    const rows = await this.lookUp(distinct(ids), (part) => this.traversals.degrees(part))
    const ends = direction === 'both' || !this.directed ? ['out', 'in'] : [direction]
    const degreeOf = (row: Row) => ends.reduce((sum, end) => sum + Number(row.get(end)), 0)
    const found = new Map((rows as Row[]).map((row) => [idFrom(row.get('id')), degreeOf(row)]))
    return ids.map((id) => found.get(id))
  }

  close(): Promise<void> {
    return this.connection.close()
  }

  /** Answers of questions that change nothing. */
  private async lookUp<T>(values: readonly T[], traversalOf: (part: T[]) => Traversal): Promise<unknown[]> {
    await this.learnIds()
    const rows: unknown[] = []
    for (const some of partsOf([...partsOf(values, this.traversals.mostLookups)], atOnce)) {
      const answers = await Promise.all(some.map((part) => this.connection.ask(traversalOf(part))))
      for (const answer of answers) for (const row of answer) rows.push(row)
    }
    return rows
  }

  /** How ids are stored: asked for once there are some. */
  private async learnIds(signal?: AbortSignal): Promise<void> {
    const { ids } = this.traversals
    if (!ids.isKnown) ids.learn(await this.connection.ask(this.traversals.someIds(learnedFrom), { signal }))
  }

  private nodeFrom(row: Row): NodeRecord {
    const properties = (row.get('attributes') as Row | undefined) ?? new Map()
    return { id: idFrom(row.get('id')), attributes: attributesFrom(properties, this.traversals.idProperty) }
  }

  /** Makes the nodes that are not there, and gives all their attributes. @returns the server's own ids */
  private async elementsOf(given: ReadonlyMap<string, Attributes>): Promise<Map<string, unknown>> {
    await this.learnIds()
    const { ids } = this.traversals
    const unsure = [...given.keys()].filter((id) => ids.readingsOf(id).length > 1)
    const known = await this.lookUp(unsure, (part) => this.traversals.known(part))
    const stored = new Map(known.map((id) => [idFrom(id), id]))
    const elements = new Map<string, unknown>()
    for (const part of partsOf([...given], mostWritten))
      for (const row of (await this.connection.ask(this.traversals.mergeNodes(part, stored))) as Row[]) {
        elements.set(idFrom(row.get('id')), row.get('element'))
        ids.learn([row.get('id')])
      }
    return elements
  }

  private async edgesOf(
    pairs: readonly NodePair[],
    withAttributes: boolean,
  ): Promise<(EdgeRecord | undefined)[]> {
    const wanted = bothWays(pairs, this.directed)
    const rows = await this.lookUp(wanted, (part) => this.traversals.edgesBetween(part, withAttributes))
    const found = new Map<string, EdgeRecord>()
    for (const edge of (rows as Row[]).map(edgeFrom)) {
      const key = pairKey(pairOf(edge), this.directed)
      if (!found.has(key)) found.set(key, edge)
    }
    return pairs.map((pair) => found.get(pairKey(pair, this.directed)))
  }

  /** An undirected edge keeps the direction in which it lies on the server already. */
  private async asStored(edges: EdgeRecord[]): Promise<EdgeRecord[]> {
    if (this.directed) return edges
    const known = await this.edgesOf(edges.map(pairOf), false)
    return edges.map((edge, i) => (known[i] ? { ...known[i], attributes: edge.attributes } : edge))
  }

  /** Nodes that edges leave, in groups whose edges are one batch at most; a node with more is alone. */
  private async *sources(batchSize: number, signal?: AbortSignal) {
    let [ids, edgeCount]: [string[], number] = [[], 0]
    for (let last: unknown; ;) {
      const traversal = this.traversals.sourcesAfter(last, defaultBatchSize)
      const rows = (await this.connection.ask(traversal, { signal })) as Row[]
      for (const row of rows) {
        const out = Number(row.get('out'))
        if (out === 0) continue
        if (ids.length > 0 && (edgeCount + out > batchSize || ids.length >= this.traversals.mostLookups)) {
          yield { ids, edgeCount }
          ;[ids, edgeCount] = [[], 0]
        }
        ids.push(idFrom(row.get('id')))
        edgeCount += out
      }
      if (rows.length < defaultBatchSize) break
      last = rows.at(-1)?.get('id')
    }
    if (ids.length > 0) yield { ids, edgeCount }
  }
}

const idFrom = (value: unknown): string => uuidOf(value) ?? String(value)

function edgeFrom(row: Row): EdgeRecord {
  const attributes = row.get('attributes') as Row | undefined
  return {
    source: idFrom(row.get('source')),
    target: idFrom(row.get('target')),
    attributes: attributes ? attributesFrom(attributes) : {},
  }
}
