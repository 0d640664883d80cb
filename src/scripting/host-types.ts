/** The part of `motifscope.hosts` that looks at files before they open, corrects how they are read, and makes hosts from
 *  hosts, as types. */
import type { ColumnChoices, Derivation } from '../model/derivation'
import type { Catalogue } from '../hosts/catalogue'
import type { HostInfo } from '../model/host-graph'
import type { FilePreview } from '../model/import-preview'

export type { ColumnChoice, ColumnChoices, ColumnType, Derivation, Merging } from '../model/derivation'
export type { FilePreview, PreviewColumn } from '../model/import-preview'
export type { Catalogue, CatalogueEntry } from '../hosts/catalogue'

/** `csv`, `parquet`, `arrow`: the edges; `csv-nodes`: the nodes; `matrix`: an adjacency matrix as CSV; `bulk-nodes` and
 *  `bulk-edges`: the two tables of neo4j-admin. */
export type HostFormat =
  | 'graphml'
  | 'gexf'
  | 'gml'
  | 'csv'
  | 'csv-nodes'
  | 'parquet'
  | 'arrow'
  | 'json'
  | 'pajek'
  | 'dot'
  | 'matrix'
  | 'bulk-nodes'
  | 'bulk-edges'

export interface OpenProgress {
  phase: string
  done: number
  total?: number
}

export type HostFile = File | Blob | URL | string

/** A node table, and what is to be different about it. */
export interface NodeTable {
  table: HostFile
  /** The column of ids; guessed when absent. */
  id?: string
  columns?: ColumnChoices
}

/** How a host's files are to be read, against what is guessed. */
export interface ReadingOptions {
  /** The attribute that says how strong an edge is; kept with the host. */
  weight?: string
  /** Attributes of edges, by the names the file gives them: other names, other types, left out. */
  columns?: ColumnChoices
  /** The same for attributes of nodes that stand in the graph's own file. */
  nodeColumns?: ColumnChoices
  /** Further tables of edges, with the same columns as the first. */
  edges?: HostFile[]
  /** One node table to join, or several. */
  nodes?: HostFile | NodeTable | (HostFile | NodeTable)[]
}

export interface DeriveOptions {
  name?: string
  /** The table of a join. */
  table?: HostFile
  onProgress?: (progress: OpenProgress) => void
  signal?: AbortSignal
}

/** How a table would fit a host. */
export interface JoinPreview {
  /** Rows that give attributes to a node, or to a pair of nodes. */
  matched: number
  /** Rows whose id, or pair, the host does not have: they are left out. */
  unmatched: number
  /** Rows that repeat the id or pair of an earlier one: the first counts. */
  duplicates: number
  /** Nodes or edges of the host that get nothing. */
  without: number
  /** The columns of ids that were used. */
  ids: string[]
  /** The attributes that come, as they will be called. */
  names: string[]
}

export interface HostMakingApi {
  /** What the beginning of a file says: its format, its columns, what they seem to be and how many of the cells that
   *  were read would not fit another type. Rejects with what opening it would reject with at its beginning. */
  preview(input: HostFile, options?: { format?: HostFormat; signal?: AbortSignal }): Promise<FilePreview>
  /** Makes a host from a host, which stays as it is: a part of it, with merged edges, or with attributes more or fewer.
   *  Its `origin` says from which host and how. Rejects with `unknown-node`, `unknown-attribute`, `not-a-number`,
   *  `nothing-left`, `too-many-columns`, `table-needed`, `sql-error`, `invalid-option`, `cancelled`. */
  derive(id: string, derivation: Derivation, options?: DeriveOptions): Promise<HostInfo>
  /** How a table would fit a host, as `derive` with `{ by: 'join', … }` would join it: the table is read through. */
  previewJoin(
    id: string,
    join: Derivation & { by: 'join' },
    table: HostFile,
    options?: { signal?: AbortSignal },
  ): Promise<JoinPreview>
  /** A catalogue of public connectomes: the page's own, or that of an address or a file. What is wrong with an entry is in
   *  `problems`. Rejects with `invalid-catalogue`, and with what fetching it rejects with. */
  catalogue(source?: HostFile, options?: { signal?: AbortSignal }): Promise<Catalogue>
  /** What a format cannot carry of a host, a sentence each; none: nothing is lost. */
  exportLosses(id: string, format: HostFormat): Promise<string[]>
}
