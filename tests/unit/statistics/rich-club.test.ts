/** Rich-club coefficients against networkx's (tests/fixtures/statistics/make-rich-clubs.py), and of directed graphs
 *  against counting by hand. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { topologyFromPairs } from '../../../src/grandiso/csr'
import { richClub, richClubCoefficients, totalDegrees } from '../../../src/statistics/rich-club'

interface Known {
  name: string
  nodeCount: number
  edges: [number, number][]
  coefficients: number[]
}

const file = new URL('../../fixtures/statistics/rich-clubs.json', import.meta.url)
const { graphs } = JSON.parse(readFileSync(file, 'utf8')) as { graphs: Known[] }

const topologyOf = (nodeCount: number, edges: [number, number][], directed: boolean) =>
  topologyFromPairs(nodeCount, directed, {
    sources: Uint32Array.from(edges, ([source]) => source),
    targets: Uint32Array.from(edges, ([, target]) => target),
  })

describe('the rich-club coefficient', () => {
  it.each(graphs)('of undirected graphs is what networkx says, without normalising: $name', (known) => {
    const counted = richClubCoefficients(richClub(topologyOf(known.nodeCount, known.edges, false)))
    expect(counted).toHaveLength(known.coefficients.length)
    known.coefficients.forEach((coefficient, k) => expect(counted[k]).toBeCloseTo(coefficient, 12))
  })

  it('of directed graphs is the density among nodes whose edges in and out are more than k', () => {
    // 0 ⇄ 1, 0 → 2, 1 → 2, 2 → 3, 3 → 0; a loop at 3 and the isolated node 4. Degrees 4, 3, 3, 2, 0.
    const edges: [number, number][] = [
      [0, 1],
      [1, 0],
      [0, 2],
      [1, 2],
      [2, 3],
      [3, 0],
      [3, 3],
    ]
    const topology = topologyOf(5, edges, true)
    expect([...totalDegrees(topology)]).toEqual([4, 3, 3, 2, 0])
    const counted = richClub(topology)
    expect([...counted.nodes]).toEqual([4, 4, 3])
    expect([...counted.edges]).toEqual([6, 6, 4])
    expect([...richClubCoefficients(counted)]).toEqual([0.5, 0.5, 4 / 6])
  })

  it('has nothing to say of graphs without two nodes of any degree', () => {
    expect([...richClub(topologyOf(3, [], true)).nodes]).toEqual([])
    expect([...richClub(topologyOf(0, [], true)).nodes]).toEqual([])
  })
})
