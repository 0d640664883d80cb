/** One match as files: what is drawn, and what the host knows of its nodes. Pure. */
import type { OpenMatch } from '../../state/use-match-store'
import { csvBlob, jsonBlob } from './cell-text'
import type { Picture, PictureEdge, PictureNode } from './vis-graph'
import { svgFrom, xmlText } from './write-figure'
import type { FigureColours } from './write-figure'

type Attributes = Readonly<Record<string, unknown>>

export interface MatchedNode {
  /** The motif node. */
  column: string
  id: string
  attributes: Attributes
}

/** The table below the picture: a line per attribute, a column per motif node. */
export function matchCsv(nodes: readonly MatchedNode[], keys: readonly string[]): Blob {
  return csvBlob(
    ['attribute', ...nodes.map(({ column }) => column)],
    [
      ['id', ...nodes.map(({ id }) => id)],
      ...keys.map((key) => [key, ...nodes.map(({ attributes }) => attributes[key])]),
    ],
  )
}

export function matchJson({ rowIndex, edges }: OpenMatch, nodes: readonly MatchedNode[]): Blob {
  return jsonBlob({
    match: rowIndex + 1,
    nodes: nodes.map(({ column, id, attributes }) => ({ as: column, id, attributes })),
    edges,
  })
}

const radius = 30
const margin = 24
const bend = 0.22

/** The colours of nodes, edges and tints, by the names of the tokens. */
export type TokenColour = (name: string) => string

type Spots = ReadonlyMap<string, { x: number; y: number }>

const n = (value: number) => value.toFixed(1)

function textAt(x: number, y: number, text: string): string {
  return text === '' ? '' : `<text x="${n(x)}" y="${n(y)}" text-anchor="middle">${xmlText(text)}</text>`
}

function edgeSvg(
  { from, to, kind, end, label, isCurved }: PictureEdge,
  spots: Spots,
  token: TokenColour,
): string {
  const [a, b] = [spots.get(from), spots.get(to)]
  if (!a || !b) return ''
  const isMotif = kind === 'required'
  const look = `fill="none" stroke="${token(isMotif ? 'edge' : 'edge-faint')}" stroke-width="${isMotif ? 2 : 1}"`
  const head = end === 'none' ? '' : ` marker-end="url(#${isMotif ? 'motif' : 'other'})"`
  if (from === to) {
    const [y, far] = [n(a.y - radius + 3), n(a.y - radius - 34)]
    const path = `M${n(a.x - 12)} ${y} C${n(a.x - 34)} ${far} ${n(a.x + 34)} ${far} ${n(a.x + 12)} ${y}`
    return `<path d="${path}" ${look}${head}/>${textAt(a.x, a.y - radius - 30, label)}`
  }
  const side = isCurved ? bend : 0
  const half = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
  const middle = { x: half.x + (b.y - a.y) * side, y: half.y - (b.x - a.x) * side }
  const [start, tip] = [trimmed(a, middle), trimmed(b, middle)]
  const path = `M${n(start.x)} ${n(start.y)} Q${n(middle.x)} ${n(middle.y)} ${n(tip.x)} ${n(tip.y)}`
  const word = textAt((half.x + middle.x) / 2, (half.y + middle.y) / 2 - 4, label)
  return `<path d="${path}" ${look}${head}/>${word}`
}

function nodeSvg({ id, label, title, slot, tint }: PictureNode, spots: Spots, token: TokenColour): string {
  const { x, y } = spots.get(id) ?? { x: 0, y: 0 }
  const lines = label.split('\n')
  const texts = lines.map((text, at) => textAt(x, y + 4 + (at - (lines.length - 1) / 2) * 14, text))
  const fill = token(`tint-${tint ?? 'none'}`)
  return (
    `<circle cx="${n(x)}" cy="${n(y)}" r="${radius}" fill="${fill}" stroke="${token(`node-${slot}`)}" stroke-width="3">` +
    `<title>${xmlText(title)}</title></circle>${texts.join('')}`
  )
}

function arrowHead(id: string, colour: string): string {
  return (
    `<marker id="${id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" ` +
    `markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" fill="${colour}"/></marker>`
  )
}

/** As it is drawn, in the same places and colours; a line per pair, an arrow where edges have a direction. */
export function matchSvg({ nodes, edges }: Picture, colours: FigureColours, token: TokenColour): string {
  const [xs, ys] = [nodes.map(({ place }) => place.x), nodes.map(({ place }) => place.y)]
  const [left, top] = [Math.min(...xs) - radius - margin, Math.min(...ys) - radius - margin]
  const spots = new Map(nodes.map(({ id, place }) => [id, { x: place.x - left, y: place.y - top }]))
  const [width, height] = [Math.max(...xs) - left + radius + margin, Math.max(...ys) - top + radius + margin]
  const heads = `<defs>${arrowHead('motif', token('edge'))}${arrowHead('other', token('edge-faint'))}</defs>`
  const lines = edges.map((edge) => edgeSvg(edge, spots, token))
  const circles = nodes.map((node) => nodeSvg(node, spots, token))
  return svgFrom(Math.ceil(width), Math.ceil(height), colours, heads + lines.join('') + circles.join(''))
}

/** The point on a node's rim towards another point. */
function trimmed(node: { x: number; y: number }, towards: { x: number; y: number }) {
  const length = Math.hypot(towards.x - node.x, towards.y - node.y) || 1
  const reach = (radius + 2) / length
  return { x: node.x + (towards.x - node.x) * reach, y: node.y + (towards.y - node.y) * reach }
}
