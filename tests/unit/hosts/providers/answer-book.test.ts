/** What a server answers, numbered in order of appearance. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AnswerBook } from '../../../../src/hosts/providers/answer-book'
import { statisticsFrom } from '../../../../src/hosts/providers/remote-statistics'

describe('an answer', () => {
  it('numbers nodes as they come, and asks for each node and pair once', () => {
    const book = new AnswerBook(2)
    expect([
      ...book.addRows(
        [
          ['x', 'y'],
          ['y', 'x'],
        ],
        [[0, 1]],
      ),
    ]).toEqual([0, 1, 1, 0])
    expect(book.takeNewKeys()).toEqual(['x', 'y'])
    expect(book.takeNewPairs()).toEqual([
      ['x', 'y'],
      ['y', 'x'],
    ])
    expect([
      ...book.addRows(
        [
          ['z', 'x'],
          ['x', 'y'],
        ],
        [[0, 1]],
      ),
    ]).toEqual([2, 0, 0, 1])
    expect(book.takeNewKeys()).toEqual(['z'])
    expect(book.takeNewPairs()).toEqual([['z', 'x']])
    expect([book.takeNewKeys(), book.takeNewPairs()]).toEqual([[], []])
  })

  it('keeps what is told of nodes and edges; the id attribute is not repeated', () => {
    const book = new AnswerBook(2)
    book.addRows([[1, 2n]], [[0, 1]])
    book.describeNode(1, 'one', { name: 'one', size: 3, none: null })
    book.describeNode(99, 'nobody', { size: 4 })
    book.describeEdge(1, 2n, { weight: 5 })
    book.describeEdge(1, 2n, { weight: 6, kind: 'x' })
    book.describeEdge(1, 99, { weight: 7 })
    expect(book.tables('name')).toEqual({
      ids: ['one', '2'],
      nodes: new Map([['size', [3, undefined]]]),
      sources: [0, 0],
      targets: [1, 1],
      edges: new Map([
        ['kind', [undefined, 'x']],
        ['weight', [5, 6]],
      ]),
    })
  })

  it('gives every row back, whatever the keys', () => {
    const key = fc.oneof(fc.string(), fc.integer(), fc.bigInt())
    fc.assert(
      fc.property(fc.array(fc.tuple(key, key, key), { maxLength: 30 }), (rows) => {
        const book = new AnswerBook(3)
        const numbers = rows.flatMap((row) => [...book.addRows([row], [])])
        const keys = book.takeNewKeys()
        expect(numbers.map((number) => keys[number])).toEqual(rows.flat())
        expect(keys).toHaveLength(new Set(rows.flat()).size)
      }),
    )
  })

  it('with a cell that names no node is a fault', () => {
    expect(() => new AnswerBook(1).addRows([[null]], [])).toThrow('names no node')
  })
})

describe('figures', () => {
  it('that were not counted in time are absent, and so is what follows from them', () => {
    expect(statisticsFrom({ nodes: 5, edges: 10, distinctOrderedPairs: 8, mutualPairs: 2 })).toEqual({
      ...{ nodes: 5, edges: 10, distinctOrderedPairs: 8, mutualPairs: 2, parallelEdges: 2, density: 0.5 },
    })
    expect(
      statisticsFrom({ nodes: 1, edges: 0, mutualPairs: 0, distinctPairsWithoutLoops: 0 }),
    ).toMatchObject({ density: 0, reciprocity: 0 })
  })
})
