/** One graph, wherever it is kept: what is convenient to call, in terms of a backend's batches; and the door to the
 *  dialects. */
import { MotifscopeError } from '../model/errors'
import type {
  Attributes,
  Direction,
  EdgeRecord,
  GraphBackend,
  NodePair,
  NodeRecord,
  StreamOptions,
} from './backend'
import { defaultBatchSize } from './backend'

/** A row of a table of edges: the columns of both ends, and the attributes. */
export type TableRow = Record<string, Attributes[string]>

export interface IngestOptions {
  sourceColumn?: string
  targetColumn?: string
  batchSize?: number
  /** Told after every batch: rows so far. */
  onProgress?: (rows: number) => void
  signal?: AbortSignal
}

const one = <T>(values: T[]): T => values[0] as T

export class Graph {
  constructor(readonly backend: GraphBackend) {}

  get directed(): boolean {
    return this.backend.directed
  }

  async hasNode(id: string): Promise<boolean> {
    return one(await this.backend.hasNodes([id]))
  }

  /** @throws MotifscopeError `unknown-node` */
  async getNode(id: string): Promise<Attributes> {
    return one(await this.backend.getNodes([id])) ?? unknownNode(id)
  }

  async addNode(id: string, attributes: Attributes = {}): Promise<void> {
    await this.backend.addNodes([{ id, attributes }])
  }

  /** @throws MotifscopeError `unknown-node` */
  async removeNode(id: string): Promise<void> {
    if (!(await this.hasNode(id))) unknownNode(id)
    await this.backend.removeNodes([id])
  }

  async hasEdge(source: string, target: string): Promise<boolean> {
    return one(await this.backend.hasEdges([[source, target]]))
  }

  /** @throws MotifscopeError `unknown-edge` */
  async getEdge(source: string, target: string): Promise<Attributes> {
    return one(await this.backend.getEdges([[source, target]])) ?? unknownEdge([source, target])
  }

  async addEdge(source: string, target: string, attributes: Attributes = {}): Promise<void> {
    await this.backend.addEdges([{ source, target, attributes }])
  }

  /** @throws MotifscopeError `unknown-edge` */
  async removeEdge(source: string, target: string): Promise<void> {
    if (!(await this.hasEdge(source, target))) unknownEdge([source, target])
    await this.backend.removeEdges([[source, target]])
  }

  nodeCount(): Promise<number> {
    return this.backend.nodeCount()
  }

  edgeCount(): Promise<number> {
    return this.backend.edgeCount()
  }

  /** Node by node; asks for the next batch only when this one is used up. */
  async *nodes(options?: StreamOptions): AsyncGenerator<NodeRecord> {
    for await (const batch of this.backend.nodes(options)) yield* batch
  }

  async *edges(options?: StreamOptions): AsyncGenerator<EdgeRecord> {
    for await (const batch of this.backend.edges(options)) yield* batch
  }

  /** @throws MotifscopeError `unknown-node` */
  async neighbours(id: string, direction: Direction): Promise<string[]> {
    return one(await this.backend.neighbours([id], direction)) ?? unknownNode(id)
  }

  /** @throws MotifscopeError `unknown-node` */
  async degree(id: string, direction: Direction = 'both'): Promise<number> {
    return one(await this.backend.degrees([id], direction)) ?? unknownNode(id)
  }

  /** Degrees of all nodes, in the order of `nodes`. */
  async *degrees(direction: Direction, options: StreamOptions = {}): AsyncGenerator<[string, number]> {
    for await (const batch of this.backend.nodes({ ...options, attributes: false })) {
      const ids = batch.map(({ id }) => id)
      const degrees = await this.backend.degrees(ids, direction)
      for (const [i, id] of ids.entries()) yield [id, degrees[i] ?? 0]
    }
  }

  /** Takes edges from a table, row by row; columns that are neither end become attributes.
   *  @returns the number of rows @throws MotifscopeError `missing-column` when a row has no end */
  async ingest(
    rows: AsyncIterable<TableRow> | Iterable<TableRow>,
    options: IngestOptions = {},
  ): Promise<number> {
    const { sourceColumn = 'source', targetColumn = 'target', batchSize = defaultBatchSize } = options
    let batch: EdgeRecord[] = []
    let count = 0
    const write = async () => {
      options.signal?.throwIfAborted()
      await this.backend.addEdges(batch)
      batch = []
      options.onProgress?.(count)
    }
    for await (const row of rows) {
      const { [sourceColumn]: source, [targetColumn]: target, ...attributes } = row
      count++
      batch.push({
        source: idOf(source, sourceColumn, count),
        target: idOf(target, targetColumn, count),
        attributes,
      })
      if (batch.length >= batchSize) await write()
    }
    if (batch.length > 0) await write()
    return count
  }

  close(): Promise<void> {
    return this.backend.close()
  }
}

function idOf(value: TableRow[string] | undefined, column: string, row: number): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return String(value)
  throw new MotifscopeError('missing-column', `Row ${row} has no id in the column “${column}”.`, {
    hint: 'Name the columns of both ends with sourceColumn and targetColumn.',
  })
}

export function unknownNode(id: string): never {
  throw new MotifscopeError('unknown-node', `The node ${id} is not in the graph.`)
}

export function unknownEdge([source, target]: NodePair): never {
  throw new MotifscopeError('unknown-edge', `The edge ${source} → ${target} is not in the graph.`)
}

/** What a backend that cannot be written to rejects with. */
export function readOnly(kind: string): never {
  throw new MotifscopeError('read-only', `A graph kept in ${kind} can be read here, not changed.`, {
    hint: 'Bring a part of it into memory and change that.',
  })
}
