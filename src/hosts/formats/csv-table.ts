/** A table as rows of text: dialect guessed, records cut and parsed piece by piece, every row with its line. */
import Papa from 'papaparse'
import type { TablePreview } from '../../model/errors'
import { peek } from './byte-stream'
import { ByteRows } from './csv-byte-rows'
import type { ByteCells, ByteRowTakers } from './csv-byte-rows'
import { guessDialect } from './csv-dialect'
import { ReplayedBytes, wholeLines } from './csv-lines'
import { RecordSplitter, unifyLineEnds } from './csv-records'
import { RowReader, isBlank } from './csv-rows'
import { countLines, decodeText, encodingOfHead, LineDecoder } from './decode-text'
import { emptyFile } from './detect-format'

type TakeRow = (cells: string[], line: number) => void

export interface RowTakers {
  /** As many cells as columns, trimmed. */
  row: TakeRow
  /** Takes rows without a string for each cell, where the table is plain enough; `row` takes the others. */
  bytes?: (cells: ByteCells, line: number) => void
  /** Told now and then how many bytes and rows were read so far. */
  progress?: (byteCount: number, rowCount: number) => void
}

export interface Table {
  columns: string[]
  /** The first line names the columns. */
  hasHeader: boolean
  preview: TablePreview
  /** Calls back for each row, in order. Blank lines are left out.
   *  @throws MotifscopeError `ragged-row`, `unclosed-quote`, `invalid-csv`, `empty-table`, `invalid-encoding`. */
  forEachRow(take: RowTakers): Promise<void>
}

const sampleLength = 1 << 16
const longestSampleLength = 1 << 24
const previewRowCount = 5

/** Opens a table: reads as much as is needed to know its columns. `isHeader` recognises names it expects.
 *  @throws MotifscopeError `empty-file`, and what decoding throws. */
export async function openTable(
  bytes: AsyncIterable<Uint8Array>,
  isHeader: (cells: string[]) => boolean,
): Promise<Table> {
  const { head, bytes: all } = await peek(bytes, 4)
  const replayed = new ReplayedBytes(all)
  const texts = unifyLineEnds(decodeText(replayed.look(), head))
  const beginning = await readBeginning(texts)
  const { text, firstLine, isWhole } = beginning
  if (text.trim() === '') throw emptyFile()
  const lastLineEnd = text.lastIndexOf('\n')
  const sample = isWhole || lastLineEnd < 0 ? text : text.slice(0, lastLineEnd)
  const { delimiter, hasHeader, columns } = guessDialect(sample, isHeader)
  const parsed = Papa.parse<string[]>(sample, { delimiter, newline: '\n', preview: previewRowCount + 1 })
  const rows = parsed.data.filter((row) => !isBlank(row))
  const preview = { columns, rows: rows.slice(hasHeader ? 1 : 0).slice(0, previewRowCount) }
  const reader = new RowReader(columns, delimiter, hasHeader)
  const skip = bytesBefore(firstLine, replayed.head, head)
  return {
    columns,
    hasHeader,
    preview,
    async forEachRow(take) {
      if (skip === null) await readTexts(beginning, texts, delimiter, reader, take)
      else await readLines(replayed.all(skip), firstLine, delimiter, reader, take)
      reader.finish(firstLine)
    },
  }
}

/** Any table, as text. */
async function readTexts(
  { text, firstLine }: Beginning,
  texts: AsyncIterable<string>,
  delimiter: string,
  reader: RowReader,
  take: RowTakers,
): Promise<void> {
  const splitter = new RecordSplitter(delimiter, firstLine)
  reader.read(splitter.push(text), take.row)
  for await (const piece of texts) reader.read(splitter.push(piece), take.row)
  reader.read(splitter.finish(), take.row)
}

/** A table in UTF-8 whose lines end in line feeds: pieces without a quote in them are read as bytes. */
async function readLines(
  bytes: AsyncIterable<Uint8Array>,
  firstLine: number,
  delimiter: string,
  reader: RowReader,
  take: RowTakers,
): Promise<void> {
  const decoder = new LineDecoder()
  const rows = new ByteRows(delimiter.charCodeAt(0), reader.width)
  const takers = byteTakers(decoder, reader, take)
  let line = firstLine
  let splitter: RecordSplitter | null = null
  let byteCount = 0
  for await (const block of wholeLines(bytes)) {
    const isPlain = !splitter && block[block.length - 1] === 10 && !block.includes(34)
    if (takers && isPlain) {
      const headerEnd = reader.isHeaderDue ? block.indexOf(10) + 1 : 0
      if (headerEnd > 0) line += takers.odd(block.subarray(0, headerEnd - 1), line)
      line = rows.read(block.subarray(headerEnd), line, takers)
    } else {
      splitter ??= new RecordSplitter(delimiter, line)
      const text = decoder.decode(block, splitter.nextLine)
      reader.read(splitter.push(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text), take.row)
      line = splitter.nextLine
      if (splitter.isIdle) splitter = null
    }
    byteCount += block.length
    take.progress?.(byteCount, reader.rowCount)
  }
  if (splitter) reader.read(splitter.finish(), take.row)
}

function byteTakers(decoder: LineDecoder, reader: RowReader, take: RowTakers): ByteRowTakers | null {
  const takeBytes = take.bytes
  if (!takeBytes) return null
  return {
    row(cells, line) {
      reader.rowCount++
      takeBytes(cells, line)
    },
    wide({ bytes, starts, ends }, line) {
      reader.rowCount++
      const texts = Array.from(starts, (start, i) =>
        decoder.decode(bytes.subarray(start, ends[i]), line).trim(),
      )
      take.row(texts, line)
    },
    odd(bytes, line) {
      const text = decoder.decode(bytes, line).replace(/\r$/, '').replaceAll('\r', '\n')
      reader.read({ text, line, hasQuotes: false }, take.row)
      return 1 + countLines(text)
    },
  }
}

/** How many bytes of a UTF-8 file stand before its line `firstLine`; null when it is another encoding, or has line ends
 *  of its own kind. */
function bytesBefore(firstLine: number, looked: Uint8Array, head: Uint8Array): number | null {
  const encoding = encodingOfHead(head)
  if (encoding !== null && encoding !== 'utf-8') return null
  for (let at = looked.indexOf(13); at >= 0 && at + 1 < looked.length; at = looked.indexOf(13, at + 1))
    if (looked[at + 1] !== 10) return null
  let skip = encoding === 'utf-8' ? 3 : 0
  for (let line = 1; line < firstLine; line++) skip = looked.indexOf(10, skip) + 1
  return skip
}

interface Beginning {
  text: string
  /** The line on which `text` starts: comments (`#`) and blank lines before it are dropped. */
  firstLine: number
  isWhole: boolean
}

function hasTwoLines(text: string): boolean {
  return text.indexOf('\n', text.indexOf('\n') + 1) > 0 && text.includes('\n')
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
    // A matrix may have a first row longer than that: one more is needed to know it.
    const isEnough = text.length >= (hasTwoLines(text) ? sampleLength : longestSampleLength)
    if (done || isEnough) return { text, firstLine, isWhole: done === true }
  }
}
