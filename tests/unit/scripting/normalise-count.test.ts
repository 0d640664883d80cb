import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logTupleCount, normaliseCount } from '../../../src/scripting/normalise-count'

const plain = { motifNodeCount: 3, symmetryCount: 1 }

describe('a count by the size of its host graph', () => {
  it('is divided by nodes, edges and ordered tuples of distinct nodes', () => {
    // 5·4·3 = 60 ways to choose three nodes in order.
    expect(normaliseCount(30, { nodeCount: 5, edgeCount: 12 }, plain)).toEqual({
      perNode: 6,
      perEdge: 2.5,
      perTuple: expect.closeTo(0.5, 12) as number,
    })
  })

  it('is 1 of the possible tuples in a complete graph, counted with or without symmetry', () => {
    const complete = { nodeCount: 7, edgeCount: 42 }
    expect(normaliseCount(7 * 6 * 5, complete, plain).perTuple).toBeCloseTo(1, 12)
    expect(normaliseCount(35, complete, { motifNodeCount: 3, symmetryCount: 6 }).perTuple).toBeCloseTo(1, 12)
  })

  it('has no value where there is nothing to divide by', () => {
    expect(normaliseCount(0, { nodeCount: 2, edgeCount: 0 }, plain)).toEqual({
      perNode: 0,
      perEdge: null,
      perTuple: null,
    })
  })

  it('stays a number for motifs with more tuples than a double can hold', () => {
    const { perTuple } = normaliseCount(10n ** 300n, { nodeCount: 1e6, edgeCount: 1 }, { motifNodeCount: 60, symmetryCount: 1 }) // prettier-ignore
    expect(perTuple).toBeGreaterThan(0)
    expect(Math.log10(perTuple ?? 0)).toBeCloseTo(300 - 360, 1)
  })

  it('agrees with multiplying out', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 8 }), (nodes, chosen) => {
        let product = 1
        for (let i = 0; i < chosen; i++) product *= nodes - i
        if (chosen > nodes) expect(logTupleCount(nodes, chosen)).toBe(-Infinity)
        else expect(Math.exp(logTupleCount(nodes, chosen)) / product).toBeCloseTo(1, 9)
      }),
    )
  })
})
