/** Underlines what is wrong in the text; where the right word is known, offers to write it. */
import type { Action, Diagnostic } from '@codemirror/lint'
import { forEachDiagnostic, setDiagnostics } from '@codemirror/lint'
import type { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { suggestedName } from '../../../dotmotif/suggest'
import { isName } from '../../../dotmotif/write-words'
import type { LocatedError } from '../../../model/errors'
import { drawMessage } from './draw-message'

/** The offset of a line and column, both from 1, kept within the text. */
export function offsetOf(state: EditorState, line: number, column: number): number {
  const found = state.doc.line(Math.min(Math.max(1, line), state.doc.lines))
  return Math.min(found.from + Math.max(0, column - 1), found.to)
}

/** A name in place of what stands there: quoted where it was quoted or must be, `A.x` becoming `A["x y"]`. */
export function changeToName(
  state: EditorState,
  from: number,
  to: number,
  name: string,
): { from: number; to: number; insert: string } {
  const mark = /^["']/.exec(state.sliceDoc(from, to))?.[0]
  if (isName(name)) return { from, to, insert: mark ? mark + name + mark : name }
  const quoted = mark === "'" ? `'${name.replace(/['\\]/g, '\\$&')}'` : `"${name.replace(/["\\]/g, '\\$&')}"`
  const dot = /\.\s*$/.exec(state.sliceDoc(Math.max(0, from - 20), from))?.[0]
  return dot ? { from: from - dot.length, to, insert: `[${quoted}]` } : { from, to, insert: quoted }
}

function remedyOf(hint: string | undefined): Action[] {
  const name = hint === undefined ? null : suggestedName(hint)
  if (name === null) return []
  return [
    {
      name: `Change to ${name}`,
      apply(view, from, to) {
        const changes = changeToName(view.state, from, to, name)
        const anchor = changes.from + changes.insert.length
        view.dispatch({ changes, selection: { anchor }, userEvent: 'input.complete' })
        view.focus()
      },
    },
  ]
}

function diagnosticFrom(state: EditorState, error: LocatedError): Diagnostic {
  const from = offsetOf(state, error.line, error.column)
  const to = Math.min(from + Math.max(1, error.length), state.doc.length)
  const message = error.hint === undefined ? error.message : `${error.message}\n${error.hint}`
  return {
    from: Math.min(from, to),
    to,
    severity: error.severity ?? 'error',
    message,
    renderMessage: () => drawMessage(message),
    actions: state.readOnly ? [] : remedyOf(error.hint),
  }
}

/** Underlines these and nothing else. */
export function showProblems(view: EditorView, problems: readonly LocatedError[]): void {
  let isAnyShown = problems.length > 0
  if (!isAnyShown) forEachDiagnostic(view.state, () => (isAnyShown = true))
  if (!isAnyShown) return
  const diagnostics = problems.map((problem) => diagnosticFrom(view.state, problem))
  view.dispatch(setDiagnostics(view.state, diagnostics))
}

/** Applies the remedy of the problem the cursor touches. */
export function applyRemedy(view: EditorView): boolean {
  const { head } = view.state.selection.main
  let remedy: (() => void) | null = null
  forEachDiagnostic(view.state, ({ actions }, from, to) => {
    const [action] = actions ?? []
    if (action && from <= head && head <= to) remedy ??= () => action.apply(view, from, to)
  })
  const apply = remedy as (() => void) | null
  if (apply) apply()
  else view.dispatch({ effects: EditorView.announce.of('There is no remedy to apply here.') })
  return true
}
