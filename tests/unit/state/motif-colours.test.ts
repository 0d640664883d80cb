import { describe, expect, it } from 'vitest'
import { readMotif } from '../../../src/dotmotif/read-motif'
import { slotsOfNodes, tintsOfNodes } from '../../../src/state/motif-colours'

const motifOf = (source: string) => {
  const reading = readMotif(source)
  if (!reading.ok) throw new Error(reading.errors[0]?.message)
  return reading.motif
}

describe('one colour for each motif node', () => {
  it('keeps a node’s colour whatever is typed around it', () => {
    expect(slotsOfNodes(['A', 'B', 'C']).get('B')).toBe(slotsOfNodes(['X', 'B']).get('B'))
  })

  it('gives no colour twice while there are colours left', () => {
    const names = ['A', 'I', 'Q', 'neuron', 'partner', 'B', 'J', 'R']
    expect(new Set(slotsOfNodes(names).values()).size).toBe(8)
    expect(slotsOfNodes([...names, 'K', 'L']).size).toBe(10)
  })
})

describe('one tint for each set of constraints', () => {
  it('tints nodes with the same constraints alike, in whatever order they are written', () => {
    const tints = tintsOfNodes(
      motifOf('A -> B; B -> C\nA.x = 1; A.y = "k"\nB.y = "k"; B.x = 1\nC.x = "1"; C.y = "k"'),
    )
    expect(tints.get('A')).toBe(tints.get('B'))
    expect(tints.get('C')).not.toBe(tints.get('A'))
  })

  it('leaves unconstrained nodes without', () => {
    expect(tintsOfNodes(motifOf('A -> B\nA.x > 2')).has('B')).toBe(false)
  })
})
