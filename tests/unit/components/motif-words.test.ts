import { describe, expect, it } from 'vitest'
import { motifSentences, nodeConstraintLabels } from '../../../src/components/motif-words'
import { readMotif } from '../../../src/dotmotif/read-motif'

const motifOf = (source: string) => {
  const reading = readMotif(source)
  if (!reading.ok) throw new Error(reading.errors[0]?.message)
  return reading.motif
}

describe('the drawing in words', () => {
  it('says each edge and each constraint', () => {
    expect(
      motifSentences(
        motifOf('A -> B [weight >= 3, ROI = "CX"]\nB !| C\nC -+ A\nA.celltype = "KC"\nA.size > C.size'),
      ),
    ).toEqual([
      'A has an edge to B whose weight is at least 3 and whose ROI is “CX”.',
      'B does not inhibit C.',
      'C excites A.',
      'The celltype of A is “KC”.',
      'The size of A is greater than the size of C.',
    ])
  })

  it('labels a node with what it must satisfy', () => {
    const motif = motifOf('A -> B\nA.x != 1\nA.y contains "s"')
    expect(nodeConstraintLabels(motif, 'A')).toEqual(['x ≠ 1', 'y contains s'])
    expect(nodeConstraintLabels(motif, 'B')).toEqual([])
  })
})
