/** Text → syntax tree of Cypher, or a located error. The only file that knows the generated parser. */
import { parse, SyntaxError } from '../../../grammar/cypher.peggy'
import { LineTable } from '../../dotmotif/problem'
import { MotifscopeError } from '../../model/errors'
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
    const { offset } = error.location.start
    const found = error.found === null ? 'the query ends' : `there is \`${error.found}\``
    const place = { start: offset, end: Math.min(source.length, offset + 1) }
    throw cypherError(
      source,
      place,
      'syntax-error',
      `Cypher cannot go on where ${found}.`,
      wordsOf(error.expected),
    )
  }
}
