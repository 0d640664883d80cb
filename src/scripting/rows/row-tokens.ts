/** Cuts the text of a row filter into words, with their places. Pure. */
import type { Range } from '../../dotmotif/ast'

export interface RowToken extends Range {
  kind: 'word' | 'number' | 'text' | 'sign' | 'end' | 'broken'
  /** Of a text: what stands between the quotes, escapes resolved. */
  text: string
}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r' }

function unescape(quoted: string): string {
  return quoted.replace(/\\(?:u([0-9a-fA-F]{4})|([^]))/g, (_, code: string | undefined, letter: string) =>
    code === undefined ? (escapes[letter] ?? letter) : String.fromCharCode(parseInt(code, 16)),
  )
}

const shapes: [RowToken['kind'], RegExp][] = [
  ['number', /[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?(?![\p{L}_])/uy],
  ['word', /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy],
  ['sign', /->|==|!=|<>|<=|>=|!(?=\s*(?:in|contains)\b)|[=<>()[\],.]/uy],
]
const quotes = /"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'/y

/** The words of the text and an `end` after them. What belongs to no word is `broken`: an open quote to the end of the
 *  text, anything else one character. */
export function readRowTokens(text: string): RowToken[] {
  const tokens: RowToken[] = []
  const match = (shape: RegExp, at: number): string | undefined => {
    shape.lastIndex = at
    return shape.exec(text)?.[0]
  }
  let at = 0
  while (at < text.length) {
    const blank = match(/\s+/y, at)
    if (blank !== undefined) {
      at += blank.length
      continue
    }
    const quoted = match(quotes, at)
    const found =
      quoted === undefined ? shapes.find(([, shape]) => match(shape, at) !== undefined) : undefined
    const isOpen = quoted === undefined && /["']/.test(text[at] ?? '')
    const raw =
      quoted ?? (isOpen ? text.slice(at) : found ? match(found[1], at) : undefined) ?? text.slice(at, at + 1)
    const kind = quoted !== undefined ? 'text' : isOpen ? 'broken' : (found?.[0] ?? 'broken')
    const said = quoted === undefined ? raw : unescape(raw.slice(1, -1))
    tokens.push({ kind, text: said, start: at, end: at + raw.length })
    at += raw.length
  }
  tokens.push({ kind: 'end', text: '', start: text.length, end: text.length })
  return tokens
}
