import { expect, it } from 'vitest'
import { createRowsAtHand } from '../../../src/jobs/rows-at-hand'

const rows = (value: number) => Uint32Array.of(value)
const five = ['a', 'b', 'c', 'd', 'e']

it('keeps the last results that are written down, the oldest goes first', () => {
  const kept = createRowsAtHand()
  five.forEach((id, at) => {
    kept.keep(id, rows(at))
    kept.noteWritten(id)
  })
  expect(five.map((id) => kept.of(id)?.[0])).toEqual([undefined, 1, 2, 3, 4])
})

it('keeps what is not written down yet, however much comes after', () => {
  const kept = createRowsAtHand()
  five.forEach((id, at) => kept.keep(id, rows(at)))
  expect(five.map((id) => kept.of(id)?.[0])).toEqual([0, 1, 2, 3, 4])
  kept.noteWritten('c')
  expect(kept.of('c')).toBeUndefined()
  expect(kept.of('a')).toEqual(rows(0))
})

it('has the rows of a job that was searched anew, and none of one that lost them', () => {
  const kept = createRowsAtHand()
  kept.keep('a', rows(1))
  kept.keep('a', rows(2))
  expect(kept.of('a')).toEqual(rows(2))
  kept.forget('a')
  expect(kept.of('a')).toBeUndefined()
})
