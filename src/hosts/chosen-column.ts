/** A column of which the user says what it holds: cells become that as they come; what does not fit is left out and
 *  counted. */
import type { ColumnType } from '../model/derivation'
import type { CellColumn } from './cell-column'
import { fitCell, kindOfType } from './fit-cell'
import type { TypedColumnSink } from './formats/format'
import { textOfInt64 } from './number-block'
import { textOf } from './text-block'

const names: Record<ColumnType, string> = {
  text: 'text',
  integer: 'an integer of 64 bits',
  real: 'an exact number',
  boolean: 'true or false',
  list: 'a list',
  json: 'JSON',
  id: 'an id of 64 bits',
}

/** What is said of a cell that is left out. */
export const misfitSentence = (column: string, type: ColumnType): string =>
  `A cell of “${column}” is not ${names[type]} and was left out`

/** Feeds `column` with what fits. `onMisfit` is told the others' texts. */
export function chosenColumn(
  column: CellColumn,
  type: ColumnType,
  onMisfit: (text: string) => void,
): TypedColumnSink {
  column.fixedKind = kindOfType[type]
  const append = (row: number, text: string) => {
    if (row < 0 || text === '') return
    const fit = fitCell(type, text)
    if (fit === 'misfit') onMisfit(text)
    else if (fit === 'missing') return
    else if (fit.kind === 'double') column.appendDouble(row, Number(fit.text))
    else column.append(row, fit.kind, fit.text)
  }
  return {
    append: (row, _kind, text) => append(row, text),
    appendBytes: (row, _kind, bytes, start, end) => append(row, textOf(bytes, start, end)),
    appendDigits(row, low, high, bytes, start, end) {
      if (type === 'integer') column.appendInt64(row, low, high)
      else append(row, textOf(bytes, start, end))
    },
    appendInt64(row, low, high) {
      if (type === 'integer') column.appendInt64(row, low, high)
      else append(row, textOfInt64(low, high))
    },
    appendDouble(row, value) {
      if (Number.isNaN(value)) return
      if (type === 'real') column.appendDouble(row, value)
      else append(row, String(value))
    },
  }
}
