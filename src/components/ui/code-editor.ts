/** What every small code editor of the page is made of, from CodeMirror's parts: one factory, to which a language adds its
 *  own. Loaded with whoever shows such an editor. */
import { closeBrackets, closeCompletion, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching, defaultHighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import type { Extension } from '@codemirror/state'
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view'
import type { TextRange } from '../../state/sql-console'
import { editorTheme } from '../motif/editor/editor-theme'

export interface CodeWishes {
  parent: HTMLElement
  text: string
  /** Accessible name and description, the name for tests. */
  contentAttributes: Record<string, string>
  /** The language, and what else comes before the usual keys. */
  language: Extension
  onChange: (text: string) => void
  onRun: () => void
}

/** A living editor in `parent`; whoever makes it destroys it. Mod-Enter runs; Tab leaves it unless the language says
 *  otherwise. */
export function createCodeEditor({
  parent,
  text,
  contentAttributes,
  language,
  onChange,
  onRun,
}: CodeWishes): EditorView {
  const run = (view: EditorView) => {
    closeCompletion(view)
    onRun()
    return true
  }
  const state = EditorState.create({
    doc: text,
    extensions: [
      keymap.of([{ key: 'Mod-Enter', run }]),
      lineNumbers(),
      history(),
      drawSelection(),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of(contentAttributes),
      language,
      syntaxHighlighting(defaultHighlightStyle, { fallback: true }),
      bracketMatching(),
      closeBrackets(),
      keymap.of([...defaultKeymap, ...historyKeymap, ...completionKeymap]),
      editorTheme,
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange(update.state.doc.toString())
      }),
    ],
  })
  return new EditorView({ state, parent })
}

/** Another text in place of the present one. */
export function replaceText(view: EditorView, text: string): void {
  const { doc } = view.state
  if (doc.toString() !== text) view.dispatch({ changes: { from: 0, to: doc.length, insert: text } })
}

/** Underlines what is wrong; null: nothing is. */
export function markError(view: EditorView, error: { place: TextRange; message: string } | null): void {
  const isThere = error !== null && error.place.to <= view.state.doc.length
  const marks = isThere ? [{ ...error.place, message: error.message, severity: 'error' as const }] : []
  view.dispatch(setDiagnostics(view.state, marks))
}

/** Puts the cursor there, in view. */
export function goToRange(view: EditorView, { from, to }: TextRange): void {
  const end = Math.min(to, view.state.doc.length)
  view.dispatch({ selection: { anchor: Math.min(from, end), head: end }, scrollIntoView: true })
  view.focus()
}
