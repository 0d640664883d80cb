import { expect, it } from 'vitest'
import { mapArrays } from '../../../src/jobs/map-arrays'

it('puts each array elsewhere once, and what was one stays one', () => {
  const array = Uint32Array.of(1, 2)
  const rows = { offsets: array, targets: Int32Array.of(-1) }
  const data = { out: rows, in: rows, lists: [array, null, 'text', 3] }
  const moved: unknown[] = []
  const copy = mapArrays(data, (from) => {
    moved.push(from)
    return from.slice()
  })
  expect(copy).toEqual(data)
  expect(moved).toEqual([array, rows.targets])
  expect(copy.out).toBe(copy.in)
  expect(copy.lists[0]).toBe(copy.out.offsets)
  expect(copy.out.offsets).not.toBe(array)
})
