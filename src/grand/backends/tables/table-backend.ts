/** A graph in tables of the table engine: anyone's, with columns of any names, for reading. */
import { tableToIPC } from 'apache-arrow'
import type { Table } from 'apache-arrow'
import { splitArrowStream } from '../../../tables/arrow-frames'
import { quoteName, quoteTable, quoteText } from '../../../tables/sql'
import type { SqlConnection, TableName } from '../../../tables/sql-connection'
import { firstNumber } from '../../../tables/sql-connection'
import { checkColumns } from './relation'
import { ReadOnlySqlBackend } from './sql-backend'
import type { Relation } from './relation'

/** Which tables hold the graph, and which of their columns say what; all other columns are attributes. */
export interface GraphTables {
  directed: boolean
  edges: TableName
  source: string
  target: string
  /** Without it nodes are the ends of edges, and have no attributes. */
  nodes?: TableName
  /** The column of `nodes` that holds the id; `id` unless said otherwise. */
  id?: string
}

/** The same as Arrow tables. */
export interface ArrowGraph extends Omit<GraphTables, 'edges' | 'nodes'> {
  edges: Table
  nodes?: Table
}

let schemaCount = 0

/** A schema for one graph. */
export async function makeSchema(connection: SqlConnection): Promise<string> {
  const schema = `grand_${schemaCount++}`
  await connection.query(`CREATE SCHEMA ${quoteName(schema)}`)
  return schema
}

async function load(connection: SqlConnection, target: TableName, table: Table): Promise<TableName> {
  let isFirst = true
  for await (const part of splitArrowStream(tableToIPC(table, 'stream'))) {
    await connection.insertArrow(target, part, isFirst)
    isFirst = false
  }
  return target
}

/** A table's rows with its keys as text and a number that orders them. Views have no numbers of their own. */
async function relationOf(
  connection: SqlConnection,
  name: TableName,
  keys: Record<string, string>,
): Promise<Relation> {
  const table = quoteTable(name)
  const described = await connection.query(`DESCRIBE SELECT * FROM ${table}`)
  const columns = Array.from((described.getChild('column_name') ?? []) as Iterable<string>, String)
  checkColumns(columns, Object.values(keys), name.name)
  const found = await connection.query(
    "SELECT count(*) AS n FROM information_schema.tables WHERE table_type = 'BASE TABLE' " +
      `AND table_schema = ${quoteText(name.schema)} AND table_name = ${quoteText(name.name)}`,
  )
  const place = firstNumber(found, 'n') > 0 ? 'rowid' : 'row_number() OVER ()'
  const own = columns.filter((column) => !Object.values(keys).includes(column))
  const list = Object.entries(keys).map(([key, column]) => `${quoteName(column)}::VARCHAR AS ${key}`)
  const attributes = own.map((column, i) => ({ name: column, column: `value_${i}` }))
  const values = own.map((column, i) => `${quoteName(column)} AS value_${i}`)
  return {
    from: `(SELECT ${[`${place} AS place`, ...list, ...values].join(', ')} FROM ${table})`,
    attributes,
  }
}

/** Rows of edges with an end missing are no edges. */
const endedEdges = (edges: Relation): Relation => ({
  ...edges,
  from: `(SELECT * FROM ${edges.from} WHERE source IS NOT NULL AND target IS NOT NULL)`,
})

/** All nodes: those of the table, then ends of edges that it does not name. */
async function allNodes(
  connection: SqlConnection,
  nodes: Relation | null,
  edges: Relation,
): Promise<Relation> {
  const ends = `SELECT source AS id FROM ${edges.from} UNION SELECT target FROM ${edges.from}`
  const byId = (select: string) => `SELECT row_number() OVER (ORDER BY id) AS place, id FROM (${select})`
  if (!nodes) return { from: `(${byId(ends)})`, attributes: [] }
  const named = `SELECT id FROM ${nodes.from}`
  const unnamed = `SELECT id FROM (${ends}) WHERE id NOT IN (${named})`
  const missing = await connection.query(`SELECT count(*) AS n FROM (${unnamed})`)
  if (firstNumber(missing, 'n') === 0) return nodes
  const last = `coalesce((SELECT max(place) FROM ${nodes.from}), 0)`
  const added = `SELECT place + ${last} AS place, id FROM (${byId(unnamed)})`
  return { ...nodes, from: `(SELECT * FROM ${nodes.from} UNION ALL BY NAME ${added})` }
}

export class TableBackend extends ReadOnlySqlBackend {
  readonly kind = 'tables'

  private constructor(
    connection: SqlConnection,
    directed: boolean,
    nodes: Relation,
    edges: Relation,
    /** Goes with the graph. */
    private readonly ownSchema: string | null,
  ) {
    super(connection, directed, nodes, edges)
  }

  /** Over tables that are there, for reading; they must not lose columns meanwhile.
   *  @throws MotifscopeError `missing-column`, `sql-error` where there is no such table */
  static over(connection: SqlConnection, tables: GraphTables): Promise<TableBackend> {
    return TableBackend.read(connection, tables, null)
  }

  /** Brings Arrow tables into the engine and reads them there; `close` gives their memory back. */
  static async ofArrow(connection: SqlConnection, graph: ArrowGraph): Promise<TableBackend> {
    const schema = await makeSchema(connection)
    const edges = await load(connection, { schema, name: 'edges' }, graph.edges)
    const nodes = graph.nodes && (await load(connection, { schema, name: 'nodes' }, graph.nodes))
    return TableBackend.read(
      connection,
      { ...graph, edges, ...(nodes ? { nodes } : {}) } as GraphTables,
      schema,
    )
  }

  private static async read(
    connection: SqlConnection,
    { directed, edges, source, target, nodes, id = 'id' }: GraphTables,
    ownSchema: string | null,
  ): Promise<TableBackend> {
    const edgeRelation = endedEdges(await relationOf(connection, edges, { source, target }))
    const nodeRelation = nodes ? await relationOf(connection, nodes, { id }) : null
    const all = await allNodes(connection, nodeRelation, edgeRelation)
    return new TableBackend(connection, directed, all, edgeRelation, ownSchema)
  }

  override async close(): Promise<void> {
    if (this.ownSchema !== null)
      await this.connection.query(`DROP SCHEMA IF EXISTS ${quoteName(this.ownSchema)} CASCADE`)
  }
}
