/** Rows of a query as a file for other programs: nodes are their ids, what is no plain value is text of JSON. */
import type { AttributeValue } from '../model/attribute'
import type { PlainNode, PlainValue } from './cypher-api'

export const isNode = (value: PlainValue | undefined): value is PlainNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && value['kind'] === 'node'

/** A cell of a file: a node is its id. */
export const cellForFile = (value: PlainValue | undefined) => (isNode(value) ? value.id : value)

/** As an Arrow stream; a column's type follows from its values. What writes it is loaded when it is first asked for. */
export async function arrowOfRows(
  columns: readonly string[],
  rows: readonly (readonly PlainValue[])[],
): Promise<Blob> {
  const { writeColumns } = await import('../tables/answer-streams')
  const cells = columns.map((_, at) => rows.map((row) => cellForFile(row[at]) as AttributeValue | undefined))
  const bytes = writeColumns(columns, cells) as Uint8Array<ArrayBuffer>
  return new Blob([bytes], { type: 'application/vnd.apache.arrow.stream' })
}
