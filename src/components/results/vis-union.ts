/** A picture of up to some thousands of nodes: vis-network holds the nodes (no physics, places are given), our own code
 *  draws the lines below them. Nodes are put in by and by, so that the page answers in between. */
import { drawUnionLines } from './draw-union-lines'
import type { SeenPart, UnionLines } from './draw-union-lines'
import { DataSet, Network } from './vis-graph'

export interface UnionPicture {
  /** `id`: the position in the list. `size`: radius. Without a label only its title tells it. */
  nodes: {
    id: number
    label: string
    title: string
    fill: string
    ring: string
    size: number
    x: number
    y: number
  }[]
  edges: { id: number; from: number; to: number; isMotif: boolean }[]
  isDirected: boolean
}

export interface UnionView {
  /** Begins another picture. Each call of the answer puts in a few nodes; false: it is whole. */
  begin(picture: UnionPicture): () => boolean
  fit(): void
  zoom(factor: number): void
  /** What is on screen. */
  canvas(): HTMLCanvasElement | null
  destroy(): void
}

export interface UnionEvents {
  /** A node was pressed, or (null) the ground. */
  onNode: (node: number | null) => void
  /** A node was dragged. */
  onMove: (node: number, x: number, y: number) => void
}

const headsUpTo = 4_000
const nodesAtOnce = 150
const margin = 30
const largestScale = 2

function linesOf({ nodes, edges, isDirected }: UnionPicture): UnionLines {
  return {
    places: Float64Array.from(nodes.flatMap(({ x, y }) => [x, y])),
    sizes: Float64Array.from(nodes, ({ size }) => size),
    edges,
    hasHeads: isDirected && edges.length <= headsUpTo,
  }
}

function extentOf(places: Float64Array) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let at = 0; at < places.length; at += 2) {
    const [x, y] = [places[at] ?? 0, places[at + 1] ?? 0]
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return { left, top, right, bottom }
}

const options = {
  physics: false,
  layout: { improvedLayout: false },
  interaction: { keyboard: false, hover: false, tooltipDelay: 150 },
  nodes: { shape: 'dot', borderWidth: 2, shadow: false },
}

export function createUnionView(container: HTMLElement, { onNode, onMove }: UnionEvents): UnionView {
  const token = (name: string) => getComputedStyle(container).getPropertyValue(`--${name}`).trim()
  const data = new DataSet<{ id: number }>([])
  const network = new Network(container, { nodes: data, edges: [] }, options)
  let lines: UnionLines | null = null
  let isWhole = false
  let colours = { motif: '', other: '' }
  let chosen: number | null = null

  function seenPart(): SeenPart {
    const { clientWidth, clientHeight } = container
    const { x: left, y: top } = network.DOMtoCanvas({ x: 0, y: 0 })
    const { x: right, y: bottom } = network.DOMtoCanvas({ x: clientWidth, y: clientHeight })
    return { left, top, right, bottom, scale: network.getScale() }
  }

  function fit(): void {
    if (!lines || lines.sizes.length === 0) return
    const { left, top, right, bottom } = extentOf(lines.places)
    const [width, height] = [right - left + 2 * margin, bottom - top + 2 * margin]
    const scale = Math.min(container.clientWidth / width, container.clientHeight / height, largestScale)
    const position = { x: (left + right) / 2, y: (top + bottom) / 2 }
    network.moveTo({ position, scale, animation: false })
  }

  container.querySelector('.vis-network')?.setAttribute('tabindex', '-1')
  network.on('click', ({ nodes }: { nodes: number[] }) => {
    chosen = nodes[0] ?? null
    onNode(chosen)
    network.redraw()
  })
  network.on('beforeDrawing', (ctx: CanvasRenderingContext2D) => {
    if (lines && isWhole) drawUnionLines(ctx, lines, seenPart(), colours, chosen)
  })
  network.on('dragging', ({ nodes }: { nodes: number[] }) => {
    for (const [node, { x, y }] of Object.entries(network.getPositions(nodes))) {
      lines?.places.set([x, y], 2 * Number(node))
      onMove(Number(node), x, y)
    }
  })
  // Once this event is told, vis-network brings the old camera back; only then can the new one be set.
  network.on('resize', () => queueMicrotask(fit))

  function begin(picture: UnionPicture): () => boolean {
    const text = token('text')
    isWhole = false
    data.clear()
    network.setOptions({ nodes: { font: { color: text, size: 12, face: token('font'), vadjust: -2 } } })
    colours = { motif: token('edge'), other: token('edge-faint') }
    lines = linesOf(picture)
    chosen = null
    fit()
    let next = 0
    return () => {
      const some = picture.nodes.slice(next, next + nodesAtOnce)
      next += some.length
      isWhole = next >= picture.nodes.length
      data.add(
        some.map(({ id, label, title, fill, ring, size, x, y }) => ({
          ...{ id, title, size, x, y },
          ...(label === '' ? {} : { label }),
          // A rim of the same colour would only be drawn twice.
          borderWidth: fill === ring ? 0 : 2,
          color: { background: fill, border: ring, highlight: { background: fill, border: text } },
        })),
      )
      return !isWhole
    }
  }

  return {
    begin,
    fit,
    zoom: (factor) => network.moveTo({ scale: network.getScale() * factor, animation: false }),
    canvas: () => container.querySelector('canvas'),
    destroy: () => network.destroy(),
  }
}
