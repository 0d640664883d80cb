/** From host node indexes back to ids: some for a page, all (as bytes) for an export. */
import { tableToIPC } from 'apache-arrow'
import { nodeTableOf } from './attribute-table'
import { keptIds, tablesOfHost } from './host-tables'
import type { TableHost } from './host-tables'
import type { SqlConnection } from './sql-connection'
import { int32Column } from './sql-connection'

/** Above this many different nodes one scan of all ids is cheaper than a list in the question. */
const maxListed = 20_000

/** Of a host with no more nodes all ids are kept in memory: a few megabytes. */
const mostKept = 2 ** 16

async function readAllIds(connection: SqlConnection, host: TableHost): Promise<string[]> {
  const { name } = nodeTableOf(connection, host)
  const table = await connection.query(`SELECT id FROM ${name} ORDER BY "index"`)
  return [...((table.getChild('id') ?? []) as Iterable<string>)]
}

/** The ids of host nodes, in the order given; repeats are welcome. The host's tables must be loaded. */
export async function idsOfNodes(
  connection: SqlConnection,
  host: TableHost,
  indexes: Uint32Array,
): Promise<string[]> {
  if (indexes.length === 0) return []
  if (host.nodeCount <= mostKept) {
    const ids = await keptIds(connection, host.id, () => readAllIds(connection, host))
    return Array.from(indexes, (index) => ids[index] ?? unknownNode(host, index))
  }
  const distinct = new Set(indexes)
  const { name } = nodeTableOf(connection, host)
  const where = distinct.size <= maxListed ? ` WHERE "index" IN (${[...distinct].join()})` : ''
  const table = await connection.query(`SELECT "index", id FROM ${name}${where}`)
  const idOfIndex = new Map<number, string>()
  const found = int32Column(table, 'index')
  let position = 0
  for (const id of (table.getChild('id') ?? []) as Iterable<string>)
    idOfIndex.set(found[position++] ?? -1, id)
  return Array.from(indexes, (index) => {
    const id = idOfIndex.get(index)
    return id ?? unknownNode(host, index)
  })
}

function unknownNode({ id }: TableHost, index: number): never {
  throw new Error(`Host ${id} has no node ${index}.`)
}

/** Every node's id as UTF-8: that of node i is `bytes[offsets[i]] … bytes[offsets[i + 1] − 1]`. */
export interface EncodedIds {
  offsets: Float64Array
  bytes: Uint8Array
}

const pageLength = 2 ** 17

/** Encodes the id of every host node once, so that an export only copies bytes. `spell` writes an id as the format
 *  wants it. Memory: the length of all ids. */
export async function encodeIds(
  connection: SqlConnection,
  host: TableHost,
  spell: (id: string) => string,
): Promise<EncodedIds> {
  const { name } = nodeTableOf(connection, host)
  const encoder = new TextEncoder()
  const offsets = new Float64Array(host.nodeCount + 1)
  let bytes = new Uint8Array(host.nodeCount * 16 + 1024)
  let end = 0
  let node = 0
  for (let first = 0; first < host.nodeCount; first += pageLength) {
    const page = await connection.query(
      `SELECT id FROM ${name} WHERE "index" >= ${first} AND "index" < ${first + pageLength} ORDER BY "index"`,
    )
    for (const id of (page.getChild('id') ?? []) as Iterable<string>) {
      const spelled = spell(id)
      if (bytes.length < end + spelled.length * 3) {
        const larger = new Uint8Array((bytes.length + spelled.length * 3) * 2)
        larger.set(bytes)
        bytes = larger
      }
      end += encoder.encodeInto(spelled, bytes.subarray(end)).written
      offsets[++node] = end
    }
  }
  return { offsets, bytes }
}

/** A host's node table without attributes and an edge table without rows, as Arrow IPC streams: all that the rows of a
 *  result need to have names. The host's tables must be loaded. */
export async function idStreams(
  connection: SqlConnection,
  host: TableHost,
): Promise<{ nodes: Uint8Array; edges: Uint8Array }> {
  const { nodeTable, edgeTable } = tablesOfHost(host.id)
  const nodes = await connection.query(`SELECT "index", id FROM ${nodeTable} ORDER BY "index"`)
  const edges = await connection.query(`SELECT source, target FROM ${edgeTable} LIMIT 0`)
  return { nodes: tableToIPC(nodes, 'stream'), edges: tableToIPC(edges, 'stream') }
}
