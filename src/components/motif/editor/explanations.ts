/** Explanations in an editor of what the pointer rests on, or (F1) of what the cursor stands in. Escape and typing close
 *  them. */
import { StateEffect, StateField } from '@codemirror/state'
import type { EditorState, Extension } from '@codemirror/state'
import { EditorView, hoverTooltip, keymap, showTooltip } from '@codemirror/view'
import type { Tooltip } from '@codemirror/view'
import { spokenMessage } from './draw-message'

export interface Explanation {
  /** The word it is of. */
  from: number
  to: number
  sentences: readonly string[]
  draw: () => HTMLElement
}

/** Null: there is nothing to say. */
export type Explain = (state: EditorState, offset: number) => Explanation | null

const tooltipOf = ({ from, to, draw }: Explanation): Tooltip => ({
  pos: from,
  end: to,
  above: true,
  create: () => ({ dom: draw() }),
})

const setShown = StateEffect.define<Tooltip | null>()
const shown = StateField.define<Tooltip | null>({
  create: () => null,
  update(present, transaction) {
    const effect = transaction.effects.find((each) => each.is(setShown))
    if (effect) return effect.value as Tooltip | null
    return transaction.docChanged || transaction.selection ? null : present
  },
  provide: (field) => showTooltip.from(field),
})

function explainAtCursor(view: EditorView, explain: Explain): boolean {
  const found = explain(view.state, view.state.selection.main.head)
  const spoken = found ? found.sentences.map(spokenMessage).join(' ') : 'Nothing to explain here.'
  view.dispatch({ effects: [setShown.of(found && tooltipOf(found)), EditorView.announce.of(spoken)] })
  return true
}

function closeExplanation(view: EditorView): boolean {
  if (!view.state.field(shown)) return false
  view.dispatch({ effects: setShown.of(null) })
  return true
}

/** Hover explanations and their keys. */
export const explanations = (explain: Explain): Extension => [
  hoverTooltip(
    (view, offset) => {
      const found = explain(view.state, offset)
      return found && tooltipOf(found)
    },
    { hoverTime: 400, hideOnChange: true },
  ),
  shown,
  EditorView.domEventHandlers({ blur: (_, view) => void closeExplanation(view) }),
  keymap.of([
    { key: 'F1', run: (view) => explainAtCursor(view, explain), preventDefault: true },
    { key: 'Escape', run: closeExplanation },
  ]),
]
