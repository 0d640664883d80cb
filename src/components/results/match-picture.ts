/** A match as a picture: its host nodes, the host edges that are the motif's, and the host's other edges among them. */
import type { MotifEdge } from '../../model/motif'
import type { HostEdge } from '../../scripting/result-types'
import type { OpenMatch } from '../../state/use-match-store'
import { layOutNodes } from '../motif/motif-layout'
import type { Picture, PictureEdge } from './vis-graph'

/** Longer ids would make circles that hide the edges; they stand in the table below the drawing. */
const longestDrawnId = 8

interface Bundle {
  source: string
  target: string
  /** Parallel host edges. */
  count: number
}

function bundleEdges(edges: readonly HostEdge[], isDirected: boolean): Bundle[] {
  const bundles = new Map<string, Bundle>()
  for (const { source, target } of edges) {
    const ends = isDirected || source <= target ? [source, target] : [target, source]
    const key = JSON.stringify(ends)
    const bundle = bundles.get(key) ?? { source: ends[0] ?? source, target: ends[1] ?? target, count: 0 }
    bundle.count++
    bundles.set(key, bundle)
  }
  return [...bundles.values()]
}

/** The motif edges that a host edge stands for. */
function motifEdgesOf(match: OpenMatch, bundle: Bundle, isDirected: boolean): MotifEdge[] {
  const idOf = new Map(match.columns.map((column, i) => [column, match.ids[i]]))
  return (match.motif?.edges ?? []).filter(({ from, to, exists }) => {
    if (!exists) return false
    const [source, target] = [idOf.get(from), idOf.get(to)]
    const isForward = source === bundle.source && target === bundle.target
    return isForward || (!isDirected && source === bundle.target && target === bundle.source)
  })
}

/** `isDirected`: false when the host is undirected or direction was ignored. */
export function pictureOfMatch(
  match: OpenMatch,
  isDirected: boolean,
  slots: ReadonlyMap<string, number>,
  tints: ReadonlyMap<string, number>,
): Picture {
  const bundles = bundleEdges(match.edges, isDirected)
  const motifPairs = (match.motif?.edges ?? []).map(({ from, to }) => [from, to] as const)
  const places = layOutNodes(match.columns, motifPairs)
  const edges = bundles.map((bundle): PictureEdge => {
    const { source, target, count } = bundle
    return {
      id: `${source} ${target}`,
      from: source,
      to: target,
      kind: motifEdgesOf(match, bundle, isDirected).length > 0 ? 'required' : 'other',
      end: isDirected ? 'arrow' : 'none',
      label: count > 1 ? `× ${count}` : '',
      isCurved: bundles.some((other) => other.source === target && other.target === source),
    }
  })
  const nodes = match.columns.map((column, i) => {
    const id = match.ids[i] ?? ''
    return {
      id,
      label: id.length > longestDrawnId ? column : `${column}\n${id}`,
      title: `${column} is ${id}`,
      slot: slots.get(column) ?? 0,
      tint: tints.get(column),
      place: places.get(column) ?? { x: 0, y: 0 },
    }
  })
  return { nodes, edges }
}
