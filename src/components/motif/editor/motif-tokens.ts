/** Words of DotMotif text, line by line, for their colours. Takes the same decisions as the grammar where a line is
 *  enough to take them; what the text means, and what is wrong with it, is decided by src/dotmotif alone. */
import type { StringStream } from '@codemirror/language'

/** `argument`: an opening bracket of a macro's names, or a comma in them. `end`: a value, or what ends a comparison. */
export type Before =
  | 'start'
  | 'argument'
  | 'name'
  | 'relation'
  | 'edge-end'
  | 'as'
  | 'dot'
  | 'subscript'
  | 'clauses'
  | 'key'
  | 'operator'
  | 'end'

export interface TokenState {
  /** What stands before, blanks and comments aside. */
  before: Before
  bracket: 'clauses' | 'subscript' | null
  /** Behind a comparison: a name and a key may still follow. */
  isRight: boolean
  /** The mark that a text begun on an earlier line was opened with. */
  quote: '"' | "'" | null
  /** Open braces: how far macro bodies are indented. */
  depth: number
}

export const startTokens = (): TokenState => ({
  before: 'start',
  bracket: null,
  isRight: false,
  quote: null,
  depth: 0,
})

const word = /^[\p{L}_][\p{L}\p{M}\p{N}_]*/u
const relation = /^[-!~]\s*[>+\-|]/
const signs = /^(?:==?(?!=)|!=|<>|<=?|>=?)/
const wordOperators = /^!?(?:contains|in)(?![\p{L}\p{M}\p{N}_])/u
const number = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/
const statementTail = String.raw`\s*(?:[-!~]\s*[>+|-]|===|[.[(])`
const aliasFollows = new RegExp(`^as(?![\\p{L}\\p{M}\\p{N}_])(?!${statementTail})`, 'u')
const statementHead = new RegExp(`^\\s*[\\p{L}_][\\p{L}\\p{M}\\p{N}_]*${statementTail}`, 'u')
const closed = { '"': /^(?:[^"\\]|\\.)*"/, "'": /^(?:[^'\\]|\\.)*'/ }

function endValue(state: TokenState): void {
  state.before = 'end'
  state.isRight = false
}

function readQuoted(stream: StringStream, state: TokenState): string | null {
  const opening = stream.match(/^["']/)
  if (!opening) return null
  const isKey = state.before === 'subscript' || state.before === 'clauses'
  const mark = stream.current() as '"' | "'"
  if (!stream.match(closed[mark])) {
    stream.skipToEnd()
    if (!isKey) state.quote = mark
  }
  if (isKey) state.before = 'key'
  else endValue(state)
  return isKey ? 'propertyName' : 'string'
}

function readOperator(stream: StringStream, state: TokenState): string | null {
  const isExpected = state.before === 'key' && !state.isRight
  if (isExpected && stream.match(wordOperators)) {
    state.before = 'operator'
    state.isRight = true
    return 'keyword'
  }
  if (!isExpected && state.before !== 'operator' && !state.bracket && stream.match(relation)) {
    state.before = 'relation'
    return 'operator'
  }
  if (!stream.match(signs)) return null
  state.before = 'operator'
  state.isRight = true
  return 'compareOperator'
}

function readWord(stream: StringStream, state: TokenState): string | null {
  if (state.before === 'edge-end' && stream.match(aliasFollows)) {
    state.before = 'as'
    return 'keyword'
  }
  if (!stream.match(word)) return null
  const { before } = state
  if (before === 'dot' || before === 'subscript' || before === 'clauses') {
    state.before = before === 'dot' && state.isRight ? 'end' : 'key'
    if (state.before === 'end') state.isRight = false
    return 'propertyName'
  }
  // `A.x = B.y` compares two attributes: what follows makes the word a name.
  if (before === 'operator' && !stream.match(/^\s*[.[]/, false)) {
    endValue(state)
    return /^[Tt]rue$|^[Ff]alse$/.test(stream.current()) ? 'bool' : 'string'
  }
  state.before = before === 'relation' ? 'edge-end' : 'name'
  if (before !== 'operator') state.isRight = false
  return stream.match(/^\s*\(/, false) ? 'variableName.function' : 'variableName'
}

function readBracket(stream: StringStream, state: TokenState): string | null {
  const sign = stream.next()
  switch (sign) {
    case '[':
      state.bracket = state.before === 'edge-end' ? 'clauses' : 'subscript'
      state.before = state.bracket
      return 'squareBracket'
    case ']':
      state.before = state.bracket === 'clauses' ? 'edge-end' : state.isRight ? 'end' : 'key'
      state.bracket = null
      state.isRight = false
      return 'squareBracket'
    case '{':
    case '}':
      state.depth = Math.max(0, state.depth + (sign === '{' ? 1 : -1))
      state.before = 'start'
      return 'brace'
    case '(':
    case ')':
      state.before = sign === '(' ? 'argument' : 'start'
      return 'paren'
    case '.':
      state.before = 'dot'
      return 'punctuation'
    case ',':
      state.before = state.bracket === 'clauses' ? 'clauses' : 'argument'
      return 'punctuation'
    case ';':
      state.before = 'start'
      return 'punctuation'
    default:
      return null
  }
}

/** A bracket that was left open ends where a statement begins a line, as the grammar has it. */
function leaveBracket(stream: StringStream, state: TokenState): void {
  if (!state.bracket || !stream.match(statementHead, false)) return
  state.bracket = null
  state.before = 'start'
  state.isRight = false
}

/** Reads one token and names its kind, in CodeMirror's words; null: nothing to colour. */
export function readToken(stream: StringStream, state: TokenState): string | null {
  if (state.quote) {
    if (stream.match(closed[state.quote])) state.quote = null
    else stream.skipToEnd()
    return 'string'
  }
  if (stream.sol()) leaveBracket(stream, state)
  if (stream.match(/^\s+/)) return null
  if (stream.match(/^#.*/)) return 'comment'
  const quoted = readQuoted(stream, state)
  if (quoted) return quoted
  if (stream.match(/^===/)) {
    state.before = 'start'
    return 'operator'
  }
  if (state.before === 'operator' && stream.match(number)) {
    endValue(state)
    return 'number'
  }
  return readOperator(stream, state) ?? readWord(stream, state) ?? readBracket(stream, state)
}
