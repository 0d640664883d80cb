/** A host as GraphML, as networkx reads it: typed keys, lists and objects as JSON text. */
import type { AttributeValue, StorageType } from '../model/attribute'
import { MotifscopeError } from '../model/errors'
import { inPieces } from './export-rows'
import type { ExportGraph } from './export-rows'
import { writeExactJson } from './formats/exact-json'

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
  for await (const { id, values } of graph.nodes) yield element('node', `id="${escaped(id)}"`, 'n', values)
  let index = 0
  for await (const { source, target, values } of graph.edges) {
    const key = graph.multigraph ? `id="${index++}" ` : ''
    yield element('edge', `${key}source="${escaped(source)}" target="${escaped(target)}"`, 'e', values)
  }
  yield '</graph>\n</graphml>\n'
}

function keyText(
  id: string,
  domain: string,
  { name, storage }: { name: string; storage: StorageType },
): string {
  return `<key id="${id}" for="${domain}" attr.name="${escaped(name)}" attr.type="${keyTypes[storage]}"/>\n`
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
      : `<data key="${prefix}${index}">${escaped(textOf(value))}</data>`,
  )
  const content = data.join('')
  return content === '' ? `<${name} ${attributes}/>\n` : `<${name} ${attributes}>${content}</${name}>\n`
}

function textOf(value: AttributeValue): string {
  if (typeof value === 'string') return value
  if (value === Infinity) return 'inf'
  return value === -Infinity ? '-inf' : writeExactJson(value)
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

function escaped(text: string): string {
  if (unwritable.test(text))
    throw new MotifscopeError(
      'not-writable',
      `XML cannot hold a character of the text ${JSON.stringify(text)}.`,
      {
        hint: 'Export as JSON or CSV instead.',
      },
    )
  return text.replace(/[&<>"\t\n\r]/g, (character) => escapes[character] as string)
}
