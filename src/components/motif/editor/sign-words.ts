/** What the signs of DotMotif mean, in a few words: for completion and for explanations. */
import { readRelation } from '../../../dotmotif/read-literal'

/** By what is written. */
export const operatorWords: Readonly<Record<string, string>> = {
  '=': 'equals: same type, same value',
  '==': 'equals: same type, same value',
  '!=': 'differs, or is missing',
  '<>': 'differs, or is missing',
  '<': 'is less, or comes before in the order of texts',
  '<=': 'is at most, or comes no later in the order of texts',
  '>': 'is greater, or comes after in the order of texts',
  '>=': 'is at least, or comes no earlier in the order of texts',
  contains: 'the text holds the value, or the list has it as an entry',
  '!contains': 'the text does not hold the value, nor the list; or it is missing',
  in: 'is part of the text written here',
  '!in': 'is no part of the text written here, or is missing',
}

export const relationWords: Readonly<Record<string, string>> = {
  '->': 'has an edge to',
  '-+': 'excites',
  '-|': 'inhibits',
  '!>': 'has no edge to',
  '!+': 'does not excite',
  '!|': 'does not inhibit',
}

/** A relation in a sentence, with what searches make of its type. */
export function explainRelation(relation: string): string {
  const { exists, action } = readRelation(relation)
  const edge = exists ? 'An edge that must be there' : 'An edge that must not be there'
  if (action === 'SYN') return `${edge}.`
  const type = action === 'EXC' ? 'exciting' : 'inhibiting'
  return `${edge}, noted as ${type}. The note is for readers: searches do not compare it with the host graph.`
}
