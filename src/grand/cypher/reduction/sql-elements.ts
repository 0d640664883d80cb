/** What is asked of nodes and edges, from the tables of a stored host: each is joined once, and only where something is
 *  asked of it. Pure. */
import type { HostRecord } from '../../../model/host-graph'
import { placeOfKey } from '../../../tables/attribute-key'
import { quoteName, quoteText } from '../../../tables/sql'
import type { Expression } from '../language/cypher-ast'
import { fitsLabels } from '../language/free-variables'
import { hasLabels, isIdKey, onlyLabel, onlyType, typeKey } from '../host/host-labels'
import type { SqlKind, SqlValue } from './sql-kinds'

export type ElementHost = Pick<HostRecord, 'nodeColumns' | 'edgeColumns'>

/** Names of the host's tables, quoted: nodes by `index`, edges by row. */
export interface ElementTables {
  nodeTable: string
  edgeTable: string
}

const kinds: Partial<Record<string, SqlKind>> = { int64: 'int', double: 'float', utf8: 'text', bool: 'bool' }

export class SqlElements {
  private readonly aliases = new Map<string, { alias: string; kind: 'node' | 'edge'; sql: string }>()
  private readonly hasLabels: boolean

  constructor(private readonly host: ElementHost) {
    this.hasLabels = hasLabels(host)
  }

  /** Whether attributes of edges are asked for. */
  get asksEdges(): boolean {
    return [...this.aliases.values()].some(({ kind }) => kind === 'edge')
  }

  get asksNodes(): boolean {
    return [...this.aliases.values()].some(({ kind }) => kind === 'node')
  }

  joins({ nodeTable, edgeTable }: ElementTables): string {
    return [...this.aliases.values()]
      .map(({ alias, kind, sql }) =>
        kind === 'node'
          ? ` JOIN ${nodeTable} ${alias} ON ${alias}."index" = ${sql}`
          : ` JOIN ${edgeTable} ${alias} ON ${alias}.rowid = ${sql}`,
      )
      .join('')
  }

  property(of: SqlValue, key: string): SqlValue | null {
    if (of.kind !== 'node' && of.kind !== 'edge') return null
    const place = placeOfKey(of.kind === 'node' ? this.host.nodeColumns : this.host.edgeColumns, key)
    if (!place) return of.kind === 'node' && isIdKey(key) ? this.idOf(of) : { sql: 'NULL', kind: 'null' }
    const kind = kinds[place.column.storage]
    if (!kind || place.path !== null) return null
    return { sql: `${this.aliasOf(of)}.${quoteName(place.column.column)}`, kind }
  }

  elementFunction(name: string, of: SqlValue): SqlValue | null {
    if (name === 'id') return { sql: of.sql, kind: 'int' }
    if (name === 'elementid' && of.kind === 'node') return this.idOf(of)
    if (of.kind !== 'edge') return null
    if (name === 'type') return this.typeOf(of)
    if (name !== 'startnode' && name !== 'endnode') return null
    return { sql: `${this.aliasOf(of)}.${name === 'startnode' ? 'source' : 'target'}`, kind: 'node' }
  }

  readonly hasLabelsOf = (of: SqlValue, { labels }: Extract<Expression, { kind: 'has-labels' }>) => {
    if (this.hasLabels || (of.kind !== 'node' && of.kind !== 'edge')) return null
    const isSo = fitsLabels(of.kind === 'node' ? onlyLabel : [onlyType], labels)
    return { sql: String(isSo), kind: 'bool' } satisfies SqlValue
  }

  private idOf(node: SqlValue): SqlValue {
    return { sql: `${this.aliasOf(node)}.id`, kind: 'text' }
  }

  private typeOf(edge: SqlValue): SqlValue | null {
    if (!this.hasLabels) return { sql: quoteText(onlyType), kind: 'text' }
    const type = this.property(edge, typeKey)
    if (type?.kind === 'null') return { sql: quoteText(onlyType), kind: 'text' }
    return type?.kind === 'text'
      ? { sql: `coalesce(${type.sql}, ${quoteText(onlyType)})`, kind: 'text' }
      : null
  }

  private aliasOf({ sql, kind }: SqlValue): string {
    const known = this.aliases.get(`${kind} ${sql}`)
    if (known) return known.alias
    const alias = `e${this.aliases.size}`
    if (kind === 'node' || kind === 'edge') this.aliases.set(`${kind} ${sql}`, { alias, kind, sql })
    return alias
  }
}
