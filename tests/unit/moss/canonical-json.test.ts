/** RFC 8785 by its own examples, and what it refuses. */
import { describe, expect, it } from 'vitest'
import { canonicalJson, maximumDepth } from '../../../src/moss/canonical-json'
import { readStrictJson } from '../../../src/moss/strict-json'

describe('canonical JSON', () => {
  it('writes the sample object of RFC 8785, section 3.2.2, as section 3.2.3 has it', () => {
    const sample = String.raw`{
       "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
       "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
       "literals": [null, true, false]
     }`
    expect(canonicalJson(readStrictJson(sample))).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    )
  })

  it('gives the bytes of section 3.2.4', async () => {
    const sample = { string: '€$\u000f\nA\'B"\\\\"/', literals: [null, true, false] }
    const hex = Buffer.from(canonicalJson(sample)).toString('hex')
    expect(hex).toBe(
      '7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d',
    )
  })

  it('sorts members by UTF-16 units, as in section 3.2.3', () => {
    const sample = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    const values = Object.values(JSON.parse(canonicalJson(sample)) as object)
    const texts = canonicalJson(sample).match(/:"[^"]*"/g)
    expect(values).toHaveLength(7)
    expect(texts).toEqual([
      ':"Carriage Return"',
      ':"One"',
      ':"Control"',
      ':"Latin Small Letter O With Diaeresis"',
      ':"Euro Sign"',
      ':"Emoji: Grinning Face"',
      ':"Hebrew Letter Dalet With Dagesh"',
    ])
  })

  // Appendix B: IEEE 754 bits and their text.
  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the number %s as %s', (bits, text) => {
    expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(text)
  })

  it.each([
    ['7fffffffffffffff', 'NaN'],
    ['7ff0000000000000', 'Infinity'],
  ])('refuses the number %s', (bits, text) => {
    const number = Buffer.from(bits, 'hex').readDoubleBE()
    expect(() => canonicalJson({ depth: [number] })).toThrow(`depth[0] is ${text}, which JSON cannot hold`)
  })

  it.each([
    ['half a surrogate pair', { text: 'a\ud800' }, 'text holds half of a surrogate pair'],
    ['half a pair in a name', { '\udc00': 1 }, 'A member name in the value holds half'],
    ['undefined', { a: { b: undefined } }, 'a.b is undefined'],
    ['a hole in a list', [1, , 2], '[1] is undefined'], // eslint-disable-line no-sparse-arrays
    ['a function', { run: () => 1 }, 'run is a function'],
    ['a bigint', { id: 720575940379279000n }, 'id is a bigint'],
    ['a date', { at: new Date(0) }, 'at is a Date, not plain JSON'],
    ['bytes', { data: new Uint8Array(2) }, 'data is a Uint8Array'],
    ['a map', new Map(), 'The value is a Map'],
  ])('refuses %s', (_, value, message) => {
    expect(() => canonicalJson(value)).toThrow(message)
  })

  it('refuses a circle and nesting beyond its limit, not a value as deep as that', () => {
    const circle: unknown[] = []
    circle.push(circle)
    expect(() => canonicalJson(circle)).toThrow(`nested more than ${maximumDepth} deep`)
    const nested = (depth: number) => readStrictJson('['.repeat(depth) + ']'.repeat(depth))
    expect(canonicalJson(nested(maximumDepth))).toHaveLength(2 * maximumDepth)
    expect(() => canonicalJson(nested(maximumDepth + 1))).toThrow('deep')
  })

  it('keeps a member that is named like a part of every object', () => {
    expect(canonicalJson(readStrictJson('{"b":1,"__proto__":{"a":2}}'))).toBe('{"__proto__":{"a":2},"b":1}')
  })
})

describe('reading strictly', () => {
  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['[{"b":{"a":1,"c":[],"\\u0061" :2}}]', 'a'],
    ['{"__proto__":1,"__proto__":1}', '__proto__'],
    ['{"":1,"":1}', ''],
    ['{"q\\"":1,"x":"q\\":","q\\u0022":1}', 'q"'],
  ])('refuses a member named twice: %s', (text, name) => {
    expect(() => readStrictJson(text)).toThrow(`two members named ${JSON.stringify(name)}`)
  })

  it.each(['{"a":{"a":1},"b":{"a":1}}', '{"a":"{\\"a\\":1,\\"a\\":2}"}', '["a","a"]', '{"a":"a","b":"a"}'])(
    'takes %s, where every object has a name once',
    (text) => {
      expect(readStrictJson(text)).toEqual(JSON.parse(text))
    },
  )

  it.each(['', '{', '{a:1}', "{'a':1}", '[1,]', 'NaN', '01', '"\u0001"', '{"a":1} x'])(
    'refuses what is not JSON: %s',
    (text) => {
      expect(() => readStrictJson(text)).toThrow('This is not JSON.')
    },
  )

  it('refuses half a surrogate pair written as an escape, once it is made canonical', () => {
    expect(() => canonicalJson(readStrictJson('{"body":"\\ud800"}'))).toThrow('half of a surrogate pair')
    expect(canonicalJson(readStrictJson('"\\ud83d\\ude00"'))).toBe('"😀"')
  })

  it('reads a text of a megabyte without running out of stack', () => {
    const escapes = `{"a":"${'\\u0000'.repeat(170_000)}","b":"${'x'.repeat(1_000_000)}"}`
    expect(Object.keys(readStrictJson(escapes) as object)).toEqual(['a', 'b'])
  })
})
