/** Reading answers of JSON: rows while they arrive, integers with all their digits, values with types. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseExact } from '../../../../src/grand/remote/exact-json'
import { RowScanner } from '../../../../src/grand/remote/row-scanner'
import { typedFromValue, valueFromTyped } from '../../../../src/grand/remote/typed-json'

/** What a scanner makes of a text that arrives in pieces which end at `cuts`. */
function scan(text: string, cuts: number[], path: string[]): { rows: unknown[]; around: unknown } {
  const scanner = new RowScanner(path)
  const ends = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b)
  const rows = [...ends, text.length].flatMap((end, i) => scanner.push(text.slice(ends[i - 1] ?? 0, end)))
  return { rows: rows.map(parseExact), around: scanner.end() }
}

const cuts = fc.array(fc.nat(), { maxLength: 20 })
const rows = fc.array(fc.array(fc.jsonValue(), { maxLength: 4 }), { maxLength: 6 })

describe('rows while they arrive', () => {
  test('however the text is cut, the rows and what is around them are those of the whole', () => {
    fc.assert(
      fc.property(rows, fc.jsonValue(), cuts, fc.boolean(), (values, other, at, isLast) => {
        const fields = { values: ['not the rows', [1]], fields: ['x'] }
        const data = isLast ? { fields, values } : { values, fields }
        const text = JSON.stringify({ before: [other], data, after: { data: { values: [other] } } }, null, 1)
        const found = scan(text, at, ['data', 'values'])
        const read = parseExact(text) as { data: { values: unknown } }
        expect(found.rows).toEqual(read.data.values)
        expect(found.around).toEqual({ ...read, data: { ...read.data, values: [] } })
      }),
      { seed: 9 },
    )
  })

  test('no part of an answer passes for the whole', () => {
    const text = JSON.stringify({
      columns: ['a"]'],
      data: [
        ['x\\"]', [1]],
        [null, {}],
      ],
      debug: 'q',
    })
    for (let end = 0; end < text.length; end++)
      expect(() => scan(text.slice(0, end), [], ['data'])).toThrow(SyntaxError)
    expect(scan(text, [], ['data']).rows).toEqual([
      ['x\\"]', [1]],
      [null, {}],
    ])
  })

  test('what comes before the rows can be read before they end', () => {
    const scanner = new RowScanner(['data', 'values'])
    expect(scanner.push('{"data":{"fields":["a"],"values":[[1],[2')).toEqual(['[1]'])
    expect(scanner.head()).toEqual({ data: { fields: ['a'], values: [] } })
  })

  test('the answer’s own words are in no error', () => {
    for (const text of ['<html>secret', '{"data":[secret]}', '{"data":[[1]]} secret', '[}'])
      expect(() => scan(text, [], ['data'])).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining('secret') }),
      )
  })
})

describe('integers in JSON', () => {
  test('keep their digits, wherever they stand, and texts of digits stay texts', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (integer) => {
        const read = parseExact(`[${integer}, "${integer}", {"${integer}": [${integer}], "a": 1.5e3}]`)
        const value = Number.isSafeInteger(Number(integer)) ? Number(integer) : integer
        expect(read).toEqual([value, String(integer), { [String(integer)]: [value], a: 1500 }])
      }),
      { seed: 9 },
    )
  })

  test('fractions with many digits are numbers', () => {
    const text = '[0.12345678901234567, 1234567890123456789.5, 12345678901234567e-3]'
    expect(parseExact(text)).toEqual(JSON.parse(text))
    expect(parseExact('["\\"", "\\u0000integer x", 12345678901234567]')).toEqual([
      '"',
      '\0integer x',
      12345678901234567n,
    ])
  })
})

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    fc.double().map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.integer(),
    fc.bigInt({ min: 2n ** 53n + 1n, max: 2n ** 63n - 1n }),
    fc.string(),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      tie('any'),
      { maxKeys: 3 },
    ),
  ),
})).any

describe('values with types', () => {
  test('come back as they went', () => {
    fc.assert(
      fc.property(value, (given) => {
        const sent = JSON.parse(JSON.stringify(typedFromValue('x', given))) as unknown
        expect(valueFromTyped(sent)).toEqual(given)
      }),
      { seed: 9 },
    )
  })

  test('what is none is refused', () => {
    for (const wrong of [
      1,
      null,
      { $type: 'Integer', _value: 'many' },
      { $type: 'List', _value: 3 },
      { $type: 'Float', _value: 'x' },
    ])
      expect(() => valueFromTyped(wrong)).toThrow(SyntaxError)
    for (const wrong of [2n ** 63n, new Date(0), () => 1, Symbol('x')])
      expect(() => typedFromValue('x', [wrong])).toThrow(
        expect.objectContaining({ code: 'invalid-parameter' }),
      )
  })
})
