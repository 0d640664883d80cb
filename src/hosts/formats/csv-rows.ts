/** Records of a table as rows of text: as many cells as columns, trimmed, every row with its line. */
import Papa from 'papaparse'
import { MotifscopeError } from '../../model/errors'
import type { RecordText } from './csv-records'
import { countLines } from './decode-text'

/** Turns the text of whole records into rows of cells. */
export class RowReader {
  private readonly columns: string[]
  private readonly delimiter: string
  isHeaderDue: boolean
  /** Rows so far; whoever reads rows another way counts them too. */
  rowCount = 0

  constructor(columns: string[], delimiter: string, hasHeader: boolean) {
    this.columns = columns
    this.delimiter = delimiter
    this.isHeaderDue = hasHeader
  }

  get width(): number {
    return this.columns.length
  }

  read(records: RecordText | null, take: (cells: string[], line: number) => void): void {
    if (!records) return
    const { data, errors } = Papa.parse<string[]>(records.text, { delimiter: this.delimiter, newline: '\n' })
    let line = records.line
    const mistakenRow = errors.find(({ type }) => type === 'Quotes')?.row
    for (let i = 0; i < data.length; i++) {
      const cells = data[i] as string[]
      if (i === mistakenRow) throw misplacedQuote(line)
      if (this.isHeaderDue) this.isHeaderDue = false
      else if (!isBlank(cells)) take(this.checkRow(cells, line), line)
      line += records.hasQuotes ? 1 + cells.reduce((sum, cell) => sum + countLines(cell), 0) : 1
    }
  }

  finish(firstLine: number): void {
    if (this.rowCount > 0) return
    const names = this.columns.map((name) => `“${name}”`).join(', ')
    throw new MotifscopeError('empty-table', `The table has a header (${names}) but no rows.`, {
      line: firstLine,
    })
  }

  private checkRow(cells: string[], line: number): string[] {
    this.rowCount++
    const width = this.columns.length
    while (cells.length > width && cells[cells.length - 1]?.trim() === '') cells.pop()
    if (cells.length !== width) throw raggedRow(cells.length, width, line)
    for (let i = 0; i < width; i++) cells[i] = (cells[i] as string).trim()
    return cells
  }
}

/** A line with nothing on it. */
export function isBlank(row: string[]): boolean {
  return row.length === 1 && row[0]?.trim() === ''
}

function raggedRow(count: number, width: number, line: number): MotifscopeError {
  const has = `${count} ${count === 1 ? 'value' : 'values'}`
  return new MotifscopeError('ragged-row', `Line ${line} has ${has}, but the table has ${width} columns.`, {
    hint:
      count > width
        ? 'A value that holds the separator must be in quotes.'
        : 'A missing value must keep its place: write the separators anyway.',
    line,
  })
}

function misplacedQuote(line: number): MotifscopeError {
  return new MotifscopeError(
    'invalid-csv',
    `Line ${line} has a quote within a quoted value that is not doubled.`,
    {
      hint: 'Within quotes write a quote twice ("").',
      line,
    },
  )
}
