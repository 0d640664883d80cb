import { describe, expect, test } from 'vitest'
import { checkAttributes, outlineMotif } from '../../../src/dotmotif/outline'

const source = `near(a, b) {
  a -> b [weight > 3] as e
  a.size > 2
}
near(A, B)
A !> C as gap
gap.weight < A.size2
B.roi = "x" ; oops =>
C.size = 1`

const textOf = ({ start, end }: { start: number; end: number }) => source.slice(start, end)

describe('the outline of a text with a mistake in it', () => {
  const outline = outlineMotif(source)

  test('names nodes with every place they stand, also as arguments', () => {
    expect(outline.nodes.map(({ name, references }) => `${name}${references.length}`)).toEqual([
      'A3',
      'B2',
      'C2',
    ])
    for (const { name, references } of outline.nodes)
      expect(new Set(references.map(textOf))).toEqual(new Set([name]))
  })

  test('names aliases with their edge, and the macro they are local to', () => {
    expect(outline.aliases.map(({ name, from, to, macro }) => ({ name, from, to, macro }))).toEqual([
      { name: 'e', from: 'a', to: 'b', macro: 'near' },
      { name: 'gap', from: 'A', to: 'C', macro: null },
    ])
    expect(outline.aliases[1]?.references.map(textOf)).toEqual(['gap', 'gap'])
  })

  test('names macros with parameters, body and calls', () => {
    const [macro] = outline.macros
    expect(macro).toMatchObject({ name: 'near', parameters: ['a', 'b'] })
    expect(macro?.references).toHaveLength(2)
    expect(macro && textOf(macro.body)).toMatch(/^near[^]*}$/)
  })

  test('gives edges and constraints as written', () => {
    expect(outline.edges.map(({ range }) => textOf(range))).toEqual([
      'a -> b [weight > 3] as e',
      'A !> C as gap',
    ])
    expect(outline.constraints.map(({ range }) => textOf(range))).toContain('gap.weight < A.size2')
  })
})

describe('attributes of the open host graph', () => {
  const check = (text: string) =>
    checkAttributes(text, outlineMotif(text), ['size', 'kind'], ['weight', 'roiInfo'])

  test('a mistyped one is a warning where it stands', () => {
    expect(check('A -> B [wieght > 3]\nB.knd = x')).toEqual([
      {
        code: 'unknown-attribute',
        severity: 'warning',
        message: 'No edge of the open host graph has an attribute `wieght`.',
        hint: 'Did you mean `weight`?',
        line: 1,
        column: 9,
        length: 6,
      },
      expect.objectContaining({ line: 2, column: 3, length: 3, hint: 'Did you mean `kind`?' }),
    ])
  })

  test('an attribute of the other kind is said to be one', () => {
    expect(check('A -> B\nA.weight > 3')).toMatchObject([{ hint: 'It is an attribute of its edges.' }])
  })

  test('paths into attributes are known by their beginning', () => {
    expect(check('A -> B ["roiInfo.CX.pre" > 3]')).toEqual([])
  })

  test('parameters of a macro count as what they are called with, once', () => {
    const macro = 'm(x) { x.weight > 3 }\nA -> B as e\nC -> B as f\n'
    expect(check(`${macro}m(e) m(f)`)).toEqual([])
    expect(check(`${macro}m(A) m(B)`)).toHaveLength(1)
  })
})
