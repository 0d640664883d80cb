/** What of an open host is not in integers yet, read into the page's memory: the ids of all nodes, and the attributes that
 *  are asked for, a column each. The host's tables must be loaded. */
import { MotifscopeError } from '../../../model/errors'
import { tablesOfHost } from '../../../tables/host-tables'
import type { TableHost } from '../../../tables/host-tables'
import { indexColumn } from '../../../tables/sql-connection'
import type { SqlConnection } from '../../../tables/sql-connection'
import type { HostTopology } from '../../../model/host-graph'
import type { AttributeValue } from '../../backend'
import type { ReadonlyColumns, WantedAttributes } from '../../graph-in-memory'
import { noEdge, placeOfEdge } from '../memory/csr-rows'
import { attributeReader, checkColumns, columnsOf, textsOf } from '../tables/relation'
import type { RelationAttribute } from '../tables/relation'

const rowsAtOnce = 2 ** 17

/** Row numbers 0, `rowsAtOnce`, … below `count`. */
function* pagesOf(count: number, signal?: AbortSignal): Generator<number> {
  for (let first = 0; first < count; first += rowsAtOnce) {
    signal?.throwIfAborted()
    yield first
  }
}

const within = (row: string, first: number) =>
  `WHERE ${row} >= ${first} AND ${row} < ${first + rowsAtOnce} ORDER BY ${row}`

export async function readIds(connection: SqlConnection, host: TableHost): Promise<string[]> {
  const { nodeTable } = tablesOfHost(host.id)
  const ids: string[] = []
  for (const first of pagesOf(host.nodeCount)) {
    const page = await connection.query(`SELECT id FROM ${nodeTable} ${within('"index"', first)}`)
    for (const id of textsOf(page, 'id')) ids.push(id)
  }
  return ids
}

type Column = (AttributeValue | undefined)[]

/** Values that are read without being named: some 400 MB. */
const mostValues = 50_000_000

/** Those that are wanted, in the host's order; all when none are named.
 *  @throws MotifscopeError `missing-column`, `too-large` for all of many */
function chosen(
  attributes: RelationAttribute[],
  wanted: readonly string[] | undefined,
  { what, count }: { what: 'nodes' | 'edges'; count: number },
): RelationAttribute[] {
  const names = attributes.map(({ name }) => name)
  if (wanted) {
    checkColumns(names, wanted, `of ${what}`)
    return attributes.filter(({ name }) => wanted.includes(name))
  }
  const valueCount = count * names.length
  if (valueCount > mostValues)
    throw new MotifscopeError('too-large', `All attributes of the ${what} would be ${valueCount} values.`, {
      hint: `Name those that you need, out of ${names.slice(0, 20).join(', ')}; or read none.`,
    })
  return attributes
}

/** Columns that are filled row by row. */
function emptyColumns(attributes: RelationAttribute[], length: number): Map<string, Column> {
  return new Map(attributes.map(({ name }) => [name, new Array<AttributeValue | undefined>(length)]))
}

function fill(columns: Map<string, Column>, at: number, values: Record<string, AttributeValue>): void {
  for (const name in values) {
    const column = columns.get(name)
    if (column) column[at] = values[name]
  }
}

/** By host node. */
export async function readNodeColumns(
  connection: SqlConnection,
  host: TableHost,
  all: RelationAttribute[],
  { nodeAttributes, signal }: WantedAttributes,
): Promise<ReadonlyColumns> {
  const attributes = chosen(all, nodeAttributes, { what: 'nodes', count: host.nodeCount })
  const columns = emptyColumns(attributes, host.nodeCount)
  if (attributes.length === 0) return columns
  const { nodeTable } = tablesOfHost(host.id)
  for (const first of pagesOf(host.nodeCount, signal)) {
    const page = await connection.query(
      `SELECT "index"${columnsOf({ from: '', attributes })} FROM ${nodeTable} ${within('"index"', first)}`,
    )
    const read = attributeReader(page, { from: '', attributes })
    for (let row = 0; row < page.numRows; row++) fill(columns, first + row, read(row))
  }
  return columns
}

/** By place among the entries of `adjacency.out`, then of `selfLoops`; an undirected edge at its lower node. Of parallel
 *  edges the first. */
export async function readEdgeColumns(
  connection: SqlConnection,
  host: TableHost,
  topology: HostTopology,
  all: RelationAttribute[],
  { edgeAttributes, signal }: WantedAttributes,
): Promise<ReadonlyColumns> {
  const attributes = chosen(all, edgeAttributes, { what: 'edges', count: host.edgeCount })
  const placeCount = topology.adjacency.out.targets.length + topology.selfLoops.length
  const columns = emptyColumns(attributes, placeCount)
  if (attributes.length === 0) return columns
  const isFilled = new Uint8Array(placeCount)
  const { edgeTable } = tablesOfHost(host.id)
  for (const first of pagesOf(host.edgeCount, signal)) {
    const page = await connection.query(
      `SELECT source, target${columnsOf({ from: '', attributes })} FROM ${edgeTable} ${within('rowid', first)}`,
    )
    const read = attributeReader(page, { from: '', attributes })
    const [sources, targets] = [indexColumn(page, 'source'), indexColumn(page, 'target')]
    for (let row = 0; row < page.numRows; row++) {
      const place = placeAt(topology, sources[row] ?? 0, targets[row] ?? 0)
      if (place === noEdge || isFilled[place]) continue
      isFilled[place] = 1
      fill(columns, place, read(row))
    }
  }
  return columns
}

function placeAt(topology: HostTopology, source: number, target: number): number {
  return topology.directed || source <= target
    ? placeOfEdge(topology, source, target)
    : placeOfEdge(topology, target, source)
}
