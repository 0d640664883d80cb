/** A host as a script on DuckDB finds it: every question is one to the tables, none to the topology. */
import { tablesOfHost } from '../../tables/host-tables'
import type { TableHost } from '../../tables/host-tables'
import type { SqlConnection } from '../../tables/sql-connection'
import type { Direction } from '../backend'
import { relationsOf } from '../backends/host/host-backend'
import { textsOf } from '../backends/tables/relation'
import { ReadOnlySqlBackend } from '../backends/tables/sql-backend'
import { inTexts, parts } from '../backends/tables/text-lists'

/** The tables of the host must be loaded. */
export class HostTableBackend extends ReadOnlySqlBackend {
  readonly kind = 'duckdb'
  private readonly tables: ReturnType<typeof tablesOfHost>

  constructor(connection: SqlConnection, host: TableHost, directed: boolean) {
    super(connection, directed, ...relationsOf(host))
    this.tables = tablesOfHost(host.id)
  }

  override async neighbours(ids: readonly string[], direction: Direction) {
    const found = new Map<string, string[]>()
    for (const part of parts([...new Set(ids)])) {
      const ends = this.endsOf(direction, part).join(' UNION ')
      const table = await this.connection.query(
        `WITH ends AS (${ends}) SELECT w.id AS id, o.id AS other FROM ends w ` +
          `LEFT JOIN ${this.tables.nodeTable} o ON o."index" = w.other`,
      )
      const others = table.getChild('other')
      textsOf(table, 'id').forEach((id, row) => {
        const list = found.get(id) ?? []
        const other: unknown = others?.get(row)
        if (typeof other === 'string') list.push(other)
        found.set(id, list)
      })
    }
    return ids.map((id) => found.get(id)?.slice())
  }

  override async degrees(ids: readonly string[], direction: Direction) {
    const found = new Map<string, number>()
    for (const part of parts([...new Set(ids)])) {
      const ends = this.endsOf(direction, part).join(' UNION ALL ')
      const table = await this.connection.query(`SELECT id, count(other) AS n FROM (${ends}) GROUP BY id`)
      const counts = table.getChild('n')
      textsOf(table, 'id').forEach((id, row) => found.set(id, Number(counts?.get(row))))
    }
    return ids.map((id) => found.get(id))
  }

  /** The numbers of the other ends for each node that is there; null where it has none. */
  private endsOf(direction: Direction, ids: readonly string[]): string[] {
    const { nodeTable, edgeTable } = this.tables
    const along = (from: string, to: string) =>
      `SELECT n.id AS id, e.${to} AS other FROM ${nodeTable} n ` +
      `LEFT JOIN ${edgeTable} e ON e.${from} = n."index" WHERE ${inTexts('n.id', ids)}`
    const isBoth = direction === 'both' || !this.directed
    return [
      ...(isBoth || direction === 'out' ? [along('source', 'target')] : []),
      ...(isBoth || direction === 'in' ? [along('target', 'source')] : []),
    ]
  }
}
