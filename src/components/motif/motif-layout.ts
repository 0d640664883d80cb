/** Where the nodes of a small graph stand in a drawing: deterministic, and calm while someone types, since nodes that
 *  were there stay where they were. Pure; stress majorisation (Gansner, Koren and North 2004) with unit weights over
 *  graph distances. */

export interface Point {
  x: number
  y: number
}

/** Between neighbours, in units of the drawing. */
export const standardSpacing = 130
const rounds = 120

/** Graph distances by Floyd and Warshall; what is not connected is kept `far` apart. */
function distancesBetween(
  nodes: readonly string[],
  edges: readonly (readonly [string, string])[],
): number[][] {
  const index = new Map(nodes.map((node, i) => [node, i]))
  const far = Math.max(2, Math.ceil(Math.sqrt(nodes.length)))
  const distances = nodes.map((_, i) => nodes.map((_, j) => (i === j ? 0 : Infinity)))
  const set = (i: number, j: number, value: number) => {
    const row = distances[i]
    if (row) row[j] = Math.min(row[j] ?? Infinity, value)
  }
  const get = (i: number, j: number) => distances[i]?.[j] ?? Infinity
  for (const [from, to] of edges) {
    const i = index.get(from)
    const j = index.get(to)
    if (i === undefined || j === undefined || i === j) continue
    set(i, j, 1)
    set(j, i, 1)
  }
  for (let k = 0; k < nodes.length; k++)
    for (let i = 0; i < nodes.length; i++)
      for (let j = 0; j < nodes.length; j++) set(i, j, get(i, k) + get(k, j))
  return distances.map((row) => row.map((distance) => (Number.isFinite(distance) ? distance : far)))
}

/** A circle to start from; the first node at the upper left, so that a chain reads from left to right. */
function circle(nodes: readonly string[], spacing: number): Point[] {
  const radius = (spacing * Math.max(1, nodes.length)) / (2 * Math.PI)
  return nodes.map((_, i) => {
    const angle = (2 * Math.PI * i) / nodes.length - (Math.PI * 5) / 6
    return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) }
  })
}

/** One round: every free node goes to where its distances to all others would put it, on average. */
function improve(points: Point[], distances: number[][], isFree: boolean[], spacing: number): void {
  for (const [i, point] of points.entries()) {
    if (!isFree[i]) continue
    let x = 0
    let y = 0
    let total = 0
    for (const [j, other] of points.entries()) {
      if (i === j) continue
      const wished = (distances[i]?.[j] ?? 1) * spacing
      const weight = 1 / wished ** 2
      const gap = Math.hypot(point.x - other.x, point.y - other.y) || 1
      x += weight * (other.x + (wished * (point.x - other.x)) / gap)
      y += weight * (other.y + (wished * (point.y - other.y)) / gap)
      total += weight
    }
    if (total === 0) continue
    point.x = x / total
    point.y = y / total
  }
}

/** Turns a fresh drawing so that the first two nodes stand side by side and the others below them. */
function straighten(points: Point[]): void {
  const [first, second] = points
  if (!first || !second) return
  const angle = Math.atan2(second.y - first.y, second.x - first.x)
  const [cos, sin] = [Math.cos(-angle), Math.sin(-angle)]
  const { x: originX, y: originY } = first
  for (const point of points) {
    const [x, y] = [point.x - originX, point.y - originY]
    point.x = x * cos - y * sin
    point.y = x * sin + y * cos
  }
  const isAbove = points.reduce((sum, { y }) => sum + y, 0) < 0
  if (isAbove) for (const point of points) point.y = -point.y
}

const centreOf = (points: readonly Point[]): Point => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
})

/** Turns, mirrors and moves `points` as near to `anchors` (same order; undefined where there is none) as can be. */
function alignTo(anchors: readonly (Point | undefined)[], points: readonly Point[]): Point[] {
  const known = anchors.flatMap((anchor, i) => {
    const point = points[i]
    return anchor && point ? [{ anchor, point }] : []
  })
  const to = centreOf(known.map(({ anchor }) => anchor))
  const from = centreOf(known.map(({ point }) => point))
  const fits = [1, -1].map((mirror) => {
    let dot = 0
    let cross = 0
    for (const { anchor, point } of known) {
      const [ax, ay] = [anchor.x - to.x, anchor.y - to.y]
      const [px, py] = [point.x - from.x, mirror * (point.y - from.y)]
      dot += px * ax + py * ay
      cross += px * ay - py * ax
    }
    return { mirror, angle: Math.atan2(cross, dot), nearness: Math.hypot(dot, cross) }
  })
  const { mirror, angle } = fits.reduce((best, fit) => (fit.nearness > best.nearness * 1.001 ? fit : best))
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return points.map((point) => {
    const [x, y] = [point.x - from.x, mirror * (point.y - from.y)]
    return { x: to.x + x * cos - y * sin, y: to.y + x * sin + y * cos }
  })
}

function layOutFresh(nodes: readonly string[], distances: number[][], spacing: number): Point[] {
  const points = circle(nodes, spacing)
  const isFree = nodes.map(() => true)
  for (let round = 0; round < rounds; round++) improve(points, distances, isFree, spacing)
  straighten(points)
  return points
}

/** Where new nodes go, a chain bends a little: the edge that closes it to a ring then has room. */
const bent = (distance: number) => (distance === 2 ? 1.65 : distance)

/** A new node that starts in line with its neighbours would stay in line. */
function nudge(points: Point[], isFree: boolean[], spacing: number): void {
  for (const [i, point] of points.entries()) {
    if (!isFree[i]) continue
    point.x += spacing * 0.12
    point.y += spacing * 0.4
  }
}

/** A position for every node. Nodes in `previous` keep theirs; the others find a place among them, near their
 *  neighbours. Cubic in the number of nodes, which is small. */
export function layOutNodes(
  nodes: readonly string[],
  edges: readonly (readonly [string, string])[],
  previous: ReadonlyMap<string, Point> = new Map(),
  spacing = standardSpacing,
): Map<string, Point> {
  const distances = distancesBetween(nodes, edges)
  const anchors = nodes.map((node) => previous.get(node))
  const fresh = layOutFresh(nodes, distances, spacing)
  const hasAnchors = anchors.some(Boolean)
  const points = (hasAnchors ? alignTo(anchors, fresh) : fresh).map((point, i) => ({
    ...(anchors[i] ?? point),
  }))
  const isFree = anchors.map((anchor) => !anchor)
  if (hasAnchors && isFree.some(Boolean)) {
    const wished = distances.map((row) => row.map(bent))
    nudge(points, isFree, spacing)
    for (let round = 0; round < rounds; round++) improve(points, wished, isFree, spacing)
    separate(points, isFree, spacing)
  }
  return new Map(
    nodes.map((node, i) => [node, { x: Math.round(points[i]?.x ?? 0), y: Math.round(points[i]?.y ?? 0) }]),
  )
}

/** Among nodes that stay, a new one may have come to stand on another: it goes round it, outwards, to the first free
 *  place. */
function separate(points: Point[], isFree: boolean[], spacing: number): void {
  const least = spacing * 0.55
  const isClear = (place: Point, own: number) =>
    points.every((other, j) => j === own || Math.hypot(other.x - place.x, other.y - place.y) >= least)
  for (const [i, point] of points.entries()) {
    if (!isFree[i] || isClear(point, i)) continue
    for (let step = 1; step < 200; step++) {
      const [angle, radius] = [step * 2.4, least * Math.sqrt(step)]
      const place = { x: point.x + radius * Math.cos(angle), y: point.y + radius * Math.sin(angle) }
      if (!isClear(place, i)) continue
      Object.assign(point, place)
      break
    }
  }
}
