/** Figures from the keys of edges, told in any order: what they are when they are counted one by one. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { EdgeTally } from '../../../../src/hosts/providers/edge-tally'

const node = fc.constantFrom<string>('a', 'b', 'c', 'd', 'e', 'f')
const simple = fc.uniqueArray(fc.tuple(node, node), {
  selector: ([from, to]) => `${from} ${to}`,
  maxLength: 20,
})

it('counts each figure as its definition says', () => {
  fc.assert(
    fc.property(simple, (edges) => {
      const nodes = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
      const tally = new EdgeTally()
      for (const [from, to] of edges) tally.add(from, to)
      const has = (from: string, to: string) => edges.some(([a, b]) => a === from && b === to)
      const degree = (end: 0 | 1) => nodes.map((one) => edges.filter((edge) => edge[end] === one).length)
      expect(tally.figures(nodes.length, (id) => nodes.includes(id))).toEqual({
        nodes: 7,
        edges: edges.length,
        selfLoops: edges.filter(([from, to]) => from === to).length,
        isolatedNodes: nodes.filter((one) => !edges.some((edge) => edge.includes(one))).length,
        uniqueSources: degree(0).filter(Boolean).length,
        uniqueTargets: degree(1).filter(Boolean).length,
        distinctOrderedPairs: edges.length,
        distinctPairsWithoutLoops: edges.filter(([from, to]) => from !== to).length,
        mutualPairs: edges.filter(([from, to]) => from < to && has(to, from)).length,
        maxOutDegree: Math.max(...degree(0)),
        maxInDegree: Math.max(...degree(1)),
      })
    }),
  )
})

it('does not take an end that is no node for one that is not alone', () => {
  const tally = new EdgeTally()
  tally.add('a', 'stranger')
  expect(tally.figures(2, (id) => id !== 'stranger')).toMatchObject({ isolatedNodes: 1, edges: 1 })
})
