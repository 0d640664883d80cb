import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitTokens } from '../../../../src/components/ui/split-tokens'
import type { ProgramLanguage } from '../../../../src/components/ui/split-tokens'

const kinds = (text: string, language: ProgramLanguage) =>
  splitTokens(text, language)
    .filter(({ kind }) => kind !== 'plain')
    .map(({ kind, text: part }) => `${kind} ${part}`)

test('finds what is to be coloured, not within names and texts', () => {
  expect(kinds('MATCH (A)-[r1]->(B) WHERE A.x = $p1 AND B.MATCHED < 3.5', 'cypher')).toEqual([
    'keyword MATCH',
    'keyword WHERE',
    'number $p1',
    'keyword AND',
    'number 3.5',
  ])
  expect(kinds("SELECT a0 -- FROM here\nFROM t WHERE x = 'it''s 5 OR'", 'sql')).toEqual([
    'keyword SELECT',
    'comment -- FROM here',
    'keyword FROM',
    'keyword WHERE',
    "string 'it''s 5 OR'",
  ])
  expect(kinds('Motif("""A -> B # 5\n""")  # for all', 'python')).toEqual([
    'string """A -> B # 5\n"""',
    'comment # for all',
  ])
  expect(kinds('{ "key": "value", "n": -1.5e3, "t": true }', 'json')).toEqual([
    'keyword "key"',
    'string "value"',
    'keyword "n"',
    'number -1.5e3',
    'keyword "t"',
    'keyword true',
  ])
  expect(kinds("// all\ng.V().has('u', 'http://x').has(T.id, P.lt(-3L))", 'gremlin')).toEqual([
    'comment // all',
    'keyword g',
    "string 'u'",
    "string 'http://x'",
    'keyword T',
    'keyword P',
    'number -3L',
  ])
  expect(kinds('A -> B [w >= 3] as e\nA.as in "in 5"', 'dotmotif')).toEqual([
    'number 3',
    'keyword as',
    'keyword as',
    'keyword in',
    'string "in 5"',
  ])
})

test('loses nothing of any text', () => {
  const languages = fc.constantFrom<ProgramLanguage[]>(
    'cypher',
    'sql',
    'python',
    'json',
    'dotmotif',
    'gremlin',
  )
  const text = fc.string({
    unit: fc.constantFrom('"', "'", '\\', '\n', '-', '#', '1', '.', 'e', 'in', ' ', '$'),
  })
  fc.assert(
    fc.property(text, languages, (source, language) => {
      expect(
        splitTokens(source, language)
          .map(({ text: part }) => part)
          .join(''),
      ).toBe(source)
    }),
    { seed: 20260401 },
  )
})

test('leaves a very long text plain', () => {
  expect(splitTokens('"a" '.repeat(10_000), 'json')).toHaveLength(1)
})
