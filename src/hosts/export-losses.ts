/** What a format cannot carry of a host: told from its columns alone, before anything is written. */
import type { ExportGraph } from './export-rows'
import { weightColumn } from './write-matrix'

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

type Listed = (of: Columns) => string

function matrixLosses({ nodeColumns, edgeColumns, multigraph, directed }: Losing, listed: Listed): string[] {
  const weight = weightColumn(edgeColumns)
  const others = [...nodeColumns, ...edgeColumns.filter((_, at) => at !== weight)]
  return [
    ...(weight < 0 ? ['The matrix counts edges: no attribute of numbers is the weight.'] : []),
    ...(others.length === 0
      ? []
      : [`A matrix has one number for each pair; these are not written: ${listed(others)}.`]),
    ...(multigraph ? ['Parallel edges are added up.'] : []),
    ...(directed === false ? ['Each edge stands in it twice: open it again as undirected.'] : []),
    'An edge of weight 0 is read as none; one without a weight is written as 1.',
  ]
}

function bulkLosses(format: string, { nodeColumns, edgeColumns }: Losing, listed: Listed): string[] {
  const columns = format === 'bulk-nodes' ? nodeColumns : edgeColumns
  const lists = columns.filter(({ storage }) => storage.startsWith('list'))
  const json = columns.filter(({ storage }) => storage === 'json')
  return [
    format === 'bulk-nodes'
      ? 'Only nodes are written: it goes with the relationships.'
      : 'Only relationships are written: it goes with the nodes.',
    ...(lists.length === 0
      ? []
      : [`In lists a semicolon separates values, so none may hold one: ${listed(lists)}.`]),
    ...(json.length === 0
      ? []
      : [`Objects and values of several kinds are written as text: ${listed(json)}.`]),
  ]
}

type Losing = Pick<ExportGraph, 'nodeColumns' | 'edgeColumns'> & {
  multigraph?: boolean
  directed?: boolean
}

/** One sentence for each thing that will be different when the file is read again; none: nothing will. */
export function exportLosses(format: string, graph: Losing): string[] {
  const { nodeColumns, edgeColumns } = graph
  const columns = [...nodeColumns, ...edgeColumns]
  const listed = (of: Columns) => of.map(({ name }) => `“${name}”`).join(', ')
  if (format === 'csv' || format === 'parquet' || format === 'arrow') {
    const sentence = `Only edges are written, not the attributes of nodes: ${listed(nodeColumns)}.`
    return nodeColumns.length === 0 ? [] : [sentence]
  }
  if (format === 'csv-nodes') return ['Only nodes are written, no edges: it goes with the edges as CSV.']
  if (format === 'matrix') return matrixLosses(graph, listed)
  if (format === 'bulk-nodes' || format === 'bulk-edges') return bulkLosses(format, graph, listed)
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
