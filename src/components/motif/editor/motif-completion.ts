/** What the editor offers to complete: names of the text, macros, common motifs, and where they are due the attributes
 *  of the open host graph and their frequent values. */
import { insertCompletionText, pickedCompletion, snippet } from '@codemirror/autocomplete'
import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from '@codemirror/autocomplete'
import type { EditorView } from '@codemirror/view'
import { isName, writeValue } from '../../../dotmotif/write-words'
import { placeAtEnd } from './completion-place'
import type { AttributeOwner, PlaceInText } from './completion-place'
import type { AttributeOf, EditorWords } from './editor-words'
import { typeOfAttribute } from './editor-words'
import { circuitSnippets, textOfSnippet, triadSnippets } from './motif-snippets'
import type { MotifSnippet } from './motif-snippets'
import { operatorWords, relationWords } from './sign-words'

const wordPart = /^[\p{L}\p{M}\p{N}_]*$/u
const quotedPart = /^(?:"[^"\n]*|'[^'\n]*)$/
/** Longer texts are nothing to choose from a list. */
const maxValueLength = 80

const section = (name: string, rank: number) => ({ name, rank })
const sections = {
  names: section('This motif', 1),
  macros: section('Macros', 2),
  circuits: section('Common motifs', 3),
  triads: section('Triads, by their names in the census', 4),
}

/** Whose attributes may be meant; a parameter may stand for either. */
function ownersOf(owner: AttributeOwner, { macro }: PlaceInText, words: EditorWords): AttributeOf[] {
  if (owner.kind === 'clause') return ['edges']
  const { name } = owner
  if (macro?.parameters.includes(name)) return ['nodes', 'edges']
  return macro?.aliases.includes(name) || words.aliases.includes(name) ? ['edges'] : ['nodes']
}

/** Puts a text in place of what was typed, and of the quotation mark that was closed by itself. */
const replaceTyped =
  (text: string, before = 0) =>
  (view: EditorView, completion: Completion, from: number, to: number) => {
    const { doc } = view.state
    const mark = doc.sliceString(from, from + 1)
    const closes = /["']/.test(mark) && doc.sliceString(to, to + 1) === mark ? 1 : 0
    const change = insertCompletionText(view.state, text, from - before, to + closes)
    view.dispatch({ ...change, annotations: pickedCompletion.of(completion) })
  }

const quotedLike = (typed: string, text: string) =>
  typed.startsWith("'") ? `'${text.replace(/['\\]/g, '\\$&')}'` : writeValue(text)

function attributeOptions(of: AttributeOf[], words: EditorWords, typed: string, isDotted: boolean) {
  const named = of.flatMap((each) => Object.entries(words.attributes[each]).map((entry) => [...entry, each]))
  return named
    .filter(([name]) => name !== '' && !name?.includes('\n'))
    .map(([name = '', type, each]): Completion => {
      const detail = `${type}${of.length > 1 ? `, of ${each}` : ''}`
      const isQuoted = typed !== '' && !wordPart.test(typed)
      const quoted = isQuoted ? quotedLike(typed, name) : `"${name.replace(/["\\]/g, '\\$&')}"`
      if (isName(name) && !isQuoted) return { label: name, detail, type: 'property' }
      const apply = isDotted ? replaceTyped(`[${quoted}]`, 1) : replaceTyped(quoted)
      return { label: isQuoted ? quoted : name, detail, type: 'property', apply }
    })
}

const operatorOptions: Completion[] = [
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'contains',
  '!contains',
  'in',
  '!in',
].map((label, i) => ({ label, detail: operatorWords[label] ?? '', type: 'keyword', boost: -i }))
const relationOptions: Completion[] = Object.entries(relationWords).map(([label, detail], i) => ({
  label,
  detail,
  type: 'operator',
  boost: -i,
}))
const aliasOption: Completion = { label: 'as', detail: 'names this edge', type: 'keyword' }

function nameOptions({ macro, typed, place }: PlaceInText, words: EditorWords): Completion[] {
  const edges = macro ? [...macro.aliases, ...words.aliases] : words.aliases
  const nodes = macro ? macro.parameters : words.nodes
  const option = (detail: string) => (label: string) => ({
    label,
    detail,
    type: 'variable',
    section: sections.names,
  })
  const named = nodes.map(option(macro ? 'parameter of this macro' : 'node of this motif'))
  const mayBeEdge = place.kind !== 'node'
  return [...named, ...(mayBeEdge ? edges.map(option('names an edge')) : [])].filter(
    ({ label }, i, all) => label !== typed && all.findIndex((other) => other.label === label) === i,
  )
}

function macroOptions({ macros }: EditorWords): Completion[] {
  return macros.map(({ name, parameters }) => ({
    label: name,
    detail: `(${parameters.join(', ')})`,
    type: 'function',
    section: sections.macros,
    apply: snippet(`${name}(${parameters.map((parameter) => `\${${parameter}}`).join(', ')})`),
  }))
}

function snippetOptions(words: EditorWords): Completion[] {
  const taken = new Set([...words.nodes, ...words.aliases])
  const optionIn = (place: typeof sections.triads) => (each: MotifSnippet, i: number) => ({
    label: each.label,
    detail: each.detail,
    type: 'text',
    section: place,
    boost: -i,
    info: textOfSnippet(each, taken),
    apply: snippet(`${textOfSnippet(each, taken, (name) => `\${${name}}`)}\n\${}`),
  })
  return [
    ...circuitSnippets.map(optionIn(sections.circuits)),
    ...triadSnippets.map(optionIn(sections.triads)),
  ]
}

function optionsAt(found: PlaceInText, words: EditorWords): Completion[] {
  const { place, typed, macro } = found
  switch (place.kind) {
    case 'attribute':
      return attributeOptions(ownersOf(place.owner, found, words), words, typed, place.isDotted)
    case 'operator':
      return operatorOptions
    case 'node':
    case 'argument':
      return nameOptions(found, words)
    case 'value':
      return place.owner.kind === 'clause' || quotedPart.test(typed) ? [] : nameOptions(found, words)
    case 'after-edge':
      return [aliasOption]
    case 'after-name':
      return relationOptions
    case 'statement':
      return [...nameOptions(found, words), ...macroOptions(words), ...(macro ? [] : snippetOptions(words))]
    case 'nothing':
      return []
  }
}

function resultAt({ pos }: CompletionContext, typed: string, options: Completion[]): CompletionResult | null {
  if (options.length === 0) return null
  return { from: pos - typed.length, options, validFor: quotedPart.test(typed) ? quotedPart : wordPart }
}

const placeOf = ({ state, pos }: CompletionContext) =>
  placeAtEnd(state.sliceDoc(Math.max(0, pos - 8_000), pos))

function completeWords(context: CompletionContext, words: EditorWords): CompletionResult | null {
  const found = placeOf(context)
  const { place, typed } = found
  // Motif nodes are mostly single letters; a list over each would be in the way.
  const isWanted = context.explicit || typed.length > 1 || place.kind === 'attribute'
  return isWanted ? resultAt(context, typed, optionsAt(found, words)) : null
}

async function completeValues(
  context: CompletionContext,
  words: EditorWords,
): Promise<CompletionResult | null> {
  const found = placeOf(context)
  const { place, typed } = found
  if (place.kind !== 'value') return null
  const { attribute } = place
  const of = ownersOf(place.owner, found, words).find((each) => typeOfAttribute(words, each, attribute))
  if (!of) return null
  const options = (await words.valuesOf(of, attribute))
    .filter(({ value }) => String(value).length <= maxValueLength)
    .map(({ value, count }, i): Completion => {
      const label = typeof value === 'string' ? quotedLike(typed, value) : writeValue(value)
      const detail = `${count.toLocaleString('en')} ${count === 1 ? of.slice(0, -1) : of}`
      return { label, detail, type: 'constant', boost: Math.max(-99, 50 - i), apply: replaceTyped(label) }
    })
  return resultAt(context, typed, options)
}

/** The completion sources; `words` is asked each time, since host graph and text change. Values may come later than
 *  the rest. */
export function motifCompletions(words: () => EditorWords): CompletionSource[] {
  return [(context) => completeWords(context, words()), (context) => completeValues(context, words())]
}
