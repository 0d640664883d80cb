import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layOutNodes } from '../../../../src/components/motif/motif-layout'

const distance = (places: Map<string, { x: number; y: number }>, a: string, b: string) =>
  Math.hypot(places.get(a)!.x - places.get(b)!.x, places.get(a)!.y - places.get(b)!.y)

describe('the drawing’s layout', () => {
  it('draws a triangle with equal sides', () => {
    const places = layOutNodes(
      ['A', 'B', 'C'],
      [
        ['A', 'B'],
        ['B', 'C'],
        ['A', 'C'],
      ],
    )
    expect(distance(places, 'A', 'B')).toBeCloseTo(distance(places, 'B', 'C'), -1)
  })

  it('leaves nodes where they were while another is typed', () => {
    const before = layOutNodes(['A', 'B'], [['A', 'B']])
    const after = layOutNodes(
      ['A', 'B', 'C'],
      [
        ['A', 'B'],
        ['B', 'C'],
      ],
      before,
    )
    expect(after.get('A')).toEqual(before.get('A'))
    expect(after.get('B')).toEqual(before.get('B'))
    expect(distance(after, 'B', 'C')).toBeGreaterThan(60)
  })

  it('does not draw a ring as the line it was before its last edge', () => {
    const names = ['A', 'B', 'C', 'D']
    const line: [string, string][] = [
      ['A', 'B'],
      ['B', 'C'],
      ['C', 'D'],
    ]
    const ring = layOutNodes(names, [...line, ['D', 'A']], layOutNodes(names, line))
    expect(distance(ring, 'D', 'A')).toBeLessThan(1.3 * distance(ring, 'A', 'B'))
  })

  it('gives every node of any graph a place, the same each time, none on top of another', () => {
    const graph = fc.integer({ min: 1, max: 9 }).chain((n) => {
      const names = Array.from({ length: n }, (_, i) => `n${i}`)
      const edge = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names))
      return fc.tuple(fc.constant(names), fc.array(edge, { maxLength: 20 }))
    })
    fc.assert(
      fc.property(graph, ([names, edges]) => {
        const places = layOutNodes(names, edges)
        expect(layOutNodes(names, edges)).toEqual(places)
        for (const { x, y } of places.values()) expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true)
        for (const [i, a] of names.entries())
          for (const b of names.slice(i + 1)) expect(distance(places, a, b)).toBeGreaterThan(20)
      }),
      { numRuns: 60 },
    )
  })
})
