import { describe, expect, test } from 'vitest'
import { explainMotif } from '../../../src/dotmotif/explain'
import { readMotif } from '../../../src/dotmotif/read-motif'

function explain(source: string) {
  const reading = readMotif(source)
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors))
  return explainMotif(reading.motif)
}

describe('explainMotif', () => {
  test('says what is looked for, edge by edge', () => {
    expect(
      explain('A -> B [weight >= 3, kind != "x"]\nC !> B\nA -| A\nB !+ A [w < 1]').map(
        ({ sentence }) => sentence,
      ),
    ).toEqual([
      'Find 3 different nodes of the host graph, called A, B and C, such that:',
      'A connects to B through an edge whose `weight` is at least 3 and whose `kind` is not "x" (or is missing).',
      'C does not connect to B.',
      'A inhibits itself.',
      'B does not excite A through any edge whose `w` is less than 1.',
    ])
  })

  test('says what nodes, aliases and comparisons demand', () => {
    const source =
      'A -> B as e\nB -> C as f\nA.type < "m"\nB.flag = True\nA.size > C.size\ne.roi contains "CX"\ne.w <= f.w\nA === C'
    expect(explain(source).slice(1)).toEqual([
      { statement: 'A -> B', sentence: 'A connects to B.', nodes: ['A', 'B'] },
      {
        statement: 'e.roi contains "CX"',
        sentence: 'The `roi` of the edge from A to B contains "CX".',
        nodes: ['A', 'B'],
      },
      { statement: 'B -> C', sentence: 'B connects to C.', nodes: ['B', 'C'] },
      { statement: 'A.type < "m"', sentence: 'The `type` of A comes before "m".', nodes: ['A'] },
      { statement: 'B.flag == True', sentence: 'The `flag` of B is true.', nodes: ['B'] },
      { statement: 'C.type < "m"', sentence: 'The `type` of C comes before "m".', nodes: ['C'] },
      {
        statement: 'A.size > C.size',
        sentence: 'The `size` of A is greater than the `size` of C.',
        nodes: ['A', 'C'],
      },
      {
        statement: 'e.w <= f.w',
        sentence: 'The `w` of the edge from A to B is at most the `w` of the edge from B to C.',
        nodes: ['A', 'B', 'C'],
      },
      {
        statement: 'A === C',
        sentence: 'A and C play the same part: what is demanded of one is demanded of the other.',
        nodes: ['A', 'C'],
      },
    ])
  })

  test('has a sentence for nothing, and for one node', () => {
    expect(explain('')).toHaveLength(1)
    expect(explain('A -> A')[0]?.sentence).toBe('Find every node A of the host graph such that:')
  })
})
