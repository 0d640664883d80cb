/** Text → syntax tree of Cypher, or a located error. The only file that knows the generated parser. */
import { parse, SyntaxError } from '../../../../grammar/cypher.peggy'
import { LineTable } from '../../../dotmotif/problem'
import { nearestName, suggestion } from '../../../dotmotif/suggest'
import { MotifscopeError } from '../../../model/errors'
import type { CypherQuery, Place } from './cypher-ast'

/** An error at a place of the query. */
export function cypherError(
  source: string,
  { start, end }: Place,
  code: string,
  message: string,
  hint?: string,
): MotifscopeError {
  return new MotifscopeError(code, message, {
    ...new LineTable(source).placeOf({ start, end }),
    ...(hint && { hint }),
  })
}

function wordsOf(expected: { type: string; description?: string; text?: string }[] | null): string {
  const words = (expected ?? []).flatMap(({ type, description, text }) =>
    type === 'other' ? [description ?? ''] : type === 'literal' ? [`\`${text ?? ''}\``] : [],
  )
  const distinct = [...new Set(words)].filter((word) => word && word !== 'a blank')
  return distinct.length > 0 && distinct.length <= 8 ? `Expected here: ${distinct.join(', ')}.` : ''
}

/** Words that stand where a clause or a part of one begins. */
const clauseWords =
  'MATCH OPTIONAL WHERE RETURN WITH UNWIND UNION DISTINCT ORDER BY SKIP LIMIT AND OR XOR NOT CONTAINS STARTS ENDS EXISTS CASE WHEN THEN ELSE'.split(
    ' ',
  )

/** The whole word, or the sign, that the parser stumbled over. Where a mistyped word was taken for a name, it stumbles
 *  over what stands behind: `RETURM a`. */
function wordAt(source: string, offset: number): { start: number; word: string } {
  const before = /([\p{L}_]+)\s+$/u.exec(source.slice(Math.max(0, offset - 80), offset))
  const isMistyped = before?.[1] && nearestName(before[1].toUpperCase(), clauseWords) !== null
  const isKnown = before?.[1] && clauseWords.includes(before[1].toUpperCase())
  if (before?.[1] && isMistyped && !isKnown) return { start: offset - before[0].length, word: before[1] }
  const [word = source[offset] ?? ''] = /^[\p{L}\p{N}_]+/u.exec(source.slice(offset)) ?? []
  return { start: offset, word }
}

/** @throws MotifscopeError `syntax-error`, with its place; `too-complex` where the text is nested too deeply */
export function parseCypher(source: string): CypherQuery {
  try {
    return parse(source) as CypherQuery
  } catch (error) {
    if (error instanceof RangeError)
      throw new MotifscopeError('too-complex', 'This query is nested too deeply to be read.', {
        hint: 'Write it with fewer brackets inside brackets.',
        cause: error,
      })
    if (!(error instanceof SyntaxError)) throw error
    const { start, word } = wordAt(source, error.location.start.offset)
    const found = word === '' ? 'the query ends' : `there is \`${word}\``
    const { hint = wordsOf(error.expected) } = suggestion(word.toUpperCase(), clauseWords)
    const place = { start, end: Math.min(source.length, start + Math.max(1, word.length)) }
    throw cypherError(source, place, 'syntax-error', `Cypher cannot go on where ${found}.`, hint)
  }
}
