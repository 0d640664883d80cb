/** The door to vis-network: a small picture of nodes and edges on a canvas, in the page's colours. Loaded lazily, when
 *  the first drawing is shown. It lays out nothing itself: whoever calls says where nodes stand. */
import { DataSet, Network } from 'vis-network/standalone'
import type { Point } from '../motif/motif-layout'

/** For `vis-union.ts`, which draws more with less. */
export { DataSet, Network }

export interface PictureNode {
  id: string
  label: string
  /** Explains the node when pointed at. */
  title: string
  slot: number
  tint: number | undefined
  place: Point
}

export interface PictureEdge {
  id: string
  from: string
  to: string
  kind: 'required' | 'forbidden' | 'other'
  /** How the far end looks: an arrow, a bar for inhibition, a filled triangle for excitation, nothing if undirected. */
  end: 'arrow' | 'bar' | 'triangle' | 'none'
  label: string
  isCurved: boolean
}

export interface Picture {
  nodes: PictureNode[]
  edges: PictureEdge[]
}

export interface GraphView {
  show: (picture: Picture) => void
  fit: () => void
  destroy: () => void
}

const isMotionReduced = () => matchMedia('(prefers-reduced-motion: reduce)').matches

function colourReader(container: HTMLElement): (token: string) => string {
  const style = getComputedStyle(container)
  return (token) => style.getPropertyValue(`--${token}`).trim()
}

function nodeOptions(
  { id, label, title, slot, tint, place }: PictureNode,
  colour: (token: string) => string,
) {
  const colours = { border: colour(`node-${slot}`), background: colour(`tint-${tint ?? 'none'}`) }
  return {
    id,
    label,
    title,
    ...place,
    shape: 'circle',
    borderWidth: 3,
    borderWidthSelected: 4,
    margin: { top: 8, right: 8, bottom: 8, left: 8 },
    color: { ...colours, highlight: colours, hover: colours },
    font: { color: colour('text'), size: label.length > 2 ? 13 : 18, face: colour('font'), multi: false },
    widthConstraint: { minimum: 22, maximum: 110 },
  }
}

const edgeTokens = { required: 'edge', forbidden: 'edge-forbidden', other: 'edge-faint' }

function edgeOptions(
  { id, from, to, kind, end, label, isCurved }: PictureEdge,
  colour: (token: string) => string,
) {
  const line = colour(edgeTokens[kind])
  return {
    id,
    from,
    to,
    label,
    width: kind === 'other' ? 1 : 2,
    selectionWidth: 0,
    dashes: kind === 'forbidden' ? [6, 5] : false,
    color: { color: line, highlight: line, hover: line, inherit: false as const },
    arrows: { to: { enabled: end !== 'none', type: end === 'none' ? 'arrow' : end, scaleFactor: 0.8 } },
    smooth: isCurved
      ? { enabled: true, type: 'curvedCW', roundness: 0.22 }
      : { enabled: false, type: 'continuous', roundness: 0 },
    selfReference: { size: 18, angle: Math.PI / 4, renderBehindTheNode: true },
    font: {
      color: colour(kind === 'forbidden' ? 'edge-forbidden' : 'text-quiet'),
      size: 12,
      face: colour('font'),
      background: colour('surface'),
      strokeWidth: 0,
      align: 'horizontal',
    },
  }
}

/** The part of a DataSet that a layer needs. */
interface Changeable<Item> {
  remove(ids: string[]): unknown
  update(items: Item[]): unknown
}

/** One kind of element on the canvas. vis-network draws all anew at each call that changes something, so it is told
 *  only what looks otherwise than when it was last put. */
function createLayer<Item extends { id: string }>(data: Changeable<Item>) {
  const looks = new Map<string, string>()
  return {
    keepOnly(isKept: (id: string) => boolean): void {
      const gone = [...looks.keys()].filter((id) => !isKept(id))
      for (const id of gone) looks.delete(id)
      if (gone.length > 0) data.remove(gone)
    },
    put(items: Item[]): void {
      const changed = items.filter((item) => looks.get(item.id) !== JSON.stringify(item))
      for (const item of changed) looks.set(item.id, JSON.stringify(item))
      if (changed.length > 0) data.update(changed)
    },
  }
}

/** A living picture in `container`. `onMove` tells where a node was dragged to. */
export function createGraphView(
  container: HTMLElement,
  onMove: (node: string, place: Point) => void,
): GraphView {
  const nodes = new DataSet<ReturnType<typeof nodeOptions>>([])
  const edges = new DataSet<ReturnType<typeof edgeOptions>>([])
  const [nodeLayer, edgeLayer] = [createLayer(nodes), createLayer(edges)]
  const network = new Network(
    container,
    { nodes, edges },
    {
      physics: false,
      layout: { randomSeed: 1 },
      interaction: { hover: false, keyboard: false, tooltipDelay: 200, multiselect: false },
    },
  )
  // The canvas answers no key, so keys pass it by.
  container.querySelector('.vis-network')?.setAttribute('tabindex', '-1')
  const fit = (animation: boolean) =>
    network.fit({
      maxZoomLevel: 1.15,
      animation: animation && !isMotionReduced() ? { duration: 160, easingFunction: 'easeOutQuad' } : false,
    })
  network.on('dragEnd', ({ nodes: dragged }: { nodes: string[] }) => {
    const moved = network.getPositions(dragged)
    for (const [node, place] of Object.entries(moved)) onMove(node, place)
  })
  // Once this event is told, vis-network brings the old camera back; only then can the new one be set.
  network.on('resize', () => queueMicrotask(() => fit(false)))

  /** Whether the drawing's extent changes by more than the user's own dragging. */
  function changesExtent(picture: Picture): boolean {
    if (nodes.length !== picture.nodes.length) return true
    return picture.nodes.some(({ id, place }) => {
      if (!nodes.get(id)) return true
      const { x, y } = network.getPosition(id)
      return Math.abs(x - place.x) > 1 || Math.abs(y - place.y) > 1
    })
  }

  function show(picture: Picture): void {
    const colour = colourReader(container)
    const mustFit = changesExtent(picture)
    const isFirst = nodes.length === 0
    const keptNodes = new Set(picture.nodes.map(({ id }) => id))
    const keptEdges = new Set(picture.edges.map(({ id }) => id))
    // vis-network keeps a label that is taken away, so such an edge is made anew.
    const bare = new Set(picture.edges.filter(({ label }) => label === '').map(({ id }) => id))
    const isLabelled = (id: string) => (edges.get(id)?.label ?? '') !== ''
    edgeLayer.keepOnly((id) => keptEdges.has(id) && !(bare.has(id) && isLabelled(id)))
    nodeLayer.keepOnly((id) => keptNodes.has(id))
    nodeLayer.put(picture.nodes.map((node) => nodeOptions(node, colour)))
    edgeLayer.put(picture.edges.map((edge) => edgeOptions(edge, colour)))
    if (mustFit) fit(!isFirst)
  }

  return { show, fit: () => fit(true), destroy: () => network.destroy() }
}
