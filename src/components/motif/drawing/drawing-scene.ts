/** A motif as shapes: everything that is drawn, with its words. The page draws it, the export writes it. Pure. */
import type { Motif, MotifEdge } from '../../../model/motif'
import type { LooseNode, Place } from '../../../scripting/drawing-layout'
import { constraintLabel, constraintsOfEdge, nodeConstraintLabels } from '../motif-labels'
import type { Capsule, EdgeShape } from './drawing-shapes'
import { bendAround, halfFor, nodeRadius, shapeOfEdge, shapeOfLoop } from './drawing-shapes'

export interface SceneNode extends Capsule {
  name: string
  label: string
  slot: number
  tint: number | undefined
  isLoose: boolean
  /** What it must satisfy, line by line below it. */
  lines: string[]
  /** The node in words, those that are seen first. */
  words: string
}

export interface SceneEdge extends EdgeShape {
  id: string
  edge: MotifEdge
  lines: string[]
  words: string
}

export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

export interface Scene {
  nodes: SceneNode[]
  edges: SceneEdge[]
  box: Box
}

export interface SceneWishes {
  motif: Motif
  loose: readonly LooseNode[]
  places: Readonly<Record<string, Place>>
  slots: ReadonlyMap<string, number>
  tints: ReadonlyMap<string, number>
}

const shownLines = 2
const longestLine = 34
const longestName = 16
const lineHeight = 14
const lineLetter = 6.3

const shorten = (text: string, length: number) =>
  [...text].length > length ? `${[...text].slice(0, length - 1).join('')}…` : text

function linesOf(labels: readonly string[]): string[] {
  const shown = labels.slice(0, shownLines).map((label) => shorten(label.replace(/\s+/g, ' '), longestLine))
  return labels.length > shownLines ? [...shown, `+ ${labels.length - shownLines} more`] : shown
}

const relationWords = {
  SYN: ['connects to', 'must not connect to'],
  EXC: ['excites', 'must not excite'],
  INH: ['inhibits', 'must not inhibit'],
} as const

const sentence = (head: string, labels: readonly string[]) =>
  labels.length > 0 ? `${head}: ${labels.join(', ')}` : head

function wordsOfNode(
  { motif }: SceneWishes,
  name: string,
  isLoose: boolean,
  labels: readonly string[],
): string {
  if (isLoose) return `Node ${name}, not in the text yet: it needs an edge`
  const others = (ends: string[]) => [...new Set(ends)].join(', ')
  const to = others(motif.edges.filter(({ from }) => from === name).map((edge) => edge.to))
  const from = others(motif.edges.filter((edge) => edge.to === name).map((edge) => edge.from))
  const edges = [to ? `edges to ${to}` : '', from ? `edges from ${from}` : ''].filter(Boolean).join(', ')
  return `${sentence(`Node ${name}`, labels)}${edges ? `, ${edges}` : ''}`
}

function sceneNode(wishes: SceneWishes, name: string, isLoose: boolean): SceneNode {
  const { x, y } = wishes.places[name] ?? { x: 0, y: 0 }
  const label = shorten(name, longestName)
  const lines = isLoose ? [] : linesOf(nodeConstraintLabels(wishes.motif, name))
  return {
    name,
    label,
    x,
    y,
    half: halfFor(label.length),
    slot: wishes.slots.get(name) ?? 0,
    tint: wishes.tints.get(name),
    isLoose,
    lines,
    words: wordsOfNode(wishes, name, isLoose, lines),
  }
}

/** Edges between the same two nodes lie side by side; a single one is straight unless a node is in the way. */
function bendOf(edge: MotifEdge, edges: readonly MotifEdge[], nodes: ReadonlyMap<string, SceneNode>): number {
  const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)]
  if (!from || !to) return 0
  const alike = edges.filter((each) => each.from === edge.from && each.to === edge.to)
  const hasBack = edges.some((each) => each.from === edge.to && each.to === edge.from)
  const rank = alike.indexOf(edge)
  const length = Math.hypot(from.x - to.x, from.y - to.y)
  const step = Math.min(76, Math.max(30, length * 0.3))
  if (hasBack) return step * (1 + rank)
  if (alike.length > 1) return step * (rank - (alike.length - 1) / 2)
  const others = [...nodes.values()].filter((each) => each !== from && each !== to)
  return bendAround(from, to, others)
}

function sceneEdge(wishes: SceneWishes, edge: MotifEdge, nodes: ReadonlyMap<string, SceneNode>): SceneEdge[] {
  const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)]
  if (!from || !to) return []
  const { edges } = wishes.motif
  const lines = linesOf(constraintsOfEdge(wishes.motif, edge).map(constraintLabel))
  const isBar = edge.action === 'INH'
  const [required, forbidden] = relationWords[edge.action]
  const others = [...nodes.values()].filter((node) => node !== from)
  const mean = others.reduce((sum, { y }) => sum + y, 0) / Math.max(1, others.length)
  const rank = edges.filter((each) => each.from === edge.from && each.to === edge.to).indexOf(edge)
  const shape =
    from === to
      ? shapeOfLoop(from, others.length > 0 && mean < from.y ? 1 : -1, rank, isBar)
      : shapeOfEdge(from, to, bendOf(edge, edges, nodes), isBar)
  return [
    {
      ...shape,
      id: `${edge.from} ${edge.exists ? '' : '!'}${edge.action} ${edge.to}`,
      edge,
      lines,
      words: sentence(`Edge: ${edge.from} ${edge.exists ? required : forbidden} ${edge.to}`, lines),
    },
  ]
}

const widthOf = (lines: readonly string[]) => Math.max(0, ...lines.map((line) => line.length)) * lineLetter

function boxOf(nodes: readonly SceneNode[], edges: readonly SceneEdge[]): Box {
  const boxes = [
    ...nodes.map(({ x, y, half, lines }): Box => {
      const wide = Math.max(half + nodeRadius, widthOf(lines) / 2)
      const bottom = y + nodeRadius + lines.length * lineHeight
      return { left: x - wide, right: x + wide, top: y - nodeRadius, bottom }
    }),
    ...edges.map(({ middle: { x, y }, lines }): Box => {
      const [wide, high] = [widthOf(lines) / 2 + 6, (lines.length * lineHeight) / 2 + 6]
      return { left: x - wide, right: x + wide, top: y - high, bottom: y + high }
    }),
  ]
  if (boxes.length === 0) return { left: -60, top: -40, right: 60, bottom: 40 }
  return {
    left: Math.min(...boxes.map(({ left }) => left)) - 12,
    top: Math.min(...boxes.map(({ top }) => top)) - 12,
    right: Math.max(...boxes.map(({ right }) => right)) + 12,
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)) + 12,
  }
}

const boxAt = ({ x, y }: Place, lines: readonly string[]): Box => {
  const [wide, high] = [widthOf(lines) / 2 + 6, (lines.length * lineHeight) / 2 + 3]
  return { left: x - wide, right: x + wide, top: y - high, bottom: y + high }
}
const meet = (one: Box, other: Box) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

/** Puts each label where it covers no node and no other label, if there is such a place. */
function placeLabels(edges: readonly SceneEdge[], nodes: readonly SceneNode[]): SceneEdge[] {
  const taken = nodes.map(({ x, y, half }): Box => {
    const [wide, high] = [half + nodeRadius, nodeRadius]
    return { left: x - wide, right: x + wide, top: y - high, bottom: y + high }
  })
  return edges.map((edge) => {
    if (edge.lines.length === 0) return edge
    const free = edge.spots.find((spot) => !taken.some((box) => meet(box, boxAt(spot, edge.lines))))
    const middle = free ?? edge.middle
    taken.push(boxAt(middle, edge.lines))
    return { ...edge, middle }
  })
}

/** The shapes of a motif and its loose nodes. */
export function sceneOf(wishes: SceneWishes): Scene {
  const known = new Set(wishes.motif.nodes)
  const nodes = [
    ...wishes.motif.nodes.map((name) => sceneNode(wishes, name, false)),
    ...wishes.loose.filter(({ name }) => !known.has(name)).map(({ name }) => sceneNode(wishes, name, true)),
  ]
  const byName = new Map(nodes.map((node) => [node.name, node]))
  const edges = wishes.motif.edges.flatMap((edge) => sceneEdge(wishes, edge, byName))
  const labelled = placeLabels(edges, nodes)
  return { nodes, edges: labelled, box: boxOf(nodes, labelled) }
}

export { lineHeight, lineLetter, widthOf as widthOfLines }
