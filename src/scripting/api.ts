/** The public scripting API, as types: what `globalThis.motifscope` offers and the interface itself is built on. */
import type { HostInfo, HostStatistics } from '../model/host-graph'
import type { JobInfo, SearchOptions, SearchTimings } from '../model/job'
import type { TextPlace } from '../model/errors'
import type { ConstraintValue, ParsedMotif } from '../model/motif'

export type HostFormat = 'graphml' | 'gexf' | 'gml' | 'csv' | 'parquet' | 'arrow' | 'json'

export interface OpenProgress {
  phase: string
  done: number
  total?: number
}

export interface OpenHostOptions {
  name?: string
  /** Guessed from name and content when absent. */
  format?: HostFormat
  directed?: boolean
  /** Column names for tables; well-known pairs are recognised without it. */
  source?: string
  target?: string
  /** An optional node table to join. */
  nodes?: File | Blob | URL | string
  onProgress?: (progress: OpenProgress) => void
  signal?: AbortSignal
}

export interface SqlAnswer {
  columns: string[]
  rows: unknown[][]
}

/** Which rows of a result, in which order. Without `sort` rows come in the order they were found. */
export interface RowQuery {
  offset?: number
  limit?: number
  sort?: { column: string; descending?: boolean }
  /** Keeps rows in which some id, or the node's value of a text attribute, contains this text. */
  filter?: string
}

export interface RowPage {
  rows: string[][]
  /** Rows there are in all (after `filter`). */
  total: number
}

export type ExportFormat = 'csv' | 'json' | 'jsonl' | 'parquet' | 'arrow'

export interface SearchResult {
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
  export(format: ExportFormat): Promise<Blob>
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

/** What a motif can be written as. `dotmotif`: in canonical form; `cypher`: for Neo4j; `neuprint`: Cypher for neuPrint;
 *  `sql`: for `hosts.sql` of one host; `python`: a script with the package dotmotif; `json`: motif and plan. */
export type OutputLanguage = 'dotmotif' | 'cypher' | 'neuprint' | 'sql' | 'python' | 'json'

/** The options of the search that the text shall do. */
export interface CompileOptions extends SearchOptions {
  /** The host it is written for: needed by `sql`; `python` reads its file, `json` adds the plan on it, and an
   *  undirected host makes every language ignore direction. */
  hostId?: string
}

export interface CompiledText {
  text: string
  /** Of Cypher: the values that the text names as `$p1`, `$p2`, …; integers beyond 2^53 are bigint. */
  parameters?: Record<string, ConstraintValue>
  /** Of JSON with a host. */
  plan?: MotifPlan
}

/** One sentence about a motif. */
export interface StatementExplanation {
  /** The statement in canonical DotMotif; empty for a sentence about the whole. */
  statement: string
  sentence: string
  /** The motif nodes it speaks of. */
  nodes: string[]
  /** Where the text says so. */
  place: TextPlace | null
}

/** How a search would go about a motif on a host. */
export interface MotifPlan {
  /** Motif nodes in matching order. */
  order: string[]
  /** Why this order, in sentences. */
  reasons: string[]
  /** What to know before it runs. */
  warnings: string[]
  /** From degrees alone: right within some orders of magnitude. */
  expectedMatches: number
  automorphismCount: number
}

export interface MotifSymmetry {
  /** The size of the symmetry group: matches ÷ distinct. */
  automorphismCount: number | bigint
  /** The sets of nodes that can take each other's place. */
  orbits: string[][]
  /** `interchange`: the nodes of each orbit in any order. `rotation`: one orbit, in a ring. `joint`: nodes move together
   *  only. */
  kind: 'none' | 'interchange' | 'rotation' | 'joint'
}

/** A value of an attribute, and how many nodes or edges have it. Integers beyond 2^53 are bigint. */
export interface AttributeValueCount {
  value: ConstraintValue
  count: number
}

export interface HostsApi {
  list(): Promise<HostInfo[]>
  /** Open a file, bytes, or a URL as a host graph. */
  open(input: File | Blob | URL | string, options?: OpenHostOptions): Promise<HostInfo>
  get(id: string): Promise<HostInfo>
  /** Forget it: tables, shared memory and stored files go; its jobs' results stay. */
  close(id: string): Promise<void>
  statistics(id: string): Promise<HostStatistics>
  /** Read-only SQL over the host's tables `nodes(id, …)` and `edges(source, target, …)`. */
  sql(id: string, query: string): Promise<SqlAnswer>
  export(id: string, format: HostFormat): Promise<Blob>
  /** The values an attribute takes most often (20 unless `limit` says otherwise), most frequent first. Of lists their
   *  entries count, of JSON its plain values; a dotted key may lead into JSON. Beyond a million rows, what a sample shows
   *  rarely may be missed. Rejects with `unknown-attribute`. */
  attributeValues(
    id: string,
    of: 'nodes' | 'edges',
    attribute: string,
    options?: { limit?: number },
  ): Promise<AttributeValueCount[]>
  /** The host's subgraph on these nodes (at most some hundreds): nodes with attributes and every edge among them. */
  subgraph(id: string, nodeIds: string[]): Promise<{ nodes: HostNode[]; edges: HostEdge[] }>
  /** The built-in examples, as `example://` addresses. */
  examples(): { uri: string; name: string; description: string; motif: string }[]
}

export interface JobsApi {
  start(hostId: string, motif: string, options?: SearchOptions): Promise<JobInfo>
  list(): Promise<JobInfo[]>
  get(id: string): Promise<JobInfo>
  pause(id: string): Promise<void>
  resume(id: string): Promise<void>
  cancel(id: string): Promise<void>
  delete(id: string): Promise<void>
  /** The result as it stands; while the job runs, the rows found so far. */
  result(id: string): Promise<SearchResult>
  /** Calls back with each change of a job; returns the unsubscribe function. */
  watch(id: string, callback: (job: JobInfo) => void): () => void
}

export interface Motifscope {
  readonly version: string
  /** Settled once the tables and the worker pool are up. Rejects with code `unsupported-browser` and a hint. */
  readonly ready: Promise<void>
  /** DotMotif text → motif. Several mistakes: one error whose `errors` lists all. */
  parse(source: string): ParsedMotif
  /** What a motif asks for in plain sentences, statement by statement. Throws on invalid text, like `parse`. */
  explain(source: string): StatementExplanation[]
  /** The symmetry group of a motif, by default on directed hosts. Throws on invalid text, like `parse`. */
  symmetry(source: string, options?: { ignoreDirection?: boolean }): MotifSymmetry
  /** A motif in another language, with the matches of `search` on the same options. Rejects like `parse`, and with
   *  `unknown-language`, `host-needed`, `not-in-sql`, `empty-motif`, `forbidden-comparison`. */
  compile(source: string, language: OutputLanguage, options?: CompileOptions): Promise<CompiledText>
  /** How a search would go about it; searches nothing. */
  plan(hostId: string, source: string, options?: SearchOptions): Promise<MotifPlan>
  hosts: HostsApi
  /** Find a motif in a host graph and wait for the end. */
  search(hostId: string, motif: string, options?: SearchOptions): Promise<SearchResult>
  jobs: JobsApi
}
