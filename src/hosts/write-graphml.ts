/** A host as GraphML, as networkx reads it: typed keys, lists and objects as JSON text. */
import type { AttributeValue, StorageType } from '../model/attribute'
import { inPieces } from './export-rows'
import type { ExportGraph } from './export-rows'
import { writeExactJson } from './formats/exact-json'
import { escapedXml } from './xml-escape'

const keyTypes: Record<StorageType, string> = {
  int64: 'long',
  double: 'double',
  bool: 'boolean',
  utf8: 'string',
  json: 'string',
  'list-utf8': 'string',
  'list-double': 'string',
}

/** The document, piece by piece.
 *  @throws MotifscopeError `not-writable` for text with characters that XML cannot hold. */
export function writeGraphml(graph: ExportGraph): AsyncGenerator<string> {
  return inPieces(graphmlTexts(graph))
}

async function* graphmlTexts(graph: ExportGraph): AsyncGenerator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
  yield* graph.nodeColumns.map((column, index) => keyText(`n${index}`, 'node', column))
  yield* graph.edgeColumns.map((column, index) => keyText(`e${index}`, 'edge', column))
  yield `<graph edgedefault="${graph.directed ? 'directed' : 'undirected'}">\n`
  for await (const { id, values } of graph.nodes) yield element('node', `id="${escapedXml(id)}"`, 'n', values)
  let index = 0
  for await (const { source, target, values } of graph.edges) {
    const key = graph.multigraph ? `id="${index++}" ` : ''
    yield element('edge', `${key}source="${escapedXml(source)}" target="${escapedXml(target)}"`, 'e', values)
  }
  yield '</graph>\n</graphml>\n'
}

function keyText(
  id: string,
  domain: string,
  { name, storage }: { name: string; storage: StorageType },
): string {
  return `<key id="${id}" for="${domain}" attr.name="${escapedXml(name)}" attr.type="${keyTypes[storage]}"/>\n`
}

function element(
  name: string,
  attributes: string,
  prefix: string,
  values: (AttributeValue | undefined)[],
): string {
  const data = values.map((value, index) =>
    value === undefined || value === null
      ? ''
      : `<data key="${prefix}${index}">${escapedXml(textOf(value))}</data>`,
  )
  const content = data.join('')
  return content === '' ? `<${name} ${attributes}/>\n` : `<${name} ${attributes}>${content}</${name}>\n`
}

function textOf(value: AttributeValue): string {
  if (typeof value === 'string') return value
  if (value === Infinity) return 'inf'
  return value === -Infinity ? '-inf' : writeExactJson(value)
}
