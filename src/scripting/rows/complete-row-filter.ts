/** What can follow where someone is writing a row filter: columns, comparisons, values, joining words. Pure. */
import { writeValue } from '../../dotmotif/write-words'
import type { MatchReference } from '../../model/match-query'
import type { ConstraintValue } from '../../model/motif'
import { allColumns, typeOfColumn, writeColumn } from './column-words'
import type { RowVocabulary } from './column-words'
import { readColumn } from './read-row-filter'
import { readRowTokens } from './row-tokens'
import type { RowToken } from './row-tokens'

export interface FilterOption {
  /** What is written in place of the word at the caret. */
  text: string
  detail: string
}

export interface FilterCompletion {
  /** The stretch of the text that an option replaces. */
  from: number
  to: number
  /** What already stands there, to be matched. */
  typed: string
  options: FilterOption[]
  /** Values of this column fit, too. */
  valuesOf: MatchReference | null
}

const signs = ['=', '!=', '<', '<=', '>', '>=']
const comparisons: FilterOption[] = [
  { text: '=', detail: 'is' },
  { text: '!=', detail: 'is not' },
  { text: '<', detail: 'less than' },
  { text: '<=', detail: 'at most' },
  { text: '>', detail: 'more than' },
  { text: '>=', detail: 'at least' },
  { text: 'in [', detail: 'one of a list' },
  { text: 'contains', detail: 'text or list has this in it' },
  { text: 'is missing', detail: 'no value' },
]
const joining: FilterOption[] = [
  { text: 'and', detail: 'both' },
  { text: 'or', detail: 'one of both, or both' },
]

/** The longest column that ends where these words end. */
function columnAtEnd(text: string, tokens: readonly RowToken[], words: RowVocabulary): MatchReference | null {
  const end = tokens.at(-1)?.end ?? 0
  for (const count of [7, 5, 4, 3, 1]) {
    const first = tokens.at(-count)
    const column = first && tokens.length >= count ? readColumn(text.slice(first.start, end), words) : null
    if (column) return column
  }
  return null
}

function columnOptions(words: RowVocabulary): FilterOption[] {
  return allColumns(words).map((column) => ({
    text: writeColumn(column),
    detail: column.kind === 'node' && column.key === null ? 'id' : (typeOfColumn(words, column) ?? ''),
  }))
}

/** Where the words before the caret lead. */
function optionsAfter(text: string, before: readonly RowToken[], words: RowVocabulary) {
  const last = before.at(-1)
  const word = last?.kind === 'word' ? last.text.toLowerCase() : (last?.text ?? '')
  const isOperator = (last?.kind === 'sign' && signs.includes(word)) || word === 'contains' || word === 'in'
  if (isOperator || word === '[' || word === ',') {
    const from =
      word === '[' || word === ',' ? before.map(({ text: said }) => said).lastIndexOf('[') : before.length
    const left = before.slice(0, from).filter(({ text: said }) => !/^(in|contains|not|!)$/i.test(said))
    const operands = isOperator && signs.includes(word) ? left.slice(0, -1) : left
    return { options: [], valuesOf: columnAtEnd(text, operands, words) }
  }
  if (!last || ['and', 'or', 'not', '('].includes(word))
    return { options: columnOptions(words), valuesOf: null }
  const column = columnAtEnd(text, before, words)
  const previous = before.at(-2)
  const isLeft = !previous || /^(and|or|not|\(|\)|\.|\])$/i.test(previous.text)
  return { options: column && isLeft ? comparisons : joining, valuesOf: null }
}

/** Where the word at the end begins. A column is completed as a whole, however much of it stands. */
function beginOfWord(head: string): number {
  const open = readRowTokens(head).at(-2)
  if (open?.kind !== 'broken' || !/^["']/.test(open.text))
    return head.search(
      /(?:(?:\([^()]*\)|[\p{L}_][\p{L}\p{M}\p{N}_]*)(?:\.[\p{L}\p{M}\p{N}_]*)?|\([\p{L}_][^()]*)?$/u,
    )
  const owner = /(?:\([^()]*\)|[\p{L}_][\p{L}\p{M}\p{N}_]*)\[$/u.exec(head.slice(0, open.start))
  return open.start - (owner?.[0].length ?? 0)
}

/** `caret`: an offset into the text. Options are those that go on from what is typed, whatever the case. */
export function completeRowFilter(text: string, caret: number, words: RowVocabulary): FilterCompletion {
  const head = text.slice(0, caret)
  const from = beginOfWord(head)
  const partial = head.slice(from)
  const before = readRowTokens(head.slice(0, from)).slice(0, -1)
  const { options, valuesOf } = optionsAfter(head, before, words)
  const wanted = partial.toLowerCase()
  return {
    from,
    to: caret,
    typed: partial,
    options: options.filter((option) => option.text.toLowerCase().startsWith(wanted)),
    valuesOf,
  }
}

/** Values as options that go on from what is typed. */
export function valueOptions(
  values: readonly { value: ConstraintValue; count: number }[],
  typed: string,
): FilterOption[] {
  const wanted = typed.replace(/^["']/, '').toLowerCase()
  return values
    .filter(({ value }) => String(value).toLowerCase().includes(wanted))
    .map(({ value, count }) => ({ text: writeValue(value), detail: `× ${count.toLocaleString('en')}` }))
}
