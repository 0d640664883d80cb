/** Says what a word of a motif means, and which values of an attribute are frequent. */
import type { Extension } from '@codemirror/state'
import { writeValue } from '../../../dotmotif/write-words'
import type { AttributeValueCount } from '../../../scripting/api'
import { drawMessage } from './draw-message'
import type { EditorWords } from './editor-words'
import { explanations } from './explanations'
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

/** Hover explanations of a motif's words, and their keys. */
export const wordHover = (words: () => EditorWords): Extension =>
  explanations((state, offset) => {
    const explanation = explainWordAt(readText(state), offset, words())
    if (!explanation) return null
    const { start, end, sentences } = explanation
    return { from: start, to: end, sentences, draw: () => drawExplanation(explanation, words()) }
  })
