/** Scrolling through more rows than a browser can make an element high: positions in the rows (virtual) against the
 *  scroll bar's positions (physical). Near both ends the two move together, in between the scroll bar covers more
 *  ground. Pure. */

/** Engines clip elements somewhere above 17 million pixels. */
export const maxPhysicalHeight = 8_000_000
const sameSpeedHeight = 200_000

export interface ScrollScale {
  /** The furthest positions: height of all rows, or of the element, less one screen. */
  virtualEnd: number
  physicalEnd: number
}

/** The scale for rows of this height in a viewport. */
export function scaleOf(contentHeight: number, viewportHeight: number): ScrollScale {
  return {
    virtualEnd: Math.max(0, contentHeight - viewportHeight),
    physicalEnd: Math.max(0, Math.min(contentHeight, maxPhysicalHeight) - viewportHeight),
  }
}

const isOneToOne = ({ virtualEnd, physicalEnd }: ScrollScale) => virtualEnd === physicalEnd

function interpolate(value: number, from: [number, number], to: [number, number]): number {
  return to[0] + ((value - from[0]) * (to[1] - to[0])) / (from[1] - from[0])
}

function middles({ virtualEnd, physicalEnd }: ScrollScale): {
  physical: [number, number]
  virtual: [number, number]
} {
  return {
    physical: [sameSpeedHeight, physicalEnd - sameSpeedHeight],
    virtual: [sameSpeedHeight, virtualEnd - sameSpeedHeight],
  }
}

/** Where in the rows the scroll bar's position is. Rises with `physical`; maps 0 and the end to 0 and the end. */
export function virtualFromPhysical(scale: ScrollScale, physical: number): number {
  const position = Math.min(Math.max(0, physical), scale.physicalEnd)
  const { physical: middle, virtual } = middles(scale)
  if (isOneToOne(scale) || position <= middle[0]) return position
  if (position >= middle[1]) return scale.virtualEnd - (scale.physicalEnd - position)
  return interpolate(position, middle, virtual)
}

/** The inverse of `virtualFromPhysical`. */
export function physicalFromVirtual(scale: ScrollScale, virtual: number): number {
  const position = Math.min(Math.max(0, virtual), scale.virtualEnd)
  const { physical, virtual: middle } = middles(scale)
  if (isOneToOne(scale) || position <= middle[0]) return position
  if (position >= middle[1]) return scale.physicalEnd - (scale.virtualEnd - position)
  return interpolate(position, middle, physical)
}

/** Where in the rows a scroll leads: a short way (a wheel, a finger) moves the rows by the same way, a long one (the
 *  scroll bar's handle) goes where the handle is. */
export function followScroll(
  scale: ScrollScale,
  before: { virtual: number; physical: number },
  physical: number,
  viewportHeight: number,
): number {
  const way = physical - before.physical
  const isShort = Math.abs(way) < viewportHeight && physical > 0 && physical < scale.physicalEnd
  if (!isShort) return virtualFromPhysical(scale, physical)
  return Math.min(Math.max(0, before.virtual + way), scale.virtualEnd)
}

export interface RowWindow {
  first: number
  /** Exclusive. */
  end: number
  /** Pixels above the first row, in the element. */
  top: number
}

const overscan = 8

/** Which rows to draw, and where, when the screen shows the rows from `virtual` on. */
export function windowOfRows(
  { virtual, physical }: { virtual: number; physical: number },
  rowCount: number,
  rowHeight: number,
  viewportHeight: number,
): RowWindow {
  const first = Math.max(0, Math.floor(virtual / rowHeight) - overscan)
  const end = Math.min(rowCount, Math.ceil((virtual + viewportHeight) / rowHeight) + overscan)
  return { first: Math.min(first, end), end, top: Math.max(0, physical - (virtual - first * rowHeight)) }
}
