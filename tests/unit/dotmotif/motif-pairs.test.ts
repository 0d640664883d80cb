import { expect, it } from 'vitest'
import { forbiddenConstraints, motifPairs } from '../../../src/dotmotif/motif-pairs'
import { readMotif } from '../../../src/dotmotif/read-motif'

it('gives every forbidden edge of a pair its own clauses and the pair’s alias constraints', () => {
  const reading = readMotif('A !> B [weight > 3] as e\nA !- B [size < 2]\ne.kind = "x"')
  if (!reading.ok) throw new Error(reading.errors[0]?.message)
  const [pair] = motifPairs(reading.motif)
  if (!pair) throw new Error('no pair')
  const asText = forbiddenConstraints(reading.motif, pair).map((constraints) =>
    constraints.map(({ key, op, value }) => `${key} ${op} ${String(value)}`),
  )
  expect(asText).toEqual([
    ['weight > 3', 'kind == x'],
    ['size < 2', 'kind == x'],
  ])
})
