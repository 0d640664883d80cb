/** What the editor offers to complete in Cypher: keywords, functions, the query's own variables, labels and types, the
 *  host's attributes and their frequent values. */
import { pickedCompletion, snippet } from '@codemirror/autocomplete'
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import type { EditorView } from '@codemirror/view'
import { cypherLiteral, cypherName } from '../../scripting/cypher-reading'
import type { AttributeOf, EditorWords } from '../motif/editor/editor-words'
import { cypherPlaceAt, variablesIn } from './cypher-place'
import type { VariableKind } from './cypher-place'
import { functionForms, keywordSentences } from './cypher-words'

/** What the editor knows of the host graph. */
export type CypherWords = Pick<EditorWords, 'attributes' | 'valuesOf'>

const section = (name: string, rank: number) => ({ name, rank })
const sections = {
  names: section('This query', 1),
  keywords: section('Words of Cypher', 2),
  functions: section('Functions', 3),
  patterns: section('Patterns', 4),
}
const kindWords: Record<VariableKind, string> = { node: 'node', relationship: 'relationship', other: 'value' }

const patterns: Completion[] = [
  ['MATCH … RETURN', 'MATCH (${a})-->(${b})\nRETURN a, b', 'a pattern and its nodes'],
  ['MATCH … count', 'MATCH (${a})-->(${b})\nRETURN count(*) AS n', 'how often a pattern occurs'],
  ['MATCH … per value', 'MATCH (${a})-->(${b})\nRETURN a.${attribute} AS value, count(*) AS n\nORDER BY n DESC', 'grouped'],
].map(([label = '', text = '', detail = '']) => ({
  label,
  detail,
  type: 'text',
  section: sections.patterns,
  apply: snippet(text),
})) // prettier-ignore

const keywords: Completion[] = Object.entries(keywordSentences).map(([label, info]) => ({
  label,
  info,
  type: 'keyword',
  section: sections.keywords,
}))
const functions: Completion[] = Object.entries(functionForms).map(([name, form]) => ({
  label: `${name}()`,
  detail: form,
  type: 'function',
  section: sections.functions,
  apply: snippet(`${name}(\${})`),
}))

const ownersOf = (kind: VariableKind | null): AttributeOf[] =>
  kind === 'node'
    ? ['nodes']
    : kind === 'relationship'
      ? ['edges']
      : kind === 'other'
        ? []
        : ['nodes', 'edges']

function attributes(
  kind: VariableKind | null,
  { attributes: known }: CypherWords,
  isKey: boolean,
): Completion[] {
  const owners = ownersOf(kind)
  const named = owners.flatMap((of) => Object.entries(known[of]))
  const withId =
    owners.includes('nodes') && !Object.hasOwn(known.nodes, 'id') ? [['id', 'node id'], ...named] : named
  const distinct = new Map(withId.map(([name = '', type = '']) => [name, type]))
  return [...distinct].map(([name, detail]) => ({
    label: name,
    detail,
    type: 'property',
    apply: cypherName(name) + (isKey ? ': ' : ''),
  }))
}

/** In place of what was typed, and of the quotation mark that was closed by itself. */
const replaceTyped =
  (text: string) => (view: EditorView, completion: Completion, from: number, to: number) => {
    const mark = view.state.sliceDoc(from, from + 1)
    const closes = /["']/.test(mark) && view.state.sliceDoc(to, to + 1) === mark ? 1 : 0
    view.dispatch({
      changes: { from, to: to + closes, insert: text },
      selection: { anchor: from + text.length },
      annotations: pickedCompletion.of(completion),
      userEvent: 'input.complete',
    })
  }

async function values(
  kind: VariableKind | null,
  attribute: string,
  words: CypherWords,
): Promise<Completion[]> {
  const owner = ownersOf(kind).find((of) => Object.hasOwn(words.attributes[of], attribute))
  if (!owner) return []
  const counted = await words.valuesOf(owner, attribute)
  return counted.map(({ value, count }, at) => {
    const text = cypherLiteral(value)
    const detail = count.toLocaleString('en')
    return { label: text, detail, type: 'constant', boost: -at, apply: replaceTyped(text) }
  })
}

/** Labels are the attribute `labels`, types then the attribute `type`; else all nodes and all relationships have one. */
async function labels(of: AttributeOf, { attributes: known, valuesOf }: CypherWords): Promise<Completion[]> {
  const hasLabels = Object.hasOwn(known.nodes, 'labels')
  const alone = of === 'nodes' ? 'Neuron' : 'ConnectsTo'
  if (!hasLabels) return [{ label: alone, detail: `of all ${of} of this host graph`, type: 'type' }]
  const counted = await valuesOf(of, of === 'nodes' ? 'labels' : 'type')
  return counted.map(({ value, count }) => ({
    label: String(value),
    detail: count.toLocaleString('en'),
    type: 'type',
    apply: cypherName(String(value)),
  }))
}

function wordsAt(source: string, typed: string): Completion[] {
  const own = [...variablesIn(source)]
    .filter(([name]) => name !== typed)
    .map(([label, kind]) => ({ label, detail: kindWords[kind], type: 'variable', section: sections.names }))
  return [...own, ...keywords, ...functions, ...(source.trim() === typed ? patterns : [])]
}

/** @param words what is known of the host graph now */
export const cypherCompletions =
  (words: () => CypherWords) =>
  async (context: CompletionContext): Promise<CompletionResult | null> => {
    const source = context.state.doc.toString()
    const { place, typed } = cypherPlaceAt(source, context.pos)
    const from = context.pos - typed.length
    const found = async (): Promise<Completion[]> => {
      switch (place.kind) {
        case 'nothing':
          return []
        case 'property':
          return attributes(place.of, words(), false)
        case 'key':
          return attributes(place.of, words(), true)
        case 'value':
          return [
            ...(await values(place.of, place.attribute, words())),
            ...(typed === '' || /^["']/.test(typed) ? [] : wordsAt(source, typed)),
          ]
        case 'label':
          return labels('nodes', words())
        case 'type':
          return labels('edges', words())
        case 'word':
          return typed === '' && !context.explicit ? [] : wordsAt(source, typed)
      }
    }
    const options = await found()
    return options.length === 0 || context.aborted
      ? null
      : { from, options, validFor: /^["']?[\p{L}\p{N}_ ]*$/u }
  }
