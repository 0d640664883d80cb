/** Reads a graph that lies in a database which answers Cypher. A batch is one query, or few; ids go in as parameters. What
 *  writes, or reads otherwise, builds on it. The queries are understood by Neo4j from 3.5 on. */
import { MotifscopeError } from '../../../model/errors'
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
import type { CypherEndpoint, RemoteValue, RunOptions } from '../../remote/cypher-endpoint'
import { allRows } from '../../remote/cypher-endpoint'
import type { RemoteModel } from './remote-model'
import { ModelWords } from './remote-model'

export abstract class CypherBackend implements GraphBackend {
  abstract readonly kind: string
  abstract readonly writable: boolean
  readonly directed: boolean
  protected readonly words: ModelWords

  protected constructor(
    protected readonly endpoint: CypherEndpoint,
    protected readonly model: RemoteModel,
    /** Ids in one query, at most. */
    private readonly partSize: number,
  ) {
    this.directed = model.directed
    this.words = new ModelWords(model)
  }

  async hasNodes(ids: readonly string[]) {
    const { words } = this
    const found = new Set<string>()
    const query = `MATCH ${words.node('n')} WHERE ${words.idOf('n')} IN $ids RETURN ${words.idOf('n')}`
    for await (const [id] of this.rowsOf(query, ids)) found.add(String(id))
    return ids.map((id) => found.has(id))
  }

  async getNodes(ids: readonly string[]) {
    const { words } = this
    const found = new Map<string, Attributes>()
    const query = `MATCH ${words.node('n')} WHERE ${words.idOf('n')} IN $ids RETURN ${words.idOf('n')}, properties(n)`
    for await (const [id, properties] of this.rowsOf(query, ids)) {
      if (!found.has(String(id))) found.set(String(id), this.nodeAttributes(properties))
    }
    return ids.map((id) => found.get(id))
  }

  async *nodes(options: StreamOptions = {}): AsyncGenerator<NodeRecord[]> {
    const { words } = this
    const properties = options.attributes === false ? '{}' : 'properties(n)'
    const query = `MATCH ${words.node('n')} RETURN ${words.idOf('n')}, ${properties}`
    for await (const rows of this.stream(query, options)) yield rows.map((row) => this.nodeRecord(row))
  }

  async nodeCount() {
    return this.count(`MATCH ${this.words.node('n')} RETURN count(n)`)
  }

  async hasEdges(pairs: readonly NodePair[]) {
    return (await this.edgesOf(pairs, false)).map((attributes) => attributes !== undefined)
  }

  async getEdges(pairs: readonly NodePair[]) {
    return this.edgesOf(pairs, true)
  }

  async *edges(options: StreamOptions = {}): AsyncGenerator<EdgeRecord[]> {
    const { words } = this
    const properties = options.attributes === false ? '{}' : 'properties(r)'
    const match = `MATCH ${words.edge('a', 'r', 'b', true)}`
    const query = `${match} RETURN ${words.idOf('a')}, ${words.idOf('b')}, ${properties}`
    for await (const rows of this.stream(query, options)) yield rows.map((row) => this.edgeRecord(row))
  }

  async edgeCount() {
    return this.count(`MATCH ${this.words.edge('', 'r', '', true)} RETURN count(r)`)
  }

  async neighbours(ids: readonly string[], direction: Direction) {
    const found = new Map<string, string[]>()
    const query = this.around(direction, `collect(DISTINCT ${this.words.idOf('m')})`)
    for await (const [id, others] of this.rowsOf(query, ids))
      found.set(String(id), (others as RemoteValue[]).map(String))
    return ids.map((id) => found.get(id)?.slice())
  }

  async degrees(ids: readonly string[], direction: Direction) {
    const found = new Map<string, number>()
    const isBoth = direction === 'both' || !this.directed
    // Without a direction a loop is found once.
    const ends = isBoth ? 'sum(CASE WHEN r IS NULL THEN 0 WHEN m = n THEN 2 ELSE 1 END)' : 'count(r)'
    for await (const [id, degree] of this.rowsOf(this.around(direction, ends), ids))
      found.set(String(id), Number(degree))
    return ids.map((id) => found.get(id))
  }

  abstract addNodes(nodes: readonly NodeRecord[]): Promise<void>
  abstract removeNodes(ids: readonly string[]): Promise<void>
  abstract addEdges(edges: readonly EdgeRecord[]): Promise<void>
  abstract removeEdges(pairs: readonly NodePair[]): Promise<void>

  close(): Promise<void> {
    return this.endpoint.close()
  }

  /** One query, and its rows in batches while they come. */
  private async *stream(
    query: string,
    { batchSize = defaultBatchSize, signal }: StreamOptions,
  ): AsyncGenerator<RemoteValue[][]> {
    const options: RunOptions = { batchSize, ...(signal ? { signal } : {}) }
    for await (const { rows } of this.endpoint.run(query, {}, options)) {
      signal?.throwIfAborted()
      if (rows.length > 0) yield rows
    }
  }

  /** Rows for many ids, which the query knows as `$ids`. */
  protected async *rowsOf(query: string, ids: readonly string[]): AsyncGenerator<RemoteValue[]> {
    for (const part of this.parts([...new Set(ids)]))
      for await (const { rows } of this.endpoint.run(query, { ids: this.words.storedIds(part) })) yield* rows
  }

  protected *parts<T>(items: readonly T[]): Generator<T[]> {
    for (let i = 0; i < items.length; i += this.partSize) yield items.slice(i, i + this.partSize)
  }

  protected nodeRecord([id, properties]: RemoteValue[]): NodeRecord {
    return { id: this.idFrom(id), attributes: this.nodeAttributes(properties) }
  }

  protected edgeRecord([source, target, properties]: RemoteValue[]): EdgeRecord {
    return {
      source: this.idFrom(source),
      target: this.idFrom(target),
      attributes: this.edgeAttributes(properties),
    }
  }

  /** All but the id. */
  protected nodeAttributes(properties: RemoteValue | undefined): Attributes {
    const { idProperty } = this.model
    return Object.fromEntries(
      Object.entries((properties ?? {}) as Attributes).filter(([key]) => key !== idProperty),
    )
  }

  protected edgeAttributes(properties: RemoteValue | undefined): Attributes {
    return (properties ?? {}) as Attributes
  }

  private idFrom(id: RemoteValue | undefined): string {
    if (id !== null && id !== undefined) return String(id)
    throw new MotifscopeError(
      'missing-id',
      `A node in ${this.endpoint.label} has no ${this.model.idProperty}.`,
      {
        hint: 'Choose an attribute that all nodes have, or a label whose nodes have it.',
      },
    )
  }

  private async count(query: string): Promise<number> {
    const { rows } = await allRows(this.endpoint, query)
    return Number(rows[0]?.[0] ?? 0)
  }

  /** A row for each known node of `$ids`: its id, and something of its edges `r` to nodes `m`. */
  private around(direction: Direction, what: string): string {
    const { words } = this
    const isBoth = direction === 'both' || !this.directed
    const [tail, head] = [
      isBoth || direction === 'out' ? '-' : '<-',
      isBoth || direction === 'in' ? '-' : '->',
    ]
    return (
      `MATCH ${words.node('n')} WHERE ${words.idOf('n')} IN $ids ` +
      `OPTIONAL MATCH (n)${tail}[r${words.type}]${head}${words.node('m')} RETURN ${words.idOf('n')}, ${what}`
    )
  }

  /** Asked by source; of parallel edges the one that the database tells first. */
  private async edgesOf(
    pairs: readonly NodePair[],
    withAttributes: boolean,
  ): Promise<(Attributes | undefined)[]> {
    const { words } = this
    const found = new Map<string, Attributes>()
    const keyOf = (source: string, target: string) => JSON.stringify([source, target])
    const query =
      `WITH $wanted AS wanted MATCH ${words.node('a')} WHERE ${words.idOf('a')} IN $ids ` +
      `MATCH (a)-[r${words.type}]-${this.directed ? '>' : ''}${words.node('b')} ` +
      `WHERE ${words.idOf('b')} IN wanted[toString(${words.idOf('a')})] ` +
      `RETURN ${words.idOf('a')}, ${words.idOf('b')}, ${withAttributes ? 'properties(r)' : '{}'}`
    for (const part of this.parts(pairs)) {
      const targets = new Map<string, string[]>(part.map(([source]) => [source, []]))
      for (const [source, target] of part) targets.get(source)?.push(target)
      const wanted = Object.fromEntries(
        Array.from(targets, ([source, list]) => [source, words.storedIds([...new Set(list)])]),
      )
      const ids = words.storedIds([...targets.keys()])
      for await (const { rows } of this.endpoint.run(query, { ids, wanted }))
        for (const [source, target, properties] of rows) {
          const key = keyOf(String(source), String(target))
          if (!found.has(key)) found.set(key, this.edgeAttributes(properties))
        }
    }
    return pairs.map(([source, target]) => found.get(keyOf(source, target)))
  }
}
