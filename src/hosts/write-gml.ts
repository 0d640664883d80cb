/** A host as GML, as networkx, igraph and Gephi read it: nodes numbered, their ids as labels; text in ASCII with
 *  character references. GML has no Booleans (they become 0 and 1) and no objects (they become text in JSON form), and
 *  its names have only letters, digits and `_`: other characters become `_`. What is lost is said in comments at the top. */
import type { AttributeValue } from '../model/attribute'
import { isDecimalOf, pointedText } from './decimal-text'
import { inPieces } from './export-rows'
import type { ExportGraph } from './export-rows'
import { writeExactJson } from './formats/exact-json'
import { exportLosses, gmlNames } from './export-losses'
import { NodeIndex } from './node-index'

/** The document, piece by piece. */
export function writeGml(graph: ExportGraph): AsyncGenerator<string> {
  return inPieces(gmlTexts(graph))
}

async function* gmlTexts(graph: ExportGraph): AsyncGenerator<string> {
  const index = new NodeIndex()
  const nodeNames = gmlNames(graph.nodeColumns, ['id', 'label'])
  const edgeNames = gmlNames(graph.edgeColumns, ['source', 'target'])
  for (const loss of exportLosses('gml', graph)) yield `# ${ascii(loss)}\n`
  yield `graph [\n  directed ${graph.directed ? 1 : 0}\n${graph.multigraph ? '  multigraph 1\n' : ''}`
  for await (const { id, values } of graph.nodes) {
    const own = `    id ${index.indexOf(id)}\n    label ${quoted(id)}\n`
    yield `  node [\n${own}${valueLines(graph.nodeColumns, nodeNames, values)}  ]\n`
  }
  for await (const { source, target, values } of graph.edges) {
    const ends = `    source ${index.indexOf(source)}\n    target ${index.indexOf(target)}\n`
    yield `  edge [\n${ends}${valueLines(graph.edgeColumns, edgeNames, values)}  ]\n`
  }
  yield ']\n'
}

function valueLines(
  columns: ExportGraph['nodeColumns'],
  names: string[],
  values: (AttributeValue | undefined)[],
): string {
  let lines = ''
  values.forEach((value, place) => {
    if (value === undefined || value === null) return
    const [name, storage] = [names[place] as string, columns[place]?.storage ?? 'utf8']
    const isList = Array.isArray(value) && storage !== 'json' && value.length > 0
    if (!isList) lines += `    ${name} ${valueText(value, storage)}\n`
    else {
      if (value.length === 1) lines += `    ${name} "_networkx_list_start"\n`
      for (const element of value) lines += `    ${name} ${valueText(element, storage)}\n`
    }
  })
  return lines
}

function valueText(value: AttributeValue, storage: string): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (typeof value === 'bigint') return String(value)
  if (value === Infinity) return '+INF'
  if (value === -Infinity) return '-INF'
  if (typeof value !== 'number') return quoted(writeExactJson(value))
  return isDecimalOf(value, storage) ? pointedText(value) : String(value)
}

function quoted(text: string): string {
  return `"${ascii(text)}"`
}

function ascii(text: string): string {
  return text.replace(/[^ -~]|[&"]/gu, (character) => `&#${character.codePointAt(0) as number};`)
}
