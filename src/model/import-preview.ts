/** What the beginning of a file says about it, before it is opened: plain data. */
import type { ColumnType } from './derivation'

/** `graph`: a file that holds nodes and edges by itself. `unknown`: a table whose columns do not tell. */
export type FileRole = 'graph' | 'edges' | 'nodes' | 'unknown'

export interface PreviewColumn {
  /** What the attribute is called. */
  name: string
  /** What the file calls the column; the same but for headers that say more than a name. */
  header: string
  guess: ColumnType
  /** Cells that hold something, among those that were read. */
  cellCount: number
  /** How many of these would not fit each type. */
  misfits: Record<ColumnType, number>
  /** The first cell that would not. */
  examples: Partial<Record<ColumnType, string>>
}

export interface FilePreview {
  format: string
  role: FileRole
  /** Everything was read, not the beginning only. */
  isWhole: boolean
  /** Rows, or elements, that were read. */
  rowCount: number
  /** Of a table: the ends of edges, the ids of nodes and the weight, as far as they are recognised (headers). */
  source?: string
  target?: string
  id?: string
  weight?: string
  /** Of a table all columns, the ids too; of a graph the attributes of its edges. */
  columns: PreviewColumn[]
  /** Of a graph: the attributes of its nodes. */
  nodeColumns: PreviewColumn[]
  /** Of a table: its first rows as text, in the order of the columns. Of a graph: none. */
  rows: string[][]
}
