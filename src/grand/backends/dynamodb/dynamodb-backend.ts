/** A graph in two tables of DynamoDB, after the original Grand: nodes by `ID`; edges by `Source` and `Target`, with an index
 *  by `Target`, so that both directions are questions by key (the original scans). Attributes lie beside the keys.
 *  Reads of the index may be a moment behind the last write; all others are not. */
import type { Direction, EdgeRecord, GraphBackend, NodePair, NodeRecord, StreamOptions } from '../../backend'
import { defaultBatchSize } from '../../backend'
import { byTarget, edgeFrom, keyOfEdge, keyOfNode, tablesNamed, textOf } from './dynamodb-schema'
import type { DynamoDBAddress, DynamoDBTables } from './dynamodb-tables'
import type { Item } from './dynamodb-values'
import { attributesOf, itemOf, keyNames } from './dynamodb-values'
import { bothWays, distinct, mergedEdges, mergedNodes, pairKey, pairOf } from '../merge-records'

export interface DynamoDBOptions extends DynamoDBAddress {
  /** Default true. */
  directed?: boolean
  /** Made where there is none. Default `grand_Nodes`, as in the original. */
  nodeTable?: string
  /** Default `grand_Edges`. */
  edgeTable?: string
}

const { node, source, target } = keyNames

export class DynamoDBBackend implements GraphBackend {
  readonly kind = 'dynamodb'
  readonly writable = true

  private constructor(
    private readonly tables: DynamoDBTables,
    readonly directed: boolean,
    private readonly names: { nodes: string; edges: string },
  ) {}

  /** Loads the client, and makes the tables where they are not there yet.
   *  @throws MotifscopeError `invalid-address`, `mixed-content`, `unreachable`, `unauthorised`, … */
  static async open(options: DynamoDBOptions): Promise<DynamoDBBackend> {
    const backend = await DynamoDBBackend.over(options)
    const { nodes, edges } = backend.names
    for (const table of tablesNamed(nodes, edges)) await backend.tables.make(table)
    return backend
  }

  /** Over tables that are there; nothing is made, and nothing asked yet.
   *  @throws MotifscopeError `invalid-address`, `mixed-content` */
  static async over(options: DynamoDBOptions): Promise<DynamoDBBackend> {
    const { directed = true, nodeTable = 'grand_Nodes', edgeTable = 'grand_Edges' } = options
    const { DynamoDBTables } = await import('./dynamodb-tables')
    const names = { nodes: nodeTable, edges: edgeTable }
    return new DynamoDBBackend(new DynamoDBTables(options), directed, names)
  }

  async hasNodes(ids: readonly string[]) {
    const found = await this.nodesThere(distinct(ids))
    return ids.map((id) => found.has(id))
  }

  async getNodes(ids: readonly string[]) {
    const items = await this.tables.get(this.names.nodes, distinct(ids).map(keyOfNode))
    const found = new Map(items.map((item) => [textOf(item, node), item]))
    return ids.map((id) => {
      const item = found.get(id)
      return item && attributesOf(item)
    })
  }

  async addNodes(nodes: readonly NodeRecord[]): Promise<void> {
    const merged = mergedNodes(nodes)
    const there = await this.nodesThere([...merged.keys()])
    const rows = [...merged].map(([id, attributes]) => ({
      id,
      key: keyOfNode(id),
      values: itemOf(attributes),
    }))
    await this.upsert(this.names.nodes, rows, ({ id }) => there.has(id))
  }

  /** Edges first: what a cut leaves is whole. */
  async removeNodes(ids: readonly string[]): Promise<void> {
    const wanted = distinct(ids)
    const pairs = new Map<string, NodePair>()
    await this.tables.each(wanted, async (id) => {
      for (const direction of ['out', 'in'] as const)
        for await (const others of this.others(id, direction))
          for (const other of others) {
            const pair: NodePair = direction === 'out' ? [id, other] : [other, id]
            pairs.set(pairKey(pair, true), pair)
          }
    })
    await this.tables.delete(this.names.edges, [...pairs.values()].map(keyOfEdge))
    await this.tables.delete(this.names.nodes, wanted.map(keyOfNode))
  }

  async *nodes(options: StreamOptions = {}): AsyncGenerator<NodeRecord[]> {
    for await (const items of this.scan(this.names.nodes, [node], options))
      yield items.map((item) => ({ id: textOf(item, node), attributes: attributesOf(item) }))
  }

  async nodeCount() {
    return this.count(this.names.nodes)
  }

  async hasEdges(pairs: readonly NodePair[]) {
    return (await this.edgesThere(pairs, [source, target])).map((edge) => edge !== undefined)
  }

  async getEdges(pairs: readonly NodePair[]) {
    return (await this.edgesThere(pairs)).map((edge) => edge?.attributes)
  }

  async addEdges(edges: readonly EdgeRecord[]): Promise<void> {
    const merged = mergedEdges(edges, this.directed)
    await this.addNodes(
      merged.flatMap(({ source, target }) => [source, target]).map((id) => ({ id, attributes: {} })),
    )
    const there = await this.edgesThere(merged.map(pairOf), [source, target])
    // An undirected edge keeps the direction in which it lies there already.
    const rows = merged.map((edge, i) => ({
      key: keyOfEdge(pairOf(there[i] ?? edge)),
      values: itemOf(edge.attributes),
    }))
    const known = new Set(rows.filter((_, i) => there[i]))
    await this.upsert(this.names.edges, rows, (row) => known.has(row))
  }

  async removeEdges(pairs: readonly NodePair[]): Promise<void> {
    const keys = new Map(bothWays(pairs, this.directed).map((pair) => [pairKey(pair, true), keyOfEdge(pair)]))
    await this.tables.delete(this.names.edges, [...keys.values()])
  }

  async *edges(options: StreamOptions = {}): AsyncGenerator<EdgeRecord[]> {
    for await (const items of this.scan(this.names.edges, [source, target], options))
      yield items.map(edgeFrom)
  }

  async edgeCount() {
    return this.count(this.names.edges)
  }

  async neighbours(ids: readonly string[], direction: Direction) {
    const there = await this.nodesThere(distinct(ids))
    const directions = this.directionsOf(direction)
    const lists = await this.tables.each([...there], async (id) => {
      const found = new Set<string>()
      for (const one of directions)
        for await (const others of this.others(id, one)) for (const other of others) found.add(other)
      return [id, found] as const
    })
    const found = new Map(lists)
    return ids.map((id) => {
      const others = found.get(id)
      return others && [...others]
    })
  }

  async degrees(ids: readonly string[], direction: Direction) {
    const there = await this.nodesThere(distinct(ids))
    const directions = this.directionsOf(direction)
    const counts = await this.tables.each([...there], async (id) => {
      let count = 0
      for (const one of directions)
        for await (const page of this.tables.pages({ ...this.edgesAt(id, one), Select: 'COUNT' }))
          count += page.count
      return [id, count] as const
    })
    const found = new Map(counts)
    return ids.map((id) => found.get(id))
  }

  /** Deletes both tables, and the graph with them. */
  async drop(): Promise<void> {
    await this.tables.drop(this.names.edges)
    await this.tables.drop(this.names.nodes)
  }

  async close(): Promise<void> {
    this.tables.close()
  }

  private directionsOf(direction: Direction): ('out' | 'in')[] {
    return direction === 'both' || !this.directed ? ['out', 'in'] : [direction]
  }

  private async nodesThere(ids: readonly string[]): Promise<Set<string>> {
    const items = await this.tables.get(this.names.nodes, ids.map(keyOfNode), [node])
    return new Set(items.map((item) => textOf(item, node)))
  }

  private async edgesThere(
    pairs: readonly NodePair[],
    names?: string[],
  ): Promise<(EdgeRecord | undefined)[]> {
    const keys = new Map(bothWays(pairs, this.directed).map((pair) => [pairKey(pair, true), keyOfEdge(pair)]))
    const items = await this.tables.get(this.names.edges, [...keys.values()], names)
    const found = new Map(items.map(edgeFrom).map((edge) => [pairKey(pairOf(edge), this.directed), edge]))
    return pairs.map((pair) => found.get(pairKey(pair, this.directed)))
  }

  /** New items in batches; of those that are there, only what is given. */
  private async upsert<T extends { key: Item; values: Item }>(
    table: string,
    rows: readonly T[],
    isThere: (row: T) => boolean,
  ): Promise<void> {
    const fresh = rows.filter((row) => !isThere(row))
    const changed = rows.filter((row) => isThere(row) && Object.keys(row.values).length > 0)
    await this.tables.put(
      table,
      fresh.map(({ key, values }) => ({ ...values, ...key })),
    )
    await this.tables.update(table, changed)
  }

  private edgesAt(id: string, direction: 'out' | 'in') {
    return {
      TableName: this.names.edges,
      ...(direction === 'in' ? { IndexName: byTarget } : { ConsistentRead: true }),
      KeyConditionExpression: '#end = :id',
      ExpressionAttributeNames: { '#end': direction === 'out' ? source : target },
      ExpressionAttributeValues: { ':id': { S: id } },
    }
  }

  private async *others(id: string, direction: 'out' | 'in'): AsyncGenerator<string[]> {
    const other = direction === 'out' ? target : source
    const { ExpressionAttributeNames, ...query } = this.edgesAt(id, direction)
    const names = { ...ExpressionAttributeNames, '#other': other }
    const input = { ...query, ProjectionExpression: '#other', ExpressionAttributeNames: names }
    for await (const { items } of this.tables.pages(input)) yield items.map((item) => textOf(item, other))
  }

  private async *scan(table: string, keys: string[], options: StreamOptions): AsyncGenerator<Item[]> {
    const { batchSize = defaultBatchSize, attributes = true, signal } = options
    const names = Object.fromEntries(keys.map((name, i) => [`#k${i}`, name]))
    const bare = { ProjectionExpression: Object.keys(names).join(', '), ExpressionAttributeNames: names }
    const input = { TableName: table, ConsistentRead: true, Limit: batchSize, ...(attributes ? {} : bare) }
    for await (const { items } of this.tables.pages(input, signal)) {
      signal?.throwIfAborted()
      if (items.length > 0) yield items
    }
    signal?.throwIfAborted()
  }

  /** By a scan: the count that DynamoDB keeps itself is hours old. */
  private async count(table: string): Promise<number> {
    let count = 0
    for await (const page of this.tables.pages({ TableName: table, ConsistentRead: true, Select: 'COUNT' }))
      count += page.count
    return count
  }
}
