/** The packed topology under the host's own numbers, against the plain way to it. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { topologyFromPairs } from '../../../src/grandiso/csr'
import { numberByDegree, renumberPairs } from '../../../src/grandiso/number-by-degree'
import { numberTopology } from '../../../src/hosts/renumber'
import { unpackTopology } from '../../../src/model/topology-blob'

it('is the topology of the renumbered pairs', () => {
  const graph = fc.nat(9).chain((nodeCount) =>
    fc.record({
      nodeCount: fc.constant(nodeCount + 1),
      pairs: fc.array(fc.tuple(fc.nat(nodeCount), fc.nat(nodeCount)), { maxLength: 40 }),
      directed: fc.boolean(),
    }),
  )
  fc.assert(
    fc.property(graph, ({ nodeCount, pairs, directed }) => {
      const file = {
        sources: Uint32Array.from(pairs, ([source]) => source),
        targets: Uint32Array.from(pairs, ([, target]) => target),
      }
      const { indexOfNode } = numberByDegree(nodeCount, file)
      const numbered = numberTopology(nodeCount, directed, file)
      expect(numbered.indexOfNode).toEqual(indexOfNode)
      expect(Array.from(numbered.nodeOfIndex, (node) => indexOfNode[node])).toEqual([...indexOfNode.keys()])
      const expected = topologyFromPairs(nodeCount, directed, renumberPairs(file, indexOfNode))
      expect(unpackTopology(numbered.topology)).toEqual(expected)
      const keys = pairs.map(([a, b]) => (directed ? [a, b] : [Math.min(a, b), Math.max(a, b)]).join())
      expect(numbered.distinctEdgeCount).toBe(new Set(keys).size)
    }),
  )
})
