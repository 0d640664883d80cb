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

function viewColumns(alias: string, reserved: string[], columns: AttributeColumn[]): string {
  const names = publicColumnNames(reserved, columns)
  return columns
    .map(({ column }, i) => `, ${alias}.${quoteName(column)} AS ${quoteName(names[i] ?? column)}`)
    .join('')
}

function viewStatements(host: TableHost): string[] {
  const { nodeTable, edgeTable, nodes, edges } = tablesOfHost(host.id)
  return [
    `CREATE VIEW ${nodes} AS SELECT n.id${viewColumns('n', ['id'], host.nodeColumns)} FROM ${nodeTable} n`,
    `CREATE VIEW ${edges} AS SELECT s.id AS source, t.id AS target` +
      viewColumns('e', ['source', 'target'], host.edgeColumns) +
      ` FROM ${edgeTable} e JOIN ${nodeTable} s ON s."index" = e.source JOIN ${nodeTable} t ON t."index" = e.target`,
  ]
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

async function buildTables(
  connection: SqlConnection,
  host: TableHost,
  open: () => Promise<HostStreams>,
): Promise<void> {
  const { schema } = tablesOfHost(host.id)
  const streams = await open()
  await connection.query(`DROP SCHEMA IF EXISTS ${quoteName(schema)} CASCADE`)
  await connection.query(`CREATE SCHEMA ${quoteName(schema)}`)
  const nodeCount = await loadTable(connection, schema, 'node_table', streams.nodes)
  const edgeCount = await loadTable(connection, schema, 'edge_table', streams.edges)
  if (nodeCount !== host.nodeCount || edgeCount !== host.edgeCount)
    throw new MotifscopeError(
      'host-damaged',
      `The stored host "${host.name}" has ${nodeCount} nodes and ${edgeCount} edges instead of ${host.nodeCount} and ${host.edgeCount}.`,
      { hint: 'Close it and open its file again.' },
    )
  for (const statement of viewStatements(host)) await connection.query(statement)
}

const loads = new WeakMap<SqlConnection, Map<string, Promise<void>>>()

function loadsOf(connection: SqlConnection): Map<string, Promise<void>> {
  const known = loads.get(connection) ?? new Map<string, Promise<void>>()
  loads.set(connection, known)
  return known
}

/** Makes the host's tables, unless they are there or under way: then it waits for those. `open` is called only when
 *  they must be built. After a failure nothing is left behind and the next call tries anew.
 *  @throws MotifscopeError `host-damaged` when the streams do not hold what the record says, `out-of-memory`. */
export function loadHostTables(
  connection: SqlConnection,
  host: TableHost,
  open: () => Promise<HostStreams>,
): Promise<void> {
  const known = loadsOf(connection)
  const underWay = known.get(host.id)
  if (underWay) return underWay
  const load = buildTables(connection, host, open).catch(async (thrown: unknown) => {
    known.delete(host.id)
    const tidying = connection.query(
      `DROP SCHEMA IF EXISTS ${quoteName(tablesOfHost(host.id).schema)} CASCADE`,
    )
    await tidying.catch(() => undefined)
    throw thrown
  })
  known.set(host.id, load)
  return load
}

/** Forgets the host's tables and gives their memory back. Harmless when there are none. */
export async function dropHostTables(connection: SqlConnection, hostId: string): Promise<void> {
  const known = loadsOf(connection)
  await known.get(hostId)?.catch(() => undefined)
  known.delete(hostId)
  await connection.query(`DROP SCHEMA IF EXISTS ${quoteName(tablesOfHost(hostId).schema)} CASCADE`)
}
