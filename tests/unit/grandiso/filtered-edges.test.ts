/** Several filters on the edges between two motif nodes, against the oracle. */
import { describe, expect, it } from 'vitest'
import type { PlainGraph } from '../../../src/grandiso/verify'
import { verifyMatches } from '../../../src/grandiso/verify'
import { motifFrom } from './motif-text'
import { randomNumbers } from './random-host'
import { findInMemory } from './search-in-memory'

const asSet = (rows: string[][]) => rows.map((row) => row.join()).sort()
const options = { ignoreDirection: false, induced: false }

function randomGraph(nodeCount: number, edgeCount: number, seed: number): PlainGraph {
  const random = randomNumbers(seed)
  return {
    directed: true,
    nodes: Array.from({ length: nodeCount }, (_, node) => ({ id: `n${node}`, attrs: {} })),
    edges: Array.from({ length: edgeCount }, () => ({
      source: `n${random(nodeCount)}`,
      target: `n${random(nodeCount)}`,
      attrs: { k: 'xyz'[random(3)]! },
    })),
  }
}

describe('edges there and back', () => {
  it.each([
    'A -> B [k = x]\nB -> A [k = y]\nB -> C',
    'A -> B [k = x]\nB -> A [k = y]\nC -> B [k = z]\nB -> C [k = x]',
    'A -> B [k != x]\nB -> A\nB -> C\nC -> B [k != y]\nA !> C [k = z]',
  ])('keep their own filters: %j', (text) => {
    const graph = randomGraph(12, 110, 4)
    const motif = motifFrom(text)
    const expected = asSet(verifyMatches(graph, motif, options))
    expect(expected.length).toBeGreaterThan(0)
    expect(asSet(findInMemory(graph, motif))).toEqual(expected)
  })

  it('may be filtered twice where direction does not count, also around a hub', () => {
    const spokes = Array.from({ length: 80 }, (_, node) => `s${node}`)
    const edge = (target: string, k: string) => ({ source: 'hub', target, attrs: { k } })
    const graph: PlainGraph = {
      directed: true,
      nodes: ['hub', ...spokes].map((id) => ({ id, attrs: {} })),
      edges: [...spokes.map((spoke) => edge(spoke, 'x')), edge('s7', 'y'), edge('s60', 'y')],
    }
    const motif = motifFrom('A -> B [k = x]\nB -> A [k = y]')
    const rows = findInMemory(graph, motif, { ignoreDirection: true })
    expect(asSet(rows)).toEqual(['hub,s60', 'hub,s7', 's60,hub', 's7,hub'])
    expect(asSet(rows)).toEqual(asSet(verifyMatches(graph, motif, { ...options, ignoreDirection: true })))
  })
})

describe('forbidden edges of two relation types', () => {
  it('forbid separately', () => {
    const graph = randomGraph(8, 40, 2)
    for (const text of ['A -> B\nB !> A [k != x]\nB !| A [k != y]', 'A -> B\nB !> A [k = x]\nB !| A']) {
      const motif = motifFrom(text)
      const expected = asSet(verifyMatches(graph, motif, options))
      expect(expected.length).toBeGreaterThan(0)
      expect(asSet(findInMemory(graph, motif))).toEqual(expected)
    }
  })
})
