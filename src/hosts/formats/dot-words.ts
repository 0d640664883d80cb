/** The words of DOT: names, numbers, quoted and HTML texts, signs. Comments and blanks are none. */
import { MotifscopeError } from '../../model/errors'
import { quoteEnd, shown } from './token-feed'
import type { TokenScan } from './token-feed'

export interface DotWord {
  /** `bare`: a name or number without quotes, which may be a keyword. `sign`: a bracket, an arrow and the like. */
  kind: 'bare' | 'text' | 'sign' | 'end'
  text: string
  line: number
}

const plain =
  /(?:\/\/|#)[^\n]*|->|--|-?(?:\.\d+|\d+(?:\.\d*)?)(?![\w\u0080-\uffff])|[\w\u0080-\uffff]+|\/(?![/*])|[^"</]/y

/** HTML texts stand in angle brackets, which may be nested. */
export const scanDot: TokenScan = (text, at) => {
  const first = text.charCodeAt(at)
  if (first === 34) return quoteEnd(text, at)
  if (first !== 60) {
    const comment = text.startsWith('/*', at) ? text.indexOf('*/', at + 2) : -1
    if (comment >= 0) return comment + 2
    plain.lastIndex = at
    return plain.test(text) ? plain.lastIndex : -1
  }
  let depth = 0
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 60) depth++
    else if (code === 62 && --depth === 0) return i + 1
  }
  return -1
}

/** The word a token is; null: a comment. @throws MotifscopeError `invalid-dot`. */
export function dotWordFrom(token: string, line: number): DotWord | null {
  const first = token[0] as string
  if (first === '#' || token.startsWith('//') || token.startsWith('/*')) return null
  if (first === '"') return { kind: 'text', text: unescaped(token.slice(1, -1)), line }
  if (first === '<') return { kind: 'text', text: token.slice(1, -1), line }
  if (/^(?:->|--|[{}[\];,=:+])$/.test(token)) return { kind: 'sign', text: token, line }
  if (/^[\w\u0080-\uffff.-]/.test(first) && token !== '-' && token !== '.')
    return { kind: 'bare', text: token, line }
  throw dotMistake(line, `${shown(token)} is not expected here`)
}

/** `\"`, `\\` and `\n` stand for one character; a line end after a backslash for none. Others are for drawing, and
 *  stay. */
function unescaped(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(/\\(\r?\n|["\\n])/g, (_, character: string) => {
    if (character === 'n') return '\n'
    return character.length === 1 && character !== '\n' ? character : ''
  })
}

/** What is wrong, and where. */
export function dotMistake(line: number, what: string): MotifscopeError {
  return new MotifscopeError('invalid-dot', `This DOT file cannot be read: ${what} (line ${line}).`, {
    hint: 'DOT is “graph { a -- b }” or “digraph { a -> b }”; names with blanks or signs stand in quotes.',
    line,
  })
}
