/** The public scripting API, as types: what `globalThis.motifscope` offers and the interface itself is built on. */
import type { BroughtFrom } from '../model/derivation'
import type { HostDescription, HostInfo, HostStatistics } from '../model/host-graph'
import type { AttributeSummary } from '../tables/attribute-summary'
import type { SearchOptions, SearchSemantics } from '../model/job'
import type { ConstraintValue, ParsedMotif } from '../model/motif'
import type { DialectGraph } from '../grand/dialect-graph'
import type { GraphAddress } from './grand-api'
import type { CypherApi } from './cypher-api'
import type { ReadCypher } from './cypher-reading'
import type { CompareOptions, ComparedMotif, Comparison } from './comparison-types'
import type { HostFormat, HostMakingApi, OpenProgress, ReadingOptions } from './host-types'
import type { JobsApi, StorageApi } from './jobs-types'
import type { LinksApi } from './links-types'
import type { MossApi } from './moss-types'
import type { RemoteApi } from './remote-host-types'
import type { HostEdge, HostNode, SearchResult } from './result-types'
import type {
  CompileOptions,
  CompiledText,
  MotifPlan,
  MotifSymmetry,
  OutputLanguage,
  StatementExplanation,
} from './motif-types'
import type { ParticipationApi } from './participation-types'
import type { ScriptApi } from './script-api'
import type { SignificanceApi } from './significance-types'

export type { AttributeSummary } from '../tables/attribute-summary'

export interface OpenHostOptions extends ReadingOptions {
  name?: string
  /** Guessed from name and content when absent. */
  format?: HostFormat
  directed?: boolean
  /** Column names for tables; well-known pairs are recognised without it. */
  source?: string
  target?: string
  /** One edge for each pair of nodes: of parallel edges the numbers are added up, the largest is kept, or they are
   *  counted (attribute `count`). `weight`: the only attribute to keep; otherwise every numeric one. Parallel edges are
   *  kept apart by default. */
  aggregate?: { by: 'sum' | 'max' | 'count'; weight?: string }
  /** Where the file's graph was before, kept with the host and shown on its card. */
  broughtFrom?: BroughtFrom
  onProgress?: (progress: OpenProgress) => void
  signal?: AbortSignal
}

export interface SqlOptions {
  signal?: AbortSignal
  /** Milliseconds after which the question is stopped; two minutes unless said otherwise. */
  limitMs?: number
}

export interface SqlAnswer {
  columns: string[]
  rows: unknown[][]
}

/** A value of an attribute, and how many nodes or edges have it. Integers beyond 2^53 are bigint. */
export interface AttributeValueCount {
  value: ConstraintValue
  count: number
}

export interface EstimateOptions extends Partial<SearchSemantics> {
  /** Milliseconds to spend, about 80 when absent; more make the interval narrower. */
  maxMs?: number
  /** Any number; the same one draws the same samples. */
  seed?: number
  /** How many workers the search would have; all there are when absent. */
  workers?: number
  signal?: AbortSignal
}

/** About how many matches a search would find, and how long it would take. `limit` does not lower the count. */
export interface SearchEstimate {
  count: number
  /** With `confidence`, the true count lies from `low` to `high`. A count of 0 with a `high` above it: none was met. */
  low: number
  high: number
  confidence: number
  /** Expected time of the search, up to its limit; null where nothing is known of it. */
  searchMs: number | null
  samples: number
  /** The search was so short that it was done instead: `count` is the count. */
  isExact: boolean
}

export interface SampleOptions extends Partial<SearchSemantics> {
  /** Ends when half the interval's width is below this share of the count; 0.01 when absent. */
  precision?: number
  /** Ends after this many milliseconds, 60,000 when absent. */
  maxMs?: number
  /** Any number; the same one draws the same samples, and the same number of them gives the same answer. */
  seed?: number
  workers?: number
  /** Some ten times a second. */
  onProgress?: (soFar: SampledCount) => void
  /** Ends it with what is known then; rejects with `cancelled` when that is nothing. */
  signal?: AbortSignal
}

/** A count from samples, with the interval in which the true one lies with `confidence`. */
export interface SampledCount {
  count: number
  low: number
  high: number
  confidence: number
  samples: number
  /** Samples that met a match. */
  hits: number
  elapsedMs: number
  /** Null while it goes on. */
  endedBy: 'precision' | 'time' | 'cancelled' | null
}

export interface HostsApi extends HostMakingApi {
  list(): Promise<HostInfo[]>
  /** Open a file, bytes, or a URL as a host graph. */
  open(input: File | Blob | URL | string, options?: OpenHostOptions): Promise<HostInfo>
  /** Which files belong together, by their headers: a table of edges with the table of its nodes, where there is exactly
   *  one of each. Null: the headers do not tell. */
  pairFiles(files: readonly File[]): Promise<{ graph: File; nodes?: File }[] | null>
  get(id: string): Promise<HostInfo>
  /** Forget it: tables, shared memory and stored files go; its jobs' results stay. */
  close(id: string): Promise<void>
  statistics(id: string): Promise<HostStatistics>
  /** The statistics, and how degrees and component sizes are spread: counted in a worker when first asked for, then kept
   *  with the host. Rejects with `cancelled`. */
  describe(
    id: string,
    options?: { onProgress?: (progress: OpenProgress) => void; signal?: AbortSignal },
  ): Promise<HostDescription>
  /** What the values of an attribute are like: missing, distinct, smallest to largest, and a histogram of about `bins`
   *  bins (24), or the `limit` (10) most frequent values. Rejects with `unknown-attribute`, `cancelled`. */
  summariseAttribute(
    id: string,
    of: 'nodes' | 'edges',
    attribute: string,
    options?: { bins?: number; limit?: number; signal?: AbortSignal },
  ): Promise<AttributeSummary>
  /** Read-only SQL over the host's tables `nodes(id, …)` and `edges(source, target, …)`. */
  sql(id: string, query: string, options?: SqlOptions): Promise<SqlAnswer>
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

export interface Motifscope extends SignificanceApi, ParticipationApi {
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
  /** Count and time to expect of a search, from samples, within a tenth of a second. */
  estimate(hostId: string, motif: string, options?: EstimateOptions): Promise<SearchEstimate>
  /** A count from samples, for motifs whose matches would take hours to count; it narrows while it runs. */
  sample(hostId: string, motif: string, options?: SampleOptions): Promise<SampledCount>
  hosts: HostsApi
  /** Find a motif in a host graph and wait for the end. */
  search(hostId: string, motif: string, options?: SearchOptions): Promise<SearchResult>
  /** Count one or several motifs in several host graphs, each as an ordinary job; `countOnly` without a limit unless the
   *  options say otherwise. What fails or is cancelled is a cell that says so; rejects on invalid text or hosts. */
  compare(
    hostIds: readonly string[],
    motifs: string | readonly (string | ComparedMotif)[],
    options?: CompareOptions,
  ): Promise<Comparison>
  jobs: JobsApi
  /** From host nodes to where others show them (Neuroglancer, Codex, …), and back. */
  links: LinksApi
  /** What people know about graphs. */
  moss: MossApi
  storage: StorageApi
  /** Read-only Cypher on a host, worked out here in a worker of its own. Rejects with `unknown-host`, what is wrong with
   *  the query and where (`syntax-error`, `unknown-variable`, `type-error`, …), `time-limit`, `cancelled`. */
  cypher: CypherApi
  /** What a query of Cypher says before it runs: its columns, its first mistake and where that is, and the motif that its
   *  pattern is, or why it is none. Mistakes are values. */
  readCypher: ReadCypher
  /** Host graphs that stay on a server: connecting to it, bringing parts here. `search`, `cypher` and others take their ids. */
  remote: RemoteApi
  /** The host as a graph to walk through node by node, in the words of NetworkX (`.nx`), igraph (`.igraph`) or NetworKit
   *  (`.networkit`). For reading; `copy()` gives one in memory that can be changed. Rejects with `unknown-host`. */
  graph(hostId: string): Promise<DialectGraph>
  /** A graph on a Gremlin server or in DynamoDB, in the same words; it can be changed. Its login goes there only. Rejects
   *  with `invalid-address`, `mixed-content`, `unreachable`, `unauthorised`. */
  openGraph(address: GraphAddress): Promise<DialectGraph>
  /** JavaScript against a host, in a sandbox with limits and nothing else in reach. */
  script: ScriptApi
}
