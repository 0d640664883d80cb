import fc from 'fast-check'
import { expect, test } from 'vitest'
import { idsTyped } from '../../../src/components/hosts/remote-ids'

test('ids stand with anything between them, and in quotes where they hold that', () => {
  expect(idsTyped(' 29, 8419602;30\n31 ')).toEqual(['29', '8419602', '30', '31'])
  expect(idsTyped('"New York, NY" b "say \\"x\\"" it\'s')).toEqual(['New York, NY', 'b', 'say "x"', "it's"])
  expect(idsTyped('"two\nlines"')).toEqual(['two\nlines'])
  expect(idsTyped(' ,; "" ')).toEqual([])
  expect(idsTyped('5" "no end')).toEqual(['5"', '"no', 'end'])
})

test('any id can be typed', () => {
  const between = fc.constantFrom(' ', ', ', ';\n', '\t')
  const id = fc.oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.uuid(), fc.bigInt().map(String))
  fc.assert(
    fc.property(fc.array(id), between, (ids, space) => {
      expect(idsTyped(ids.map((each) => JSON.stringify(each)).join(space))).toEqual(ids)
    }),
    { seed: 20261126, numRuns: 1000 },
  )
})
