import { describe, expect, test } from 'vitest'
import { explainText } from '../../../src/dotmotif/explain-text'

const places = (source: string) =>
  explainText(source).map(({ statement, place }) => [
    statement,
    place && `${place.line}:${place.column}+${place.length}`,
  ])

describe('explainText', () => {
  test('says where each statement stands, aliases, comparisons and equivalences too', () => {
    const source = [
      'A -> B [weight >= 3] as e',
      'B !> C',
      'A.size > C.size; A.type = "KC"',
      '  e.roi = "CX"',
      'B -> D as f',
      'e.w < f.w',
      'A === D',
    ].join('\n')
    expect(places(source)).toEqual([
      ['', null],
      ['A -> B [weight >= 3]', '1:1+25'],
      ['e.roi == "CX"', '4:3+12'],
      ['B !> C', '2:1+6'],
      ['B -> D', '5:1+11'],
      ['A.type == "KC"', '3:18+13'],
      ['D.type == "KC"', '3:18+13'],
      ['A.size > C.size', '3:1+15'],
      ['e.w < f.w', '6:1+9'],
      ['A === D', '7:1+7'],
    ])
  })

  test('what a macro says stands where the macro is called, however deep', () => {
    const source = 'one(a, b) {\n  a -> b\n}\ntwo(a, b) {\n  one(a, b)\n  one(b, a)\n}\ntwo(X, Y)'
    expect(places(source).slice(1)).toEqual([
      ['X -> Y', '8:1+9'],
      ['Y -> X', '8:1+9'],
    ])
  })

  test('leaves statements with mistakes out', () => {
    expect(places('A -> B\nC => D\nB -> C').slice(1)).toEqual([
      ['A -> B', '1:1+6'],
      ['B -> C', '3:1+6'],
    ])
  })
})
