/** The pure parts of the result's pictures: bins, orders of a matrix, places of a graph, files. */
import { describe, expect, it } from 'vitest'
import { cellAt, matrixScene, wholeMatrix, zoomed } from '../../../src/components/results/draw-matrix'
import { layOutSubgraph } from '../../../src/components/results/layout-subgraph'
import { orderNodes } from '../../../src/components/results/matrix-order'
import { graphWords, onlyRole } from '../../../src/components/results/union-words'
import { barsSvg, xmlText } from '../../../src/components/results/write-figure'
import type { ResultSubgraph } from '../../../src/scripting/result-types'
import { splitColumns, splitFilters } from '../../../src/scripting/rows/filter-shapes'
import { joinFilters } from '../../../src/scripting/rows/write-row-filter'
import { binEdges } from '../../../src/tables/histogram-steps'

const graphOf = (size: number, pairs: [number, number][]): ResultSubgraph => ({
  nodes: Array.from({ length: size }, (_, at) => ({
    id: `n${at}`,
    counts: [at % 2, 1 - (at % 2)],
    value: null,
  })),
  edges: pairs.map(([source, target]) => ({ source, target, count: 1, rows: source % 2 })),
  rowCount: 3,
  isDirected: true,
})
const lay = (graph: ResultSubgraph) => {
  const layout = layOutSubgraph(graph.nodes.length, graph.edges)
  let rounds = 0
  while (layout.step()) if (++rounds > 1_000) throw new Error('It does not come to an end.')
  return layout.places
}

describe('binEdges', () => {
  it('covers every value with round bins of one width', () => {
    expect(binEdges(0, 10, 5, false)).toEqual([0, 2, 4, 6, 8, 10, 12])
    expect(binEdges(1, 3, 30, true)).toEqual([1, 2, 3, 4])
    expect(binEdges(0.1, 0.3, 2, false)).toEqual([0.1, 0.2, 0.3, 0.4])
    for (const [low, high] of [
      [5, 5],
      [-3, -3],
      [0, 0],
      [-1e300, 1e300],
      [1e-9, 2e-9],
      [123456.7, 123456.9],
    ] as const) {
      // prettier-ignore
      const edges = binEdges(low, high, 30, false)
      expect(edges[0]).toBeLessThanOrEqual(low)
      expect(edges.at(-1)).toBeGreaterThan(high)
      expect(edges.every((edge, at) => at === 0 || edge > edges[at - 1]!)).toBe(true)
      expect(edges.length).toBeLessThan(125)
    }
  })
})

describe('filters in an address', () => {
  it('come apart as they were put together', () => {
    const filters = [
      'A = "1 and 2" or B = 2',
      'A.size >= 1 and A.size < 3',
      '(A -> B).weight > 2',
      'C in ["x", "y"]',
    ]
    expect(splitFilters(joinFilters(filters))).toEqual(filters)
    expect(splitFilters('A = 1 or B = 2')).toEqual(['A = 1 or B = 2'])
    expect(splitFilters('')).toEqual([])
    expect(splitColumns('A.size, B["a, b"], (A -> B).weight')).toEqual([
      'A.size',
      'B["a, b"]',
      '(A -> B).weight',
    ])
  })
})

describe('the order of a matrix', () => {
  it('puts communities together, and hubs first', () => {
    const ring = (from: number) => [0, 1, 2, 3].flatMap((i) => [0, 1, 2, 3].filter((j) => j !== i).map((j): [number, number] => [from + 2 * i, from + 2 * j])) // prettier-ignore
    const graph = graphOf(8, [...ring(0), ...ring(1), [0, 1]])
    const order = orderNodes(graph, 'cluster')
    expect(new Set(order.slice(0, 4).map((at) => at % 2)).size).toBe(1)
    expect([...order].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(orderNodes(graph, 'degree')[0]).toBe(0)
    expect(orderNodes(graph, 'motif node').map((at) => at % 2)).toEqual([1, 1, 1, 1, 0, 0, 0, 0])
  })

  it('finds the cell under a point at any zoom', () => {
    const view = wholeMatrix(10, 400, 300)
    const closer = zoomed(view, 3, 100, 100)
    for (const at of [view, closer])
      expect(cellAt(10, at, at.left + 2.5 * at.scale, at.top + 7.5 * at.scale)).toEqual({ row: 7, column: 2 })
    expect(cellAt(10, view, 0, 0)).toBeNull()
    expect(cellAt(10, closer, 100, 100)).toEqual(cellAt(10, view, 100, 100))
  })

  it('shows both directions of an undirected edge', () => {
    const scene = matrixScene({ ...graphOf(3, [[0, 2]]), isDirected: false }, [2, 1, 0])
    expect([...scene.rows, ...scene.columns]).toEqual([2, 0, 0, 2])
  })
})

describe('layOutSubgraph', () => {
  it('is the same each time, finite, and puts neighbours nearer than strangers', () => {
    const clique = (from: number) => [0, 1, 2, 3, 4].flatMap((i) => [0, 1, 2, 3, 4].filter((j) => j > i).map((j): [number, number] => [from + i, from + j])) // prettier-ignore
    const graph = graphOf(10, [...clique(0), ...clique(5), [4, 5]])
    const places = lay(graph)
    expect([...places]).toEqual([...lay(graph)])
    expect(places.every(Number.isFinite)).toBe(true)
    const gap = (a: number, b: number) => Math.hypot(places[2 * a]! - places[2 * b]!, places[2 * a + 1]! - places[2 * b + 1]!) // prettier-ignore
    const mean = (gaps: number[]) => gaps.reduce((sum, one) => sum + one, 0) / gaps.length
    const within = mean(clique(0).map(([a, b]) => gap(a, b)))
    const across = mean([0, 1, 2, 3].flatMap((a) => [6, 7, 8, 9].map((b) => gap(a, b))))
    expect(across).toBeGreaterThan(1.5 * within)
    expect(lay(graphOf(1, [[0, 0]])).length).toBe(2)
  })
})

describe('words and files', () => {
  it('say what a picture shows', () => {
    const graph = graphOf(4, [[0, 1], [1, 2]]) // prettier-ignore
    expect(graphWords(graph, ['A', 'B'])).toBe('3 rows put together: 4 host nodes (A 2, B 2), 2 edges among them, 1 of the motif; 17 % of all pairs.') // prettier-ignore
    expect(onlyRole(graph.nodes[0]!, ['A', 'B'])).toBe('B')
    expect(onlyRole({ id: 'x', counts: [1, 2], value: null }, ['A', 'B'])).toBeNull()
  })

  it('write text into SVG as text', () => {
    expect(xmlText('<a href="x">&\u0000\ud800')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;')
    const colours = { bar: '#000', faint: '#aaa', text: '#000', line: '#000', background: '#fff' }
    const svg = barsSvg('<script>', [{ label: '1', count: 3, isFaint: false }], colours)
    expect(svg).toContain('&lt;script&gt;')
    expect(svg).not.toContain('<script>')
  })
})
