/** Where the cursor is, as far as completion is concerned. */
import { describe, expect, test } from 'vitest'
import { placeAtEnd } from '../../../../../src/components/motif/editor/completion-place'

const clause = { kind: 'clause' }
const named = (name: string) => ({ kind: 'named', name })

describe('the kind of place', () => {
  test.each([
    ['', { kind: 'statement' }],
    ['A -> B\n', { kind: 'statement' }],
    ['A.x > 3; ', { kind: 'statement' }],
    ['m(a, b) {\n  ', { kind: 'statement' }],
    ['m(A, B)\nso', { kind: 'statement' }],
    ['A -> ', { kind: 'node' }],
    ['A -> in', { kind: 'node' }],
    ['near(A, ', { kind: 'argument' }],
    ['A -> B ', { kind: 'after-edge' }],
    ['A -> B [w > 3] a', { kind: 'after-edge' }],
    ['A -> B as ', { kind: 'nothing' }],
    ['A ', { kind: 'after-name' }],
    ['A.', { kind: 'attribute', owner: named('A'), isDotted: true }],
    ['A -> B\nB.ty', { kind: 'attribute', owner: named('B'), isDotted: true }],
    ['A["soma r', { kind: 'attribute', owner: named('A'), isDotted: false }],
    ['A -> B [', { kind: 'attribute', owner: clause, isDotted: false }],
    ['A -> B [\n  w > 3,\n  ', { kind: 'attribute', owner: clause, isDotted: false }],
    ['A -> B ["k k', { kind: 'attribute', owner: clause, isDotted: false }],
    ['A.x ', { kind: 'operator' }],
    ['A -> B ["k k" ', { kind: 'operator' }],
    ['A.x con', { kind: 'operator' }],
    ['A.type = ', { kind: 'value', owner: named('A'), attribute: 'type' }],
    ['A.type = "py', { kind: 'value', owner: named('A'), attribute: 'type' }],
    ["A['it\\'s'] !contains x", { kind: 'value', owner: named('A'), attribute: "it's" }],
    ['A -> B [w >= ', { kind: 'value', owner: clause, attribute: 'w' }],
    ['A -> B [w >= 3 ', { kind: 'nothing' }],
    ['A.x = B.', { kind: 'attribute', owner: named('B'), isDotted: true }],
    ['A -> B # note A.', { kind: 'nothing' }],
    ['A.x = "done" ', { kind: 'nothing' }],
    ['A.x = "over\nlines', { kind: 'nothing' }],
  ])('%j', (text, place) => {
    expect(placeAtEnd(text).place).toEqual(place)
  })
})

test('what is being typed is the word or the open quoted text at the end', () => {
  expect(placeAtEnd('A -> B\nB.ty').typed).toBe('ty')
  expect(placeAtEnd('A.type = "py c').typed).toBe('"py c')
  expect(placeAtEnd('A.type = ').typed).toBe('')
})

test('in a macro its parameters and aliases are known', () => {
  const text = 'far(x) { x -> x }\nnear(a, b) { a -> b as e\n b -> a as f; e.w >'
  expect(placeAtEnd(text).macro).toEqual({ parameters: ['a', 'b'], aliases: ['e', 'f'] })
  expect(placeAtEnd(`${text} 3 }\n`).macro).toBeNull()
})

test('of a long text only the end is looked at: a macro that began far above is not known', () => {
  const text = 'm(a) {\n' + 'A -> B [w > 3]\n'.repeat(200_000)
  expect(placeAtEnd(`${text}A.x = `)).toMatchObject({ place: { kind: 'value' }, macro: null })
})
