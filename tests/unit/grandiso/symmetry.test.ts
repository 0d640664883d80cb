import { describe, expect, it } from 'vitest'
import { automorphismCount, listAutomorphisms, symmetryBreaking } from '../../../src/grandiso/symmetry'
import { cliqueText, motifFrom } from './motif-text'

const count = (text: string, undirected = false) => automorphismCount(motifFrom(text), { undirected })

describe('the symmetry group', () => {
  it.each([
    ['A -> B', 1],
    ['A -> B\nB -> A', 2],
    ['A -> B\nB -> C\nC -> A', 3],
    ['A -> B\nA -> C\nA -> D', 6],
    ['A -> C\nA -> D\nB -> C\nB -> D', 4],
    ['A -> B\nA -| C', 1],
    ['A -> B\nA -> C\nB !> C', 1],
    ['A -> B\nA -> C\nB !> C\nC !> B', 2],
    ['A -> B\nC -> D', 2],
    ['A -> B\nA -> C\nB.t = x', 1],
    ['A -> B\nA -> C\nB === C\nB.t = x', 2],
    ['A -> B\nA -> C\nB.w < C.w', 1],
    ['A -> B\nA -> C\nB.w < C.w\nC.w < B.w', 2],
    ['A -> B\nA -> C\nB.w != C.w', 2],
    ['A -> B\nB -> A\nA.w <= B.w\nA.w >= B.w', 2],
    ['A -> B [w > 5]\nA -> C', 1],
    ['A -> B [w > 5]\nA -> C [w > 5.0]', 2],
    ['A -> B as e\nA -> C as f\ne.w < f.w', 1],
    ['A -> B as e\nA -> C as f\ne.w != f.w', 2],
    ['A -> B as e\nC -> D as f\nE -> F as g\ne.w < f.w\nf.w < g.w\ng.w < e.w', 3],
  ])('of %j has order %i', (text, order) => expect(count(text)).toBe(order))

  it('is larger where direction does not count', () => {
    expect(count('A -> B\nB -> C', true)).toBe(2)
    expect(count('A -> B\nB -> C\nC -> D\nD -> A', true)).toBe(8)
    expect(count('A -> B\nB -> A\nB -> C', true)).toBe(2)
    expect(count('A -> B as e\nB -> C as f\ne.w < f.w', true)).toBe(1)
  })

  it('of a 12-clique is counted without being listed', () => {
    const clique = motifFrom(cliqueText(12))
    expect(automorphismCount(clique)).toBe(479_001_600)
    expect(listAutomorphisms(clique, 1000)).toBeNull()
    expect(symmetryBreaking(clique)).toHaveLength(11)
  })

  it('is listed with the identity first', () => {
    expect(listAutomorphisms(motifFrom('A -> B\nB -> C\nC -> A'), 10)).toEqual([
      [0, 1, 2],
      [1, 2, 0],
      [2, 0, 1],
    ])
  })
})

describe('symmetry breaking', () => {
  it.each([
    'A -> B\nB -> C\nC -> D\nD -> A',
    'A -> C\nA -> D\nB -> C\nB -> D',
    'A -> B\nC -> D\nE -> F',
    'A -> B\nA -> C\nA -> D\nA -> E',
    'A -> B\nB -> C\nC -> D\nD -> E\nE -> A',
  ])('lets exactly one ordering of each orbit through: %j', (text) => {
    const motif = motifFrom(text)
    const group = listAutomorphisms(motif, 10_000)!
    const indexes = motif.nodes.map((_, index) => index)
    const orderings = indexes.reduce<number[][]>(
      (all) => all.flatMap((some) => indexes.filter((i) => !some.includes(i)).map((i) => [...some, i])),
      [[]],
    )
    for (const order of [indexes, indexes.toReversed()]) {
      const restrictions = symmetryBreaking(motif, {}, order)
      const isKept = (row: number[]) =>
        restrictions.every(([smaller, larger]) => row[smaller]! < row[larger]!)
      for (const row of orderings)
        expect(group.filter((p) => isKept(p.map((index) => row[index]!)))).toHaveLength(1)
    }
  })
})
