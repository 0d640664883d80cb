/** The lines of rows put together, drawn in one go below the nodes: vis-network takes 30 times as long to make and draw
 *  an object for each. Paints on the context it is given, in the drawing's own units. */

export interface UnionLines {
  /** x and y of each node, alternating. */
  places: Float64Array
  /** Radius of each node. */
  sizes: Float64Array
  edges: readonly { from: number; to: number; isMotif: boolean }[]
  hasHeads: boolean
}

export interface LineColours {
  motif: string
  other: string
}

/** What is on screen, in the drawing's units, and how many pixels one of them has. */
export interface SeenPart {
  left: number
  top: number
  right: number
  bottom: number
  scale: number
}

/** Lines in one stroke: where several cross they show through each other, as single ones do. */
const atOnce = 64
const headLength = 7
/** Of the ring that stands for an edge from a node to itself. */
export const loopRadius = 9

function isOutside({ left, top, right, bottom }: SeenPart, ax: number, ay: number, bx: number, by: number) {
  return (
    (ax < left && bx < left) ||
    (ax > right && bx > right) ||
    (ay < top && by < top) ||
    (ay > bottom && by > bottom)
  )
}

/** Draws the lines for which `isWanted` holds. */
function drawKind(
  ctx: CanvasRenderingContext2D,
  { places, sizes, edges, hasHeads }: UnionLines,
  seen: SeenPart,
  isWanted: (edge: UnionLines['edges'][number]) => boolean,
): void {
  const heads = new Path2D()
  let waiting = 0
  ctx.beginPath()
  for (const edge of edges) {
    if (!isWanted(edge)) continue
    const { from, to } = edge
    const [ax, ay] = [places[2 * from] ?? 0, places[2 * from + 1] ?? 0]
    const [bx, by] = [places[2 * to] ?? 0, places[2 * to + 1] ?? 0]
    if (isOutside(seen, ax, ay, bx, by)) continue
    if (from === to) {
      const reach = (sizes[to] ?? 0) + loopRadius / 2
      ctx.moveTo(ax + reach + loopRadius, ay - reach)
      ctx.arc(ax + reach, ay - reach, loopRadius, 0, 2 * Math.PI)
    } else {
      ctx.moveTo(ax, ay)
      ctx.lineTo(bx, by)
      if (hasHeads) addHead(heads, ax, ay, bx, by, sizes[to] ?? 0)
    }
    if (++waiting % atOnce !== 0) continue
    ctx.stroke()
    ctx.beginPath()
  }
  ctx.stroke()
  if (hasHeads) ctx.fill(heads)
}

function addHead(heads: Path2D, ax: number, ay: number, bx: number, by: number, size: number): void {
  const length = Math.hypot(bx - ax, by - ay)
  if (length <= size + headLength) return
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length]
  const [tx, ty] = [bx - ux * (size + 1), by - uy * (size + 1)]
  const [cx, cy] = [tx - ux * headLength, ty - uy * headLength]
  const half = headLength * 0.4
  heads.moveTo(tx, ty)
  heads.lineTo(cx - uy * half, cy + ux * half)
  heads.lineTo(cx + uy * half, cy - ux * half)
  heads.closePath()
}

/** `chosen`: a node whose lines are drawn above the others; null: none. */
export function drawUnionLines(
  ctx: CanvasRenderingContext2D,
  lines: UnionLines,
  seen: SeenPart,
  colours: LineColours,
  chosen: number | null,
): void {
  const thin = 0.4 / seen.scale
  ctx.save()
  const draw = (colour: string, opacity: number, width: number, isWanted: Parameters<typeof drawKind>[3]) => {
    ctx.strokeStyle = ctx.fillStyle = colour
    ctx.globalAlpha = opacity
    ctx.lineWidth = Math.max(width, thin)
    drawKind(ctx, lines, seen, isWanted)
  }
  draw(colours.other, 0.45, 0.6, ({ isMotif }) => !isMotif)
  draw(colours.motif, 0.8, 1.2, ({ isMotif }) => isMotif)
  if (chosen !== null) draw(colours.motif, 1, 2.4, ({ from, to }) => from === chosen || to === chosen)
  ctx.restore()
}
