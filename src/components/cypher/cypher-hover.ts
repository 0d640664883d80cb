/** Says what a word of a query means: on hovering, and by F1 at the cursor. */
import { StateEffect, StateField } from '@codemirror/state'
import type { EditorState, Extension } from '@codemirror/state'
import { EditorView, hoverTooltip, keymap, showTooltip } from '@codemirror/view'
import type { Tooltip } from '@codemirror/view'
import { drawMessage, spokenMessage } from '../motif/editor/draw-message'
import type { CypherWords } from './cypher-completion'
import { variablesIn } from './cypher-place'
import { explainWord } from './cypher-words'

interface Explained {
  from: number
  to: number
  sentence: string
}

function sentenceFor(word: string, before: string, after: string, source: string, words: CypherWords) {
  const owner = /([\p{L}_][\p{L}\p{N}_]*)\s*\.\s*$/u.exec(before)?.[1]
  const kinds = variablesIn(source)
  if (owner !== undefined) {
    const of = kinds.get(owner) === 'relationship' ? 'edges' : 'nodes'
    const type = words.attributes[of][word]
    if (type !== undefined) return `\`${word}\`: an attribute of ${of} (${type}).`
    return word === 'id' ? 'The id of the node.' : `No ${of} of this host graph have \`${word}\`: it is null.`
  }
  const kind = kinds.get(word)
  if (kind && !/^\s*\(/.test(after))
    return `\`${word}\`: a ${kind === 'other' ? 'value' : kind} of this query.`
  return explainWord(word, /^\s*\(/.test(after))
}

/** Null: there is nothing to say. */
export function explainAt(source: string, offset: number, words: CypherWords): Explained | null {
  const start = /[\p{L}\p{N}_]*$/u.exec(source.slice(0, offset))?.[0].length ?? 0
  const end = /^[\p{L}\p{N}_]*/u.exec(source.slice(offset))?.[0].length ?? 0
  const [from, to] = [offset - start, offset + end]
  const word = source.slice(from, to)
  if (!/^[\p{L}_]/u.test(word)) return null
  const sentence = sentenceFor(word, source.slice(0, from), source.slice(to), source, words)
  return sentence === null ? null : { from, to, sentence }
}

function tooltipAt(state: EditorState, offset: number, words: CypherWords) {
  const found = explainAt(state.doc.toString(), offset, words)
  if (!found) return null
  const dom = () => {
    const box = document.createElement('div')
    box.className = 'cm-motif-explanation'
    box.append(drawMessage(found.sentence))
    return { dom: box }
  }
  const tooltip: Tooltip = { pos: found.from, end: found.to, above: true, create: dom }
  return { tooltip, sentence: found.sentence }
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

function explainAtCursor(view: EditorView, words: CypherWords): boolean {
  const found = tooltipAt(view.state, view.state.selection.main.head, words)
  const spoken = found ? spokenMessage(found.sentence) : 'Nothing to explain here.'
  view.dispatch({ effects: [setShown.of(found?.tooltip ?? null), EditorView.announce.of(spoken)] })
  return true
}

function closeExplanation(view: EditorView): boolean {
  if (!view.state.field(shown)) return false
  view.dispatch({ effects: setShown.of(null) })
  return true
}

export const cypherHover = (words: () => CypherWords): Extension => [
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
