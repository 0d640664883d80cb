/** A host as GEXF 1.2, as Gephi and networkx read it. Lists are `liststring` in JSON form; other structured values are
 *  text in JSON form, come back as text, and are named in `<meta>`. A numeric edge attribute `weight` is the weight of the edge. */
import type { AttributeValue, StorageType } from '../model/attribute'
import { exportLosses } from './export-losses'
import { inPieces } from './export-rows'
import type { ExportGraph } from './export-rows'
import { writeExactJson } from './formats/exact-json'
import { escapedXml } from './xml-escape'

const types: Record<StorageType, string> = {
  int64: 'long',
  double: 'double',
  bool: 'boolean',
  utf8: 'string',
  json: 'string',
  'list-utf8': 'liststring',
  'list-double': 'liststring',
}

type Column = ExportGraph['edgeColumns'][number]

/** The document, piece by piece.
 *  @throws MotifscopeError `not-writable` for text with characters that XML cannot hold. */
export function writeGexf(graph: ExportGraph): AsyncGenerator<string> {
  return inPieces(gexfTexts(graph))
}

async function* gexfTexts(graph: ExportGraph): AsyncGenerator<string> {
  const { nodeColumns, edgeColumns } = graph
  const weight = edgeColumns.findIndex(isWeight)
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
  const losses = exportLosses('gexf', graph).join(' ')
  if (losses !== '') yield `<meta><description>${escapedXml(losses)}</description></meta>\n`
  yield `<graph mode="static" defaultedgetype="${graph.directed ? 'directed' : 'undirected'}">\n`
  yield declarations('node', nodeColumns, -1)
  yield declarations('edge', edgeColumns, weight)
  yield '<nodes>\n'
  for await (const { id, values } of graph.nodes)
    yield element('node', `id="${escapedXml(id)}" label="${escapedXml(id)}"`, values, -1)
  yield '</nodes>\n<edges>\n'
  let index = 0
  for await (const { source, target, values } of graph.edges) {
    const ends = `id="${index++}" source="${escapedXml(source)}" target="${escapedXml(target)}"`
    yield element('edge', ends, values, weight)
  }
  yield '</edges>\n</graph>\n</gexf>\n'
}

function isWeight({ name, storage }: Column): boolean {
  return name === 'weight' && (storage === 'int64' || storage === 'double')
}

function declarations(of: string, columns: Column[], weight: number): string {
  const lines = columns.map(({ name, storage }, index) =>
    index === weight
      ? ''
      : `<attribute id="${index}" title="${escapedXml(name)}" type="${types[storage]}"/>\n`,
  )
  const content = lines.join('')
  return content === '' ? '' : `<attributes class="${of}">\n${content}</attributes>\n`
}

function element(name: string, ends: string, values: (AttributeValue | undefined)[], weight: number): string {
  const own = values[weight]
  const attributes = own === undefined || own === null ? ends : `${ends} weight="${weightText(own)}"`
  const content = values
    .map((value, index) =>
      index === weight || value === undefined || value === null
        ? ''
        : `<attvalue for="${index}" value="${escapedXml(textOf(value))}"/>`,
    )
    .join('')
  return content === ''
    ? `<${name} ${attributes}/>\n`
    : `<${name} ${attributes}><attvalues>${content}</attvalues></${name}>\n`
}

function weightText(value: AttributeValue): string {
  return escapedXml(textOf(value))
}

function textOf(value: AttributeValue): string {
  if (typeof value === 'string') return value
  if (value === Infinity) return 'INF'
  return value === -Infinity ? '-INF' : writeExactJson(value)
}
