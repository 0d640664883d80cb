/** A picture of up to some thousands of nodes through vis-network: no physics, places are given; lines are not drawn
 *  while the picture is moved. */
import { DataSet, Network } from './vis-graph'

export interface UnionPicture {
  /** `size`: radius. Without a label only its title tells it. */
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
  show(picture: UnionPicture): void
  fit(): void
  zoom(factor: number): void
  /** What is on screen. */
  canvas(): HTMLCanvasElement | null
  destroy(): void
}

const arrowsUpTo = 4_000

/** `onNode`: a node was pressed, or (null) the ground. */
export function createUnionView(container: HTMLElement, onNode: (node: number | null) => void): UnionView {
  const token = (name: string) => getComputedStyle(container).getPropertyValue(`--${name}`).trim()
  const network = new Network(
    container,
    { nodes: [], edges: [] },
    {
      physics: false,
      layout: { improvedLayout: false },
      interaction: {
        keyboard: false,
        hover: false,
        hideEdgesOnDrag: true,
        hideEdgesOnZoom: true,
        tooltipDelay: 150,
      },
      nodes: { shape: 'dot', borderWidth: 2, shadow: false },
      edges: { smooth: false, selectionWidth: 2, hoverWidth: 0 },
    },
  )
  container.querySelector('.vis-network')?.setAttribute('tabindex', '-1')
  network.on('click', ({ nodes }: { nodes: number[] }) => onNode(nodes[0] ?? null))
  network.on('resize', () => queueMicrotask(() => network.fit({ animation: false })))

  function show({ nodes, edges, isDirected }: UnionPicture): void {
    const [motif, other, text, face] = [token('edge'), token('edge-faint'), token('text'), token('font')]
    const isSmall = edges.length <= arrowsUpTo
    network.setOptions({
      interaction: { hideEdgesOnDrag: !isSmall, hideEdgesOnZoom: !isSmall },
      edges: { arrows: { to: { enabled: isDirected && isSmall, scaleFactor: 0.4 } } },
    })
    network.setData({
      nodes: new DataSet(
        nodes.map(({ id, label, title, fill, ring, size, x, y }) => ({
          id,
          title,
          size,
          x,
          y,
          ...(label === '' ? {} : { label }),
          color: { background: fill, border: ring, highlight: { background: fill, border: text } },
          font: { color: text, size: 12, face, vadjust: -2 },
        })),
      ),
      edges: new DataSet(
        edges.map(({ id, from, to, isMotif }) => ({
          id,
          from,
          to,
          width: isMotif ? 1.2 : 0.6,
          color: { color: isMotif ? motif : other, opacity: isMotif ? 0.8 : 0.45, highlight: motif },
        })),
      ),
    })
    network.fit({ animation: false })
  }

  return {
    show,
    fit: () => network.fit({ animation: false }),
    zoom: (factor) => network.moveTo({ scale: network.getScale() * factor, animation: false }),
    canvas: () => container.querySelector('canvas'),
    destroy: () => network.destroy(),
  }
}
