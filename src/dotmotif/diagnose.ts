/** Puts into words why a text is no DotMotif: what was expected where, what was found, and how it is written. */
import type { Problem } from './problem'
import { excerpt } from './suggest'

/** Where reading failed and what could have gone on there, as the parser reports it. */
export interface Failure {
  offset: number
  expected: { type: string; description?: string; text?: string }[]
}

const operatorSign = /[-!~<>=+|&/*:^%?]/
const quotedOrWord = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\p{L}\p{M}\p{N}_]+/uy

/** The word, number, quoted text or run of signs around an offset. */
function tokenAt(source: string, offset: number, from: number): { start: number; text: string } {
  quotedOrWord.lastIndex = 0
  const word = quotedOrWord.exec(source.slice(offset, offset + 200))?.[0]
  if (word) return { start: offset, text: word }
  if (!operatorSign.test(source.charAt(offset)))
    return { start: offset, text: String.fromCodePoint(source.codePointAt(offset) ?? 0) }
  let start = offset
  while (start > from && start > offset - 5 && operatorSign.test(source.charAt(start - 1))) start--
  let end = offset + 1
  while (end < source.length && end < offset + 5 && operatorSign.test(source.charAt(end))) end++
  return { start, text: source.slice(start, end) }
}

/** Digits that run on into what is no number, as in `1_000` or `1.2.3`: a number is read, and then nothing fits. */
function runOnNumber(source: string, from: number): Problem | null {
  const number = /(?<![\p{L}\p{M}\p{N}_.])[-+]?[\d.]+(?:e[-+]?\d+)?$/iu.exec(
    source.slice(Math.max(0, from - 40), from),
  )?.[0]
  const rest = /^[\p{L}\p{M}\p{N}_.]+/u.exec(source.slice(from, from + 40))?.[0]
  if (!number || !rest) return null
  const hint =
    'A number has digits, at most one `.` and an exponent such as `1e3`; put quotation marks around a text.'
  const message = `\`${number}${rest}\` is no number.`
  return { code: 'syntax-error', message, hint, start: from - number.length, end: from + rest.length }
}

/** The end of the last word before an offset, when a line ends between the two; else null. */
function endOfLineBefore(source: string, offset: number, from: number): number | null {
  let end = offset
  while (end > from && /\s/.test(source.charAt(end - 1))) end--
  const gap = source.slice(end, offset)
  if (offset < source.length && !gap.includes('\n')) return null
  const lineStart = source.lastIndexOf('\n', end - 1) + 1
  const begin = Math.max(lineStart, from)
  const comment = source.slice(begin, end).indexOf('#')
  return comment > 0 ? begin + source.slice(begin, begin + comment).trimEnd().length : end
}

const words: Record<string, string> = {
  'a relation such as ->': 'a relation such as `->`',
  'a comparison such as = or >': 'a comparison such as `=` or `>`',
  'an attribute': 'the name of an attribute',
  '.': 'an attribute such as `.size`',
  '[': 'an attribute such as `.size`',
}
const rank = ['a name', 'a relation such as `->`', 'an attribute such as `.size`']

function expectation({ type, description, text }: Failure['expected'][number]): string | null {
  const key = type === 'other' ? description : type === 'literal' ? text : undefined
  if (key === undefined || key === '"' || key === "'") return null
  return words[key] ?? (type === 'literal' ? `\`${key}\`` : key)
}

function listOf(expected: Failure['expected']): string {
  const found = new Set(expected.map(expectation).filter((word) => word !== null))
  if (found.has('a value')) found.delete('a name')
  const all = [...found].sort((a, b) => (rank.indexOf(a) + 1 || 9) - (rank.indexOf(b) + 1 || 9))
  const last = all.pop()
  if (last === undefined) return 'something else'
  return all.length === 0 ? last : `${all.join(', ')} or ${last}`
}

const relations = 'Relations are `->`, `-|`, `-+` (required) and `!>`, `!|`, `!+` (forbidden).'
const comparisons =
  'Comparisons are `=`, `!=`, `<`, `<=`, `>`, `>=`, `in`, `contains`, `!in` and `!contains`.'

/** How to write what was probably meant. */
function hintFor(token: string, expected: string): string | undefined {
  if (token === '"' || token === "'") return 'A quoted text ends with the quotation mark it began with.'
  if (token.startsWith('//') || token.startsWith('/*')) return 'A comment begins with `#`.'
  if (token === 'not') return 'Write `!in` or `!contains`.'
  if (token.startsWith('<-')) return 'Edges are written from left to right: `B -> A`.'
  if (token === '==' && expected.includes('`===`'))
    return '`===` makes two nodes equivalent; `A.size == B.size` compares attributes.'
  if (token.startsWith('===')) return '`===` stands between two nodes, outside of macros.'
  if (token === '{') return 'A macro is written `name(a, b) { a -> b }`, and never inside another.'
  if (expected.includes('relation')) return relations
  if (expected.includes('comparison')) return comparisons
  if (expected.includes('a value'))
    return operatorSign.test(token) ? comparisons : 'A value is a number, a word or a quoted text.'
  if (/^[-!~]/.test(token)) return 'An edge has a name on both sides: `A -> B`.'
  return undefined
}

function describe(token: string, expected: string, isStart: boolean): string {
  if (token === '"' || token === "'") return 'This quotation mark opens a text that does not end on its line.'
  if (isStart) return `A statement begins with a name, but here is \`${excerpt(token)}\`.`
  if (/^(""|'')$/.test(token) && expected === words['an attribute'])
    return 'The name of an attribute cannot be empty.'
  return `Expected ${expected}, but found \`${excerpt(token)}\`.`
}

/** The mistake in the statement that begins at `from`. */
export function diagnose(source: string, from: number, { offset, expected }: Failure): Problem {
  const number = runOnNumber(source, from)
  if (number) return number
  const list = listOf(expected)
  const lineEnd = endOfLineBefore(source, offset, from)
  if (lineEnd !== null && lineEnd > from) {
    const where = offset >= source.length ? 'the text ends' : 'the line ends'
    const hint = hintFor('', list)
    const message = `Expected ${list}, but ${where} here.`
    return { code: 'syntax-error', message, ...(hint ? { hint } : {}), start: lineEnd, end: lineEnd }
  }
  const { start, text } = tokenAt(source, offset, from)
  const hint = hintFor(text, list)
  const message = describe(text, list, offset === from)
  return { code: 'syntax-error', message, ...(hint ? { hint } : {}), start, end: start + text.length }
}
