/** The table expressions (`WITH …`) that the SQL of a motif begins with. Pure. */
import type { Constraint } from '../model/motif'
import type { MotifSqlDraft } from './motif-sql-draft'
import { indent, writeComment } from './sql-words'

export class CommonTables {
  private readonly tables: { name: string; comment: string; lines: string[] }[] = []
  private readonly connections = new Map<string, string>()

  constructor(private readonly draft: MotifSqlDraft) {
    if (draft.isUndirected) this.addBothWays()
  }

  private addBothWays(): void {
    const attributes = this.draft.edgeColumnsUsed('edges').map((column) => `, ${column}`)
    const lines = [
      `SELECT source, target${attributes.join('')} FROM edges`,
      'UNION ALL',
      `SELECT target, source${attributes.join('')} FROM edges WHERE source <> target`,
    ]
    this.tables.push({ name: this.draft.links, comment: 'Every edge in both directions', lines })
  }

  /** The table of host node pairs that some edge joins which satisfies all of these; made once. */
  connectionsBy(constraints: Constraint[]): string {
    const { draft } = this
    const conditions = constraints.map((constraint) => draft.edgeCondition(draft.links, constraint))
    const key = conditions.join(' AND ')
    const known = this.connections.get(key)
    if (known !== undefined) return known
    const name = draft.newAlias('connected')
    this.connections.set(key, name)
    const where = conditions.map((condition, i) => `${i === 0 ? 'WHERE' : '  AND'} ${condition}`)
    const lines = [`SELECT DISTINCT source, target FROM ${draft.links}`, ...where]
    const comment = 'Pairs of nodes, each once however many edges join them'
    this.tables.push({ name, comment, lines })
    return name
  }

  lines(): string[] {
    if (this.tables.length === 0) return []
    const last = this.tables.length - 1
    const parts = this.tables.flatMap(({ name, comment, lines }, i) => [
      writeComment(comment),
      `${name} AS (`,
      ...indent(lines),
      i === last ? ')' : '),',
    ])
    return ['WITH', ...indent(parts)]
  }
}
