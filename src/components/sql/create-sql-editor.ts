/** A small SQL editor from CodeMirror's parts: keywords, the host's tables and columns completed, the error marked at its
 *  place. Tab leaves it. Loaded with the console only. */
import {
  autocompletion,
  closeBrackets,
  closeCompletion,
  completeFromList,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { PostgreSQL, sql, SQLDialect } from '@codemirror/lang-sql'
import {
  bracketMatching,
  defaultHighlightStyle,
  HighlightStyle,
  syntaxHighlighting,
} from '@codemirror/language'
import { setDiagnostics } from '@codemirror/lint'
import { Compartment, EditorState } from '@codemirror/state'
import type { Extension } from '@codemirror/state'
import { drawSelection, EditorView, keymap, lineNumbers, placeholder } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { SqlColumn, SqlSchema, TextRange } from '../../state/sql-console'
import { editorTheme } from '../motif/editor/editor-theme'

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

export interface SqlEditorWishes {
  parent: HTMLElement
  text: string
  schema: SqlSchema
  contentAttributes: Record<string, string>
  onChange: (text: string) => void
  onRun: () => void
}

export interface SqlEditor {
  view: EditorView
  /** Another host, with other tables. */
  showSchema(schema: SqlSchema): void
  showText(text: string): void
  /** Null: nothing is wrong. */
  showError(error: { place: TextRange; message: string } | null): void
}

const plainName = /^[a-z_]\w*$/i

const completionOf = ({ name, type }: SqlColumn) => ({
  label: name,
  type: 'property',
  detail: type,
  ...(plainName.test(name) ? {} : { apply: `"${name.replaceAll('"', '""')}"` }),
})

function language(schema: SqlSchema): Extension {
  const columns = [...schema.nodes, ...schema.edges].map(completionOf)
  const distinct = [...new Map(columns.map((column) => [column.label, column])).values()]
  const tables = { nodes: schema.nodes.map(completionOf), edges: schema.edges.map(completionOf) }
  return [
    sql({ dialect: duckDb, schema: tables, upperCaseKeywords: true }),
    // Columns are known anywhere, not behind the name of their table only.
    duckDb.language.data.of({
      autocomplete: completeFromList(distinct.map((one) => ({ ...one, boost: 10 }))),
    }),
  ]
}

/** A living editor in `parent`; whoever makes it destroys its view. */
export function createSqlEditor(wishes: SqlEditorWishes): SqlEditor {
  const tongue = new Compartment()
  const run = (view: EditorView) => {
    closeCompletion(view)
    wishes.onRun()
    return true
  }
  const state = EditorState.create({
    doc: wishes.text,
    extensions: [
      keymap.of([{ key: 'Mod-Enter', run }]),
      lineNumbers(),
      history(),
      drawSelection(),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of(wishes.contentAttributes),
      tongue.of(language(wishes.schema)),
      syntaxHighlighting(colours),
      syntaxHighlighting(defaultHighlightStyle, { fallback: true }),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ icons: false }),
      placeholder('SELECT … FROM nodes'),
      keymap.of([...defaultKeymap, ...historyKeymap, ...completionKeymap]),
      editorTheme,
      EditorView.updateListener.of((update) => {
        if (update.docChanged) wishes.onChange(update.state.doc.toString())
      }),
    ],
  })
  const view = new EditorView({ state, parent: wishes.parent })
  return {
    view,
    showSchema: (schema) => view.dispatch({ effects: tongue.reconfigure(language(schema)) }),
    showText(text) {
      const { doc } = view.state
      if (doc.toString() !== text) view.dispatch({ changes: { from: 0, to: doc.length, insert: text } })
    },
    showError(error) {
      const { length } = view.state.doc
      const marks = error && error.place.to <= length ? [{ ...error.place, message: error.message }] : []
      view.dispatch(setDiagnostics(view.state, marks.map((mark) => ({ ...mark, severity: 'error' })))) // prettier-ignore
    },
  }
}
