/** What the editor offers to complete: names of the text, attributes of the open host graph where an attribute
 *  is due, keywords and relations. */
import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from '@codemirror/autocomplete'

/** What may be completed: the host's attributes with their types, and the names in the text with what they are. */
export interface EditorWords {
  nodeAttributes: Record<string, string>
  edgeAttributes: Record<string, string>
  names: readonly { name: string; kind: 'node' | 'edge' | 'macro' }[]
}

const relations: Completion[] = [
  { label: '->', type: 'operator', detail: 'has an edge to' },
  { label: '-+', type: 'operator', detail: 'excites' },
  { label: '-|', type: 'operator', detail: 'inhibits' },
  { label: '!>', type: 'operator', detail: 'has no edge to' },
]
const keywords: Completion[] = [
  { label: 'as', type: 'keyword', detail: 'names this edge' },
  { label: 'contains', type: 'keyword', detail: 'the attribute contains the value' },
  { label: 'in', type: 'keyword', detail: 'the attribute is part of the value' },
]

const isPlainKey = (name: string) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)

const attributeCompletions = (attributes: Record<string, string>): Completion[] =>
  Object.entries(attributes).map(([label, detail]) => ({
    label,
    detail,
    type: 'property',
    apply: isPlainKey(label) ? label : JSON.stringify(label),
  }))

const nameCompletions = ({ names }: EditorWords, typed: string): Completion[] =>
  names
    .filter(({ name }) => name !== typed)
    .map(({ name, kind }) => ({ label: name, type: 'variable', detail: `${kind} of this motif` }))

const afterName = /([\p{L}_][\p{L}\p{N}_]*)(?:\.|\[\s*)([\p{L}\p{N}_]*)$/u
const inClauses = /[-!~][>+\-|]\s*[\p{L}_][\p{L}\p{N}_]*\s*\[(?:[^\]]*,)?\s*([\p{L}\p{N}_]*)$/u
const keyPart = /^[\p{L}\p{N}_.-]*$/u

function complete(context: CompletionContext, words: EditorWords): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos)
  const before = line.text.slice(0, context.pos - line.from)
  if (before.replace(/"[^"]*"|'[^']*'/g, '').includes('#')) return null
  const attributesFrom = (typed: string | undefined, attributes: Record<string, string>) => ({
    from: context.pos - (typed?.length ?? 0),
    options: attributeCompletions(attributes),
    validFor: keyPart,
  })
  const clause = inClauses.exec(before)
  if (clause) return attributesFrom(clause[1], words.edgeAttributes)
  const attribute = afterName.exec(before)
  if (attribute) {
    const isEdge = words.names.some(({ name, kind }) => kind === 'edge' && name === attribute[1])
    return attributesFrom(attribute[2], isEdge ? words.edgeAttributes : words.nodeAttributes)
  }
  const word = context.matchBefore(/[\p{L}_][\p{L}\p{N}_]*$/u)
  // Motif nodes are mostly single letters; a list over each would be in the way.
  if (!context.explicit && (word?.text.length ?? 0) < 2) return null
  const named = [...nameCompletions(words, word?.text ?? ''), ...keywords]
  return word
    ? { from: word.from, options: named, validFor: /^[\p{L}\p{N}_]*$/u }
    : { from: context.pos, options: [...relations, ...named] }
}

/** A completion source; `words` is asked each time, since host graph and text change. */
export const motifCompletions =
  (words: () => EditorWords): CompletionSource =>
  (context) =>
    complete(context, words())
