/** A host as a Pajek network (.net): ids as labels, attributes as pairs of name and value behind them, a numeric edge
 *  attribute `weight` as the weight. Numbers and Booleans stand bare, everything else in quotes, lists and objects in
 *  JSON form; `\n`, `\"` and `\\` stand for a line end, a quote and a backslash. Pajek knows parameters of its own only:
 *  networkx reads the attributes too, igraph refuses a file that has any. */
import type { AttributeValue } from '../model/attribute'
import { isDecimalOf, pointedText } from './decimal-text'
import { inPieces } from './export-rows'
import type { ExportGraph } from './export-rows'
import { writeExactJson } from './formats/exact-json'
import { NodeIndex } from './node-index'

/** The document, piece by piece. The nodes must be as many as is said. */
export function writePajek(graph: ExportGraph & { nodeCount: number }): AsyncGenerator<string> {
  return inPieces(pajekTexts(graph))
}

async function* pajekTexts(graph: ExportGraph & { nodeCount: number }): AsyncGenerator<string> {
  const index = new NodeIndex()
  const { nodeColumns, edgeColumns } = graph
  const weight = edgeColumns.findIndex(
    ({ name, storage }) => name === 'weight' && (storage === 'int64' || storage === 'double'),
  )
  yield `*Vertices ${graph.nodeCount}\n`
  for await (const { id, values } of graph.nodes)
    yield `${index.indexOf(id) + 1} ${quoted(id)}${pairs(nodeColumns, values, -1)}\n`
  yield graph.directed ? '*Arcs\n' : '*Edges\n'
  for await (const { source, target, values } of graph.edges) {
    const ends = `${index.indexOf(source) + 1} ${index.indexOf(target) + 1}`
    const own = values[weight]
    const isNumber = typeof own === 'number' && Number.isFinite(own)
    const weighted = isNumber ? ` ${valueText(own, edgeColumns[weight]?.storage ?? '')}` : ''
    yield `${ends}${weighted}${pairs(edgeColumns, values, weighted === '' ? -1 : weight)}\n`
  }
}

function pairs(
  columns: ExportGraph['nodeColumns'],
  values: (AttributeValue | undefined)[],
  without: number,
): string {
  let text = ''
  values.forEach((value, place) => {
    const column = columns[place]
    if (place === without || value === undefined || value === null || !column) return
    text += ` ${nameText(column.name)} ${valueText(value, column.storage)}`
  })
  return text
}

/** A name that could be taken for something else, a number for example, stands in quotes. */
function nameText(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : quoted(name)
}

function valueText(value: AttributeValue, storage: string): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (typeof value !== 'number') return quoted(writeExactJson(value))
  return isDecimalOf(value, storage) && Number.isFinite(value) ? pointedText(value) : String(value)
}

function quoted(text: string): string {
  const safe = text.replace(/[\\"]/g, '\\$&').replace(/\r\n?|\n/g, '\\n')
  return `"${safe}"`
}
