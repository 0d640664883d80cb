import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  followScroll,
  maxPhysicalHeight,
  physicalFromVirtual,
  scaleOf,
  virtualFromPhysical,
  windowOfRows,
} from '../../../../src/components/ui/scaled-scroll'

const viewport = 600
const scales = fc.integer({ min: 0, max: 3_000_000_000 }).map((height) => scaleOf(height, viewport))

describe('scrolling through more rows than an element can be high', () => {
  it('is plain scrolling below the ceiling', () => {
    const scale = scaleOf(maxPhysicalHeight, viewport)
    expect(virtualFromPhysical(scale, 1234.5)).toBe(1234.5)
  })

  it('reaches both ends, rises everywhere, and comes back', () => {
    fc.assert(
      fc.property(
        scales,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (scale, a, b) => {
          expect(virtualFromPhysical(scale, 0)).toBe(0)
          expect(virtualFromPhysical(scale, scale.physicalEnd)).toBe(scale.virtualEnd)
          const [low, high] = [Math.min(a, b) * scale.physicalEnd, Math.max(a, b) * scale.physicalEnd]
          expect(virtualFromPhysical(scale, low)).toBeLessThanOrEqual(virtualFromPhysical(scale, high))
          expect(physicalFromVirtual(scale, virtualFromPhysical(scale, low))).toBeCloseTo(low, 3)
        },
      ),
    )
  })

  it('shows every row to a wheel, also among a hundred million', () => {
    const scale = scaleOf(100_000_000 * 26, viewport)
    let place = { virtual: 1e9, physical: physicalFromVirtual(scale, 1e9) }
    for (let turn = 0; turn < 50; turn++) {
      const physical = place.physical + 100
      const virtual = followScroll(scale, place, physical, viewport)
      expect(virtual - place.virtual).toBeCloseTo(100, 3)
      // When the wheel rests, the handle is put back to where the rows are.
      place = { virtual, physical: physicalFromVirtual(scale, virtual) }
    }
  })

  it('takes the scroll bar’s handle anywhere at once', () => {
    const scale = scaleOf(100_000_000 * 26, viewport)
    const virtual = followScroll(scale, { virtual: 0, physical: 0 }, scale.physicalEnd / 2, viewport)
    expect(virtual).toBeCloseTo(scale.virtualEnd / 2, 0)
    expect(followScroll(scale, { virtual: 5, physical: 5 }, scale.physicalEnd, viewport)).toBe(
      scale.virtualEnd,
    )
  })

  it('draws the rows on screen and a few more, at their place', () => {
    const rows = windowOfRows({ virtual: 2600, physical: 2600 }, 1000, 26, viewport)
    expect(rows.first).toBeLessThanOrEqual(100)
    expect(rows.end).toBeGreaterThanOrEqual(124)
    expect(rows.end - rows.first).toBeLessThan(60)
    expect(rows.top).toBe(rows.first * 26)
    expect(windowOfRows({ virtual: 0, physical: 0 }, 3, 26, viewport)).toEqual({ first: 0, end: 3, top: 0 })
    expect(windowOfRows({ virtual: 0, physical: 0 }, 0, 26, viewport)).toEqual({ first: 0, end: 0, top: 0 })
  })
})
