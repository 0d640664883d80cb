/** The language of row filters: what reads, where mistakes are, what can follow, what clicks write. */
import { describe, expect, it } from 'vitest'
import { readColumn, readRowFilter } from '../../../src/scripting/rows/read-row-filter'
import { writeColumn } from '../../../src/scripting/rows/column-words'
import type { RowVocabulary } from '../../../src/scripting/rows/column-words'
import { completeRowFilter, valueOptions } from '../../../src/scripting/rows/complete-row-filter'
import { filterForRange, filterForValues, joinFilters } from '../../../src/scripting/rows/write-row-filter'

const words: RowVocabulary = {
  nodes: ['A', 'B', 'C'],
  edges: [
    { from: 'A', to: 'B', name: 'ab', constraints: [] },
    { from: 'B', to: 'C', constraints: [] },
  ],
  nodeAttributes: {
    celltype: 'string',
    weight: 'number',
    'soma radius': 'number',
    tags: 'list',
    meta: 'json',
    big: 'boolean',
  },
  edgeAttributes: { weight: 'number', type: 'string' },
}
const read = (text: string) => {
  const reading = readRowFilter(text, words)
  if (!reading.ok) throw new Error(`${text}: ${reading.error.message}`)
  return reading.condition
}
const node = (name: string, key: string | null) => ({ kind: 'node', node: name, key })

describe('readRowFilter', () => {
  it('reads the example of the task', () => {
    expect(read('A.celltype = "KC" and B.weight > 3 and C in ["7", 720575940624963786]')).toEqual({
      kind: 'all',
      parts: [
        { kind: 'compare', left: node('A', 'celltype'), op: '==', value: 'KC' },
        { kind: 'compare', left: node('B', 'weight'), op: '>', value: 3 },
        { kind: 'oneOf', left: node('C', null), values: ['7', '720575940624963786'] },
      ],
    })
  })

  it('binds “not” before “and” before “or”, and brackets before all', () => {
    const [a, b, c] = ['A', 'B', 'C'].map((name) => ({
      kind: 'compare',
      left: node(name, null),
      op: '==',
      value: '1',
    }))
    expect(read('not A = 1 and B = 1 or C = 1')).toEqual({
      kind: 'any',
      parts: [{ kind: 'all', parts: [{ kind: 'not', part: a }, b] }, c],
    })
    expect(read('not (A = 1 OR B = 1) AND C = 1')).toEqual({
      kind: 'all',
      parts: [{ kind: 'not', part: { kind: 'any', parts: [a, b] } }, c],
    })
  })

  it('reads edges by their ends or their alias, names in quotes, two columns, missing values', () => {
    const edge = { kind: 'edge', from: 'A', to: 'B', key: 'weight' }
    expect(read('(A -> B).weight >= -2.5e1')).toEqual({ kind: 'compare', left: edge, op: '>=', value: -25 })
    expect(read('ab.weight < A["soma radius"]')).toEqual({
      kind: 'relate',
      left: edge,
      op: '<',
      right: node('A', 'soma radius'),
    })
    expect(read('A.celltype is not missing')).toEqual({
      kind: 'not',
      part: { kind: 'missing', left: node('A', 'celltype') },
    })
    expect(read('A.tags not contains "x"')).toMatchObject({ op: '!contains', value: 'x' })
    expect(read('A.celltype in "KC MBON"')).toMatchObject({ op: 'in', value: 'KC MBON' })
    expect(read("A.celltype = 'it\\'s'")).toMatchObject({ value: "it's" })
    expect(read('A.weight = 9007199254740993')).toMatchObject({ value: 9007199254740993n })
  })

  it.each([
    ['', 'unexpected-end', 1, 1],
    ['A.celltype', 'unexpected-end', 11, 1],
    ['A.celltype = "KC', 'open-text', 14, 3],
    ['A.celtype = "KC"', 'unknown-column', 1, 9],
    ['D = 1', 'unknown-column', 1, 1],
    ['(A -> C).weight > 1', 'unknown-column', 1, 15],
    ['A.weight > "3"', 'type-mismatch', 1, 14],
    ['A.celltype = 3', 'type-mismatch', 1, 14],
    ['A.meta = 3', 'type-mismatch', 1, 10],
    ['A.weight >> 3', 'unexpected-word', 11, 1],
    ['A = 1 B = 2', 'unexpected-word', 7, 1],
    ['A in [1 2]', 'unexpected-word', 9, 1],
    ['A.weight; DROP TABLE x', 'unexpected-word', 9, 1],
    ['(A = 1', 'unexpected-end', 7, 1],
  ])('says where the mistake is: %s', (text, code, column, length) => {
    const reading = readRowFilter(text, words)
    expect(reading).toMatchObject({ ok: false, error: { code, line: 1, column, length } })
  })

  it('refuses endless nesting instead of breaking', () => {
    expect(readRowFilter('('.repeat(100_000), words)).toMatchObject({
      ok: false,
      error: { code: 'too-deep' },
    })
  })
})

describe('columns', () => {
  it('are read as they are written', () => {
    for (const text of ['A', 'A.celltype', 'A["soma radius"]', '(A -> B).weight', 'A.id'])
      expect(writeColumn(readColumn(text, words)!)).toBe(text)
    for (const text of ['D', 'A.nothing', 'A.celltype = 1', '', '(B -> A).weight'])
      expect(readColumn(text, words)).toBeNull()
  })
})

describe('completeRowFilter', () => {
  const texts = (text: string) =>
    completeRowFilter(text, text.length, words).options.map((option) => option.text)
  it('offers columns, then comparisons, then values, then joining words', () => {
    expect(texts('')).toEqual(
      expect.arrayContaining(['A', 'B.celltype', 'A["soma radius"]', '(A -> B).weight']),
    )
    expect(texts('A.c')).toEqual(['A.celltype'])
    expect(completeRowFilter('A.weight > 3 and A.c', 20, words)).toMatchObject({
      from: 17,
      to: 20,
      typed: 'A.c',
    })
    expect(texts('A.celltype ')).toEqual(expect.arrayContaining(['=', 'contains', 'is missing']))
    expect(completeRowFilter('A.celltype = ', 13, words).valuesOf).toEqual(node('A', 'celltype'))
    expect(completeRowFilter('(A -> B).type = "c', 18, words)).toMatchObject({
      valuesOf: { kind: 'edge', key: 'type' },
      from: 16,
    })
    expect(completeRowFilter('A.celltype in ["KC", ', 21, words).valuesOf).toEqual(node('A', 'celltype'))
    expect(texts('A.weight > 3 a')).toEqual(['and'])
    expect(valueOptions([{ value: 'MBON', count: 1200 }, { value: 'KC', count: 3 }], '"m')).toEqual([{ text: '"MBON"', detail: '× 1,200' }]) // prettier-ignore
  })
})

describe('what clicks write', () => {
  const column = { kind: 'node', node: 'A', key: 'celltype' } as const
  it('reads again as what was clicked', () => {
    expect(filterForValues(column, ['a "b"'])).toBe('A.celltype = "a \\"b\\""')
    expect(filterForValues(column, ['a', null])).toBe('A.celltype = "a" or A.celltype is missing')
    expect(filterForValues(column, ['a', 'b'])).toBe('A.celltype in ["a", "b"]')
    expect(filterForValues({ ...column, key: 'tags' }, ['x'], true)).toBe('A.tags contains "x"')
    expect(filterForValues(column, [['list']])).toBeNull()
    expect(filterForValues(column, [NaN])).toBeNull()
    expect(filterForRange({ ...column, key: 'weight' }, 0.1, 2)).toBe('A.weight >= 0.1 and A.weight < 2')
    const joined = joinFilters(['A = 1 or B = 1', 'C = 2'])
    expect(read(joined)).toMatchObject({ kind: 'all', parts: [{ kind: 'any' }, { kind: 'compare' }] })
  })
})
