/** Which of several files belong together, by what their headers say: a table of edges and the table of its nodes.
 *  Looks at the beginning of each file only. */
import { piecesOf } from './formats/byte-stream'
import { guessDialect } from './formats/csv-dialect'
import { headText } from './formats/decode-text'
import { detectFormat } from './formats/detect-format'
import { gunzipWhenNeeded } from './formats/gunzip'
import { idName, recogniseEdgeEnds } from './formats/table-columns'

export interface FilePair {
  graph: File
  nodes?: File
}

/** `unknown`: a table whose header does not tell, or cannot be had so quickly. */
type Role = 'edges' | 'nodes' | 'graph' | 'unknown'

/** The files in order, an edge table with its node table where there is exactly one of each; null: the headers do not
 *  tell. */
export async function pairByHeaders(files: readonly File[]): Promise<FilePair[] | null> {
  const roles = await Promise.all(files.map(roleOf))
  const [edges, nodes] = (['edges', 'nodes'] as const).map((role) =>
    files.filter((_, i) => roles[i] === role),
  )
  const [nodeTable] = nodes ?? []
  if (edges?.length !== 1 || nodes?.length !== 1 || !nodeTable || roles.includes('unknown')) return null
  return files.flatMap((graph, i) => {
    if (roles[i] === 'nodes') return []
    return roles[i] === 'edges' ? [{ graph, nodes: nodeTable }] : [{ graph }]
  })
}

const headLength = 1 << 20

async function roleOf(file: File): Promise<Role> {
  try {
    const { head } = await gunzipWhenNeeded(piecesOf(file.slice(0, headLength).stream()))
    const format = detectFormat(head)
    if (format === 'csv') return roleOfTable(headText(head))
    return format === 'parquet' || format === 'arrow' ? 'unknown' : 'graph'
  } catch {
    // What is wrong with it will be said when it is opened.
    return 'unknown'
  }
}

function roleOfTable(text: string): Role {
  const rows = text.replace(/^(?:#[^\n]*\n|\s)*/, '')
  const lastLineEnd = rows.lastIndexOf('\n')
  const sample = lastLineEnd < 0 ? rows : rows.slice(0, lastLineEnd)
  const isKnown = (cells: string[]) =>
    recogniseEdgeEnds(cells, {}) !== null || cells.some((cell) => idName.test(cell))
  const { hasHeader, columns } = guessDialect(sample.replace(/\r\n?/g, '\n'), isKnown)
  if (recogniseEdgeEnds(columns, {})) return 'edges'
  return hasHeader && columns.some((column) => idName.test(column)) ? 'nodes' : 'unknown'
}
