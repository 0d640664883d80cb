import { expect, test } from 'vitest'
import { writeJson } from '../../../src/scripting/write-json'

test('writes integers of any length exactly', () => {
  expect(writeJson({ a: 12345678901234567890n, b: [1n, 2.5, '1'] })).toBe(
    '{ "a": 12345678901234567890, "b": [1, 2.5, "1"] }',
  )
})

test('puts what is short on a line and breaks what is long; programs read the same', () => {
  const long = {
    names: Array.from({ length: 30 }, (_, i) => `node ${i}`),
    none: [],
    empty: {},
    off: undefined,
  }
  const text = writeJson({ long, 'quo"te': '\u2028\n', flag: false, nothing: null })
  expect(JSON.parse(text)).toEqual({
    long: { names: long.names, none: [], empty: {} },
    'quo"te': '\u2028\n',
    flag: false,
    nothing: null,
  })
  expect(text).toContain('\n      "node 0",\n')
  expect(text).toContain('"none": []')
})
