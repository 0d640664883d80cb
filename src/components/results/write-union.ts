/** Rows put together as files: node-link JSON, a table of edges, SVG. Pure. */
import type { ResultSubgraph } from '../../scripting/result-types'
import { csvBlob, jsonBlob } from './cell-text'
import { loopRadius } from './draw-union-lines'
import type { UnionPicture } from './vis-union'
import { svgFrom, xmlText } from './write-figure'
import type { FigureColours } from './write-figure'

/** As networkx reads it: `nodes` with `id`, `links` with `source` and `target`. */
export function unionJson(graph: ResultSubgraph, columns: readonly string[]): Blob {
  const idOf = (at: number) => graph.nodes[at]?.id
  return jsonBlob({
    directed: graph.isDirected,
    multigraph: false,
    graph: { rows: graph.rowCount },
    nodes: graph.nodes.map(({ id, counts }) => ({
      id,
      rows: Object.fromEntries(columns.map((name, at) => [name, counts[at] ?? 0])),
    })),
    links: graph.edges.map(({ source, target, count, rows }) => ({
      source: idOf(source),
      target: idOf(target),
      count,
      rows,
    })),
  })
}

export function unionCsv(graph: ResultSubgraph): Blob {
  const idOf = (at: number) => graph.nodes[at]?.id
  return csvBlob(
    ['source', 'target', 'edges', 'rows'],
    graph.edges.map(({ source, target, count, rows }) => [idOf(source), idOf(target), count, rows]),
  )
}

/** A ring beside the node, as on screen. */
function loopAt(x: number, y: number, size: number): string {
  const reach = size + loopRadius / 2
  const [left, level, round] = [(x + reach - loopRadius).toFixed(1), (y - reach).toFixed(1), loopRadius]
  return `M${left} ${level}a${round} ${round} 0 1 1 ${2 * round} 0a${round} ${round} 0 1 1 ${-2 * round} 0`
}

/** The picture as it is placed, lines below nodes; arrow heads where edges have a direction. */
export function unionSvg(picture: UnionPicture, colours: FigureColours, edge: string, faint: string): string {
  const margin = 30
  const [xs, ys] = [picture.nodes.map(({ x }) => x), picture.nodes.map(({ y }) => y)]
  const least = (values: number[]) => values.reduce((low, value) => Math.min(low, value), Infinity)
  const most = (values: number[]) => values.reduce((high, value) => Math.max(high, value), -Infinity)
  const [left, top] = [least(xs) - margin, least(ys) - margin]
  const round = (value: number) => value.toFixed(1)
  const [x, y] = [(value: number) => round(value - left), (value: number) => round(value - top)]
  const lines = picture.edges.flatMap(({ from, to, isMotif }) => {
    const [a, b] = [picture.nodes[from], picture.nodes[to]]
    if (!a || !b) return []
    const look = isMotif ? `stroke="${edge}" stroke-width="1.2"` : `stroke="${faint}" stroke-width="0.6"`
    if (a === b)
      return [`<path class="loop" d="${loopAt(a.x - left, a.y - top, a.size)}" fill="none" ${look}/>`]
    const length = Math.hypot(b.x - a.x, b.y - a.y) || 1
    const end = Math.max(0, (length - b.size - 2) / length)
    const head = picture.isDirected ? ' marker-end="url(#head)"' : ''
    return [
      `<line x1="${x(a.x)}" y1="${y(a.y)}" x2="${x(a.x + (b.x - a.x) * end)}" y2="${y(a.y + (b.y - a.y) * end)}" ${look}${head}/>`,
    ]
  })
  const nodes = picture.nodes.map(
    (node) =>
      `<circle cx="${x(node.x)}" cy="${y(node.y)}" r="${round(node.size)}" fill="${node.fill}" stroke="${node.ring}" stroke-width="2">` +
      `<title>${xmlText(node.title)}</title></circle>` +
      (node.label === ''
        ? ''
        : `<text x="${x(node.x)}" y="${y(node.y + node.size + 13)}" text-anchor="middle">${xmlText(node.label)}</text>`),
  )
  const head =
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">' +
    `<path d="M0 0L8 4L0 8z" fill="${edge}"/></marker></defs>`
  return svgFrom(
    Math.ceil(most(xs) - left + margin),
    Math.ceil(most(ys) - top + margin),
    colours,
    head + lines.join('') + nodes.join(''),
  )
}
