/** Says what a word of a query means: on hovering, and by F1 at the cursor. */
import type { Extension } from '@codemirror/state'
import { drawMessage } from '../motif/editor/draw-message'
import { explanations } from '../motif/editor/explanations'
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

function drawSentence(sentence: string): HTMLElement {
  const box = document.createElement('div')
  box.className = 'cm-motif-explanation'
  box.append(drawMessage(sentence))
  return box
}

export const cypherHover = (words: () => CypherWords): Extension =>
  explanations((state, offset) => {
    const found = explainAt(state.doc.toString(), offset, words())
    if (!found) return null
    const { sentence, ...place } = found
    return { ...place, sentences: [sentence], draw: () => drawSentence(sentence) }
  })
