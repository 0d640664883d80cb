/** Explanations of what the pointer rests on, or (F1) of what the cursor stands in. */
import { StateEffect, StateField } from '@codemirror/state'
import type { EditorState, Extension } from '@codemirror/state'
import { EditorView, hoverTooltip, keymap, showTooltip } from '@codemirror/view'
import type { Tooltip } from '@codemirror/view'
import { writeValue } from '../../../dotmotif/write-words'
import type { AttributeValueCount } from '../../../scripting/api'
import { drawMessage, spokenMessage } from './draw-message'
import type { EditorWords } from './editor-words'
import { explainWordAt } from './hover-words'
import type { WordExplanation } from './hover-words'
import { readText } from './read-text'

const shownValues = 6
const maxValueLength = 40

/** `3 (120), 4 (88), …` */
function listValues(values: readonly AttributeValueCount[]): string {
  if (values.length === 0) return 'No values to list.'
  const list = values.slice(0, shownValues).map(({ value, count }) => {
    const written = writeValue(value)
    const text = written.length > maxValueLength ? `${written.slice(0, maxValueLength - 1)}…` : written
    return `${text} (${count.toLocaleString('en')})`
  })
  return `Frequent: ${list.join(', ')}${values.length > shownValues ? ', …' : ''}`
}

function drawExplanation({ sentences, attribute }: WordExplanation, words: EditorWords): HTMLElement {
  const box = document.createElement('div')
  box.className = 'cm-motif-explanation'
  box.append(...sentences.map(drawMessage))
  if (!attribute) return box
  // Its place is kept while the values are counted.
  const line = document.createElement('div')
  line.className = 'cm-motif-values'
  line.textContent = 'Frequent: …'
  box.append(line)
  void words.valuesOf(attribute.of, attribute.name).then((values) => {
    line.textContent = listValues(values)
  })
  return box
}

function tooltipAt(state: EditorState, offset: number, words: EditorWords) {
  const explanation = explainWordAt(readText(state), offset, words)
  if (!explanation) return null
  const { start, end, sentences } = explanation
  const tooltip: Tooltip = {
    pos: start,
    end,
    above: true,
    create: () => ({ dom: drawExplanation(explanation, words) }),
  }
  return { tooltip, sentences }
}

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

function explainAtCursor(view: EditorView, words: EditorWords): boolean {
  const found = tooltipAt(view.state, view.state.selection.main.head, words)
  const spoken = found ? found.sentences.map(spokenMessage).join(' ') : 'Nothing to explain here.'
  view.dispatch({ effects: [setShown.of(found?.tooltip ?? null), EditorView.announce.of(spoken)] })
  return true
}

function closeExplanation(view: EditorView): boolean {
  if (!view.state.field(shown)) return false
  view.dispatch({ effects: setShown.of(null) })
  return true
}

/** Hover explanations and their keys. */
export const wordHover = (words: () => EditorWords): Extension => [
  hoverTooltip((view, offset) => tooltipAt(view.state, offset, words())?.tooltip ?? null, {
    hoverTime: 400,
    hideOnChange: true,
  }),
  shown,
  EditorView.domEventHandlers({ blur: (_, view) => void closeExplanation(view) }),
  keymap.of([
    { key: 'F1', run: (view) => explainAtCursor(view, words()), preventDefault: true },
    { key: 'Escape', run: closeExplanation },
  ]),
]
