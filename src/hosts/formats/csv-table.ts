/** A table as rows of text: dialect guessed, records cut and parsed piece by piece, every row with its line. */
import Papa from 'papaparse'
import { MotifscopeError } from '../../model/errors'
import type { TablePreview } from '../../model/errors'
import { peek } from './byte-stream'
import { guessDialect } from './csv-dialect'
import { RecordSplitter, unifyLineEnds } from './csv-records'
import type { RecordText } from './csv-records'
import { countLines, decodeText } from './decode-text'
import { emptyFile } from './detect-format'

export interface Table {
  columns: string[]
  preview: TablePreview
  /** Calls back for each row, in order: as many cells as columns, trimmed. Blank lines are left out.
   *  @throws MotifscopeError `ragged-row`, `unclosed-quote`, `invalid-csv`, `empty-table`. */
  forEachRow(take: (cells: string[], line: number) => void): Promise<void>
}

const sampleLength = 1 << 16
const previewRowCount = 5

/** Opens a table: reads as much as is needed to know its columns. `isHeader` recognises names it expects.
 *  @throws MotifscopeError `empty-file`, and what decoding throws. */
export async function openTable(
  bytes: AsyncIterable<Uint8Array>,
  isHeader: (cells: string[]) => boolean,
): Promise<Table> {
  const { head, bytes: all } = await peek(bytes, 4)
  const texts = unifyLineEnds(decodeText(all, head))
  const { text, firstLine, isWhole } = await readBeginning(texts)
  if (text.trim() === '') throw emptyFile()
  const lastLineEnd = text.lastIndexOf('\n')
  const sample = isWhole || lastLineEnd < 0 ? text : text.slice(0, lastLineEnd)
  const { delimiter, hasHeader, columns } = guessDialect(sample, isHeader)
  const parsed = Papa.parse<string[]>(sample, { delimiter, newline: '\n', preview: previewRowCount + 1 })
  const rows = parsed.data.filter((row) => !isBlank(row))
  const preview = { columns, rows: rows.slice(hasHeader ? 1 : 0).slice(0, previewRowCount) }
  const reader = new RowReader(columns, delimiter, hasHeader)
  return {
    columns,
    preview,
    async forEachRow(take) {
      const splitter = new RecordSplitter(delimiter, firstLine)
      reader.read(splitter.push(text), take)
      for await (const piece of texts) reader.read(splitter.push(piece), take)
      reader.read(splitter.finish(), take)
      reader.finish(firstLine)
    },
  }
}

interface Beginning {
  text: string
  /** The line on which `text` starts: comments (`#`) and blank lines before it are dropped. */
  firstLine: number
  isWhole: boolean
}

async function readBeginning(texts: AsyncGenerator<string>): Promise<Beginning> {
  let text = ''
  let firstLine = 1
  for (;;) {
    const { done, value } = await texts.next()
    if (!done) text += value
    const dropped = /^(?:(?:#[^\n]*|[^\S\n]*)\n)*/.exec(text)?.[0] ?? ''
    firstLine += countLines(dropped)
    text = text.slice(dropped.length)
    if (done || text.length >= sampleLength) return { text, firstLine, isWhole: done === true }
  }
}

class RowReader {
  private readonly columns: string[]
  private readonly delimiter: string
  private isHeaderDue: boolean
  private rowCount = 0

  constructor(columns: string[], delimiter: string, hasHeader: boolean) {
    this.columns = columns
    this.delimiter = delimiter
    this.isHeaderDue = hasHeader
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

function isBlank(row: string[]): boolean {
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
