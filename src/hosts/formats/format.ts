/** What a graph format is: bytes stream in, calls on a sink come out. Formats are pure: they run in Node and in
 *  workers, keep no table, and know nothing of storage. */

export const graphFormatNames = [
  'graphml',
  'gexf',
  'gml',
  'csv',
  'json',
  'parquet',
  'arrow',
  'pajek',
  'dot',
  'matrix',
] as const

export type GraphFormatName = (typeof graphFormatNames)[number]

/** What the text of a cell is. `untyped`: a table cell whose type the whole column decides. `text`: a cell that is
 *  no number and no Boolean, though it may hold a JSON object. `integer` wants canonical decimal digits, `double`
 *  what `Number` reads, `boolean` one of true, false (also capitalised), `json` a JSON list or object. */
export type CellKind = 'integer' | 'double' | 'string' | 'boolean' | 'json' | 'untyped' | 'text'

/** One attribute. Rows come in ascending order; a row that is left out is missing, a second value for a row is
 *  ignored. */
export interface ColumnSink {
  append(row: number, kind: CellKind, text: string): void
}

/** The same, without strings in between. */
export interface TypedColumnSink extends ColumnSink {
  /** The same for a trimmed cell as UTF-8: `bytes[start]` … `bytes[end − 1]`. */
  appendBytes(
    row: number,
    kind: 'untyped' | 'text' | 'string',
    bytes: Uint8Array,
    start: number,
    end: number,
  ): void
  /** The same for an untyped cell known to be a canonical integer of 64 bits, which is also given in two words. */
  appendDigits(row: number, low: number, high: number, bytes: Uint8Array, start: number, end: number): void
  /** An integer of 64 bits in two words. */
  appendInt64(row: number, low: number, high: number): void
  /** A double; NaN is missing. */
  appendDouble(row: number, value: number): void
}

/** Nodes by their ids, each numbered by first appearance; an id not seen before becomes a node. `line` starts at 1. */
export interface NodeIds {
  ofText(id: string, line: number): number
  /** UTF-8: `bytes[start]` … `bytes[end − 1]`. */
  ofBytes(bytes: Uint8Array, start: number, end: number, line: number): number
  /** A 64-bit integer in two words, which stands for its canonical decimal digits. */
  ofInteger(low: number, high: number, line: number): number
}

/** Where something was noticed: `line` starts at 1. */
export interface Notice {
  line?: number
  example?: string
}

/** Takes a graph, element by element. */
export interface GraphSink {
  /** Whether edges that do not say so themselves have a direction. True until called; may be called at any time. */
  setDirected(directed: boolean): void
  /** The format declares its nodes: one that is only mentioned by an edge deserves a warning. */
  expectDeclaredNodes(): void
  /** Declares a node. Returns the row of its attributes, or −1 when the id was declared before (the first stays). */
  node(id: string, line: number): number
  /** Adds an edge and returns the row of its attributes. `directed` undefined: as `setDirected` says. */
  edge(source: string, target: string, line: number, directed?: boolean): number
  /** The node attribute of this name; made when it is first asked for. */
  nodeColumn(name: string): ColumnSink
  edgeColumn(name: string): ColumnSink
  /** Something mended or left out. Equal sentences are counted and shown once. `sentence` has no full stop. */
  warn(sentence: string, notice?: Notice): void
}

/** Takes the rows of a table, also such whose ends do not come as strings: first their nodes, then the edge between
 *  them. */
export interface TableSink extends GraphSink {
  readonly ids: NodeIds
  /** Adds an edge between nodes had from `ids`, and returns the row of its attributes. */
  link(source: number, target: number): number
  /** About how many edges with how many attributes there will be, as soon as that can be told.
   *  @throws MotifscopeError `host-too-large` when they are more than can be held. */
  expectEdges(count: number, columnCount: number): void
  /** Which columns hold the ids, where the file has columns: two ends of edges, or one of nodes. */
  tellIds?(columns: string[]): void
  /** All cells of the edges so far are there. Rows of edges begin anew afterwards: go by what `link` returns. */
  settle(): void
  nodeColumn(name: string): TypedColumnSink
  edgeColumn(name: string): TypedColumnSink
}

/** What the caller knows better than the file. Column names are for tables only. */
export interface FormatOptions {
  source?: string
  target?: string
  /** Against what the file says. A matrix without direction holds each edge twice. */
  directed?: boolean
}

/** A file on its way in. */
export interface FormatInput {
  /** Its bytes, not compressed. */
  bytes: AsyncIterable<Uint8Array>
  /** How many they are, where that is known. */
  size?: number
  /** The same bytes at any place, where they can be had so. Whoever reads here leaves `bytes` alone. */
  blob?: Blob
  /** Tells how far reading `blob` is; may wait, and throws when it is to stop. */
  report?: (done: number, total: number) => Promise<void>
}

export interface GraphFormat<Sink extends GraphSink = TableSink> {
  readonly name: GraphFormatName
  /** Reads all of a graph. Rejects with a MotifscopeError that names the line where one is known. */
  read(input: FormatInput, sink: Sink, options: FormatOptions): Promise<void>
}

/** A format that node tables come in. */
export interface NodeTableFormat {
  /** Reads a node table: the id in the column of this name, else in a column `id` or the first one; attributes in the
   *  others.
   *  @throws MotifscopeError `unknown-column`. */
  readNodes(input: FormatInput, sink: TableSink, id?: string): Promise<void>
}

/** What tables warn of. */
export const withoutEnd = 'A row without source or target was left out'
export const withoutId = 'A row of the node table without an id was left out'
