import { describe, expect, test } from 'vitest'
import { readMotif } from '../../../src/dotmotif/read-motif'

function motifOf(source: string) {
  const reading = readMotif(source)
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors))
  return reading.motif
}

describe('a macro call means its body', () => {
  test.each([
    ['edges', 'm(a, b) { a -> b; b !> a }\nm(X, Y)', 'X -> Y\nY !> X'],
    ['arguments on both sides', 'm(a, b) { a.size > b.size }\nX -> Y\nm(X, Y)', 'X -> Y\nX.size > Y.size'],
    ['nested calls with crossed names', 'e(a, b) { a -> b }\nm(a, b) { e(b, a) }\nm(X, Y)', 'Y -> X'],
    ['the same argument twice', 'm(a, b) { a -> b }\nm(X, X)', 'X -> X'],
    ['a word equal to a parameter', 'm(a, b) { a -> b a.kind = b }\nm(X, Y)', 'X -> Y\nX.kind = "b"'],
    ['an alias as argument', 'X -> Y as e\nm(x) { x.weight > 3 }\nm(e)', 'X -> Y as e\ne.weight > 3'],
    ['an alias from around', 'X -> Y as e\nm(a) { a.x = 1 e.w > 3 }\nm(X)', 'X -> Y as e\nX.x = 1\ne.w > 3'],
  ])('%s', (_, source, plain) => {
    expect(motifOf(source)).toEqual(motifOf(plain))
  })

  test('aliases of a body stay apart between expansions, and from equal names outside', () => {
    const source = 'A -> C as e\nm(a, b) { a -> b as e e.weight > 5 }\nm(A, B)\nm(B, C)'
    const { edgeConstraints, namedEdges } = motifOf(source)
    expect(edgeConstraints.map(({ from, to }) => `${from}${to}`)).toEqual(['AB', 'BC'])
    expect(namedEdges).toEqual([{ name: 'e', from: 'A', to: 'C' }])
  })

  test('dynamic constraints between aliases of nested bodies', () => {
    const source = 'm(x, y) { x -> y as e y -> x as f e.w > f.w }\nt(a, b) { m(a, b) m(b, a) }\nt(A, B)'
    expect(motifOf(source).dynamicEdgeConstraints).toEqual([
      { from: 'A', to: 'B', key: 'w', op: '>', otherFrom: 'B', otherTo: 'A', otherKey: 'w' },
      { from: 'B', to: 'A', key: 'w', op: '>', otherFrom: 'A', otherTo: 'B', otherKey: 'w' },
    ])
  })
})

describe('what cannot be expanded', () => {
  test('a bomb of nested macros ends in an error at the call', () => {
    const levels = Array.from({ length: 60 }, (_, i) => `m${i + 1}(a, b) { m${i}(a, b) m${i}(b, a) }`)
    const { errors } = readMotif(['m0(a, b) { a -> b }', ...levels, 'm60(A, B)'].join('\n'))
    expect(errors).toMatchObject([{ code: 'motif-too-large', line: 62, column: 1 }])
  })

  test('ten thousand levels are no more than a loop', () => {
    const levels = Array.from({ length: 10_000 }, (_, i) => `m${i + 1}(a, b) { m${i}(b, a) }`)
    expect(motifOf(['m0(a, b) { a -> b }', ...levels, 'm10000(A, B)'].join('\n')).edges).toMatchObject([
      { from: 'A', to: 'B' },
    ])
  })

  test('an edge cannot end in an alias', () => {
    const { errors } = readMotif('A -> B as e\nm(a) { a -> e }\nm(A)')
    expect(errors).toMatchObject([{ code: 'unbound-macro-variable', line: 2, column: 13 }])
  })

  test('a second definition of one name is refused', () => {
    expect(readMotif('m(a) { a -> a }\nm(b) { b !> b }').errors).toMatchObject([
      { code: 'duplicate-name', line: 2 },
    ])
  })

  test('a mistake in a body that nobody calls is told too', () => {
    expect(readMotif('m(a, b) { a -> b n(a) }').errors).toMatchObject([
      { code: 'undefined-macro', column: 18 },
    ])
  })
})
