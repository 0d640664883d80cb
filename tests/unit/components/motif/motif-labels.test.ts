import { expect, it } from 'vitest'
import { nodeConstraintLabels } from '../../../../src/components/motif/motif-labels'
import { readMotif } from '../../../../src/dotmotif/read-motif'

it('labels a node with what it must satisfy', () => {
  const reading = readMotif('A -> B\nA.x != 1\nA.y contains "s"')
  if (!reading.ok) throw new Error(reading.errors[0]?.message)
  expect(nodeConstraintLabels(reading.motif, 'A')).toEqual(['x ≠ 1', 'y contains s'])
  expect(nodeConstraintLabels(reading.motif, 'B')).toEqual([])
})
