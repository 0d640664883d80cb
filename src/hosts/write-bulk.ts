/** A host as the two CSV files that `neo4j-admin database import` takes: nodes, and relationships. Types stand in the
 *  header (`weight:long`), lists are separated by semicolons. */
import type { AttributeValue, StorageType } from '../model/attribute'
import { csvLine } from './write-csv'
import { inPieces } from './export-rows'
import type { ExportGraph } from './export-rows'
import { writeExactJson } from './formats/exact-json'

const neo4jTypes: Record<StorageType, string> = {
  int64: 'long',
  double: 'double',
  utf8: 'string',
  bool: 'boolean',
  'list-utf8': 'string[]',
  'list-double': 'double[]',
  json: 'string',
}

/** The nodes: `id:ID`, labels, attributes. */
export function writeBulkNodes(graph: ExportGraph): AsyncGenerator<string> {
  return inPieces(nodeLines(graph))
}

/** The edges: `:START_ID`, `:END_ID`, attributes. An attribute `type` becomes the relationship's type; without one, say
 *  it when importing: `--relationships=CONNECTS_TO=edges.csv`. */
export function writeBulkEdges(graph: ExportGraph): AsyncGenerator<string> {
  return inPieces(edgeLines(graph))
}

type Columns = ExportGraph['nodeColumns']

/** The header of a column. neo4j's own names for labels and types are used where attributes are called so. */
function headerOf({ name, storage }: Columns[number], own: 'labels' | 'type'): string {
  if (name === own && storage === (own === 'labels' ? 'list-utf8' : 'utf8'))
    return own === 'labels' ? ':LABEL' : ':TYPE'
  return `${name}:${neo4jTypes[storage]}`
}

async function* nodeLines({ nodeColumns, nodes }: ExportGraph): AsyncGenerator<string> {
  yield csvLine(['id:ID', ...nodeColumns.map((column) => headerOf(column, 'labels'))])
  for await (const { id, values } of nodes) yield csvLine([id, ...values.map(cellOf)])
}

async function* edgeLines({ edgeColumns, edges }: ExportGraph): AsyncGenerator<string> {
  yield csvLine([':START_ID', ':END_ID', ...edgeColumns.map((column) => headerOf(column, 'type'))])
  for await (const { source, target, values } of edges) yield csvLine([source, target, ...values.map(cellOf)])
}

function cellOf(value: AttributeValue | undefined): AttributeValue | undefined {
  if (!Array.isArray(value)) return value
  if (value.some((element) => element !== null && typeof element === 'object')) return writeExactJson(value)
  return value.map(String).join(';')
}
