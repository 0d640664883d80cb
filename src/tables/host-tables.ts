/** A stored host as tables: `node_table` and `edge_table` by host node index for the program, the views `nodes` and
 *  `edges` by id for people. Each host has a schema of its own. Rebuilt from the stored Arrow streams; owns no truth. */
import type { AttributeColumn } from '../model/attribute'
import { MotifscopeError } from '../model/errors'
import type { HostRecord } from '../model/host-graph'
import { splitArrowStream } from './arrow-frames'
import type { ArrowSource } from './arrow-frames'
import { quoteName, quoteTable } from './sql'
import { firstNumber } from './sql-connection'
import type { SqlConnection } from './sql-connection'

/** Columns: nodes `index` int32 (0 … nodeCount − 1, ascending), `id` utf8, then the attribute columns; edges `source`,
 *  `target` int32 (host node indexes), then the attribute columns. */
export interface HostStreams {
  nodes: ArrowSource
  edges: ArrowSource
}

/** The part of a host's record that its tables need. */
export type TableHost = Pick<
  HostRecord,
  'id' | 'name' | 'nodeCount' | 'edgeCount' | 'nodeColumns' | 'edgeColumns'
>

/** A schema or table name for an id of any characters; different ids give names that differ in more than case. */
export function safeName(prefix: string, id: string): string {
  return prefix + id.replace(/[^a-z0-9-]/g, (character) => `_${character.codePointAt(0)?.toString(16)}_`)
}

/** The quoted names of a host's tables. */
export function tablesOfHost(hostId: string) {
  const schema = safeName('host_', hostId)
  const inSchema = (name: string) => quoteTable({ schema, name })
  return {
    schema,
    nodeTable: inSchema('node_table'),
    edgeTable: inSchema('edge_table'),
    nodeOrder: inSchema('node_order'),
    nodes: inSchema('nodes'),
    edges: inSchema('edges'),
  }
}

/** The names under which attributes appear in the public views. SQL ignores case, so a name that differs in case only,
 *  or is reserved (`id`, `source`, `target`), gets a suffix: `ID_2`. */
export function publicColumnNames(reserved: string[], columns: AttributeColumn[]): string[] {
  const taken = new Set(reserved.map((name) => name.toLowerCase()))
  return columns.map(({ name }) => {
    const base = name.replaceAll('\0', '\ufffd') || 'attribute'
    let unique = base
    for (let suffix = 2; taken.has(unique.toLowerCase()); suffix++) unique = `${base}_${suffix}`
    taken.add(unique.toLowerCase())
    return unique
  })
}

/** Attributes under their public names, as the end of a SELECT list: `, n.a0 AS "kind"`. */
export function viewColumns(alias: string, reserved: string[], columns: AttributeColumn[]): string {
  const names = publicColumnNames(reserved, columns)
  return columns
    .map(({ column }, i) => `, ${alias}.${quoteName(column)} AS ${quoteName(names[i] ?? column)}`)
    .join('')
}

function nodeView(host: TableHost): string {
  const { nodeTable, nodes } = tablesOfHost(host.id)
  return `CREATE VIEW ${nodes} AS SELECT n.id${viewColumns('n', ['id'], host.nodeColumns)} FROM ${nodeTable} n`
}

function edgeView(host: TableHost): string {
  const { nodeTable, edgeTable, edges } = tablesOfHost(host.id)
  return (
    `CREATE VIEW ${edges} AS SELECT s.id AS source, t.id AS target` +
    viewColumns('e', ['source', 'target'], host.edgeColumns) +
    ` FROM ${edgeTable} e JOIN ${nodeTable} s ON s."index" = e.source JOIN ${nodeTable} t ON t."index" = e.target`
  )
}

async function loadTable(
  connection: SqlConnection,
  schema: string,
  name: string,
  source: ArrowSource,
): Promise<number> {
  let isFirst = true
  for await (const part of splitArrowStream(source)) {
    await connection.insertArrow({ schema, name }, part, isFirst)
    isFirst = false
  }
  return firstNumber(await connection.query(`SELECT count(*) AS n FROM ${quoteTable({ schema, name })}`), 'n')
}

function damaged(host: TableHost, what: string, found: number, expected: number): MotifscopeError {
  return new MotifscopeError(
    'host-damaged',
    `The stored host "${host.name}" has ${found} ${what} instead of ${expected}.`,
    { hint: 'Close it and open its file again.' },
  )
}

async function buildNodes(connection: SqlConnection, host: TableHost, nodes: ArrowSource): Promise<void> {
  const { schema } = tablesOfHost(host.id)
  await connection.query(`DROP SCHEMA IF EXISTS ${quoteName(schema)} CASCADE`)
  await connection.query(`CREATE SCHEMA ${quoteName(schema)}`)
  const count = await loadTable(connection, schema, 'node_table', nodes)
  if (count !== host.nodeCount) throw damaged(host, 'nodes', count, host.nodeCount)
  await connection.query(nodeView(host))
}

async function buildEdges(connection: SqlConnection, host: TableHost, edges: ArrowSource): Promise<void> {
  const { schema } = tablesOfHost(host.id)
  const count = await loadTable(connection, schema, 'edge_table', edges)
  if (count !== host.edgeCount) throw damaged(host, 'edges', count, host.edgeCount)
  await connection.query(edgeView(host))
}

interface Loads {
  streams: Promise<HostStreams>
  nodes: Promise<void>
  edges?: Promise<void>
  /** Of all nodes, by index. */
  ids?: Promise<string[]>
}

const loads = new WeakMap<SqlConnection, Map<string, Loads>>()

function loadsOf(connection: SqlConnection): Map<string, Loads> {
  const known = loads.get(connection) ?? new Map<string, Loads>()
  loads.set(connection, known)
  return known
}

/** Makes the host's tables, unless they are there or under way: then it waits for those. `open` is called only when
 *  something must be built. The edges of a large host take long and much memory: questions about nodes alone leave them
 *  out. After a failure nothing is left behind and the next call tries anew.
 *  @throws MotifscopeError `host-damaged` when the streams do not hold what the record says, `out-of-memory`. */
export function loadHostTables(
  connection: SqlConnection,
  host: TableHost,
  open: () => Promise<HostStreams>,
  part: 'nodes' | 'all' = 'all',
): Promise<void> {
  const known = loadsOf(connection)
  const forget = async (thrown: unknown): Promise<never> => {
    known.delete(host.id)
    const tidying = connection.query(
      `DROP SCHEMA IF EXISTS ${quoteName(tablesOfHost(host.id).schema)} CASCADE`,
    )
    await tidying.catch(() => undefined)
    throw thrown
  }
  let load = known.get(host.id)
  if (!load) {
    const streams = open()
    const building = streams.then(({ nodes }) => buildNodes(connection, host, nodes)).catch(forget)
    // Whoever wants the edges hears of it through them.
    building.catch(() => undefined)
    load = { streams, nodes: building }
    known.set(host.id, load)
  }
  if (part === 'nodes') return load.nodes
  if (!load.edges) {
    const { streams, nodes } = load
    load.edges = nodes
      .then(() => streams)
      .then(({ edges }) => buildEdges(connection, host, edges).catch(forget))
    load.edges.catch(() => undefined)
  }
  return load.edges
}

/** The ids of a host's nodes, read once and kept as long as its tables. For hosts that are small. */
export function keptIds(
  connection: SqlConnection,
  hostId: string,
  read: () => Promise<string[]>,
): Promise<string[]> {
  const load = loadsOf(connection).get(hostId)
  if (!load) return read()
  if (load.ids) return load.ids
  const reading = read()
  load.ids = reading
  reading.catch(() => delete load.ids)
  return reading
}

/** Forgets the host's tables and gives their memory back. Harmless when there are none. */
export async function dropHostTables(connection: SqlConnection, hostId: string): Promise<void> {
  const known = loadsOf(connection)
  const load = known.get(hostId)
  await (load?.edges ?? load?.nodes)?.catch(() => undefined)
  known.delete(hostId)
  await connection.query(`DROP SCHEMA IF EXISTS ${quoteName(tablesOfHost(hostId).schema)} CASCADE`)
}
