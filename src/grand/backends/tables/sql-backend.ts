/** Reads a graph that lies in two relations of the table engine, whatever they are made of. Everything the caller gives
 *  goes in as a quoted literal; a batch is one question. What writes, or knows the topology, builds on it. */
import type { Table } from 'apache-arrow'
import type { SqlConnection } from '../../../tables/sql-connection'
import { firstNumber } from '../../../tables/sql-connection'
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
import { readOnly } from '../../graph'
import { attributeReader, columnsOf, textsOf } from './relation'
import type { Relation } from './relation'
import { inTexts, parts, textList } from './text-lists'

export abstract class SqlBackend implements GraphBackend {
  abstract readonly kind: string
  abstract readonly writable: boolean

  protected constructor(
    protected readonly connection: SqlConnection,
    readonly directed: boolean,
    protected readonly nodeRelation: Relation,
    protected readonly edgeRelation: Relation,
  ) {}

  async hasNodes(ids: readonly string[]) {
    const found = new Set<string>()
    for (const part of parts([...new Set(ids)])) {
      const table = await this.connection.query(
        `SELECT id FROM ${this.nodeRelation.from} WHERE ${inTexts('id', part)}`,
      )
      for (const id of textsOf(table, 'id')) found.add(id)
    }
    return ids.map((id) => found.has(id))
  }

  async getNodes(ids: readonly string[]) {
    const found = new Map<string, Attributes>()
    const { from } = this.nodeRelation
    for (const part of parts([...new Set(ids)])) {
      const table = await this.connection.query(
        `SELECT id${columnsOf(this.nodeRelation)} FROM ${from} WHERE ${inTexts('id', part)}`,
      )
      const read = attributeReader(table, this.nodeRelation)
      textsOf(table, 'id').forEach((id, row) => found.has(id) || found.set(id, read(row)))
    }
    return ids.map((id) => found.get(id))
  }

  async *nodes(options: StreamOptions = {}): AsyncGenerator<NodeRecord[]> {
    for await (const page of this.pages(this.nodeRelation, ['id'], options)) {
      const read = options.attributes === false ? () => ({}) : attributeReader(page, this.nodeRelation)
      yield textsOf(page, 'id').map((id, row) => ({ id, attributes: read(row) }))
    }
  }

  async nodeCount() {
    return this.count(this.nodeRelation)
  }

  async hasEdges(pairs: readonly NodePair[]) {
    return (await this.edgesOf(pairs, false)).map((attributes) => attributes !== undefined)
  }

  async getEdges(pairs: readonly NodePair[]) {
    return this.edgesOf(pairs, true)
  }

  async *edges(options: StreamOptions = {}): AsyncGenerator<EdgeRecord[]> {
    for await (const page of this.pages(this.edgeRelation, ['source', 'target'], options)) {
      const read = options.attributes === false ? () => ({}) : attributeReader(page, this.edgeRelation)
      const targets = textsOf(page, 'target')
      yield textsOf(page, 'source').map((source, row) => ({
        source,
        target: targets[row] ?? '',
        attributes: read(row),
      }))
    }
  }

  async edgeCount() {
    return this.count(this.edgeRelation)
  }

  async neighbours(ids: readonly string[], direction: Direction) {
    const found = await this.emptyLists(ids)
    for (const part of parts([...found.keys()])) {
      const ends = this.ends(direction, part).join(' UNION ')
      const table = await this.connection.query(`SELECT id, other FROM (${ends})`)
      const others = textsOf(table, 'other')
      textsOf(table, 'id').forEach((id, row) => found.get(id)?.push(others[row] ?? ''))
    }
    return ids.map((id) => found.get(id)?.slice())
  }

  async degrees(ids: readonly string[], direction: Direction) {
    const known = await this.emptyLists(ids)
    const found = new Map<string, number>()
    for (const part of parts([...known.keys()])) {
      const ends = this.ends(direction, part).join(' UNION ALL ')
      const table = await this.connection.query(`SELECT id, count(*) AS n FROM (${ends}) GROUP BY id`)
      const counts = table.getChild('n')
      textsOf(table, 'id').forEach((id, row) => found.set(id, Number(counts?.get(row))))
    }
    return ids.map((id) => (known.has(id) ? (found.get(id) ?? 0) : undefined))
  }

  abstract addNodes(nodes: readonly NodeRecord[]): Promise<void>
  abstract removeNodes(ids: readonly string[]): Promise<void>
  abstract addEdges(edges: readonly EdgeRecord[]): Promise<void>
  abstract removeEdges(pairs: readonly NodePair[]): Promise<void>

  async close(): Promise<void> {
    // The tables belong to whoever made them.
  }

  private async count({ from }: Relation): Promise<number> {
    return firstNumber(await this.connection.query(`SELECT count(*) AS n FROM ${from}`), 'n')
  }

  private async emptyLists(ids: readonly string[]): Promise<Map<string, string[]>> {
    const distinct = [...new Set(ids)]
    const isThere = await this.hasNodes(distinct)
    return new Map(distinct.filter((_, i) => isThere[i]).map((id) => [id, []]))
  }

  /** Questions for the edges' other ends at some nodes; a self-loop is in both. */
  private ends(direction: Direction, ids: readonly string[]): string[] {
    const seen = (from: string, to: string) =>
      `SELECT ${from} AS id, ${to} AS other FROM ${this.edgeRelation.from} WHERE ${inTexts(from, ids)}`
    const isBoth = direction === 'both' || !this.directed
    return [
      ...(isBoth || direction === 'out' ? [seen('source', 'target')] : []),
      ...(isBoth || direction === 'in' ? [seen('target', 'source')] : []),
    ]
  }

  private async edgesOf(
    pairs: readonly NodePair[],
    withAttributes: boolean,
  ): Promise<(Attributes | undefined)[]> {
    const found: (Attributes | undefined)[] = pairs.map(() => undefined)
    const { from } = this.edgeRelation
    for (const part of parts(pairs.map((pair, i) => ({ pair, i })))) {
      const first = part[0]?.i ?? 0
      const numbers = `unnest(range(${first}, ${first + part.length})) AS i`
      const sources = textList(part.map(({ pair: [source] }) => source))
      const targets = textList(part.map(({ pair: [, target] }) => target))
      const given = `SELECT ${numbers}, unnest(${sources}) AS s, unnest(${targets}) AS t`
      const swapped = this.directed ? '' : ' UNION ALL SELECT i, t, s FROM given'
      const columns = withAttributes ? columnsOf(this.edgeRelation, 'e.') : ''
      const table = await this.connection.query(
        `WITH given AS MATERIALIZED (${given}), wanted AS (SELECT * FROM given${swapped}) ` +
          `SELECT w.i AS i${columns} FROM wanted w JOIN ${from} e ON e.source = w.s AND e.target = w.t ` +
          'ORDER BY w.i, e.place',
      )
      const read = withAttributes ? attributeReader(table, this.edgeRelation) : () => ({})
      const rowNumbers = table.getChild('i')
      for (let row = 0; row < table.numRows; row++) found[Number(rowNumbers?.get(row))] ??= read(row)
    }
    return found
  }

  private async *pages(
    relation: Relation,
    keys: string[],
    { batchSize = defaultBatchSize, attributes, signal }: StreamOptions,
  ): AsyncGenerator<Table> {
    const columns = attributes === false ? '' : columnsOf(relation)
    for (let after = -1; ;) {
      signal?.throwIfAborted()
      const page = await this.connection.query(
        `SELECT ${keys.join(', ')}, place::DOUBLE AS place${columns} FROM ${relation.from} ` +
          `WHERE place > ${after} ORDER BY place LIMIT ${batchSize}`,
        signal,
      )
      signal?.throwIfAborted()
      if (page.numRows > 0) yield page
      if (page.numRows < batchSize) return
      after = Number(page.getChild('place')?.get(page.numRows - 1))
    }
  }
}

/** What belongs to someone else. */
export abstract class ReadOnlySqlBackend extends SqlBackend {
  readonly writable = false

  async addNodes(): Promise<void> {
    readOnly(this.kind)
  }

  async removeNodes(): Promise<void> {
    readOnly(this.kind)
  }

  async addEdges(): Promise<void> {
    readOnly(this.kind)
  }

  async removeEdges(): Promise<void> {
    readOnly(this.kind)
  }
}
