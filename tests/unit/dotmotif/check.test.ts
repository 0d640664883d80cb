import { describe, expect, test } from 'vitest'
import { readMotif } from '../../../src/dotmotif/read-motif'

/** The mistake in constraints on `A.x` and `B.x`. */
const mistakeIn = (...constraints: string[]) =>
  readMotif(['A -> B', ...constraints].join('\n')).errors[0] ?? null

describe('constraints that contradict each other', () => {
  test.each([
    [['A.x = 1', 'A.x = 2'], 'it cannot equal 1 and 2 at once'],
    [['A.x = 1', 'A.x = "1"'], 'it cannot equal 1 and "1" at once'],
    [['A.x = 1', 'A.x != 1.0'], '`== 1` is both demanded and excluded'],
    [['A.x contains "a"', 'A.x !contains "a"'], '`contains "a"` is both demanded and excluded'],
    [['A.x !in "abc"', 'A.x in "abc"'], '`in "abc"` is both demanded and excluded'],
    [['A.x >= 5', 'A.x > 5', 'A.x <= 5'], 'nothing is both > 5 and <= 5'],
    [['A.x < "b"', 'A.x > "c"'], 'nothing is both > "c" and < "b"'],
    [['A.x > 3', 'A.x < "b"'], 'its bounds are of different types'],
    [['A.x = "a"', 'A.x > 3'], '"a" is not > 3'],
    [['A.x = "\u{10000}"', 'A.x <= "\uFFFF"'], '"\u{10000}" is not <= "\uFFFF"'],
    [['A.x > B.x', 'A.x <= B.x'], 'it cannot be both > and <= `B.x`'],
    [['A === B', 'A.x = 1', 'B.x = 2'], 'it cannot equal 1 and 2 at once'],
  ])('%j', (constraints, reason) => {
    expect(mistakeIn(...constraints)?.message).toContain(reason)
  })

  test.each([
    [['A.x = 1', 'A.x == 1.0']],
    [['A.x >= 5', 'A.x <= 5']],
    [['A.x != 1', 'A.x != 2', 'A.x > 0']],
    [['A.x = 1', 'A.y = 2', 'B.x = 2']],
    [['A.x contains "a"', 'A.x !contains "b"', 'A.x !in "a"']],
    [['A.x >= B.x', 'A.x <= B.x']],
    [['A.x > B.x', 'B.x > A.x']],
  ])('%j is allowed', (constraints) => {
    expect(mistakeIn(...constraints)).toBeNull()
  })

  test('the later statement is marked and the earlier one named', () => {
    const error = mistakeIn('A.x > 5', 'A.y > 5', 'A.x < 3')
    expect(error).toMatchObject({ code: 'impossible-constraint', line: 4, column: 1, length: 7 })
    expect(error?.message).toContain('see line 2')
  })

  test('bracket clauses and alias constraints of one pair meet', () => {
    expect(readMotif('A -> B [x > 5] as e\ne.x < 3').errors).toMatchObject([{ line: 2 }])
    expect(readMotif('A -> B [x > 5]\nB -> A [x < 3]').ok).toBe(true)
  })
})
