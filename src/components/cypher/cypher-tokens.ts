/** Colours Cypher word by word: enough to see its parts. What is right is the parser's business. Pure. */
import type { StringStream } from '@codemirror/language'
import { isKeyword } from './cypher-words'

export interface CypherTokenState {
  /** Within a comment of several lines, or quotes that were not closed. */
  within: 'comment' | '"' | "'" | '`' | null
  /** The token before, as far as it matters: behind a dot stands a property, behind a colon a label. */
  before: 'dot' | 'colon' | null
  /** Open braces: in them stands `key: value`. */
  braces: number
}

export const startCypherTokens = (): CypherTokenState => ({ within: null, before: null, braces: 0 })

function readWithin(stream: StringStream, state: CypherTokenState): string {
  if (state.within === 'comment') {
    if (stream.skipTo('*/')) {
      stream.match('*/')
      state.within = null
    } else stream.skipToEnd()
    return 'comment'
  }
  const mark = state.within
  while (!stream.eol()) {
    const character = stream.next()
    if (character === '\\' && mark !== '`') stream.next()
    else if (character === mark) {
      state.within = null
      break
    }
  }
  return mark === '`' ? 'variableName' : 'string'
}

function readWord(stream: StringStream, state: CypherTokenState): string {
  const word = stream.current()
  const { before } = state
  state.before = null
  if (before === 'dot') return 'propertyName'
  if (before === 'colon') return 'typeName'
  if (state.braces > 0 && /^\s*:(?!:)/.test(stream.string.slice(stream.pos))) return 'propertyName'
  const isCall = /^\s*\(/.test(stream.string.slice(stream.pos))
  if (isKeyword(word)) return /^(null|true|false)$/i.test(word) ? 'bool' : 'keyword'
  return isCall ? 'variableName.function' : 'variableName'
}

/** One token for CodeMirror; null for what has no colour. */
export function readCypherToken(stream: StringStream, state: CypherTokenState): string | null {
  if (state.within) return readWithin(stream, state)
  if (stream.eatSpace()) return null
  if (stream.match('//')) {
    stream.skipToEnd()
    return 'comment'
  }
  if (stream.match('/*')) {
    state.within = 'comment'
    return readWithin(stream, state)
  }
  const mark = stream.peek()
  if (mark === '"' || mark === "'" || mark === '`') {
    stream.next()
    state.within = mark
    state.before = null
    return readWithin(stream, state)
  }
  if (stream.match(/^\$[\p{L}\p{N}_]+/u)) return 'variableName.special'
  if (stream.match(/^\d+(?!\.\.)(\.\d+)?([eE][+-]?\d+)?/)) return 'number'
  if (stream.match(/^[\p{L}_][\p{L}\p{N}_]*/u)) return readWord(stream, state)
  return readSign(stream, state)
}

function readSign(stream: StringStream, state: CypherTokenState): string | null {
  if (stream.match(/^(<-+|-+>|--)/)) return 'operator'
  if (stream.match(/^(<>|<=|>=|=~|[=<>])/)) return 'compareOperator'
  const sign = stream.next() ?? ''
  state.before =
    sign === '.' ? 'dot' : sign === ':' || sign === '|' || sign === '&' || sign === '!' ? 'colon' : null
  if (sign === '{') state.braces++
  if (sign === '}') state.braces = Math.max(0, state.braces - 1)
  // `{key: value}`: what stands behind this colon is no label.
  if (sign === ':' && state.braces > 0) state.before = null
  if ('()[]{}'.includes(sign)) return 'bracket'
  return sign === '-' || sign === '+' || sign === '*' || sign === '/' ? 'operator' : 'punctuation'
}
