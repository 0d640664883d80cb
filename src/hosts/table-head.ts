/** The first rows of a table, whatever its format: its columns, their cells, and some rows as text. */
import { RecordBatchReader, Vector } from 'apache-arrow'
import type { Data, RecordBatch } from 'apache-arrow'
import { CellColumn } from './cell-column'
import { appendCells } from './formats/arrow-attributes'
import { arrowStreams } from './formats/arrow-messages'
import { columnsOfHeader } from './formats/csv'
import { openTable } from './formats/csv-table'
import type { FormatInput } from './formats/format'
import { isMatrix, isMatrixHeader } from './formats/matrix'
import { parquetHead } from './formats/parquet'
import { idName, recogniseEdgeEnds } from './formats/table-columns'

/** So many rows are read. */
const rowLimit = 1000
const shownRowCount = 8

export interface TableHead {
  columns: { header: string; name: string; cells: CellColumn }[]
  rows: string[][]
  rowCount: number
  isWhole: boolean
  /** The first line names the columns. */
  hasHeader: boolean
}

/** Reads the head of a table; null: it is an adjacency matrix.
 *  @throws MotifscopeError what reading the table would throw at its beginning. */
export async function readTableHead(
  format: 'csv' | 'parquet' | 'arrow',
  input: FormatInput,
): Promise<TableHead | null> {
  if (format === 'csv') return headOfText(input)
  if (format === 'parquet') {
    const { ipc, rowCount } = await parquetHead(input, rowLimit)
    return headOfBatch(firstBatch(ipc), rowCount <= rowLimit)
  }
  let batch: RecordBatch | undefined
  let isWhole = true
  for await (const stream of arrowStreams(input.bytes)) {
    if (batch) isWhole = false
    if (batch) break
    batch = firstBatch(stream)
  }
  return headOfBatch(batch, isWhole && (batch?.numRows ?? 0) <= rowLimit)
}

/** Thrown to end reading where enough was read. */
class Enough extends Error {}

async function headOfText({ bytes }: FormatInput): Promise<TableHead | null> {
  const isKnown = (cells: string[]) =>
    recogniseEdgeEnds(cells, {}) !== null || isMatrixHeader(cells) || cells.some((cell) => idName.test(cell))
  const table = await openTable(bytes, isKnown)
  if (recogniseEdgeEnds(table.columns, {}) === null && isMatrix(table.preview)) return null
  const columns = columnsOfHeader(table.columns).map((column) => ({
    ...column,
    cells: new CellColumn(column.name),
  }))
  const rows: string[][] = []
  let rowCount = 0
  try {
    await table.forEachRow({
      row(cells) {
        if (rowCount === rowLimit) throw new Enough()
        if (rows.length < shownRowCount) rows.push([...cells])
        columns.forEach(({ cells: column, append }, i) => append(column, rowCount, cells[i] ?? ''))
        rowCount++
      },
    })
  } catch (thrown) {
    if (!(thrown instanceof Enough)) throw thrown
  }
  return { columns, rows, rowCount, isWhole: rowCount < rowLimit, hasHeader: table.hasHeader }
}

function firstBatch(stream: Uint8Array): RecordBatch | undefined {
  for (const batch of RecordBatchReader.from(stream)) if (batch.numRows > 0) return batch
  return undefined
}

function headOfBatch(batch: RecordBatch | undefined, isWhole: boolean): TableHead {
  const fields = batch?.schema.fields.filter(({ name }) => !/^__index_level_\d+__$/.test(name)) ?? []
  const rowCount = Math.min(rowLimit, batch?.numRows ?? 0)
  const places = Uint32Array.from({ length: rowCount }, (_, i) => i)
  const columns = fields.map(({ name }) => {
    const cells = new CellColumn(name)
    appendCells(batch?.getChild(name)?.data[0] as Data, places, cells)
    return { header: name, name, cells }
  })
  const vectors = fields.map(({ name }) => new Vector([batch?.getChild(name)?.data[0] as Data]))
  const rows = Array.from({ length: Math.min(shownRowCount, rowCount) }, (_, row) =>
    vectors.map((vector) => String(vector.get(row) ?? '')),
  )
  return { columns, rows, rowCount, isWhole, hasHeader: true }
}
