/** What can be asked of the rows of a result, as types: part of the public scripting API. Columns are named as in
 *  filters: `A` (the id), `A.size`, `A["soma radius"]`, `(A -> B).weight`. Everything is worked out in the table engine
 *  when it is asked for, and can be stopped by its signal. */
import type { SearchTimings } from '../model/job'
import type { ConstraintValue } from '../model/motif'

/** Which rows: those that pass all of these; absent: all. */
export interface WhichRows {
  /** Some id, or the node's value of a text attribute, contains this text. */
  filter?: string
  /** A condition, such as `A.celltype = "KC" and B.weight > 3 and C in ["10", "11"]`. */
  where?: string
  /** Rows that fit one of the patterns, or those that fit none. */
  marked?: { patterns: { columns: string[]; rows: string[][] }[]; keep: 'with' | 'without' }
  signal?: AbortSignal
}

export interface RowOrder {
  column: string
  descending?: boolean
}

/** Null: missing. Integers beyond 2^53 are bigint. */
export type ResultValue = ConstraintValue | null | unknown[] | object

export interface ResultGroups {
  /** `keys` in the order of `by`; `share`: of all rows asked about, from 0 to 1. */
  groups: { keys: ResultValue[]; count: number; share: number }[]
  /** Groups there are in all. */
  groupCount: number
  /** Rows in all groups together. */
  total: number
}

export interface GroupsQuery extends WhichRows {
  /** One or two columns. */
  by: string[]
  /** Largest first unless it says `key`: in the order of the keys. */
  sort?: 'count' | 'key'
  offset?: number
  /** 100 when absent. */
  limit?: number
}

export interface ParticipationQuery extends WhichRows {
  /** Node attributes to tell of each host node. */
  attributes?: string[]
  /** By the sum over all motif nodes, or the count of one (`name`); by id; by an attribute (`name`). By the sum, largest
   *  first, when absent. */
  sort?: { by: 'count' | 'id' | 'attribute'; name?: string; descending?: boolean }
  offset?: number
  /** 100 when absent. */
  limit?: number
}

/** How often host nodes stand for motif nodes. */
export interface Participation {
  /** `counts` in the order of the result's columns, `total` their sum, `values` in the order of `attributes`. */
  rows: { id: string; counts: number[]; total: number; values: unknown[] }[]
  /** Host nodes that take part. */
  nodeCount: number
}

export interface HistogramQuery extends WhichRows {
  /** About how many bins numbers are put in; 30 when absent. */
  bins?: number
  /** How many values of other types are told; 20 when absent. */
  limit?: number
}

/** `total`: rows; `missing`: those without a value. */
export type ResultHistogram = { column: string; total: number; missing: number } & (
  | {
      kind: 'numbers'
      /** Side by side, ascending; each holds `from <= value < to`. */
      bins: { from: number; to: number; count: number }[]
      /** NaN where there are no numbers. */
      min: number
      max: number
      /** Rows whose value is infinite or not a number. */
      notFinite: number
    }
  | {
      kind: 'values'
      /** Most frequent first; of lists their entries. */
      values: { value: ResultValue; count: number }[]
      distinctCount: number
      otherCount: number
    }
)

export interface UnionQuery extends WhichRows {
  sort?: RowOrder
  offset?: number
  /** The first so many rows; 500 when absent. */
  limit?: number
  /** These rows instead, as ids. */
  rows?: string[][]
  /** A node attribute to tell of each node. */
  attribute?: string
}

/** Rows put together as one graph. */
export interface ResultSubgraph {
  /** `counts`: in how many of the rows it stands for each motif node, in the order of the columns. */
  nodes: { id: string; counts: number[]; value: unknown }[]
  /** One for each pair of nodes between which the host has edges. `source`, `target`: positions in `nodes`; `count`:
   *  parallel edges; `rows`: in how many rows a motif edge stands for it. */
  edges: { source: number; target: number; count: number; rows: number }[]
  rowCount: number
  isDirected: boolean
}

export interface ColumnQuery extends WhichRows {
  sort?: RowOrder
  /** Each value once, in their order. */
  distinct?: boolean
  /** 100,000 when absent. */
  limit?: number
}

export interface ToMotifQuery {
  /** Rows as ids, or host nodes. At most 20 different nodes. */
  rows?: string[][]
  nodes?: string[]
  /** `motif`: only the edges that motif edges stand for in `rows`; every host edge among the nodes when absent. */
  edges?: 'all' | 'motif'
  /** Node attributes whose values become constraints. */
  attributes?: string[]
  /** Each motif node can only be the host node it comes from. */
  fixIds?: boolean
}

export interface MotifFromRows {
  /** DotMotif. */
  text: string
  /** The host node that each motif node comes from. */
  nodes: Record<string, string>
  /** Host nodes without an edge to another: a motif cannot hold them. */
  left: string[]
}

/** The questions to a result's rows. All reject with `unknown-column`, `invalid-filter` (with the place), `too-many-rows`
 *  and `cancelled`. */
export interface ResultQuestions {
  groups(query: GroupsQuery): Promise<ResultGroups>
  participation(query?: ParticipationQuery): Promise<Participation>
  histogram(column: string, query?: HistogramQuery): Promise<ResultHistogram>
  /** One column of the rows, in their order; `total`: values without the limit. */
  column(column: string, query?: ColumnQuery): Promise<{ values: unknown[]; total: number }>
  /** The union of rows. Rejects with `too-many-nodes` beyond 20,000 nodes or a million pairs. */
  subgraph(query?: UnionQuery): Promise<ResultSubgraph>
  /** A motif from rows or nodes. Rejects with `too-many-nodes`, `no-edges`. */
  toMotif(query: ToMotifQuery): Promise<MotifFromRows>
  /** The rows that pass, in this order, with these columns after the ids: as a file. */
  exportShown(
    format: 'csv' | 'json',
    query?: WhichRows & { sort?: RowOrder; columns?: string[] },
  ): Promise<Blob>
}

/** Which rows of a result, in which order. Without `sort` rows come in the order they were found. */
export interface RowQuery extends WhichRows {
  offset?: number
  limit?: number
  /** By ids, or by another column such as `A.size`; missing values come last. */
  sort?: { column: string; descending?: boolean }
  /** What to tell of each row besides its ids: `A.size`, `(A -> B).weight`. */
  columns?: string[]
}

/** Ids that stand together in these columns of a row. */
export interface RowPattern {
  columns: string[]
  rows: string[][]
}

export interface RowPage {
  rows: string[][]
  /** Rows there are in all (after `filter`, `where` and `marked`). */
  total: number
  /** Of each row, in the order of `columns`; null where missing. Only where `columns` were asked for. */
  values?: unknown[][]
}

export type ExportFormat = 'csv' | 'json' | 'jsonl' | 'parquet' | 'arrow'

export interface SearchResult extends ResultQuestions {
  jobId: string
  /** Motif node names, in order of first appearance in an edge. */
  columns: string[]
  /** All matches (after excludeAutomorphisms), or `limit` if the search stopped there. */
  count: number | bigint
  /** Matches ÷ |Aut|, when all were counted. */
  distinctCount?: number | bigint
  /** There was, or may be, more than `limit`. */
  truncated: boolean
  rows(range?: { offset?: number; limit?: number }): Promise<string[][]>
  /** A sorted and filtered part of the rows. */
  page(query: RowQuery): Promise<RowPage>
  /** All rows in the order found. A large one is written to a file first, which the Blob then stands for. */
  export(format: ExportFormat): Promise<Blob>
  /** The same, written to a file the user chose (`showSaveFilePicker`), piece by piece. */
  exportTo(format: ExportFormat, file: FileSystemFileHandle): Promise<void>
  timings: SearchTimings
}

/** A matched host node with everything known of it. */
export interface HostNode {
  id: string
  attributes: Record<string, unknown>
}

export interface HostEdge {
  source: string
  target: string
  attributes: Record<string, unknown>
}
