/** Where the nodes of a motif stand in its drawing, as the session, the session file and exported pictures keep it. Read
 *  from anywhere, so that nothing in it is taken for granted. Pure. */
import { isName } from '../dotmotif/write-words'

export interface Place {
  x: number
  y: number
}

/** A node without an edge, which DotMotif cannot write; `lines` come into the text with its first edge. */
export interface LooseNode {
  name: string
  lines: readonly string[]
}

export interface DrawingLayout {
  /** By node name, in units of which 130 are between neighbours. */
  places: Readonly<Record<string, Place>>
  loose: readonly LooseNode[]
}

export const emptyLayout: DrawingLayout = { places: {}, loose: [] }

const mostNodes = 2_000
const mostLines = 50
const farthest = 1e6

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function placeFrom(value: unknown): Place | null {
  if (!isObject(value)) return null
  const { x, y } = value
  const isFine = (each: unknown): each is number => typeof each === 'number' && Math.abs(each) <= farthest
  return isFine(x) && isFine(y) ? { x, y } : null
}

/** What of a value can be used as a layout; the rest is left out, for a node without a place finds one. */
export function layoutFrom(value: unknown): DrawingLayout {
  if (!isObject(value)) return emptyLayout
  const places = Object.entries(isObject(value.places) ? value.places : {})
    .slice(0, mostNodes)
    .flatMap(([name, place]) => {
      const read = placeFrom(place)
      return read && isName(name) ? [[name, read] as const] : []
    })
  const loose = (Array.isArray(value.loose) ? (value.loose as unknown[]) : [])
    .slice(0, mostNodes)
    .flatMap((node): LooseNode[] => {
      if (!isObject(node) || typeof node.name !== 'string' || !isName(node.name)) return []
      const lines = Array.isArray(node.lines) ? (node.lines as unknown[]) : []
      const texts = lines.filter((line): line is string => typeof line === 'string').slice(0, mostLines)
      return [{ name: node.name, lines: texts }]
    })
  return { places: Object.fromEntries(places), loose }
}

/** The part of a layout that a motif's drawing shows. */
export function layoutOf(layout: DrawingLayout, nodes: readonly string[]): DrawingLayout {
  const shown = new Set([...nodes, ...layout.loose.map(({ name }) => name)])
  const places = Object.entries(layout.places).filter(([name]) => shown.has(name))
  return { places: Object.fromEntries(places), loose: layout.loose }
}
