/** Which of several dropped files make one host: what their headers say, or else their names. */
import type { FilePreview } from '../model/import-preview'
import { pairDroppedFiles } from './host-address'
import { useMotifscope } from './motifscope'

/** The files of one host: a graph or table of edges, and tables of nodes. */
export interface FileGroup {
  graph: File
  edges: File[]
  nodes: File[]
}

/** In the order of the files. More than two tables, of edges and of nodes, are one host; graphs stand by themselves. */
export async function groupFiles(files: readonly File[]): Promise<FileGroup[]> {
  const [only] = files
  if (only && files.length === 1) return [{ graph: only, edges: [], nodes: [] }]
  const { hosts } = useMotifscope()
  const pairs = await hosts.pairFiles(files)
  if (!pairs) {
    const previews = await Promise.all(files.map((file) => hosts.preview(file).catch(() => null)))
    const groups = groupByRoles(files, previews)
    if (groups) return groups
  }
  return (pairs ?? pairDroppedFiles(files)).map(({ graph, nodes }) => ({
    graph,
    edges: [],
    nodes: nodes ? [nodes] : [],
  }))
}

/** Null: their columns do not tell. */
export function groupByRoles(
  files: readonly File[],
  previews: readonly (Pick<FilePreview, 'role'> | null)[],
): FileGroup[] | null {
  const withRole = (role: FilePreview['role']) => files.filter((_, place) => previews[place]?.role === role)
  const [edges, nodes] = [withRole('edges'), withRole('nodes')]
  const [first, ...others] = edges
  if (!first || nodes.length === 0 || previews.some((preview) => preview?.role === 'unknown')) return null
  return files.flatMap((file) => {
    if (file === first) return [{ graph: first, edges: others, nodes }]
    return edges.includes(file) || nodes.includes(file) ? [] : [{ graph: file, edges: [], nodes: [] }]
  })
}
