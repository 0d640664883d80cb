/** What somebody types as the value of a `$parameter`. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cypherLiteral } from '../../../src/scripting/cypher-reading'
import { readParameter } from '../../../src/scripting/parameter-text'

const valueOf = (text: string) => {
  const reading = readParameter(text)
  return reading.kind === 'value' ? reading.value : reading
}

describe('the value of a parameter', () => {
  it.each([
    ['3', 3, 'whole number'],
    ['-0.5', -0.5, 'number'],
    ['1e3', 1000, 'whole number'],
    ['720575940621039145', 720575940621039145n, 'whole number'],
    ['"720575940621039145"', '720575940621039145', 'text'],
    ['KC', 'KC', 'text'],
    ['  Kenyon cell ', 'Kenyon cell', 'text'],
    ['MBON-01', 'MBON-01', 'text'],
    [String.raw`'it\'s \u00e9\n'`, "it's é\n", 'text'],
    ['""', '', 'text'],
    ['True', true, 'true or false'],
    ['null', null, 'null'],
    ['[]', [], 'list of 0'],
    ['[1, KC, "a, b", [false]]', [1, 'KC', 'a, b', [false]], 'list of 4'],
    ['{size: 3, "two words": [x], `b``c`: null}', { size: 3, 'two words': ['x'], 'b`c': null }, 'map'],
  ])('%s', (text, value, words) => {
    expect(readParameter(text)).toEqual({ kind: 'value', value, words })
  })

  it.each([
    ['[1, 2', 'not closed'],
    ['"KC', 'not closed'],
    ['[1,]', 'no value'],
    ['5-HT', 'needs quotes'],
    ['3 4', 'cannot follow'],
    ['KC; DROP', 'needs quotes'],
    ['{size 3}', 'colon'],
    ['{3: 4}', 'needs names'],
    ['[1, ', 'missing at the end'],
    ['9223372036854775808', '64 bits'],
    ['1e999', 'too large'],
    [String.raw`"\u12"`, 'Four digits'],
    ['['.repeat(60), 'too deeply'],
  ])('%s is told to be wrong', (text, message) => {
    expect(readParameter(text)).toMatchObject({ kind: 'fault', message: expect.stringContaining(message) })
  })

  it('is empty where nothing was typed', () => {
    expect(readParameter(' \t')).toEqual({ kind: 'empty' })
  })

  it('is what Cypher writes for it, whatever it is, and reading ends for any text', () => {
    const plain = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(null, true, false),
        fc.integer(),
        fc
          .bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
          .filter((one) => !Number.isSafeInteger(Number(one))),
        fc.double({ noNaN: true, noDefaultInfinity: true, noInteger: true }),
        fc.string({ unit: 'binary' }),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(
          fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
          tie('value'),
          {
            maxKeys: 3,
            noNullPrototype: true,
          },
        ),
      ),
    })).value
    fc.assert(
      fc.property(plain, (value) => {
        expect(valueOf(cypherLiteral(value))).toEqual(value)
      }),
    )
    fc.assert(fc.property(fc.string(), (text) => void readParameter(text)))
  })
})
