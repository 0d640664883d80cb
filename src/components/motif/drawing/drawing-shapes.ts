/** The geometry of a drawing: nodes as capsules, edges as curves that begin and end at their rims, heads, loops, and
 *  curves round nodes that stand in the way. Pure. */
import type { Place } from '../../../scripting/drawing-layout'

/** Half the height of a node. */
export const nodeRadius = 20
const rimGap = 3
const headLength = 10
const headWidth = 9
const crossSize = 5
const letterWidth = 7.8

/** A node: the points within `nodeRadius` of a level line of 2 × `half` about (x, y). */
export interface Capsule extends Place {
  half: number
}

/** An edge as it is drawn. */
export interface EdgeShape {
  /** The shaft, as an SVG path. */
  path: string
  /** Corners of the arrow's head or of the bar across the end. */
  head: string
  /** Two short strokes across a forbidden edge. */
  cross: string
  middle: Place
  /** Where its label may stand, the best first. */
  spots: Place[]
}

const round = (value: number) => Math.round(value * 10) / 10
const at = ({ x, y }: Place) => `${round(x)} ${round(y)}`
const add = (a: Place, b: Place, factor = 1): Place => ({ x: a.x + b.x * factor, y: a.y + b.y * factor })
const between = (a: Place, b: Place, t: number): Place => ({
  x: a.x + (b.x - a.x) * t,
  y: a.y + (b.y - a.y) * t,
})
const gap = (a: Place, b: Place) => Math.hypot(a.x - b.x, a.y - b.y)
const unit = (a: Place, b: Place): Place => {
  const length = gap(a, b) || 1
  return { x: (b.x - a.x) / length, y: (b.y - a.y) / length }
}
const across = ({ x, y }: Place): Place => ({ x: -y, y: x })

/** Half the length of a node's level line, for the letters it shows. */
export const halfFor = (letters: number) => Math.max(0, (letters * letterWidth + 18) / 2 - nodeRadius)

/** Whether a point is within a node, or within `margin` of it. */
export function isWithin({ x, y, half }: Capsule, point: Place, margin = 0): boolean {
  const nearest = Math.min(x + half, Math.max(x - half, point.x))
  return Math.hypot(point.x - nearest, point.y - y) <= nodeRadius + margin
}

/** A quadratic curve. */
type Curve = readonly [Place, Place, Place]

const pointAt = ([a, b, c]: Curve, t: number): Place => between(between(a, b, t), between(b, c, t), t)

/** The part of a curve from `t0` to `t1`. */
function part([a, b, c]: Curve, t0: number, t1: number): Curve {
  const blossom = (s: number, t: number) => between(between(a, b, s), between(b, c, s), t)
  return [blossom(t0, t0), blossom(t0, t1), blossom(t1, t1)]
}

/** Where something begins to hold along a curve, between `low` (it does not) and `high` (it does). */
function search(low: number, high: number, holds: (t: number) => boolean): number {
  let [no, yes] = [low, high]
  for (let i = 0; i < 24; i++) {
    const middle = (no + yes) / 2
    if (holds(middle)) yes = middle
    else no = middle
  }
  return yes
}

const polygon = (corners: readonly Place[]) => corners.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ')

function headAt(tip: Place, direction: Place, isBar: boolean): string {
  const side = across(direction)
  const back = add(tip, direction, isBar ? -3 : -headLength)
  const width = isBar ? headWidth : headWidth / 2
  const corners = [add(back, side, width), add(back, side, -width)]
  return isBar
    ? polygon([...corners, add(tip, side, -width), add(tip, side, width)])
    : polygon([tip, ...corners])
}

function crossAt(middle: Place, direction: Place): string {
  const side = across(direction)
  const [one, other] = [add(direction, side), add(direction, side, -1)]
  const stroke = (way: Place) => `M${at(add(middle, way, -crossSize))}L${at(add(middle, way, crossSize))}`
  return stroke(one) + stroke(other)
}

/** The control point beside the straight line: a positive bend lies to the left of the way from `a` to `b`. */
const bentCurve = (a: Place, b: Place, bend: number): Curve => [
  a,
  add(between(a, b, 0.5), across(unit(a, b)), bend),
  b,
]

/** How far an edge must bend so as not to pass through other nodes; 0 where none is in the way. */
export function bendAround(from: Capsule, to: Capsule, others: readonly Capsule[]): number {
  const way = unit(from, to)
  const length = gap(from, to)
  for (const other of others) {
    const along = (other.x - from.x) * way.x + (other.y - from.y) * way.y
    const aside = -(other.x - from.x) * way.y + (other.y - from.y) * way.x
    if (along < nodeRadius || along > length - nodeRadius) continue
    if (!isWithin(other, add(from, way, along), 8)) continue
    const room = 2 * (nodeRadius + 26 + other.half * Math.abs(way.y))
    return aside > 0 ? -room + 2 * aside : room + 2 * aside
  }
  return 0
}

/** An edge between two nodes. `bend`: how far its control point is off the straight line. */
export function shapeOfEdge(from: Capsule, to: Capsule, bend: number, isBar: boolean): EdgeShape {
  const curve = bentCurve(from, to, bend)
  const begin = search(0, 0.5, (t) => !isWithin(from, pointAt(curve, t), rimGap))
  const end = 1 - search(0, 0.5, (t) => !isWithin(to, pointAt(curve, 1 - t), rimGap))
  const tip = pointAt(curve, Math.max(begin, end))
  const shaftEnd = Math.max(
    begin,
    end - search(0, end, (t) => gap(pointAt(curve, end - t), tip) >= (isBar ? 2 : headLength - 1)),
  )
  const [a, b, c] = part(curve, begin, shaftEnd)
  const direction = gap(c, tip) > 0.5 ? unit(c, tip) : unit(from, to)
  const middle = pointAt(curve, (begin + end) / 2)
  const along = (share: number) => pointAt(curve, begin + (end - begin) * share)
  const aside = across(unit(from, to))
  const beside = [1, -1, 1.7, -1.7].map((side) => add(middle, aside, side * (nodeRadius + 12)))
  const third = begin + (end - begin) * 0.3
  return {
    path: bend === 0 ? `M${at(a)}L${at(c)}` : `M${at(a)}Q${at(b)} ${at(c)}`,
    head: headAt(tip, direction, isBar),
    cross: crossAt(pointAt(curve, third), unit(pointAt(curve, third - 0.01), pointAt(curve, third + 0.01))),
    middle,
    spots: [middle, along(0.36), along(0.64), ...beside],
  }
}

/** An edge from a node to itself, above it (`up` -1) or below (1). `rank`: how many loops are there already. */
export function shapeOfLoop({ x, y }: Capsule, up: -1 | 1, rank: number, isBar: boolean): EdgeShape {
  const reach = nodeRadius + 38 + rank * 16
  const [dx, dy] = [Math.sin(0.42) * (nodeRadius + rimGap), Math.cos(0.42) * (nodeRadius + rimGap) * up]
  const start = { x: x - dx, y: y + dy }
  const tip = { x: x + dx, y: y + dy }
  const [left, right] = [
    { x: x - 34 - rank * 8, y: y + reach * up },
    { x: x + 34 + rank * 8, y: y + reach * up },
  ]
  const direction = unit(right, tip)
  const end = add(tip, direction, isBar ? -2 : -(headLength - 1))
  const middle = { x, y: y + (reach * 0.75 + dy * up * 0.25) * up }
  return {
    path: `M${at(start)}C${at(left)} ${at(right)} ${at(end)}`,
    head: headAt(tip, direction, isBar),
    cross: crossAt({ x: x - 18, y: y + reach * up * 0.72 }, { x: 0.8, y: up * 0.6 }),
    middle,
    spots: [middle],
  }
}
