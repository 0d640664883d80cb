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

  it('never moves a node that stands, whatever edges are typed, and gives new ones room near their neighbours', () => {
    const names = ['A', 'B', 'C', 'D']
    const line: [string, string][] = [
      ['A', 'B'],
      ['B', 'C'],
      ['C', 'D'],
    ]
    const before = layOutNodes(names, line)
    const ring = layOutNodes([...names, 'E'], [...line, ['D', 'A'], ['E', 'B']], before)
    for (const name of names) expect(ring.get(name)).toEqual(before.get(name))
    expect(distance(ring, 'E', 'B')).toBeLessThan(200)
    for (const name of names) expect(distance(ring, 'E', name)).toBeGreaterThan(60)
  })

  it('bends a chain that is typed node by node, so that the edge that closes it does not pass through a node', () => {
    const two = layOutNodes(['A', 'B'], [['A', 'B']])
    const three = layOutNodes(
      ['A', 'B', 'C'],
      [
        ['A', 'B'],
        ['B', 'C'],
      ],
      two,
    )
    const [a, b, c] = ['A', 'B', 'C'].map((name) => three.get(name)!)
    const area = Math.abs((b!.x - a!.x) * (c!.y - a!.y) - (c!.x - a!.x) * (b!.y - a!.y))
    expect(area / distance(three, 'A', 'C')).toBeGreaterThan(30)
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
