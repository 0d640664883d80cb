/** JavaScript for an editor, in which what a script may call is completed. Loaded with the console only. */
import { autocompletion, completeAnyWord } from '@codemirror/autocomplete'
import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { javascript, javascriptLanguage, localCompletionSource } from '@codemirror/lang-javascript'
import { HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { tags } from '@lezer/highlight'
import type { ScriptWord } from '../../scripting/script-api'

const colours = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword],
    color: 'var(--syntax-keyword)',
    fontWeight: '600',
  },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--syntax-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--syntax-number)' },
  { tag: tags.comment, color: 'var(--syntax-comment)' },
  { tag: [tags.variableName, tags.propertyName, tags.operator, tags.punctuation], color: 'var(--text)' },
])

const objects = ['graph', 'graph.backend', 'nx', 'ig', 'nk']

/** Of a graph that the script makes (`const part = await nx.subgraph(…)`), the object whose functions it has.
 *  @param depth how many such names may lead from one to the next */
export function objectOf(
  name: string,
  text: string,
  words: readonly ScriptWord[],
  depth = 10,
): string | null {
  if (objects.includes(name)) return name
  if (!/^\w+$/.test(name) || depth === 0) return null
  const [, source, method] = new RegExp(`\\b${name}\\s*=\\s*await\\s+(\\w+)\\.(\\w+)`).exec(text) ?? []
  const object = source === undefined ? null : objectOf(source, text, words, depth - 1)
  const made = words.find((word) => word.name === `${object}.${method}`)
  return made?.answers === 'graph' ? object : null
}

/** The functions of the object before the dot, or the objects themselves. */
function completeWords(words: readonly ScriptWord[]) {
  return (context: CompletionContext): CompletionResult | null => {
    const typed = context.matchBefore(/[\w$.]*$/)
    if (!typed || (typed.from === typed.to && !context.explicit)) return null
    const dot = typed.text.lastIndexOf('.')
    const before = typed.text.slice(0, Math.max(0, dot))
    if (dot === -1) {
      const plain = ['print', 'show'].map((label) => ({ label, type: 'function' }))
      const known = ['graph', 'nx', 'ig', 'nk'].map((label) => ({ label, type: 'variable' }))
      return { from: typed.from, options: [...known, ...plain], validFor: /^\w*$/ }
    }
    const object = objectOf(before, context.state.doc.toString(), words)
    if (object === null) return null
    const own = words.filter(({ name }) => name.slice(0, name.lastIndexOf('.')) === object)
    const options = own.map(({ name, signature, answers }) => ({
      label: name.slice(object.length + 1),
      type: 'function',
      detail: `${signature} ${answers === 'stream' ? 'for await' : 'await'}`,
    }))
    if (object === 'graph') options.push({ label: 'backend', type: 'property', detail: 'in batches' })
    return { from: typed.from + dot + 1, options, validFor: /^\w*$/ }
  }
}

/** @param words asked anew each time something is completed */
export const scriptLanguage = (words: () => readonly ScriptWord[]): Extension => [
  javascript(),
  javascriptLanguage.data.of({
    autocomplete: (context: CompletionContext) => completeWords(words())(context),
  }),
  javascriptLanguage.data.of({ autocomplete: localCompletionSource }),
  javascriptLanguage.data.of({ autocomplete: completeAnyWord }),
  indentOnInput(),
  syntaxHighlighting(colours),
  autocompletion({ icons: false }),
]
