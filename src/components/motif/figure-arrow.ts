/** Where an arrow between two circles begins and ends, in the units of a drawing. Pure. */

export interface Point {
  x: number
  y: number
}

export interface Arrow {
  start: Point
  /** Where the shaft ends: at the base of the head. */
  end: Point
  /** The corners of the head, as an SVG polygon has them. */
  head: string
}

const headLength = 8
const headWidth = 7

const round = (value: number) => Math.round(value * 10) / 10

/** @param radius of both circles; the two centres must differ */
export function arrowBetween(from: Point, to: Point, radius: number): Arrow {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length]
  const along = (distance: number): Point => ({
    x: round(from.x + dx * distance),
    y: round(from.y + dy * distance),
  })
  const tip = along(length - radius)
  const end = along(length - radius - headLength)
  const [sideX, sideY] = [(-dy * headWidth) / 2, (dx * headWidth) / 2]
  const corners = [
    tip,
    { x: round(end.x + sideX), y: round(end.y + sideY) },
    { x: round(end.x - sideX), y: round(end.y - sideY) },
  ]
  return { start: along(radius), end, head: corners.map(({ x, y }) => `${x},${y}`).join(' ') }
}
