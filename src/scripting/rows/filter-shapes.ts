/** What a filter says, where it says no more than a click could: values of one column, or a stretch of its numbers. And
 *  several filters as one text. Pure. */
import type { MatchReference, RowCondition } from '../../model/match-query'
import { sameColumn } from './column-words'
import { readRowTokens } from './row-tokens'
import type { RowToken } from './row-tokens'

/** The columns a condition reads. */
export function columnsOf(condition: RowCondition): MatchReference[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.parts.flatMap(columnsOf)
    case 'not':
      return columnsOf(condition.part)
    case 'relate':
      return [condition.left, condition.right]
    default:
      return [condition.left]
  }
}

/** Whether the condition is about this column alone. */
export function isAbout(condition: RowCondition, column: MatchReference): boolean {
  const columns = columnsOf(condition)
  return columns.length > 0 && columns.every((other) => sameColumn(other, column))
}

/** The values that a condition asks of one column, null for a missing one; null: it asks something else. */
export function valuesAsked(condition: RowCondition): unknown[] | null {
  switch (condition.kind) {
    case 'oneOf':
      return condition.values
    case 'missing':
      return [null]
    case 'compare':
      return condition.op === '==' || condition.op === 'contains' ? [condition.value] : null
    case 'any': {
      const parts = condition.parts.map(valuesAsked)
      return parts.every((part) => part !== null) ? parts.flat() : null
    }
    default:
      return null
  }
}

/** The stretch `from <= value < to` that a condition asks of one column; null: it asks something else. */
export function rangeAsked(condition: RowCondition): { from: number; to: number } | null {
  if (condition.kind !== 'all' || condition.parts.length !== 2) return null
  const [low, high] = condition.parts
  if (low?.kind !== 'compare' || low.op !== '>=' || typeof low.value !== 'number') return null
  if (high?.kind !== 'compare' || high.op !== '<' || typeof high.value !== 'number') return null
  return { from: low.value, to: high.value }
}

const isWord = ({ kind, text }: RowToken, word: string) => kind === 'word' && text.toLowerCase() === word
const isSign = ({ kind, text }: RowToken, signs: string) => kind === 'sign' && signs.includes(text)

/** Words with how deep in brackets each stands. */
function withDepth(text: string): { token: RowToken; depth: number }[] {
  let depth = 0
  return readRowTokens(text)
    .slice(0, -1)
    .map((token) => {
      if (isSign(token, ')]')) depth--
      const at = { token, depth }
      if (isSign(token, '([')) depth++
      return at
    })
}

function cutAt(text: string, isCut: (token: RowToken) => boolean): string[] {
  const parts: string[] = []
  let from = 0
  for (const { token, depth } of withDepth(text)) {
    if (depth !== 0 || !isCut(token)) continue
    parts.push(text.slice(from, token.start).trim())
    from = token.end
  }
  return [...parts, text.slice(from).trim()].filter((part) => part !== '')
}

/** Without the brackets around all of it. */
function bare(text: string): string {
  const words = withDepth(text)
  const [first, last] = [words[0]?.token, words.at(-1)?.token]
  if (!first || !last || first.text !== '(' || last.text !== ')') return text
  const isWhole = words.every(({ depth }, at) => at === 0 || at === words.length - 1 || depth > 0)
  return isWhole ? text.slice(first.end, last.start).trim() : text
}

/** One text into filters that all must hold: the inverse of `joinFilters`, however it was written. */
export function splitFilters(text: string): string[] {
  const isEither = withDepth(text).some(({ token, depth }) => depth === 0 && isWord(token, 'or'))
  return isEither ? [text.trim()] : cutAt(text, (token) => isWord(token, 'and')).map(bare)
}

/** A list of columns as one text, into its parts. */
export function splitColumns(text: string): string[] {
  return cutAt(text, (token) => isSign(token, ','))
}
