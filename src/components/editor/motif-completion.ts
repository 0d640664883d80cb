/** What the editor offers to complete: names already in the text, attributes of the open host graph where an attribute
 *  is due, keywords and relations. */
import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from '@codemirror/autocomplete'

/** Names and types of the host's attributes, to be offered. */
export interface AttributeNames {
  node: Record<string, string>
  edge: Record<string, string>
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

const attributeCompletions = (attributes: Record<string, string>, quoteAll: boolean): Completion[] =>
  Object.entries(attributes).map(([label, detail]) => ({
    label,
    detail,
    type: 'property',
    apply: isPlainKey(label) && !quoteAll ? label : JSON.stringify(label),
  }))

/** Every name in the text but the one being typed. */
function namesIn(text: string, typed: string): Completion[] {
  const code = text.replace(/#.*|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, ' ')
  const counts = new Map<string, number>()
  for (const [name] of code.matchAll(/(?<![.\p{L}\p{N}_])[\p{L}_][\p{L}\p{N}_]*/gu))
    counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts]
    .filter(([name, count]) => !['as', 'in', 'contains'].includes(name) && (name !== typed || count > 1))
    .map(([label]) => ({ label, type: 'variable', detail: 'in this motif' }))
}

function complete(context: CompletionContext, attributes: AttributeNames): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos)
  const before = line.text.slice(0, context.pos - line.from)
  if (/#/.test(before.replace(/"[^"]*"|'[^']*'/g, ''))) return null
  const attribute = /(?:([\p{L}_][\p{L}\p{N}_]*)\.|([\p{L}_][\p{L}\p{N}_]*)\[\s*)([\p{L}\p{N}_]*)$/u.exec(
    before,
  )
  if (attribute) {
    const isAlias = new RegExp(`\\sas\\s+${attribute[1] ?? attribute[2]}(?![\\p{L}\\p{N}_])`, 'u').test(
      context.state.doc.toString(),
    )
    const from = context.pos - (attribute[3]?.length ?? 0)
    return {
      from,
      options: attributeCompletions(isAlias ? attributes.edge : attributes.node, false),
      validFor: /^[\w.-]*$/,
    }
  }
  const clause = /(?:[-!~][>+\-|]\s*[\p{L}\p{N}_]+\s*)\[(?:[^\]]*,)?\s*([\p{L}\p{N}_]*)$/u.exec(before)
  if (clause) {
    const from = context.pos - (clause[1]?.length ?? 0)
    return { from, options: attributeCompletions(attributes.edge, false), validFor: /^[\w.-]*$/ }
  }
  const word = context.matchBefore(/[\p{L}_][\p{L}\p{N}_]*$/u)
  if (word)
    return {
      from: word.from,
      options: [...namesIn(context.state.doc.toString(), word.text), ...keywords],
      validFor: /^[\p{L}\p{N}_]*$/u,
    }
  if (!context.explicit) return null
  return {
    from: context.pos,
    options: [...relations, ...namesIn(context.state.doc.toString(), ''), ...keywords],
  }
}

/** A completion source; `attributes` is asked each time, since the host graph may change. */
export const motifCompletions =
  (attributes: () => AttributeNames): CompletionSource =>
  (context) =>
    complete(context, attributes())
