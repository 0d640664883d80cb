/** A host as node-link JSON, as networkx writes it (`links`; integers in full). */
import type { AttributeColumn, AttributeValue } from '../model/attribute'
import { inPieces } from './export-rows'
import type { ExportGraph } from './export-rows'
import { writeExactJson } from './formats/exact-json'

/** The document, piece by piece. */
export function writeNodeLink(graph: ExportGraph): AsyncGenerator<string> {
  return inPieces(nodeLinkTexts(graph))
}

async function* nodeLinkTexts(graph: ExportGraph): AsyncGenerator<string> {
  yield `{"directed": ${graph.directed}, "multigraph": ${graph.multigraph}, "graph": {}, "nodes": [`
  let separator = '\n'
  for await (const { id, values } of graph.nodes) {
    yield separator + objectText(members(graph.nodeColumns, values), { id })
    separator = ',\n'
  }
  yield '\n], "links": ['
  separator = '\n'
  for await (const { source, target, values } of graph.edges) {
    yield separator + objectText(members(graph.edgeColumns, values), { source, target })
    separator = ',\n'
  }
  yield '\n]}\n'
}

function members(
  columns: Pick<AttributeColumn, 'name'>[],
  values: (AttributeValue | undefined)[],
): Map<string, AttributeValue> {
  const present = new Map<string, AttributeValue>()
  columns.forEach(({ name }, index) => {
    const value = values[index]
    if (value !== undefined && value !== null) present.set(name, value)
  })
  return present
}

/** An attribute called like a reserved member would hide it: the reserved one wins. */
function objectText(attributes: Map<string, AttributeValue>, reserved: Record<string, string>): string {
  for (const [name, value] of Object.entries(reserved)) attributes.set(name, value)
  const parts = [...attributes].map(([name, value]) => `${JSON.stringify(name)}: ${memberText(value)}`)
  return `{${parts.join(', ')}}`
}

/** Infinity has no JSON form; Python, and the reader here, take its name. */
function memberText(value: AttributeValue): string {
  return value === Infinity || value === -Infinity ? String(value) : writeExactJson(value)
}
