/** What the cells of a column seem to be, and what they could be taken for: for the preview of a file. */
import { columnTypes } from '../model/derivation'
import type { ColumnType } from '../model/derivation'
import type { PreviewColumn } from '../model/import-preview'
import type { CellColumn } from './cell-column'
import type { ColumnKind } from './column-kind'
import { fitCell } from './fit-cell'

/** Goes through all cells once for each type.
 *  @param name what the attribute is called
 *  @param header what the file calls it */
export function describeColumn(column: CellColumn, name: string, header: string): PreviewColumn {
  const misfits = Object.fromEntries(columnTypes.map((type) => [type, 0])) as Record<ColumnType, number>
  const examples: Partial<Record<ColumnType, string>> = {}
  let cellCount = 0
  for (const text of column.texts()) {
    cellCount++
    for (const type of columnTypes) {
      if (text === '' || fitCell(type, text) !== 'misfit') continue
      misfits[type]++
      examples[type] ??= text.length > exampleLength ? `${text.slice(0, exampleLength)}…` : text
    }
  }
  return { name, header, guess: guessOf(column.decideKind()), cellCount, misfits, examples }
}

const exampleLength = 40

function guessOf({ storage, type }: ColumnKind): ColumnType {
  if (storage === 'int64') return 'integer'
  if (storage === 'double') return 'real'
  if (storage === 'bool') return 'boolean'
  if (type === 'list') return 'list'
  if (storage === 'json') return type === 'number' ? 'id' : 'json'
  return 'text'
}
