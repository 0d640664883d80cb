/** A small part of a host with everything known of it: the given nodes, and every edge among them. */
import type { Table } from 'apache-arrow'
import type { AttributeColumn, AttributeValue } from '../model/attribute'
import { MotifscopeError } from '../model/errors'
import { valueFromCell } from './attribute-key'
import { tablesOfHost } from './host-tables'
import type { TableHost } from './host-tables'
import { plainInteger } from './plain-value'
import { quoteName, quoteText } from './sql'
import { int32Column } from './sql-connection'
import type { SqlConnection } from './sql-connection'

export interface SubgraphNode {
  id: string
  /** By name; missing ones are absent. Integers beyond 2^53 are text. */
  attributes: Record<string, unknown>
}

export interface SubgraphEdge {
  source: string
  target: string
  attributes: Record<string, unknown>
}

/** Bigint nowhere, however deep: what is shown and sent must be plain. */
function plainAttribute(value: AttributeValue): unknown {
  if (typeof value === 'bigint') return plainInteger(value)
  if (Array.isArray(value)) return value.map(plainAttribute)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plainAttribute(part)]))
  return value
}

function attributesOfRows(table: Table, columns: AttributeColumn[]): Record<string, unknown>[] {
  const rows = Array.from({ length: table.numRows }, (): [string, unknown][] => [])
  for (const column of columns) {
    const vector = table.getChild(column.column)
    rows.forEach((row, i) => {
      const value = valueFromCell({ column, path: null }, vector?.get(i))
      if (value !== undefined && value !== null) row.push([column.name, plainAttribute(value)])
    })
  }
  return rows.map((row) => Object.fromEntries(row))
}

const columnList = (columns: AttributeColumn[]) =>
  columns.map(({ column }) => `, ${quoteName(column)}`).join('')

/** The host's subgraph on these nodes: nodes in the order given (once each), parallel edges and self-loops included.
 *  Meant for some hundreds of nodes. The host's tables must be loaded.
 *  @throws MotifscopeError `unknown-node` when the host lacks one of them. */
export async function subgraphOfNodes(
  connection: SqlConnection,
  host: TableHost,
  nodeIds: string[],
): Promise<{ nodes: SubgraphNode[]; edges: SubgraphEdge[] }> {
  const wanted = [...new Set(nodeIds)]
  if (wanted.length === 0) return { nodes: [], edges: [] }
  const { nodeTable, edgeTable } = tablesOfHost(host.id)
  const nodeRows = await connection.query(
    `SELECT "index", id${columnList(host.nodeColumns)} FROM ${nodeTable} WHERE id IN (${wanted.map(quoteText).join()})`,
  )
  const indexes = [...int32Column(nodeRows, 'index')]
  const ids = Array.from((nodeRows.getChild('id') ?? []) as Iterable<string>)
  const attributes = attributesOfRows(nodeRows, host.nodeColumns)
  const nodeOfId = new Map(ids.map((id, i) => [id, { id, attributes: attributes[i] ?? {} }]))
  const nodes = wanted.map((id) => {
    const node = nodeOfId.get(id)
    if (!node)
      throw new MotifscopeError('unknown-node', `The host "${host.name}" has no node "${id}".`, {
        hint: 'Ids are compared exactly, case and spaces included.',
      })
    return node
  })
  const edgeRows = await connection.query(
    `SELECT source, target${columnList(host.edgeColumns)} FROM ${edgeTable} ` +
      `WHERE source IN (${indexes.join()}) AND target IN (${indexes.join()})`,
  )
  const idOfIndex = new Map(indexes.map((index, i) => [index, ids[i] ?? '']))
  const [sources, targets] = [int32Column(edgeRows, 'source'), int32Column(edgeRows, 'target')]
  const edges = attributesOfRows(edgeRows, host.edgeColumns).map((edge, i) => ({
    source: idOfIndex.get(sources[i] ?? -1) ?? '',
    target: idOfIndex.get(targets[i] ?? -1) ?? '',
    attributes: edge,
  }))
  return { nodes, edges }
}
