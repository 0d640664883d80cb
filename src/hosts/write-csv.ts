/** A host's edges, or its nodes, as CSV: comma, quotes where needed, lists and objects as JSON, missing as nothing. */
import type { AttributeValue } from '../model/attribute'
import { inPieces } from './export-rows'
import type { ExportGraph } from './export-rows'
import { writeExactJson } from './formats/exact-json'

/** The edge list, piece by piece: `source,target,…`. */
export function writeEdgeCsv(graph: ExportGraph): AsyncGenerator<string> {
  return inPieces(edgeLines(graph))
}

/** The node table, piece by piece: `id,…`. */
export function writeNodeCsv(graph: ExportGraph): AsyncGenerator<string> {
  return inPieces(nodeLines(graph))
}

async function* edgeLines({ edgeColumns, edges }: ExportGraph): AsyncGenerator<string> {
  yield csvLine(['source', 'target', ...edgeColumns.map(({ name }) => name)])
  for await (const { source, target, values } of edges) yield csvLine([source, target, ...values])
}

async function* nodeLines({ nodeColumns, nodes }: ExportGraph): AsyncGenerator<string> {
  yield csvLine(['id', ...nodeColumns.map(({ name }) => name)])
  for await (const { id, values } of nodes) yield csvLine([id, ...values])
}

/** A line of cells; lists and objects as JSON, missing as nothing. */
export function csvLine(values: (AttributeValue | undefined)[]): string {
  return `${values.map(cellText).join(',')}\n`
}

function cellText(value: AttributeValue | undefined): string {
  if (value === undefined || value === null) return ''
  const text = typeof value === 'string' ? value : isInfinite(value) ? String(value) : writeExactJson(value)
  return /[",\n\r;|\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function isInfinite(value: AttributeValue): boolean {
  return value === Infinity || value === -Infinity
}
