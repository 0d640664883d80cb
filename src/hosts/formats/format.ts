/** What a graph format is: bytes stream in, calls on a sink come out. Formats are pure: they run in Node and in
 *  workers, keep no table, and know nothing of storage. */

export type GraphFormatName = 'graphml' | 'csv' | 'json'

/** What the text of a cell is. `untyped`: a table cell whose type the whole column decides. `text`: a cell that is
 *  no number and no Boolean, though it may hold a JSON object. `integer` wants canonical decimal digits, `double`
 *  what `Number` reads, `boolean` one of true, false (also capitalised), `json` a JSON list or object. */
export type CellKind = 'integer' | 'double' | 'string' | 'boolean' | 'json' | 'untyped' | 'text'

/** One attribute. Rows come in ascending order; a row that is left out is missing, a second value for a row is
 *  ignored. */
export interface ColumnSink {
  append(row: number, kind: CellKind, text: string): void
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

/** What the caller knows better than the file. Column names are for tables only. */
export interface FormatOptions {
  source?: string
  target?: string
}

export interface GraphFormat {
  readonly name: GraphFormatName
  /** Reads all of `bytes` (not compressed). Rejects with a MotifscopeError that names the line where one is known. */
  read(bytes: AsyncIterable<Uint8Array>, sink: GraphSink, options: FormatOptions): Promise<void>
}
