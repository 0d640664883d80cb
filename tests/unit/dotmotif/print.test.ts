import { describe, expect, test } from 'vitest'
import { printMotif } from '../../../src/dotmotif/print'
import { readMotif } from '../../../src/dotmotif/read-motif'
import type { Motif } from '../../../src/model/motif'

function motifOf(source: string): Motif {
  const reading = readMotif(source)
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors))
  return reading.motif
}

describe('printMotif', () => {
  test('writes one statement a line, in canonical spelling', () => {
    const source = 'B.x<>1;A->B[w=3,"k 1" in "ab"]as e  A--C  A ~+ D # note\ne["it\'s"]>=.5 A===B'
    expect(printMotif(motifOf(source))).toBe(
      [
        'A -> B [w == 3, "k 1" in "ab"] as e',
        'A -| C',
        'A !+ D',
        'A.x != 1',
        'B.x != 1',
        'e["it\'s"] >= 0.5',
        'A === B',
        '',
      ].join('\n'),
    )
  })

  test.each([
    ['nothing', ''],
    ['macros, which are gone', 'm(a, b) { a -> b; b -> a }\nm(A, B)'],
    ['constraints on edges without a name', 'm(a, b) { a -> b as e e.w > 3 e.x = 1 }\nm(A, B) m(B, A)'],
    [
      'comparisons of edges without a name',
      'm(a, b) { a -> b as e b -> a as f e.w > f.w e.x < e.y }\nm(A, B)',
    ],
    [
      'comparisons of named with unnamed edges',
      'C -> A as e\nm(a, b, o) { a -> b as e e.w > o.w o.w != e.x }\nm(A, B, e)',
    ],
    ['several aliases of one pair', 'A -| B as f\nC -> A as g\nA -> B as e\nf.w > g.w'],
    ['large and small numbers', 'A -> B\nA.x = 9007199254740993\nA.y = 1e20\nA.z = 1e-7\nB.x > -2.5'],
    [
      'all kinds of text',
      'A -> B\nA.x = "a\\"b\\\\c\\n\\t\\r\\u0000\\ud800"\nA["k\\"k\\\\"] = \'True\'\nB.x = ""',
    ],
    ['equivalence', 'A -> B\nA -> C\nC.x = 1\nB === C\nB.x < 3\nA.x = 2'],
  ])('%s survives', (_, source) => {
    const motif = motifOf(source)
    const printed = printMotif(motif)
    expect(motifOf(printed)).toEqual(motif)
    expect(printMotif(motifOf(printed))).toBe(printed)
  })

  test('leaves out a node without edges, which the language cannot say', () => {
    const motif: Motif = { ...motifOf('A -> B'), nodes: ['A', 'B', 'C'] }
    motif.nodeConstraints.push({ node: 'C', key: 'x', op: '==', value: 1 })
    expect(printMotif(motif)).toBe('A -> B\n')
  })

  test('refuses names that the language cannot write', () => {
    const motif = motifOf('A -> B')
    const edge = { from: 'a node', to: 'B', exists: true, action: 'SYN' as const, constraints: [] }
    expect(() => printMotif({ ...motif, edges: [edge] })).toThrow(
      expect.objectContaining({ code: 'invalid-name' }),
    )
  })
})
