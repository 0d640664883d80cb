/** A host as DOT, for Graphviz: ids and texts in quotes, numbers and Booleans without, lists and objects as text in JSON
 *  form. `\n` stands for a line end, as Graphviz draws it. */
import type { AttributeValue } from '../model/attribute'
import { isDecimalOf, plainText } from './decimal-text'
import { inPieces } from './export-rows'
import type { ExportGraph } from './export-rows'
import { writeExactJson } from './formats/exact-json'

/** The document, piece by piece. */
export function writeDot(graph: ExportGraph): AsyncGenerator<string> {
  return inPieces(dotTexts(graph))
}

async function* dotTexts(graph: ExportGraph): AsyncGenerator<string> {
  const arrow = graph.directed ? '->' : '--'
  yield graph.directed ? 'digraph {\n' : 'graph {\n'
  for await (const { id, values } of graph.nodes) yield `  ${quoted(id)}${list(graph.nodeColumns, values)};\n`
  for await (const { source, target, values } of graph.edges)
    yield `  ${quoted(source)} ${arrow} ${quoted(target)}${list(graph.edgeColumns, values)};\n`
  yield '}\n'
}

function list(columns: ExportGraph['nodeColumns'], values: (AttributeValue | undefined)[]): string {
  const pairs = values.flatMap((value, place) => {
    const column = columns[place]
    if (value === undefined || value === null || !column) return []
    return [`${nameText(column.name)}=${valueText(value, column.storage)}`]
  })
  return pairs.length === 0 ? '' : ` [${pairs.join(', ')}]`
}

const keyword = /^(?:node|edge|graph|digraph|subgraph|strict)$/i

function nameText(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) && !keyword.test(name) ? name : quoted(name)
}

function valueText(value: AttributeValue, storage: string): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (value === Infinity) return 'Infinity'
  // A word in DOT has no sign before it, but a number may be too large to be finite.
  if (value === -Infinity) return `-1${'0'.repeat(309)}.0`
  if (typeof value !== 'number') return quoted(writeExactJson(value))
  return isDecimalOf(value, storage) ? plainText(value) : String(value)
}

function quoted(text: string): string {
  const safe = text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')
  return `"${safe}"`
}
