import { describe, expect, test } from 'vitest'
import { symmetryMeaning, symmetryWords } from '../../../src/components/motif/symmetry-words'
import { symmetryOfMotif } from '../../../src/scripting/motif-symmetry'
import { cliqueText, motifFrom } from '../grandiso/motif-text'

const symmetryOf = (text: string, undirected = false) => symmetryOfMotif(motifFrom(text), undirected)
const words = (text: string, undirected = false) => symmetryWords(symmetryOf(text, undirected))

describe('the symmetry of a motif in words', () => {
  test.each([
    ['A -> B', 'none'],
    ['A -> B\nA -> C', '2 (B, C interchangeable)'],
    ['A -> B\nA -> C\nA -> D', '6 (B, C, D interchangeable)'],
    ['A -> C\nA -> D\nB -> C\nB -> D', '4 (A, B; C, D interchangeable)'],
    ['A -> B\nB -> C\nC -> A', '3 (A, B, C in rotation)'],
    ['A -> B\nC -> D', '2 (A, C; B, D change places together)'],
    ['A -> B\nA -> C\nB.type = "KC"', 'none'],
    ['A -> B\nA -> C\nB !> C', 'none'],
  ])('%j: %s', (text, expected) => expect(words(text)).toBe(expected))

  test('direction counts unless it is ignored', () => {
    expect(words('A -> B', true)).toBe('2 (A, B interchangeable)')
    expect(words('A -> B\nB -> C\nC -> A', true)).toBe('6 (A, B, C interchangeable)')
    expect(words('A -> B\nB -> C\nC -> D\nD -> A', true)).toBe('8 (A, B, C, D change places together)')
  })

  test('four nodes with four symmetries need not be a ring', () => {
    // Swaps of both pairs, alone or together: nothing goes round.
    const text =
      'A -> B [w = 1]\nB -> A [w = 1]\nC -> D [w = 1]\nD -> C [w = 1]\nA -> C\nC -> A\nB -> D\nD -> B'
    expect(symmetryOf(text)).toMatchObject({ automorphismCount: 4, kind: 'joint' })
  })

  test('is exact where numbers are not, and cuts long lists', () => {
    const star = Array.from({ length: 24 }, (_, i) => `hub -> n${i}`).join('\n')
    expect(symmetryOf(star).automorphismCount).toBe(620448401733239439360000n)
    expect(words(cliqueText(12))).toMatch(/^479,001,600 \(.* and 6 more interchangeable\)$/)
    expect(symmetryMeaning(symmetryOf('A -> B\nB -> A'))).toContain('of every 2 matches one is distinct')
  })

  test('is not told of motifs that nobody would read', () => {
    const chain = Array.from({ length: 61 }, (_, i) => `n${i} -> n${i + 1}`).join('\n')
    expect(() => symmetryOf(chain)).toThrow(expect.objectContaining({ code: 'motif-too-large' }))
  })
})
