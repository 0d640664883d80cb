/** Tidies the whole text, as one step of the undo history; cursors stay with their words. */
import { isolateHistory } from '@codemirror/commands'
import { EditorView } from '@codemirror/view'
import { formatEdits, formatMotif } from '../../../dotmotif/format'

/** The command. Text that cannot be read stays as it is, which is said. */
export function formatDocument(view: EditorView): boolean {
  if (view.state.readOnly) return false
  const source = view.state.doc.toString()
  const formatted = formatMotif(source)
  const say = (words: string) => EditorView.announce.of(words)
  if (formatted === null) {
    view.dispatch({ effects: say('The text has mistakes. Mend them first, then format it.') })
    return true
  }
  const changes = formatEdits(source, formatted)
  if (changes.length === 0) {
    view.dispatch({ effects: say('The text is tidy already.') })
    return true
  }
  view.dispatch({
    changes,
    effects: say('Formatted.'),
    annotations: isolateHistory.of('full'),
    userEvent: 'format',
    scrollIntoView: true,
  })
  return true
}
