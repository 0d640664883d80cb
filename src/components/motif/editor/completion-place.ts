/** What may be written at a place, judged from the text before it. Pure, and cheap: it looks back a few thousand
 *  characters at most. */
import { StringStream } from '@codemirror/language'
import { readToken, startTokens } from './motif-tokens'
import type { TokenState } from './motif-tokens'

/** Whose attribute: of the edge whose brackets these are, or of the thing with this name. */
export type AttributeOwner = { kind: 'clause' } | { kind: 'named'; name: string }

export type Place =
  | { kind: 'nothing' }
  | { kind: 'statement' }
  | { kind: 'node' }
  | { kind: 'argument' }
  | { kind: 'after-edge' }
  | { kind: 'after-name' }
  | { kind: 'attribute'; owner: AttributeOwner; isDotted: boolean }
  | { kind: 'operator' }
  | { kind: 'value'; owner: AttributeOwner; attribute: string }

/** The macro whose body holds the place. */
export interface EnclosingMacro {
  parameters: string[]
  aliases: string[]
}

export interface PlaceInText {
  place: Place
  /** What is being typed at the place, an opening quotation mark included. */
  typed: string
  macro: EnclosingMacro | null
}

interface TokenInText {
  kind: string
  text: string
}

const maxLookBack = 4_000

function readTokens(text: string): { tokens: TokenInText[]; state: TokenState } {
  const state = startTokens()
  const tokens: TokenInText[] = []
  for (const line of text.split('\n')) {
    const stream = new StringStream(line, 2, 2)
    while (!stream.eol()) {
      stream.start = stream.pos
      const kind = readToken(stream, state)
      if (kind !== null) tokens.push({ kind, text: stream.current() })
    }
  }
  return { tokens, state }
}

const unquoted = (key: string) => key.replace(/^["']|["']$/g, '').replace(/\\(["'\\])/g, '$1')
const isName = ({ kind }: TokenInText) => kind.startsWith('variableName')

/** The name before the last key (or before the opening of one that is to come). */
function ownerOf(tokens: TokenInText[], { bracket }: TokenState): AttributeOwner {
  const name = tokens.findLast(isName)
  return bracket === 'clauses' || !name ? { kind: 'clause' } : { kind: 'named', name: name.text }
}

function placeFrom(tokens: TokenInText[], state: TokenState, isNewLine: boolean): Place {
  switch (state.before) {
    case 'dot':
    case 'subscript':
    case 'clauses':
      return { kind: 'attribute', owner: ownerOf(tokens, state), isDotted: state.before === 'dot' }
    case 'key':
      return { kind: 'operator' }
    case 'operator': {
      const key = tokens.findLast(({ kind }) => kind === 'propertyName')
      return key
        ? { kind: 'value', owner: ownerOf(tokens, state), attribute: unquoted(key.text) }
        : { kind: 'nothing' }
    }
    case 'relation':
      return { kind: 'node' }
    case 'argument':
      return { kind: 'argument' }
    case 'edge-end':
      return { kind: isNewLine ? 'statement' : 'after-edge' }
    case 'name':
      return { kind: isNewLine ? 'statement' : 'after-name' }
    case 'as':
      return { kind: 'nothing' }
    case 'end':
      return { kind: isNewLine ? 'statement' : 'nothing' }
    case 'start':
      return { kind: 'statement' }
  }
}

function enclosingMacro(tokens: TokenInText[], { depth }: TokenState): EnclosingMacro | null {
  const open = tokens.findLastIndex(({ text }) => text === '{')
  if (depth === 0 || open < 0) return null
  const head = tokens.slice(0, open)
  const bracket = head.findLastIndex(({ text }) => text === '(')
  const body = tokens.slice(open)
  return {
    parameters:
      bracket < 0
        ? []
        : head
            .slice(bracket)
            .filter(isName)
            .map(({ text }) => text),
    aliases: body.filter((_, i) => body[i - 1]?.text === 'as').map(({ text }) => text),
  }
}

/** The word or the unfinished quoted text at the end, which is being typed. Null within a comment. */
function typedAtEnd(text: string): string | null {
  const { tokens, state } = readTokens(text)
  const last = tokens.at(-1)
  if (last?.kind === 'comment' && text.endsWith(last.text)) return null
  const isOpen = /^(?:"(?:[^"\\]|\\.)*|'(?:[^'\\]|\\.)*)$/.test(last?.text ?? '')
  if (last && isOpen && text.endsWith(last.text)) return last.text
  return state.quote ? null : (/[\p{L}\p{M}\p{N}_]*$/u.exec(text)?.[0] ?? '')
}

/** Judges the place at the end of a text: what comes behind it is not known. */
export function placeAtEnd(textBefore: string): PlaceInText {
  const cut = Math.max(0, textBefore.length - maxLookBack)
  const text = cut === 0 ? textBefore : textBefore.slice(textBefore.indexOf('\n', cut) + 1)
  const typed = typedAtEnd(text)
  if (typed === null) return { place: { kind: 'nothing' }, typed: '', macro: null }
  const before = text.slice(0, text.length - typed.length)
  const { tokens, state } = readTokens(before)
  const place = placeFrom(tokens, state, /(?:^|\n)\s*$/.test(before))
  return { place, typed, macro: enclosingMacro(tokens, state) }
}
