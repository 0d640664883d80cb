/** What a format cannot carry of a host: told from its columns alone, before anything is written. */
import type { ExportGraph } from './export-rows'

type Columns = ExportGraph['nodeColumns']

/** Names as GML takes them: letters, digits and `_`, none twice, none of the reserved. In order of the columns. */
export function gmlNames(columns: Columns, reserved: string[]): string[] {
  const taken = new Set(reserved)
  const plain = columns.map(({ name }) => name.replace(/[^A-Za-z0-9_]/g, '_').replace(/^(?![A-Za-z])/, 'x'))
  return plain.map((name) => {
    let unique = name
    for (let count = 2; taken.has(unique); count++) unique = `${name}_${count}`
    taken.add(unique)
    return unique
  })
}

/** One sentence for each thing that will be different when the file is read again; none: nothing will. */
export function exportLosses(
  format: string,
  graph: Pick<ExportGraph, 'nodeColumns' | 'edgeColumns'>,
): string[] {
  const { nodeColumns, edgeColumns } = graph
  const columns = [...nodeColumns, ...edgeColumns]
  const listed = (of: Columns) => of.map(({ name }) => `“${name}”`).join(', ')
  if (format === 'csv' || format === 'parquet' || format === 'arrow') {
    const sentence = `Only edges are written, not the attributes of nodes: ${listed(nodeColumns)}.`
    return nodeColumns.length === 0 ? [] : [sentence]
  }
  const isAsText = (storage: string) =>
    storage === 'json' ? format !== 'json' : format === 'graphml' && storage.startsWith('list')
  const asText = columns.filter(({ storage }) => isAsText(storage))
  const losses =
    asText.length === 0 ? [] : [`Objects and values of several kinds are written as text: ${listed(asText)}.`]
  if (format !== 'gml') return losses
  const booleans = columns.filter(({ storage }) => storage === 'bool')
  if (booleans.length > 0)
    losses.push(`GML has no Booleans; they are written as 0 and 1: ${listed(booleans)}.`)
  const names = [...gmlNames(nodeColumns, ['id', 'label']), ...gmlNames(edgeColumns, ['source', 'target'])]
  const renamed = columns.filter(({ name }, index) => name !== names[index])
  if (renamed.length > 0)
    losses.push(`GML's names have letters, digits and “_” only; renamed: ${listed(renamed)}.`)
  return losses
}
