/** What is told of a motif's symmetry agrees with the list of its automorphisms. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listAutomorphisms, symmetryGroup } from '../../src/grandiso/symmetry'
import { motifs } from './grandiso-arbitraries'

test('the order counts the automorphisms, the orbits are where they lead', () => {
  fc.assert(
    fc.property(motifs({ isSymmetric: true }), fc.boolean(), (motif, undirected) => {
      const { order, orbits } = symmetryGroup(motif, { undirected })
      const all = listAutomorphisms(motif, 1000, { undirected }) ?? []
      expect(order).toBe(BigInt(all.length))
      const led = motif.nodes.map((_, node) =>
        [...new Set(all.map((permutation) => permutation[node] ?? -1))].sort((a, b) => a - b),
      )
      const expected = led.filter((orbit, node) => orbit.length > 1 && orbit[0] === node)
      expect(orbits).toEqual(expected)
    }),
    { seed: 20260402, numRuns: 400 },
  )
})
