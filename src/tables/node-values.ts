/** Ids and attributes of host nodes, by their numbers. */
import { MotifscopeError } from '../model/errors'
import { nodeTableOf } from './attribute-table'
import type { TableHost } from './host-tables'
import { plainColumn } from './match-values'
import { quoteName } from './sql'
import { int32Column } from './sql-connection'
import type { SqlConnection } from './sql-connection'

/** Above this many nodes one scan of the table is cheaper than a list in the question. */
const maxListed = 20_000

export interface NodeValues {
  id: string
  /** In the order of the attributes; null where missing. */
  values: unknown[]
}

/** In the order of the indexes. The host's tables must be loaded.
 *  @throws MotifscopeError `unknown-attribute` */
export async function valuesOfNodes(
  connection: SqlConnection,
  host: TableHost,
  indexes: readonly number[],
  attributes: readonly string[],
): Promise<NodeValues[]> {
  if (indexes.length === 0) return []
  const { name, columns } = nodeTableOf(connection, host)
  const wanted = attributes.map((attribute) => {
    const column = columns.find((each) => each.name === attribute)
    if (column) return column
    throw new MotifscopeError(
      'unknown-attribute',
      `The nodes of this host have no attribute “${attribute}”.`,
      {
        hint: `They have ${columns.map((each) => each.name).join(', ')}.`,
      },
    )
  })
  const list = wanted.map(({ column }, at) => `, ${quoteName(column)} AS v${at}`).join('')
  const where = indexes.length <= maxListed ? ` WHERE "index" IN (${indexes.join()})` : ''
  const answer = await connection.query(`SELECT "index", id${list} FROM ${name}${where}`)
  const cells = wanted.map((column, at) => plainColumn(answer, `v${at}`, column))
  const ids = answer.getChild('id')
  const rowOf = new Map(Array.from(int32Column(answer, 'index'), (index, row) => [index, row]))
  return indexes.map((index) => {
    const row = rowOf.get(index) ?? -1
    return { id: String(ids?.get(row)), values: cells.map((column) => column[row] ?? null) }
  })
}
