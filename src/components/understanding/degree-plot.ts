/** Degree distributions on logarithmic axes: dots for what is exactly so, a line through bins that double in width. Pure. */
import type { DegreeDistribution } from '../../model/host-spread'
import { logAxis } from './log-axis'
import type { LogAxis } from './log-axis'

export interface DegreeSeries {
  key: string
  name: string
  /** Of its colour. */
  slot: number
  distribution: DegreeDistribution
}

/** `perDegree`: nodes for each degree of the bin, on average. */
export interface DegreeBin {
  from: number
  /** Included. */
  to: number
  nodes: number
  perDegree: number
}

/** 1, 2–3, 4–7, …: all nodes with a degree above 0, in the bins that have some. */
export function logBins({ degrees, nodes }: DegreeDistribution): DegreeBin[] {
  const byPower = new Map<number, number>()
  degrees.forEach((degree, at) => {
    if (degree === 0) return
    const power = Math.floor(Math.log2(degree))
    byPower.set(power, (byPower.get(power) ?? 0) + (nodes[at] ?? 0))
  })
  return [...byPower].map(([power, count]) => {
    const from = 2 ** power
    return { from, to: 2 * from - 1, nodes: count, perDegree: count / from }
  })
}

/** Nodes without any such edge. */
export const nodesWithout = ({ degrees, nodes }: DegreeDistribution) =>
  degrees[0] === 0 ? (nodes[0] ?? 0) : 0

/** The degree of the node in the middle of all; of an even number, of the lower of the two. */
export function medianDegree({ degrees, nodes }: DegreeDistribution): number {
  const total = nodes.reduce((sum, count) => sum + count, 0)
  let upTo = 0
  for (const [at, count] of nodes.entries()) {
    upTo += count
    if (2 * upTo >= total) return degrees[at] ?? 0
  }
  return 0
}

export function meanDegree({ degrees, nodes }: DegreeDistribution): number {
  const total = nodes.reduce((sum, count) => sum + count, 0)
  return total === 0 ? 0 : degrees.reduce((sum, degree, at) => sum + degree * (nodes[at] ?? 0), 0) / total
}

export interface DrawnSeries extends DegreeSeries {
  dots: { x: number; y: number }[]
  /** An SVG path; empty where there is nothing. */
  line: string
  corners: { x: number; y: number }[]
}

export interface DegreePlot {
  height: number
  plot: { left: number; right: number; top: number; bottom: number }
  across: LogAxis
  up: LogAxis
  series: DrawnSeries[]
}

const round = (value: number) => Math.round(value * 2) / 2

/** Dots that would fall on one another are drawn once. */
function dotsOf({ degrees, nodes }: DegreeDistribution, across: LogAxis, up: LogAxis) {
  const places = new Map<string, { x: number; y: number }>()
  degrees.forEach((degree, at) => {
    if (degree === 0) return
    const dot = { x: round(across.place(degree)), y: round(up.place(nodes[at] ?? 1)) }
    places.set(`${dot.x} ${dot.y}`, dot)
  })
  return [...places.values()]
}

/** The greatest number of nodes that have one degree above 0. */
const mostAlike = ({ degrees, nodes }: DegreeDistribution) =>
  nodes.reduce((most, count, at) => (degrees[at] === 0 ? most : Math.max(most, count)), 1)

/** `width`: of the whole, in pixels. */
export function layOutDegrees(series: readonly DegreeSeries[], width: number): DegreePlot {
  const height = Math.round(Math.min(420, Math.max(240, width * 0.5)))
  const plot = { left: 52, right: width - 24, top: 10, bottom: height - 48 }
  const binned = series.map((one) => ({ one, bins: logBins(one.distribution) }))
  const bins = binned.flatMap((one) => one.bins)
  const mostDegree = Math.max(10, ...series.map(({ distribution }) => distribution.degrees.at(-1) ?? 0))
  const mostNodes = Math.max(1, ...series.map(({ distribution }) => mostAlike(distribution)))
  const leastNodes = Math.min(1, ...bins.map(({ perDegree }) => perDegree))
  const across = logAxis(1, mostDegree, plot.left, plot.right)
  const up = logAxis(leastNodes, mostNodes, plot.bottom, plot.top)
  const drawn = binned.map(({ one, bins }) => {
    const corners = bins.map(({ from, to, perDegree }) => ({
      x: round(across.place(Math.sqrt(from * to))),
      y: round(up.place(perDegree)),
    }))
    const line = corners.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('')
    return { ...one, corners, line, dots: dotsOf(one.distribution, across, up) }
  })
  return { height, plot, across, up, series: drawn }
}
