/** What the script console keeps over a reload, and how it finds a place in a text. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rangeOfPlace, readScriptChoices, textOfReturned } from '../../../src/state/script-console'

test('choices come back; what cannot be read is the usual', () => {
  const kept = { text: 'print(1)', backend: 'duckdb', seconds: 120, megabytes: 512 }
  expect(readScriptChoices(JSON.stringify(kept))).toEqual(kept)
  const usual = { text: '', backend: 'memory', seconds: 30, megabytes: 256 }
  for (const odd of [null, '', '{', 'null', '[]', '{"seconds":1e9,"megabytes":-1,"backend":"x","text":3}'])
    expect(readScriptChoices(odd)).toEqual(usual)
})

test.each([
  ['let a\nawait graph.getNode(12)', 2, 20, 'graph.getNode'],
  ['let a = ;', 1, 9, ';'],
  ['while (true) i++', 1, 1, 'while'],
  ['a.b.c', 1, 5, 'a.b.c'],
  ['short', 1, 99, 'short'],
])('the place in %j at %i:%i is %j', (text, line, column, found) => {
  const range = rangeOfPlace(text, { line, column })
  expect(range && text.slice(range.from, range.to)).toBe(found)
})

test('a place is within the text, or there is none', () => {
  const place = fc.record({ line: fc.integer({ min: 0, max: 5 }), column: fc.integer({ min: 0, max: 20 }) })
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '.', ' ', '(', '\n') }), place, (text, at) => {
      const range = rangeOfPlace(text, at)
      if (!range) return
      expect(range.from).toBeGreaterThanOrEqual(0)
      expect(range.to).toBeGreaterThan(range.from)
      expect(range.to).toBeLessThanOrEqual(text.length)
      expect(text.slice(range.from, range.to)).not.toContain('\n')
    }),
    { seed: 5, numRuns: 500 },
  )
})

test('what a script returned is told in a line', () => {
  expect(textOfReturned(undefined)).toBe('')
  expect(textOfReturned([1n, new Map([['a', 2]]), null])).toBe('["1n",[["a",2]],null]')
  expect(textOfReturned('x'.repeat(5000))).toHaveLength(2001)
})
