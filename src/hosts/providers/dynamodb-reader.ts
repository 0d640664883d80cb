/** Reads a graph from two tables of DynamoDB by their keys, and counts the requests that it takes: each of them is paid
 *  for. Nothing is ever written, no table is made. */
import { byTarget, edgeFrom, keyOfNode, textOf } from '../../grand/backends/dynamodb/dynamodb-schema'
import type { DynamoDBTables } from '../../grand/backends/dynamodb/dynamodb-tables'
import { attributesOf, keyNames } from '../../grand/backends/dynamodb/dynamodb-values'
import type { EdgeRecord, NodeRecord } from '../../grand/backend'
import type { WalkDirection } from './graph-server'

const { node, source, target } = keyNames
/** Keys of one request; requests on their way at the same time. */
const [keysPerRequest, atOnce] = [100, 16]

type Items = Parameters<typeof edgeFrom>[0]

/** What a scan reads. */
interface ScanOptions {
  signal?: AbortSignal | undefined
  attributes?: boolean
  /** Items of a page, at most. */
  limit?: number
}

export class DynamoDBReader {
  requestCount = 0

  constructor(
    private readonly tables: DynamoDBTables,
    readonly names: { nodes: string; edges: string },
  ) {}

  describe(table: 'nodes' | 'edges', signal?: AbortSignal) {
    this.requestCount++
    return this.tables.describe(this.names[table], signal)
  }

  /** All nodes, a page of a megabyte at most at a time. */
  async *nodes(options: ScanOptions = {}): AsyncGenerator<NodeRecord[]> {
    for await (const items of this.scan(this.names.nodes, [node], options))
      yield items.map((item) => ({ id: textOf(item, node), attributes: attributesOf(item) }))
  }

  async *edges(options: ScanOptions = {}): AsyncGenerator<EdgeRecord[]> {
    for await (const items of this.scan(this.names.edges, [source, target], options))
      yield items.map(edgeFrom)
  }

  /** The nodes that are there of these, some at a time. */
  async *nodesById(ids: readonly string[], signal?: AbortSignal): AsyncGenerator<NodeRecord[]> {
    const most = keysPerRequest * atOnce
    for (let first = 0; first < ids.length; first += most) {
      signal?.throwIfAborted()
      const part = ids.slice(first, first + most)
      this.requestCount += Math.ceil(part.length / keysPerRequest)
      const items = await this.tables.get(this.names.nodes, part.map(keyOfNode))
      yield items.map((item) => ({ id: textOf(item, node), attributes: attributesOf(item) }))
    }
  }

  /** Edges that leave these nodes, with their attributes, for some nodes at a time. */
  async *edgesFrom(ids: readonly string[], signal?: AbortSignal): AsyncGenerator<EdgeRecord[]> {
    for (let first = 0; first < ids.length; first += atOnce)
      yield (
        await this.tables.each(ids.slice(first, first + atOnce), async (id) => {
          const edges: EdgeRecord[] = []
          for await (const items of this.query(id, 'out', undefined, signal))
            edges.push(...items.map(edgeFrom))
          return edges
        })
      ).flat()
  }

  /** Ids one step from these, for some nodes at a time. */
  async *neighbours(
    ids: readonly string[],
    direction: WalkDirection,
    signal?: AbortSignal,
  ): AsyncGenerator<string[]> {
    const directions = direction === 'both' ? (['out', 'in'] as const) : [direction]
    for (let first = 0; first < ids.length; first += atOnce) {
      const lists = await this.tables.each(ids.slice(first, first + atOnce), async (id) => {
        const others: string[] = []
        for (const one of directions) {
          const other = one === 'out' ? target : source
          for await (const items of this.query(id, one, other, signal))
            for (const item of items) others.push(textOf(item, other))
        }
        return others
      })
      yield [...new Set(lists.flat())]
    }
  }

  close(): void {
    this.tables.close()
  }

  /** @param only the attribute that is read; all if absent */
  private async *query(
    id: string,
    direction: 'out' | 'in',
    only: string | undefined,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<Items[]> {
    const input = {
      TableName: this.names.edges,
      ...(direction === 'in' ? { IndexName: byTarget } : { ConsistentRead: true }),
      KeyConditionExpression: '#end = :id',
      ExpressionAttributeNames: {
        '#end': direction === 'out' ? source : target,
        ...(only === undefined ? {} : { '#only': only }),
      },
      ExpressionAttributeValues: { ':id': { S: id } },
      ...(only === undefined ? {} : { ProjectionExpression: '#only' }),
    }
    for await (const { items } of this.tables.pages(input, signal)) {
      this.requestCount++
      yield items
    }
  }

  private async *scan(
    TableName: string,
    keys: string[],
    { signal, attributes = true, limit }: ScanOptions,
  ): AsyncGenerator<Items[]> {
    const names = Object.fromEntries(keys.map((name, at) => [`#k${at}`, name]))
    const bare = { ProjectionExpression: Object.keys(names).join(', '), ExpressionAttributeNames: names }
    const input = {
      TableName,
      ...(limit === undefined ? {} : { Limit: limit }),
      ...(attributes ? {} : bare),
    }
    for await (const { items } of this.tables.pages(input, signal)) {
      this.requestCount++
      yield items
    }
  }
}
