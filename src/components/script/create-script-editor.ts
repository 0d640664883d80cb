/** A small JavaScript editor from CodeMirror's parts: what a script may call is completed, the error marked at its place.
 *  Tab leaves it. Loaded with the console only. */
import {
  autocompletion,
  closeBrackets,
  closeCompletion,
  completeAnyWord,
  completionKeymap,
} from '@codemirror/autocomplete'
import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { javascript, javascriptLanguage, localCompletionSource } from '@codemirror/lang-javascript'
import {
  bracketMatching,
  defaultHighlightStyle,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language'
import { setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { ScriptWord } from '../../scripting/script-api'
import type { TextRange } from '../../state/sql-console'
import { editorTheme } from '../motif/editor/editor-theme'

const colours = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword],
    color: 'var(--syntax-keyword)',
    fontWeight: '600',
  },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--syntax-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--syntax-number)' },
  { tag: tags.comment, color: 'var(--syntax-comment)' },
  { tag: [tags.variableName, tags.propertyName, tags.operator, tags.punctuation], color: 'var(--text)' },
])

export interface ScriptEditorWishes {
  parent: HTMLElement
  text: string
  words: () => readonly ScriptWord[]
  contentAttributes: Record<string, string>
  onChange: (text: string) => void
  onRun: () => void
}

export interface ScriptEditor {
  view: EditorView
  showText(text: string): void
  /** Null: nothing is wrong. */
  showError(error: { place: TextRange; message: string } | null): void
  /** Puts the cursor there, in view. */
  goTo(place: TextRange): void
}

const objects = ['graph', 'graph.backend', 'nx', 'ig', 'nk']

/** The functions of the object before the dot, or the objects themselves. */
function completeWords(words: readonly ScriptWord[]) {
  return (context: CompletionContext): CompletionResult | null => {
    const typed = context.matchBefore(/[\w$.]*$/)
    if (!typed || (typed.from === typed.to && !context.explicit)) return null
    const dot = typed.text.lastIndexOf('.')
    const object = typed.text.slice(0, Math.max(0, dot))
    if (dot === -1) {
      const plain = ['print', 'show'].map((label) => ({ label, type: 'function' }))
      const known = ['graph', 'nx', 'ig', 'nk'].map((label) => ({ label, type: 'variable' }))
      return { from: typed.from, options: [...known, ...plain], validFor: /^\w*$/ }
    }
    if (!objects.includes(object)) return null
    const own = words.filter(({ name }) => name.slice(0, name.lastIndexOf('.')) === object)
    const options = own.map(({ name, signature, answers }) => ({
      label: name.slice(object.length + 1),
      type: 'function',
      detail: `${signature} ${answers === 'stream' ? 'for await' : 'await'}`,
    }))
    if (object === 'graph') options.push({ label: 'backend', type: 'property', detail: 'in batches' })
    return { from: typed.from + dot + 1, options, validFor: /^\w*$/ }
  }
}

function language(wishes: ScriptEditorWishes) {
  return [
    javascript(),
    javascriptLanguage.data.of({
      autocomplete: (context: CompletionContext) => completeWords(wishes.words())(context),
    }),
    javascriptLanguage.data.of({ autocomplete: localCompletionSource }),
    javascriptLanguage.data.of({ autocomplete: completeAnyWord }),
    indentOnInput(),
  ]
}

/** A living editor in `parent`; whoever makes it destroys its view. */
export function createScriptEditor(wishes: ScriptEditorWishes): ScriptEditor {
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
      language(wishes),
      syntaxHighlighting(colours),
      syntaxHighlighting(defaultHighlightStyle, { fallback: true }),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ icons: false }),
      keymap.of([...defaultKeymap, ...historyKeymap, ...completionKeymap]),
      editorTheme,
      EditorView.updateListener.of((update) => {
        if (update.docChanged) wishes.onChange(update.state.doc.toString())
      }),
    ],
  })
  return controlsOf(new EditorView({ state, parent: wishes.parent }))
}

function controlsOf(view: EditorView): ScriptEditor {
  return {
    view,
    showText(text) {
      const { doc } = view.state
      if (doc.toString() !== text) view.dispatch({ changes: { from: 0, to: doc.length, insert: text } })
    },
    showError(error) {
      const { length } = view.state.doc
      const marks = error && error.place.to <= length ? [{ ...error.place, message: error.message }] : []
      view.dispatch(
        setDiagnostics(
          view.state,
          marks.map((mark) => ({ ...mark, severity: 'error' })),
        ),
      )
    },
    goTo({ from, to }) {
      const end = Math.min(to, view.state.doc.length)
      view.dispatch({ selection: { anchor: Math.min(from, end), head: end }, scrollIntoView: true })
      view.focus()
    },
  }
}
