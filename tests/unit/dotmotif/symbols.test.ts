/** Names of a text: what they stand for, what renaming touches, what their statements ask for. */
import { describe, expect, test } from 'vitest'
import { explainStatement } from '../../../src/dotmotif/explain-statement'
import { parseMotifText } from '../../../src/dotmotif/parse'
import { renameSymbol } from '../../../src/dotmotif/rename'
import { symbolAt, symbolsOf } from '../../../src/dotmotif/symbols'

const source = `near(a, b) {
  a -> b as e
  e.weight > gap.weight
}
far(a, e) {
  near(a, e)
}
near(A, B)
far(B, C)
A !> C [weight > 2] as gap
A.size > B.size
A.kind = "A"`

function read(text: string) {
  const { statements } = parseMotifText(text)
  return { statements, symbols: symbolsOf(statements) }
}

/** Renames what stands at the first place of `mark` (its first letter) in the text. */
function renamed(text: string, mark: string, newName: string, shift = 0): string {
  const reading = read(text)
  const found = symbolAt(reading.symbols, text.indexOf(mark) + shift)
  if (!found) return 'no symbol'
  const renaming = renameSymbol(text, reading, found.symbol, newName)
  if (!renaming.ok) return renaming.message
  return renaming.places
    .toReversed()
    .reduce((present, { start, end }) => present.slice(0, start) + newName + present.slice(end), text)
}

describe('renaming', () => {
  test('a node: everywhere, as an argument too, but not in texts and macros', () => {
    const changed = renamed(source, 'A !>', 'X')
    expect(changed).toContain('near(X, B)')
    expect(changed).toContain('X !> C')
    expect(changed).toContain('X.size > B.size\nX.kind = "A"')
    expect(changed).toContain('near(a, b) {\n  a -> b as e')
  })

  test('a parameter or an alias of one macro leaves its namesakes alone', () => {
    expect(renamed(source, 'e.weight', 'f')).toBe(
      source.replace('as e', 'as f').replace('e.weight >', 'f.weight >'),
    )
    expect(renamed(source, 'e) {', 'x')).toBe(
      source.replace('far(a, e) {\n  near(a, e)', 'far(a, x) {\n  near(a, x)'),
    )
  })

  test('a macro: where it is defined and where it is called, in other macros too', () => {
    expect(renamed(source, 'near(A', 'close')).toBe(source.replaceAll('near', 'close'))
  })

  test('an edge name that a macro uses', () => {
    expect(renamed(source, 'gap.weight', 'hole')).toBe(source.replaceAll('gap', 'hole'))
  })

  test.each([
    ['a name in use', 'A !>', 'B', '`B` is in use: line 8 has a node of this name.'],
    ['the name of a macro', 'A !>', 'far', '`far` is in use: line 5 has a macro of this name.'],
    [
      'a name that a macro using it has itself',
      'gap.weight',
      'e',
      '`e` is in use: line 2 has an edge of this name.',
    ],
    ['an edge name seen in the macro', 'a -> b', 'gap', '`gap` is in use: line 3 has an edge of this name.'],
    ['no name at all', 'A !>', 'two words', /is no name/],
    ['nothing', 'A !>', '', 'Type a name.'],
  ])('refuses %s', (_, mark, newName, message) => {
    expect(renamed(source, mark, newName)).toMatch(message)
  })

  test('refuses while the name stands in a line that cannot be read', () => {
    const text = 'A -> B\nA => C\nB -> C'
    expect(renamed(text, 'A ->', 'X')).toBe(
      '`A` also stands on line 2, which cannot be read yet. Mend that line first.',
    )
    expect(renamed(text, 'B ->', 'X')).toBe('A -> X\nA => C\nX -> C')
  })

  test('a name may keep itself, and take one that is local elsewhere', () => {
    expect(renamed(source, 'A !>', 'A')).toBe(source)
    expect(renamed(source, 'A !>', 'b')).toContain('b !> C')
  })
})

describe('the statement at a place', () => {
  const explain = (mark: string) => explainStatement(read(source).statements, source.indexOf(mark))?.sentences

  test('edges, with their clauses', () => {
    expect(explain('A !> C')).toEqual([
      'A does not connect to C through any edge whose `weight` is greater than 2.',
    ])
  })

  test('comparisons, in terms of the nodes and edges around them', () => {
    expect(explain('A.size')).toEqual(['The `size` of A is greater than the `size` of B.'])
    expect(explain('A.kind')).toEqual(['The `kind` of A is "A".'])
  })

  test('calls, as everything their macro says', () => {
    expect(explain('near(A')).toContain('A connects to B.')
    expect(explain('far(B')).toContain('B connects to C.')
  })

  test('statements of a body, in terms of its parameters', () => {
    expect(explain('a -> b')).toEqual(['a connects to b.'])
    expect(explain('near(a, e)')).toContain('a connects to e.')
  })

  test('nothing where there is no statement, or none with a meaning', () => {
    expect(explain('near(a, b) {')).toBeUndefined()
    expect(explainStatement(read('A -> B\n\n\nC.x > 3').statements, 8)).toBeNull()
    expect(explainStatement(read('A -> B\nC.x > 3').statements, 8)).toBeNull()
  })
})
