/** SQL as DuckDB speaks it, for an editor: keywords, the host's tables and columns completed. Loaded with the console
 *  only. */
import { autocompletion, completeFromList } from '@codemirror/autocomplete'
import { PostgreSQL, sql, SQLDialect } from '@codemirror/lang-sql'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { placeholder } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { SqlColumn, SqlSchema } from '../../state/sql-console'

/** DuckDB speaks PostgreSQL's dialect with words of its own. */
const duckDb = SQLDialect.define({
  ...PostgreSQL.spec,
  keywords: `${PostgreSQL.spec.keywords ?? ''} qualify exclude replace summarize pivot unpivot sample anti semi asof positional`,
  caseInsensitiveIdentifiers: true,
})

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--syntax-keyword)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--syntax-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--syntax-number)' },
  { tag: tags.comment, color: 'var(--syntax-comment)' },
])

const plainName = /^[a-z_]\w*$/i

const completionOf = ({ name, type }: SqlColumn) => ({
  label: name,
  type: 'property',
  detail: type,
  ...(plainName.test(name) ? {} : { apply: `"${name.replaceAll('"', '""')}"` }),
})

export function sqlLanguage(schema: SqlSchema): Extension {
  const columns = [...schema.nodes, ...schema.edges].map(completionOf)
  const distinct = [...new Map(columns.map((column) => [column.label, column])).values()]
  const tables = { nodes: schema.nodes.map(completionOf), edges: schema.edges.map(completionOf) }
  return [
    sql({ dialect: duckDb, schema: tables, upperCaseKeywords: true }),
    // Columns are known anywhere, not behind the name of their table only.
    duckDb.language.data.of({
      autocomplete: completeFromList(distinct.map((one) => ({ ...one, boost: 10 }))),
    }),
    syntaxHighlighting(colours),
    autocompletion({ icons: false }),
    placeholder('SELECT … FROM nodes'),
  ]
}
