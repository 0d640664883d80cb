/** Host graphs as rectangles, unique sources wide and unique targets high, on logarithmic axes: where everything stands.
 *  Pure. */
import { logAxis } from './log-axis'
import type { LogAxis } from './log-axis'

export interface DrawnHost {
  id: string
  name: string
  sources: number
  targets: number
  density: number
  /** Of its colour. */
  slot: number
}

export interface HostBox extends DrawnHost {
  x: number
  y: number
  width: number
  height: number
  /** Opacity: the denser, the darker. */
  shade: number
  label: { x: number; y: number; isAtStart: boolean }
}

export interface HostsFigure {
  height: number
  plot: { left: number; right: number; top: number; bottom: number }
  across: LogAxis
  up: LogAxis
  /** The largest first, so that the others lie on it. */
  boxes: HostBox[]
}

const margins = { left: 52, right: 24, top: 10, bottom: 48 }
const [lineHeight, letterWidth] = [14, 6.6]

/** From the palest at one edge in a million possible to the darkest at all of them. */
export function shadeOf(density: number): number {
  const share = density > 0 ? Math.min(1, Math.max(0, (Math.log10(density) + 6) / 6)) : 0
  return 0.08 + 0.5 * share
}

interface Extent {
  left: number
  right: number
  top: number
}

const overlaps = (a: Extent, b: Extent) =>
  a.left < b.right && b.left < a.right && Math.abs(a.top - b.top) < 2 * lineHeight

/** A label of two lines at the upper right corner of its rectangle, or further down where another is in the way. */
function placeLabel(
  box: Omit<HostBox, 'label'>,
  { left, bottom }: HostsFigure['plot'],
  taken: Extent[],
): HostBox['label'] {
  const width = letterWidth * Math.max(box.name.length, 16)
  const isAtStart = box.x + box.width - width - 6 < left
  const x = isAtStart ? left + 6 : box.x + box.width - 6
  const extentAt = (top: number) => ({
    left: isAtStart ? x : x - width,
    right: isAtStart ? x + width : x,
    top,
  })
  let top = box.y + lineHeight
  while (taken.some((other) => overlaps(extentAt(top), other)) && top + 2 * lineHeight < bottom)
    top += lineHeight / 2
  taken.push(extentAt(top))
  return { x, y: top, isAtStart }
}

/** Hosts without edges have no rectangle. `width`: of the whole, in pixels. */
export function layOutHosts(hosts: readonly DrawnHost[], width: number): HostsFigure {
  const height = Math.round(Math.min(520, Math.max(280, width * 0.62)))
  const plot = {
    left: margins.left,
    right: width - margins.right,
    top: margins.top,
    bottom: height - margins.bottom,
  }
  const drawn = hosts.filter(({ sources, targets }) => sources > 0 && targets > 0)
  const most = (of: 'sources' | 'targets') => Math.max(10, ...drawn.map((host) => host[of]))
  const across = logAxis(1, most('sources'), plot.left, plot.right)
  const up = logAxis(1, most('targets'), plot.bottom, plot.top)
  const taken: Extent[] = []
  const area = ({ sources, targets }: DrawnHost) => sources * targets
  const boxes = drawn
    .toSorted((a, b) => area(b) - area(a))
    .map((host) => {
      const [right, y] = [across.place(host.sources), up.place(host.targets)]
      const box = {
        ...host,
        x: plot.left,
        y,
        width: Math.max(1, right - plot.left),
        height: Math.max(1, plot.bottom - y),
        shade: shadeOf(host.density),
      }
      return { ...box, label: placeLabel(box, plot, taken) }
    })
  return { height, plot, across, up, boxes }
}
