/** Expressions that once answered otherwise than Neo4j, or were not known. What the service test compares with the real
 *  Neo4j is shown here without one. */
import { describe, expect, test } from 'vitest'
import type { CypherValue } from '../../../../src/grand/cypher/values/cypher-values'
import { runCypher } from '../../../../src/grand/cypher/run-cypher'
import { MotifscopeError } from '../../../../src/model/errors'
import { graphOf } from './inline-graph'

const nothing = graphOf({ directed: true, nodes: [], edges: [] })
const valueOf = (expression: string): CypherValue | undefined =>
  [...runCypher(`RETURN ${expression} AS v`, nothing).rows][0]?.[0]

function codeOf(query: string): string {
  try {
    const { rows } = runCypher(query, nothing)
    return `answers ${[...rows].length} rows`
  } catch (thrown) {
    if (thrown instanceof MotifscopeError) return thrown.code
    throw thrown
  }
}

describe('numbers', () => {
  test.each<[string, CypherValue]>([
    ['1--1', 2n],
    ['1_000', 1000n],
    ['1.5f', 1.5],
    ['-9223372036854775808', -(2n ** 63n)],
    ['toInteger(1e30)', 2n ** 63n - 1n],
    ['toInteger(0.0 / 0)', 0n],
    ["toInteger(' 42 ')", null],
    ["toFloat('Infinity')", Infinity],
    ['sign(0.0 / 0)', 0n],
    ['round(1.005, 2)', 1.01],
    ['round(-1.25, 1)', -1.3],
    ['round(-2.5, 0)', -2],
    ["round(1.25, 1, 'HALF_EVEN')", 1.2],
    ["round(-1.21, 1, 'FLOOR')", -1.3],
    ['toString(1e7)', '1.0E7'],
    ['toString(0.00012345)', '1.2345E-4'],
    ['toString(9999999.0)', '9999999.0'],
    ['toString(-0.0)', '-0.0'],
  ])('%s is %s', (expression, wanted) => expect(valueOf(expression)).toBe(wanted))

  test.each([
    '9223372036854775807 + 1',
    '-(-9223372036854775808)',
    '4611686018427387904 * 2',
    "toInteger('9223372036854775808')",
    'left("a", -1)',
    'range(null, 3)',
    'round(1234, -2)',
  ])('%s cannot be worked out', (expression) => expect(codeOf(`RETURN ${expression}`)).toBe('type-error'))

  test.each(['9223372036854775808', '1e400', '017', '0X1F', '1d'])('%s is no number', (text) =>
    expect(codeOf(`RETURN ${text}`)).toBe('syntax-error'),
  )
})

describe('what binds how tightly', () => {
  test.each<[string, CypherValue]>([
    ['1 + 1 IN [2]', true],
    ["'a' + 'b' STARTS WITH 'ab'", true],
    ['-1 IN [-1]', true],
    ['1 + null IS NULL', true],
    ["'a' || 'b'", 'ab'],
    ['[1] + null', null],
    ['[1, 2, 3][null..2]', null],
    ['nullIf(1, 1.0)', null],
    ['coalesce(1, 1 / 0)', 1n],
    ['CASE 3 WHEN 1, 2 THEN 1 WHEN 3, 4 THEN 2 END', 2n],
    ["CASE 5 WHEN < 3 THEN 'low' WHEN > 4 THEN 'high' END", 'high'],
    ["CASE null WHEN IS NULL THEN 'none' ELSE 'some' END", 'none'],
    ['{match: 1, in: 2}.in', 2n],
  ])('%s is %s', (expression, wanted) => expect(valueOf(expression)).toBe(wanted))
})

describe('texts', () => {
  test.each<[string, CypherValue]>([
    ["left('😀abc', 1)", '😀'],
    ["substring('😀abc', 1)", 'abc'],
    ["trim('\\u00a0a ')", '\u00a0a'],
    ["trim(BOTH 'x' FROM 'xxaxx')", 'a'],
    ["ltrim('xxaxx', 'x')", 'axx'],
    ["'a\\qb'", 'a\\qb'],
    ["toBooleanOrNull('x')", null],
    ["isEmpty('')", true],
  ])('%s is %s', (expression, wanted) => expect(valueOf(expression)).toBe(wanted))

  test('parted at each of several marks', () => {
    expect(valueOf("split('a-b_c', ['-', '_'])")).toEqual(['a', 'b', 'c'])
    expect(valueOf("toIntegerList(['1', 2.5, 'x'])")).toEqual([1n, 2n, null])
  })

  test('a text ends no expression that asks its length', () => {
    expect(codeOf("RETURN length('abc')")).toBe('type-error')
  })
})

describe('regular expressions, as Java has them', () => {
  test.each<[string, string, boolean]>([
    ['abc', '(?i)A.C', true],
    ['a\\nc', '(?s)a.c', true],
    ['a-b', 'a\\\\-b', true],
    ['a.b', '\\\\Qa.b\\\\E', true],
    ['axb', '\\\\Qa.b\\\\E', false],
    ['a1', '\\\\p{Alpha}\\\\p{Digit}', true],
    ['é', '\\\\p{Alpha}', false],
    ['é', '\\\\p{IsLatin}', true],
    ['a', '\\\\P{Digit}', true],
    ['a}', 'a}', true],
    ['a\\n', 'a$', false],
    ['abc', '\\\\Aabc\\\\z', true],
    ['x', '(?x) x # a remark', true],
  ])("'%s' =~ '%s' is %s", (text, pattern, wanted) =>
    expect(valueOf(`'${text}' =~ '${pattern}'`)).toBe(wanted),
  )

  test.each(['a++', '(?>a)', '[a[b]]', '[a-z&&[b]]', 'a(?i)b', '\\\\G', '\\\\p{Nonsense}', '[', '('])(
    "'%s' is refused",
    (pattern) => expect(codeOf(`RETURN 'a' =~ '${pattern}'`)).toBe('type-error'),
  )
})

describe('what can never go together is refused before anything runs', () => {
  test.each([
    'UNWIND [] AS y RETURN true OR 1',
    'UNWIND [] AS y RETURN NOT 5',
    "UNWIND [] AS y RETURN 'a' + true",
    'UNWIND [] AS y RETURN 1 =~ "1"',
    'MATCH (n) WHERE n RETURN n',
    "WITH 'abc' AS x WHERE x RETURN x",
    'MATCH (n) WHERE 1 RETURN n',
  ])('%s', (query) => expect(codeOf(query)).toBe('type-error'))
})
