/** Many texts in one question. Thousands of literals take the engine seconds to read, one long literal that it splits
 *  itself takes milliseconds. */
import { quoteText } from '../../../tables/sql'

/** Texts that one question holds; longer batches are asked in parts. */
const mostInQuestion = 50_000
/** Up to so many stand as literals, which the engine can look for while it reads a table. */
const mostLiterals = 50

export function* parts<T>(values: readonly T[]): Generator<T[]> {
  for (let first = 0; first < values.length; first += mostInQuestion)
    yield values.slice(first, first + mostInQuestion)
}

/** The expression of a list of these texts, at least one. */
export function textList(texts: readonly string[]): string {
  if (texts.length <= mostLiterals) return `[${texts.map(quoteText).join(', ')}]`
  let separator = '\u001f'
  while (texts.some((text) => text.includes(separator))) separator += `${separator.length}\u001f`
  return `string_split(${quoteText(texts.join(separator))}, ${quoteText(separator)})`
}

/** The condition that a column is one of these texts, at least one. */
export function inTexts(column: string, texts: readonly string[]): string {
  return texts.length <= mostLiterals
    ? `${column} IN (${texts.map(quoteText).join(', ')})`
    : `${column} IN (SELECT unnest(${textList(texts)}))`
}
