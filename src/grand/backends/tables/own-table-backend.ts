/** A graph in tables of its own, which can be written to and grows beyond what plain objects in memory could hold:
 *  `nodes(id, attributes)` and `edges(source, target, attributes)`, attributes as JSON text. */
import { Table, tableToIPC } from 'apache-arrow'
import { valueFromJson } from '../../../tables/attribute-key'
import { vectorOf } from '../../../tables/plain-vectors'
import { quoteName, quoteTable } from '../../../tables/sql'
import type { SqlConnection } from '../../../tables/sql-connection'
import { documentOf } from '../../attribute-document'
import type { Attributes, EdgeRecord, NodePair, NodeRecord } from '../../backend'
import type { Relation } from './relation'
import { SqlBackend } from './sql-backend'
import { makeSchema } from './table-backend'
import { inTexts, parts, textList } from './text-lists'

const ownRelation = (table: string, keys: string): Relation => ({
  from: `(SELECT rowid AS place, ${keys}, attributes FROM ${table})`,
  attributes: [],
  document: { column: 'attributes', read: (cell) => valueFromJson(String(cell)) },
})

export class OwnTableBackend extends SqlBackend {
  readonly kind = 'tables'
  readonly writable = true

  private constructor(
    connection: SqlConnection,
    directed: boolean,
    private readonly schema: string,
  ) {
    const table = (name: string) => quoteTable({ schema, name })
    const edges = ownRelation(table('edges'), 'source, target')
    super(connection, directed, ownRelation(table('nodes'), 'id'), edges)
  }

  /** An empty graph; `close` deletes it. */
  static async create(connection: SqlConnection, directed: boolean): Promise<OwnTableBackend> {
    const schema = await makeSchema(connection)
    const make = (name: string, keys: string) =>
      connection.query(`CREATE TABLE ${quoteTable({ schema, name })} (${keys}, attributes VARCHAR NOT NULL)`)
    await make('nodes', 'id VARCHAR NOT NULL')
    await make('edges', 'source VARCHAR NOT NULL, target VARCHAR NOT NULL')
    return new OwnTableBackend(connection, directed, schema)
  }

  async addNodes(nodes: readonly NodeRecord[]): Promise<void> {
    const given = new Map<string, Attributes>()
    for (const { id, attributes } of nodes) given.set(id, { ...given.get(id), ...attributes })
    const ids = [...given.keys()]
    const known = await this.getNodes(ids)
    const isChanged = (id: string) => Object.keys(given.get(id) ?? {}).length > 0
    const changed = ids.flatMap((id, i) =>
      known[i] && isChanged(id) ? [{ keys: [id], attributes: { ...known[i], ...given.get(id) } }] : [],
    )
    await this.update('nodes', ['id'], changed)
    const fresh = ids.filter((_, i) => !known[i])
    await this.insert('nodes', { id: fresh, attributes: fresh.map((id) => documentOf(given.get(id) ?? {})) })
  }

  async addEdges(edges: readonly EdgeRecord[]): Promise<void> {
    const given = new Map<string, EdgeRecord>()
    for (const { source, target, attributes } of edges) {
      const key = this.keyOf([source, target])
      const before = given.get(key)
      given.set(key, {
        ...(before ?? { source, target }),
        attributes: { ...before?.attributes, ...attributes },
      })
    }
    const all = [...given.values()]
    await this.addNodes(
      all.flatMap(({ source, target }) => [source, target]).map((id) => ({ id, attributes: {} })),
    )
    const known = await this.getEdges(all.map(({ source, target }) => [source, target]))
    const changed = all.flatMap(({ source, target, attributes }, i) =>
      known[i] ? [{ keys: [source, target], attributes: { ...known[i], ...attributes } }] : [],
    )
    await this.update('edges', ['source', 'target'], changed)
    const fresh = all.filter((_, i) => !known[i])
    await this.insert('edges', {
      source: fresh.map(({ source }) => source),
      target: fresh.map(({ target }) => target),
      attributes: fresh.map(({ attributes }) => documentOf(attributes)),
    })
  }

  async removeNodes(ids: readonly string[]): Promise<void> {
    for (const part of parts(ids)) {
      await this.connection.query(
        `DELETE FROM ${this.table('edges')} WHERE ${inTexts('source', part)} OR ${inTexts('target', part)}`,
      )
      await this.connection.query(`DELETE FROM ${this.table('nodes')} WHERE ${inTexts('id', part)}`)
    }
  }

  async removeEdges(pairs: readonly NodePair[]): Promise<void> {
    for (const part of parts(this.bothWays(pairs))) {
      const [sources, targets] = [part.map(([source]) => source), part.map(([, target]) => target)]
      await this.connection.query(
        `DELETE FROM ${this.table('edges')} e ` +
          `USING (SELECT unnest(${textList(sources)}) AS s, unnest(${textList(targets)}) AS t) w ` +
          'WHERE e.source = w.s AND e.target = w.t',
      )
    }
  }

  override async close(): Promise<void> {
    await this.connection.query(`DROP SCHEMA IF EXISTS ${quoteName(this.schema)} CASCADE`)
  }

  private table(name: 'nodes' | 'edges'): string {
    return quoteTable({ schema: this.schema, name })
  }

  private keyOf([source, target]: NodePair): string {
    return JSON.stringify(this.directed || source < target ? [source, target] : [target, source])
  }

  private bothWays(pairs: readonly NodePair[]): NodePair[] {
    return this.directed ? [...pairs] : pairs.flatMap(([a, b]): NodePair[] => [[a, b], [b, a]]) // prettier-ignore
  }

  private async update(
    table: 'nodes' | 'edges',
    keyColumns: string[],
    rows: { keys: string[]; attributes: Attributes }[],
  ): Promise<void> {
    const swapped =
      this.directed || table === 'nodes' ? [] : rows.map((row) => ({ ...row, keys: row.keys.toReversed() }))
    const loops = new Set(rows.map(({ keys }) => JSON.stringify(keys)))
    const all = [...rows, ...swapped.filter(({ keys }) => !loops.has(JSON.stringify(keys)))]
    for (const part of parts(all)) {
      const keys = keyColumns.map(
        (_, k) => `unnest(${textList(part.map((row) => row.keys[k] ?? ''))}) AS k${k}`,
      )
      const documents = `unnest(${textList(part.map(({ attributes }) => documentOf(attributes)))}) AS document`
      const where = keyColumns.map((column, k) => `t.${column} = w.k${k}`).join(' AND ')
      await this.connection.query(
        `UPDATE ${this.table(table)} t SET attributes = w.document ` +
          `FROM (SELECT ${[...keys, documents].join(', ')}) w WHERE ${where}`,
      )
    }
  }

  private async insert(table: 'nodes' | 'edges', columns: Record<string, string[]>): Promise<void> {
    if (columns['attributes']?.length === 0) return
    const vectors = Object.fromEntries(
      Object.entries(columns).map(([name, values]) => [name, vectorOf(values, 'utf8')]),
    )
    const stream = tableToIPC(new Table(vectors), 'stream')
    await this.connection.insertArrow({ schema: this.schema, name: table }, stream, false)
  }
}
