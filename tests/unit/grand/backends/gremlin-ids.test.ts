/** What an id may be on a Gremlin server, as it is learned from those that came. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GremlinIds } from '../../../../src/grand/backends/gremlin/gremlin-ids'
import { typedUuid, uuidOf } from '../../../../src/grand/backends/gremlin/gremlin-values'

const int = fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 })
const long = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
const uuid = fc.uuid().map(typedUuid)
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.uuid(), long.map(String))
const shown = (id: unknown) => uuidOf(id) ?? String(id)

test('what is shown of an id that came is read as that id, and as no other of its type', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(int, long, uuid, text), { minLength: 1 }), (values) => {
      const ids = new GremlinIds()
      ids.learn(values)
      for (const value of values) {
        const readings = ids.readingsOf(shown(value))
        expect(readings).toContainEqual(value)
        for (const reading of readings) expect(shown(reading)).toBe(shown(value))
        expect(new Set(readings.map((one) => typeof one)).size).toBe(readings.length)
      }
    }),
    { seed: 20261126, numRuns: 500 },
  )
})

test('an id that no vertex can have is not asked for, but stored as a text', () => {
  const ids = new GremlinIds()
  ids.learn([5n])
  expect(ids.readingsOf('nobody')).toEqual([])
  expect(ids.readingsOf('05')).toEqual([])
  expect(ids.given('nobody')).toBe('nobody')
  expect(ids.given('12')).toBe(12n)
})

test('before any came it is what was said', () => {
  expect(new GremlinIds().readingsOf('12')).toEqual(['12'])
  expect(new GremlinIds('integer').readingsOf('12')).toEqual([12n])
  expect(new GremlinIds('integer').readingsOf('x')).toEqual(['x'])
  expect(new GremlinIds('integer', ['uuid']).readingsOf('12')).toEqual([])
})

test('only ids of several types have no order', () => {
  const isMixed = (...values: unknown[]) => {
    const ids = new GremlinIds()
    ids.learn(values)
    return ids.isMixed
  }
  expect([isMixed(1, 2n), isMixed('a', 'b'), isMixed()]).toEqual([false, false, false])
  const someone = typedUuid('00000000-0000-4000-8000-000000000001')
  expect([isMixed(1, 'a'), isMixed('a', someone), isMixed(1n, someone)]).toEqual([true, true, true])
})
