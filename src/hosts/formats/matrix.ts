/** Adjacency matrices as CSV or TSV: ids in the first row and the first column, a number for each edge from the row's
 *  node to the column's. Zero, nothing and `NA` are no edge; the number is the attribute `weight`. */
import type { TablePreview } from '../../model/errors'
import { MotifscopeError } from '../../model/errors'
import { textOf } from '../text-block'
import type { ByteCells } from './csv-byte-rows'
import { openTable } from './csv-table'
import type { Table } from './csv-table'
import type { FormatOptions, GraphFormat, TableSink, TypedColumnSink } from './format'

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const absent = /^(?:|na|n\/a|nan|null|none)$/i

export const matrix: GraphFormat = {
  name: 'matrix',
  async read({ bytes }, sink, options) {
    await readMatrix(await openTable(bytes, () => true), sink, options)
  },
}

/** Whether the first row may be that of a matrix: nothing above the first column, and a name above all others. */
export function isMatrixHeader(cells: string[]): boolean {
  return cells.length > 2 && cells[0] === '' && cells.slice(1).every((cell) => cell !== '')
}

/** Whether a table is a matrix: its rows are named as its columns are, and hold numbers. */
export function isMatrix({ columns, rows }: TablePreview): boolean {
  if (columns.length < 3 || rows.length === 0) return false
  const names = new Set(columns.slice(1))
  return rows.every(([name = '', ...cells]) => {
    const isNumeric = cells.every((cell) => number.test(cell.trim()) || absent.test(cell.trim()))
    return names.has(name.trim()) && isNumeric && cells.length === columns.length - 1
  })
}

/** Reads all rows. @throws MotifscopeError `invalid-matrix`, and what reading a table throws. */
export async function readMatrix(table: Table, sink: TableSink, { directed }: FormatOptions): Promise<void> {
  const { columns } = table
  checkNames(columns)
  const targets = columns.map((name, index) => (index === 0 ? -1 : sink.ids.ofText(name, 1)))
  const reader = new MatrixReader(sink, columns, targets, directed === false)
  await table.forEachRow({
    row: (cells, line) => reader.texts(cells, line),
    bytes: (cells, line) => reader.bytes(cells, line),
    progress: () => sink.settle(),
  })
}

class MatrixReader {
  private readonly sink: TableSink
  private readonly columns: string[]
  private readonly targets: number[]
  private readonly weights: TypedColumnSink
  /** Pairs so far, where both triangles of the matrix say the same. */
  private readonly seen: Set<number> | null

  constructor(sink: TableSink, columns: string[], targets: number[], isUndirected: boolean) {
    this.sink = sink
    this.columns = columns
    this.targets = targets
    this.weights = sink.edgeColumn('weight')
    this.seen = isUndirected ? new Set() : null
  }

  texts(cells: string[], line: number): void {
    const source = this.sourceOf(cells[0] as string, line)
    if (source < 0) return
    for (let i = 1; i < cells.length; i++) this.add(source, i, cells[i] as string, line)
  }

  bytes({ bytes, starts, ends, isInteger, low, high }: ByteCells, line: number): void {
    const source = this.sourceOf(textOf(bytes, starts[0] as number, ends[0] as number), line)
    if (source < 0) return
    for (let i = 1; i < this.targets.length; i++) {
      const [start, end] = [starts[i] as number, ends[i] as number]
      if (start === end || (isInteger[i] === 1 && low[i] === 0 && high[i] === 0)) continue
      if (isInteger[i] === 0) this.add(source, i, textOf(bytes, start, end), line)
      else if (this.isNew(source, this.targets[i] as number)) {
        const row = this.sink.link(source, this.targets[i] as number)
        this.weights.appendDigits(row, low[i] as number, high[i] as number, bytes, start, end)
      }
    }
  }

  private sourceOf(name: string, line: number): number {
    if (name !== '') return this.sink.ids.ofText(name, line)
    this.sink.warn('A row of the matrix without an id was left out', { line })
    return -1
  }

  private add(source: number, column: number, text: string, line: number): void {
    if (absent.test(text)) return
    if (!number.test(text)) throw notANumber(text, this.columns[column] as string, line)
    const target = this.targets[column] as number
    if (Number(text) !== 0 && this.isNew(source, target))
      this.weights.append(this.sink.link(source, target), 'untyped', text.replace(/^\+/, ''))
  }

  private isNew(source: number, target: number): boolean {
    if (!this.seen) return true
    const pair = Math.min(source, target) * 2 ** 26 + Math.max(source, target)
    if (this.seen.has(pair)) return false
    this.seen.add(pair)
    return true
  }
}

/** A second column of a name was numbered by who read the header. */
function checkNames(columns: string[]): void {
  const names = new Set(columns)
  const second = columns.find((name) => names.has(/^([^]*) \(\d+\)$/.exec(name)?.[1] ?? ''))
  if (second === undefined) return
  const name = second.replace(/ \(\d+\)$/, '')
  throw new MotifscopeError(
    'invalid-matrix',
    `Two columns of the matrix are called “${name.slice(0, 40)}”.`,
    {
      hint: 'Each node has one column: give them ids of their own.',
      line: 1,
    },
  )
}

function notANumber(text: string, column: string, line: number): MotifscopeError {
  const where = `line ${line}, column “${column.slice(0, 40)}”`
  return new MotifscopeError(
    'invalid-matrix',
    `“${text.slice(0, 40)}” in the matrix is no number (${where}).`,
    {
      hint: 'A matrix holds a number for each edge, and 0 or nothing where there is none.',
      line,
    },
  )
}
