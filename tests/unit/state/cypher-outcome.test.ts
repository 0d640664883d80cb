/** How rows of Cypher are narrowed, sorted and written. */
import { expect, test } from 'vitest'
import type { PlainValue } from '../../../src/scripting/cypher-api'
import {
  answerWays,
  arrangeRows,
  cypherCellText,
  failureFrom,
  jsonLines,
  jsonList,
} from '../../../src/state/cypher-outcome'

const node = (id: string): PlainValue => ({ kind: 'node', id, labels: ['Neuron'], properties: { size: 3 } })
const rows: PlainValue[][] = [
  [node('n10'), 2, 'b'],
  [node('n9'), null, 'A'],
  [node('n1'), 10n ** 20n, 'a'],
]

test('cells are texts: nodes their ids, relationships their ends, paths their nodes', () => {
  const edge: PlainValue = {
    kind: 'relationship',
    id: 1,
    type: 'T',
    source: 'a',
    target: 'b',
    properties: {},
  }
  const path: PlainValue = {
    kind: 'path',
    nodes: [node('a') as never, node('b') as never],
    relationships: [],
  }
  expect([node('n1'), edge, path, null, 2n ** 60n, [1, null], { x: 1n }].map(cypherCellText)).toEqual([
    'n1',
    'a → b',
    'a → b',
    '–',
    '1152921504606846976',
    '[1, –]',
    '{"x":"1"}',
  ])
})

test('rows are sorted by value, numbers as numbers and ids as people read them; what is missing is last', () => {
  const sorted = (column: number, isDescending: boolean) => [
    ...arrangeRows(rows, '', { column, isDescending }),
  ]
  expect(sorted(0, false)).toEqual([2, 1, 0])
  expect(sorted(1, false)).toEqual([0, 2, 1])
  expect(sorted(1, true)).toEqual([2, 0, 1])
  expect([...arrangeRows(rows, '', null)]).toEqual([0, 1, 2])
})

test('a text narrows the rows, whatever the case and the column', () => {
  expect([...arrangeRows(rows, 'A', null)]).toEqual([1, 2])
  expect([...arrangeRows(rows, 'n9', null)]).toEqual([1])
  expect([...arrangeRows(rows, 'nothing', null)]).toEqual([])
})

test('each row is a line of JSON; integers beyond 2^53 are text', () => {
  const [first, , last] = jsonLines({ columns: ['a', 'n', 't'], rows })
    .trim()
    .split('\n')
  expect(JSON.parse(first ?? '')).toEqual({ a: rows[0]?.[0], n: 2, t: 'b' })
  expect(JSON.parse(last ?? '')).toMatchObject({ n: '100000000000000000000' })
})

test('as one list they are the same objects', () => {
  const lines = jsonLines({ columns: ['a', 'n', 't'], rows })
    .trim()
    .split('\n')
  expect(JSON.parse(jsonList({ columns: ['a', 'n', 't'], rows }))).toEqual(
    lines.map((line) => JSON.parse(line)),
  )
  expect(JSON.parse(jsonList({ columns: ['a'], rows: [] }))).toEqual([])
})

test.each([
  [undefined, undefined, null],
  [true, undefined, 'searched'],
  [true, 'javascript', 'searched, then row by row'],
  [true, 'duckdb', 'searched, then DuckDB'],
  [false, 'duckdb', 'walked, then DuckDB'],
  [false, 'javascript', 'row by row'],
  [false, undefined, 'row by row'],
] as const)('how it was answered is told in words: searched %s, rest by %s', (isSearched, restBy, words) => {
  const base = { columns: [], rows: [], truncated: false, elapsedMs: 1 }
  const given = {
    ...(isSearched === undefined ? {} : { isSearched }),
    ...(restBy === undefined ? {} : { restBy }),
  }
  const ways = answerWays({ ...base, ...given })
  expect(ways?.words ?? null).toBe(words)
  expect(ways?.sentences.length ?? 0).toBe(words === null ? 0 : words.includes('then') ? 2 : 1)
})

test('a failure keeps its place where it has one', () => {
  expect(failureFrom({ code: 'type-error', message: 'No.', line: 2, column: 3 }).place).toMatchObject({
    line: 2,
    column: 3,
    length: 1,
  })
  expect(failureFrom({ code: 'time-limit', message: 'No.' }).place).toBeNull()
})
