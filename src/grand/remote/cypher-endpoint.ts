/** Anything elsewhere that answers Cypher: Neo4j over HTTP or Bolt, neuPrint, or a relay in front of one. A query goes
 *  out as text with parameters, rows come back a batch at a time and no faster than they are taken. Credentials are
 *  values given to whoever opens an endpoint; they are in no address, message or log. */

/** What an endpoint sends to prove who asks; bound to the origin it was made for. */
export type Credentials =
  { kind: 'none' } | { kind: 'basic'; username: string; password: string } | { kind: 'bearer'; token: string }

export interface RemoteNode {
  kind: 'node'
  /** As the database names it (`elementId`); not an attribute. */
  id: string
  labels: string[]
  properties: Record<string, RemoteValue>
}

export interface RemoteRelationship {
  kind: 'relationship'
  id: string
  type: string
  /** The `id` of its ends. */
  source: string
  target: string
  properties: Record<string, RemoteValue>
}

export interface RemotePath {
  kind: 'path'
  /** One more than relationships. */
  nodes: RemoteNode[]
  relationships: RemoteRelationship[]
}

/** A cell of an answer as plain data. Integers are numbers where that is exact, else bigint; dates, times and durations
 *  are texts as ISO 8601 writes them; a point is a map of `srid`, `x`, `y` and perhaps `z`. */
export type RemoteValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | RemoteNode
  | RemoteRelationship
  | RemotePath
  | RemoteValue[]
  | { [key: string]: RemoteValue }

/** Some rows of an answer; every batch repeats the columns. The first batch of an answer without rows is empty. */
export interface RowBatch {
  fields: string[]
  rows: RemoteValue[][]
}

export interface RunOptions {
  signal?: AbortSignal
  /** The longest silence: without a byte for this long the query is given up. Default 60,000. */
  timeoutMs?: number
  /** `write` is never asked twice. `read` (the default) may be, as long as nothing of its answer was handed out; Neo4j
   *  over Bolt refuses to change anything under it. */
  access?: 'read' | 'write'
  /** Rows per batch, at most. Default 10,000. */
  batchSize?: number
}

/** Whole numbers go out as integers, all other numbers as floats, bigint as integers of 64 bits. */
export type QueryParameters = Readonly<Record<string, unknown>>

export interface CypherEndpoint {
  /** `neo4j` or `neuprint`: how a motif is to be written for it. */
  readonly flavour: 'neo4j' | 'neuprint'
  /** Scheme, host and port; credentials go nowhere else. */
  readonly origin: string
  /** For people: kind, host and database. */
  readonly label: string
  /** Rejects with a MotifscopeError (`remote-faults` lists the codes), or the signal's reason. Leaving the loop early
   *  ends the query. */
  run(query: string, parameters?: QueryParameters, options?: RunOptions): AsyncIterable<RowBatch>
  close(): Promise<void>
}

export const defaultTimeoutMs = 60_000

/** All rows of a query; for answers known to be small. */
export async function allRows(
  endpoint: CypherEndpoint,
  query: string,
  parameters?: QueryParameters,
  options?: RunOptions,
): Promise<RowBatch> {
  let fields: string[] = []
  const rows: RemoteValue[][] = []
  for await (const batch of endpoint.run(query, parameters, options)) {
    fields = batch.fields
    for (const row of batch.rows) rows.push(row)
  }
  return { fields, rows }
}
