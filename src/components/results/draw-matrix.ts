/** Draws an adjacency matrix on a canvas: rows are sources, columns targets. Only what is in sight is drawn; where a
 *  cell is smaller than a pixel, a pixel is as dark as it has edges. */
import type { ResultSubgraph } from '../../scripting/result-types'

export interface MatrixView {
  /** Pixels of a cell, and where the first cell begins. */
  scale: number
  left: number
  top: number
}

export interface MatrixColours {
  /** An edge of the motif, another edge, the ground, lines between cells, the cell that is pointed at. */
  motif: string
  other: string
  ground: string
  line: string
  mark: string
  /** Of each node, in the order of the matrix. */
  nodes: readonly string[]
}

export interface MatrixScene {
  size: number
  /** Edges as positions in the order of the matrix. */
  rows: Int32Array
  columns: Int32Array
  /** Whether the edge is the motif's. */
  isMotif: Uint8Array
}

/** Width of the strips that show the nodes' colours. */
export const stripWidth = 8

export function matrixScene(graph: ResultSubgraph, order: readonly number[]): MatrixScene {
  const place = new Int32Array(graph.nodes.length)
  order.forEach((node, at) => (place[node] = at))
  const count = graph.isDirected ? graph.edges.length : 2 * graph.edges.length
  const scene = {
    size: graph.nodes.length,
    rows: new Int32Array(count),
    columns: new Int32Array(count),
    isMotif: new Uint8Array(count),
  }
  let at = 0
  const put = (row: number, column: number, isMotif: boolean) => {
    scene.rows[at] = place[row] ?? 0
    scene.columns[at] = place[column] ?? 0
    scene.isMotif[at++] = isMotif ? 1 : 0
  }
  for (const { source, target, rows } of graph.edges) {
    put(source, target, rows > 0)
    if (!graph.isDirected) put(target, source, rows > 0)
  }
  return scene
}

/** The view that shows the whole matrix in a square of so many pixels. */
export function wholeMatrix(size: number, width: number, height: number): MatrixView {
  const room = Math.max(16, Math.min(width, height) - stripWidth - 6)
  const scale = Math.min(40, room / Math.max(1, size))
  return { scale, left: stripWidth, top: stripWidth }
}

/** Zooms about a point. */
export function zoomed(view: MatrixView, factor: number, x: number, y: number): MatrixView {
  const scale = Math.min(64, Math.max(0.005, view.scale * factor))
  const ratio = scale / view.scale
  return { scale, left: x - (x - view.left) * ratio, top: y - (y - view.top) * ratio }
}

function drawCells(
  context: CanvasRenderingContext2D,
  scene: MatrixScene,
  view: MatrixView,
  colours: MatrixColours,
) {
  const { width, height } = context.canvas
  const { scale, left, top } = view
  const size = Math.max(1, scale - (scale > 5 ? 1 : 0))
  for (const motif of [0, 1]) {
    context.fillStyle = motif ? colours.motif : colours.other
    for (let at = 0; at < scene.rows.length; at++) {
      if (scene.isMotif[at] !== motif) continue
      const x = left + (scene.columns[at] ?? 0) * scale
      const y = top + (scene.rows[at] ?? 0) * scale
      if (x > -scale && y > -scale && x < width && y < height) context.fillRect(x, y, size, size)
    }
  }
}

/** Many cells to a pixel. */
function drawDensity(
  context: CanvasRenderingContext2D,
  scene: MatrixScene,
  view: MatrixView,
  colours: MatrixColours,
) {
  const { width, height } = context.canvas
  const counts = new Float32Array(width * height)
  let most = 1
  for (let at = 0; at < scene.rows.length; at++) {
    const x = Math.floor(view.left + (scene.columns[at] ?? 0) * view.scale)
    const y = Math.floor(view.top + (scene.rows[at] ?? 0) * view.scale)
    if (x < 0 || y < 0 || x >= width || y >= height) continue
    const count = (counts[y * width + x] ?? 0) + 1
    counts[y * width + x] = count
    most = Math.max(most, count)
  }
  context.fillStyle = colours.motif
  counts.forEach((count, at) => {
    if (count === 0) return
    context.globalAlpha = 0.35 + 0.65 * Math.sqrt(count / most)
    context.fillRect(at % width, Math.floor(at / width), 1, 1)
  })
  context.globalAlpha = 1
}

/** `mark`: the cell that is pointed at, as row and column. */
export function drawMatrix(
  canvas: HTMLCanvasElement,
  scene: MatrixScene,
  view: MatrixView,
  colours: MatrixColours,
  mark: { row: number; column: number } | null,
): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const { width, height } = canvas
  const { scale, left, top } = view
  const extent = scene.size * scale
  context.fillStyle = colours.ground
  context.fillRect(0, 0, width, height)
  if (scale < 1) drawDensity(context, scene, view, colours)
  else drawCells(context, scene, view, colours)
  context.strokeStyle = colours.line
  context.strokeRect(left - 0.5, top - 0.5, extent + 1, extent + 1)
  const [stripX, stripY] = [Math.max(0, left - stripWidth), Math.max(0, top - stripWidth)]
  for (let at = Math.max(0, Math.floor(-Math.max(left, top) / scale)); at < scene.size; at++) {
    const [x, y] = [left + at * scale, top + at * scale]
    if (x > width && y > height) break
    context.fillStyle = colours.nodes[at] ?? colours.line
    if (y >= top && y < height) context.fillRect(stripX, y, stripWidth - 2, Math.max(1, scale - 0.5))
    if (x >= left && x < width) context.fillRect(x, stripY, Math.max(1, scale - 0.5), stripWidth - 2)
  }
  if (!mark) return
  context.strokeStyle = colours.mark
  context.lineWidth = 2
  const side = Math.max(6, scale)
  context.strokeRect(
    left + (mark.column + 0.5) * scale - side / 2,
    top + (mark.row + 0.5) * scale - side / 2,
    side,
    side,
  )
  context.lineWidth = 1
}

/** The cell at a pixel; null: outside. */
export function cellAt(size: number, { scale, left, top }: MatrixView, x: number, y: number) {
  const [row, column] = [Math.floor((y - top) / scale), Math.floor((x - left) / scale)]
  return row >= 0 && column >= 0 && row < size && column < size ? { row, column } : null
}
