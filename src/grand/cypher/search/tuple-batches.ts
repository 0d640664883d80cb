/** Rows of a pattern as columns of integers, a batch at a time: what the table engine takes. Rows that are alike and follow
 *  each other can be one, with their number. Pure. */
import { makeVector, Table, tableToIPC } from 'apache-arrow'
import { countColumn } from '../reduction/sql-aggregates'

export interface TupleBatch {
  /** Of equal length. */
  columns: Int32Array[]
  /** How many rows each stands for; null: one. */
  counts: Int32Array | null
}

export class TupleBatches {
  /** The row that is added next. */
  readonly tuple: Int32Array
  private columns: Int32Array[] = []
  private counts: Int32Array | null = null
  private length = 0

  /** @param size rows in a batch */
  constructor(
    private readonly width: number,
    private readonly isWeighted: boolean,
    private readonly size = 2 ** 17,
  ) {
    this.tuple = new Int32Array(width)
    this.clear()
  }

  /** Takes `tuple`; answers a batch that is full. */
  add(): TupleBatch | null {
    const { columns, counts, tuple, width } = this
    const last = this.length - 1
    if (counts && last >= 0) {
      let isAlike = true
      for (let i = 0; i < width && isAlike; i++) isAlike = columns[i]?.[last] === tuple[i]
      if (isAlike) {
        counts[last] = (counts[last] ?? 0) + 1
        return null
      }
    }
    const full = this.length === this.size ? this.rest() : null
    for (let i = 0; i < width; i++) {
      const column = this.columns[i]
      if (column) column[this.length] = tuple[i] ?? 0
    }
    if (this.counts) this.counts[this.length] = 1
    this.length++
    return full
  }

  /** What is left, possibly nothing. */
  rest(): TupleBatch {
    const batch = {
      columns: this.columns.map((column) => column.subarray(0, this.length)),
      counts: this.counts?.subarray(0, this.length) ?? null,
    }
    this.clear()
    return batch
  }

  private clear(): void {
    this.columns = Array.from({ length: this.width }, () => new Int32Array(this.size))
    this.counts = this.isWeighted ? new Int32Array(this.size) : null
    this.length = 0
  }
}

export const lengthOf = ({ columns: [first] }: TupleBatch) => first?.length ?? 0

/** A batch as an Arrow stream with the columns `c0`, … and, where there are counts, `n`. */
export function streamFromTuples({ columns, counts }: TupleBatch): Uint8Array {
  const vectors = Object.fromEntries(columns.map((column, i) => [`c${i}`, makeVector(column)]))
  return tableToIPC(new Table(counts ? { ...vectors, [countColumn]: makeVector(counts) } : vectors), 'stream')
}
