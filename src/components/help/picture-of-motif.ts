/** A small motif as a picture: where its nodes and arrows stand in a box of its own. Pure. */
import { readMotif } from '../../dotmotif/read-motif'
import { slotsOfNodes } from '../../state/motif-colours'
import { arrowBetween } from '../motif/figure-arrow'
import type { Arrow, Point } from '../motif/figure-arrow'
import { layOutNodes } from '../motif/motif-layout'

export const nodeRadius = 11
const spacing = 62
const margin = nodeRadius + 12
/** More than these make no small picture. */
const mostNodes = 6

export interface MotifPicture {
  width: number
  height: number
  nodes: { name: string; letter: string; slot: number; x: number; y: number }[]
  edges: { arrow: Arrow; isForbidden: boolean }[]
  loops: { x: number; y: number; isForbidden: boolean }[]
}

const sideStep = 5

/** The two ends, both a step to the left of the way from one to the other: there and back lie side by side. */
function beside(from: Point, to: Point): [Point, Point] {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const [dx, dy] = [((to.y - from.y) / length) * sideStep, (-(to.x - from.x) / length) * sideStep]
  return [
    { x: from.x + dx, y: from.y + dy },
    { x: to.x + dx, y: to.y + dy },
  ]
}

/** Null: the text has mistakes, no edges, or too many nodes. */
export function pictureOfMotif(text: string): MotifPicture | null {
  const reading = readMotif(text)
  if (!reading.ok) return null
  const { nodes, edges } = reading.motif
  if (nodes.length === 0 || nodes.length > mostNodes) return null
  const places = layOutNodes(
    nodes,
    edges.map(({ from, to }) => [from, to] as const),
    new Map(),
    spacing,
  )
  const slots = slotsOfNodes(nodes)
  const points = nodes.map((name) => places.get(name) ?? { x: 0, y: 0 })
  const left = Math.min(...points.map(({ x }) => x)) - margin
  const top = Math.min(...points.map(({ y }) => y)) - margin
  const at = (name: string) => {
    const { x, y } = places.get(name) ?? { x: 0, y: 0 }
    return { x: x - left, y: y - top }
  }
  const isAnswered = (from: string, to: string) => edges.some((edge) => edge.from === to && edge.to === from)
  const arrowOf = (from: string, to: string) =>
    isAnswered(from, to)
      ? arrowBetween(...beside(at(from), at(to)), nodeRadius + 1)
      : arrowBetween(at(from), at(to), nodeRadius + 2)
  return {
    width: Math.max(...points.map(({ x }) => x)) + margin - left,
    height: Math.max(...points.map(({ y }) => y)) + margin - top,
    nodes: nodes.map((name) => ({
      name,
      letter: [...name].slice(0, 2).join(''),
      slot: slots.get(name) ?? 0,
      ...at(name),
    })),
    edges: edges
      .filter(({ from, to }) => from !== to)
      .map(({ from, to, exists }) => ({ arrow: arrowOf(from, to), isForbidden: !exists })),
    loops: edges
      .filter(({ from, to }) => from === to)
      .map(({ from, exists }) => ({ ...at(from), isForbidden: !exists })),
  }
}
