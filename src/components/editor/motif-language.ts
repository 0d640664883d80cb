/** Colours and brackets of DotMotif text while it is typed. A tolerant tokeniser: what the text means, and what is
 *  wrong with it, is decided by src/dotmotif alone. */
import { HighlightStyle, LanguageSupport, StreamLanguage, syntaxHighlighting } from '@codemirror/language'
import type { StringStream } from '@codemirror/language'
import { tags } from '@lezer/highlight'

interface TokenState {
  /** The token before this one, blanks aside: a word after a dot or an opening bracket is an attribute. */
  previous: string
  /** Inside `[…]`. */
  isInClause: boolean
  /** Behind a comparison, where words are values. */
  isValue: boolean
  /** Open braces: how far macro bodies are indented. */
  depth: number
}

const relation = /^[-!~][>+\-|]/
const comparison = /^(===?|[!<>]=|<>|[<>=]|!?(?:contains|in)(?![\p{L}\p{N}_]))/u
const word = /^[\p{L}_][\p{L}\p{N}_]*/u
const number = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/
const quoted = /^(?:"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)/

function wordToken(text: string, state: TokenState): string {
  if (state.isValue) return /^(true|false)$/i.test(text) ? 'bool' : 'string'
  if (text === 'as') return 'keyword'
  return state.previous === '.' || (state.isInClause && /^[[,]$/.test(state.previous))
    ? 'propertyName'
    : 'variableName'
}

function readToken(stream: StringStream, state: TokenState): string | null {
  if (stream.match(/^#.*/)) return 'comment'
  if (stream.match(quoted)) {
    const isValue = state.isValue
    state.isValue = false
    return isValue ? 'string' : 'propertyName'
  }
  if (!state.isInClause && !state.isValue && stream.match(relation)) return 'operator'
  if (stream.match(comparison)) {
    state.isValue = stream.current() !== '==='
    return stream.current().match(/[a-z]/) ? 'keyword' : 'compareOperator'
  }
  if (state.isValue && stream.match(number)) {
    state.isValue = false
    return 'number'
  }
  if (stream.match(word)) {
    // `A.x = B.y` compares two attributes: a dot makes the word a name.
    const isName = stream.peek() === '.' || stream.peek() === '['
    const token = isName ? 'variableName' : wordToken(stream.current(), state)
    state.isValue = false
    return token
  }
  const bracket = stream.next()
  if (bracket === '[') state.isInClause = true
  if (bracket === ']') state.isInClause = false
  if (bracket === '{') state.depth++
  if (bracket === '}') state.depth = Math.max(0, state.depth - 1)
  return bracket && '[](){}'.includes(bracket)
    ? 'bracket'
    : bracket && '.,;'.includes(bracket)
      ? 'punctuation'
      : null
}

const dotMotif = StreamLanguage.define<TokenState>({
  name: 'dotmotif',
  startState: () => ({ previous: '', isInClause: false, isValue: false, depth: 0 }),
  token(stream, state) {
    if (stream.eatSpace()) return null
    const token = readToken(stream, state)
    if (token !== 'comment') state.previous = stream.current()
    return token
  },
  languageData: {
    commentTokens: { line: '#' },
    closeBrackets: { brackets: ['(', '[', '"'] },
    indentOnInput: /^\s*\}$/,
  },
  indent: (state, textAfter, { unit }) =>
    Math.max(0, state.depth - (textAfter.startsWith('}') ? 1 : 0)) * unit,
})

const style = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--syntax-comment)', fontStyle: 'italic' },
  { tag: tags.string, color: 'var(--syntax-string)' },
  { tag: [tags.number, tags.bool], color: 'var(--syntax-number)' },
  { tag: tags.keyword, color: 'var(--syntax-keyword)', fontWeight: '600' },
  { tag: tags.operator, color: 'var(--syntax-edge)', fontWeight: '700' },
  { tag: tags.compareOperator, color: 'var(--text-quiet)' },
  { tag: tags.propertyName, color: 'var(--syntax-keyword)' },
  { tag: [tags.bracket, tags.punctuation], color: 'var(--text-quiet)' },
])

/** DotMotif for CodeMirror: tokens and their colours, in the page's theme. */
export const dotMotifLanguage = (): LanguageSupport =>
  new LanguageSupport(dotMotif, [syntaxHighlighting(style)])
