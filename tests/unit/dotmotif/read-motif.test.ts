import { describe, expect, test } from 'vitest'
import { readMotif } from '../../../src/dotmotif/read-motif'
import type { Motif } from '../../../src/model/motif'

function motifOf(source: string): Motif {
  const reading = readMotif(source)
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors))
  return reading.motif
}

/** `line:column+length code` of every error. */
const placesOf = (source: string) =>
  readMotif(source).errors.map(({ line, column, length, code }) => `${line}:${column}+${length} ${code}`)

describe('a valid text', () => {
  test('becomes nodes in order of first appearance, edges, constraints and aliases', () => {
    const source =
      'B -> A [weight >= 3, kind = "x y"] as e\nA !| C\nB.size > C["soma size"]\ne.roi contains CX'
    expect(motifOf(source)).toEqual({
      nodes: ['B', 'A', 'C'],
      edges: [
        {
          from: 'B',
          to: 'A',
          exists: true,
          action: 'SYN',
          constraints: [
            { key: 'weight', op: '>=', value: 3 },
            { key: 'kind', op: '==', value: 'x y' },
          ],
        },
        { from: 'A', to: 'C', exists: false, action: 'INH', constraints: [] },
      ],
      nodeConstraints: [],
      edgeConstraints: [
        { from: 'B', to: 'A', key: 'weight', op: '>=', value: 3 },
        { from: 'B', to: 'A', key: 'kind', op: '==', value: 'x y' },
        { from: 'B', to: 'A', key: 'roi', op: 'contains', value: 'CX' },
      ],
      dynamicNodeConstraints: [{ node: 'B', key: 'size', op: '>', otherNode: 'C', otherKey: 'soma size' }],
      dynamicEdgeConstraints: [],
      automorphisms: [],
      namedEdges: [{ name: 'e', from: 'B', to: 'A' }],
    })
  })

  test('may be empty, and begin with a byte-order mark', () => {
    expect(motifOf('').nodes).toEqual([])
    expect(motifOf('\uFEFF # nothing here').nodes).toEqual([])
    expect(motifOf('\uFEFFA -> B').nodes).toEqual(['A', 'B'])
  })

  test.each([
    ['5', 5],
    ['-0.25', -0.25],
    ['+7', 7],
    ['.5', 0.5],
    ['007', 7],
    ['-0', 0],
    ['1e-3', 0.001],
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', 9007199254740993n],
    ['-720575940379279360', -720575940379279360n],
    ['720575940379279360.0', 720575940379279360],
    ['True', true],
    ['false', false],
    ['"True"', 'True'],
    ['nan', 'nan'],
    ["'it\\'s'", "it's"],
    ['"\\u0041\\n\\q"', 'A\n\\q'],
    ['"two\nlines # no comment"', 'two\nlines # no comment'],
  ])('reads the value %s', (text, value) => {
    const { nodeConstraints } = motifOf(`A -> B\nA.x = ${text}`)
    expect(nodeConstraints).toStrictEqual([{ node: 'A', key: 'x', op: '==', value }])
  })

  test('compares integers beyond 2^53 exactly', () => {
    expect(readMotif('A -> B\nA.x > 9007199254740993 A.x < 9007199254740995').ok).toBe(true)
    expect(readMotif('A -> B\nA.x > 9007199254740993 A.x <= 9007199254740993').ok).toBe(false)
    expect(motifOf('A -> B\nA.x = 9007199254740992 A.x = 9007199254740992.0').nodeConstraints).toHaveLength(1)
  })

  test('may mention names before the edges that make them', () => {
    const motif = motifOf('e.w > 3\nA.x = 1\nA === B\nA -> B as e')
    expect(motif.edgeConstraints).toHaveLength(1)
    expect(motif.nodeConstraints.map(({ node }) => node)).toEqual(['A', 'B'])
  })

  test('may use the words as, in and contains as names', () => {
    expect(motifOf('A -> B as -> C').edges).toHaveLength(2)
    expect(motifOf('as -> in\nas.contains contains in as.in !in "x"').nodeConstraints).toHaveLength(2)
    expect(motifOf('A -> B as as\nas.weight > 1').namedEdges).toEqual([{ name: 'as', from: 'A', to: 'B' }])
  })
})

describe('mistakes are told with their place', () => {
  test.each([
    ['A => B', '1:3+2 syntax-error'],
    ['A -> B\nB -> C as', '2:10+0 syntax-error'],
    ['A -> B\n\nA -> B [weight =< 7]', '3:16+2 syntax-error'],
    ['A -> B [\n  weight > 3,\n  kind is x\n]', '3:8+2 syntax-error'],
    ['A -> B [weight > 3 # note\nB -> C', '1:19+0 syntax-error'],
    ['A -> B\r\nA.size >', '2:9+0 syntax-error'],
    ['A -> B\nA.size = 1_000', '2:10+5 syntax-error'],
    ['\uFEFFA B', '1:3+1 syntax-error'],
    ['A -> B\nA.kind = "open\nB -> C\nB.kind = "x"', '2:10+1 syntax-error'],
    ['A -> B\nA.x = 1e999', '2:7+5 syntax-error'],
    ['m(a, b) { a -> b\nm(A, B)', '1:1+1 syntax-error'],
    ['m(a) { a === a }', '1:10+3 syntax-error'],
    ['A -> B\nZed.size > 3', '2:1+3 unknown-entity'],
    ['A -> B as e\nA === e', '2:7+1 unknown-entity'],
    ['A -> B as e\ne.weight > A.size', '2:12+6 unknown-entity'],
    ['A -> B as e\nC -> D as e', '2:11+1 duplicate-name'],
    ['A -> B as A', '1:11+1 duplicate-name'],
    ['pair(A, B)', '1:1+4 undefined-macro'],
    ['p(a, b) { a -> b }\np(A)', '2:1+4 macro-arity'],
    ['p(a, b) { a -> b p(b, a) }', '1:18+1 recursive-macro'],
    ['p(a, b) { a -> c }', '1:16+1 unbound-macro-variable'],
    ['p(a, a) { a -> a }', '1:6+1 duplicate-name'],
    ['A -> B\nC -> D; A !| B', '2:9+6 disagreeing-edges'],
    ['A -> B\nA.x > 5\nA.x < 3', '3:1+7 impossible-constraint'],
    ['A -> B [x > 5, x < 3]', '1:16+5 impossible-constraint'],
  ])('%j', (source, place) => {
    expect(placesOf(source)).toEqual([place])
  })

  test('several at once, of different passes, without echoes', () => {
    const source = 'A => B\nB.size > 3\nC -> D\nZ.size > 3\nC ! D\npear(C, D)\nC !> D'
    expect(placesOf(source)).toEqual([
      '1:3+2 syntax-error',
      '4:1+1 unknown-entity',
      '5:3+1 syntax-error',
      '6:1+4 undefined-macro',
      '7:1+6 disagreeing-edges',
    ])
  })

  test('a broken macro is told once, not again at each call', () => {
    expect(placesOf('p(a, b) {\n  a => b\n}\np(A, B)\np(B, C)\nA.size > 3')).toEqual(['2:5+2 syntax-error'])
    expect(placesOf('p(a b) {\n  a -> b\n}\np(A, B)')).toEqual(['1:5+1 syntax-error'])
  })

  test('at most a hundred', () => {
    expect(readMotif('A => B\n'.repeat(500)).errors).toHaveLength(100)
  })

  test.each([
    [
      'A => B',
      'Expected a relation such as `->`, an attribute such as `.size`, `===` or `(`, but found `=>`.',
    ],
    ['A -> B [w > 3,]', 'Expected the name of an attribute, but found `]`.'],
    ['A ->', 'Expected a name, but the text ends here.'],
    ['A -> "B"', 'Expected a name, but found `"B"`.'],
    ['A[""] = 1', 'The name of an attribute cannot be empty.'],
    ['m(a) { }', 'The body of the macro `m` is empty.'],
  ])('%j in words', (source, message) => {
    expect(readMotif(source).errors[0]?.message).toBe(message)
  })

  test.each([
    ['// A', 'A comment begins with `#`.'],
    ['A <- B', 'Edges are written from left to right: `B -> A`.'],
    ['A.kind not in "x"', 'Write `!in` or `!contains`.'],
    ['Kenyon -> B\nKenyom.size > 3', 'Did you mean `Kenyon`?'],
    ['A -> B as drive\nDrive.weight > 3', 'Did you mean `drive`?'],
    ['mutual(a, b) { a -> b }\nmutaul(A, B)', 'Did you mean `mutual`?'],
    ['m(A, B)\nm(a, b) { a -> b }', 'It is defined further down: move its definition above this line.'],
  ])('%j with a hint', (source, hint) => {
    expect(readMotif(source).errors[0]?.hint).toBe(hint)
  })
})

describe('remarks on a valid text', () => {
  test('parts that no required edge joins', () => {
    expect(readMotif('A -> B\nB !> C').warnings).toEqual([expect.stringContaining('{A, B} {C}')])
    expect(readMotif('A -> B\nB -> C').warnings).toEqual([])
  })

  test('comparisons that never hold', () => {
    expect(readMotif('A -> B\nA.x > True').warnings).toEqual([
      expect.stringContaining('only numbers and texts'),
    ])
    expect(readMotif('A -> B\nA.x = "abc"\nA.x contains "z"').warnings).toHaveLength(1)
    expect(readMotif('A -> B\nA.x > B.x\nB.x > A.x').warnings).toHaveLength(1)
    expect(readMotif('A -> B as e B -> A as f\ne.x > f.x\ne.x <= f.x').warnings).toHaveLength(1)
    expect(readMotif('A -> B\nA.x >= B.x\nB.x >= A.x').warnings).toEqual([])
  })
})
