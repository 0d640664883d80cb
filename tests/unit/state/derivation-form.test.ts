/** What is filled in to make a part of a host, as a derivation and back; and how derivations read. */
import { describe, expect, it } from 'vitest'
import { describeDerivation } from '../../../src/model/derivation'
import type { Derivation } from '../../../src/model/derivation'
import { derivationFrom, emptyPart, idsFrom, partFrom } from '../../../src/state/derivation-form'
import { originWords, readingWords } from '../../../src/state/reading-words'

const parts: [Derivation, string][] = [
  [{ by: 'filter', nodes: "kind = 'KC'", dropIsolated: true }, "nodes where kind = 'KC'"],
  [{ by: 'filter', nodes: 'a', edges: 'b' }, 'nodes where a; edges where b'],
  [{ by: 'threshold', attribute: 'weight', min: 3 }, 'weight ≥ 3'],
  [{ by: 'threshold', attribute: 'weight', min: 0, max: 2.5 }, '0 ≤ weight ≤ 2.5'],
  [{ by: 'neighbourhood', ids: ['17'], steps: 1 }, '1 step around 17'],
  [{ by: 'neighbourhood', ids: ['a b', 'c'], steps: 2, direction: 'in' }, '2 steps upstream of 2 nodes'],
  [{ by: 'component', connected: 'weakly' }, 'largest weakly connected component'],
  [{ by: 'component', connected: 'strongly', id: 'x' }, 'strongly connected component of x'],
  [{ by: 'core', k: 3 }, '3-core'],
  [{ by: 'selection', ids: ['x', 'y'] }, '2 nodes'],
]

describe('a part of a host', () => {
  it.each(parts)('comes back as it was filled in: %o', (derivation, words) => {
    expect(derivationFrom(partFrom(derivation)!)).toEqual(derivation)
    expect(describeDerivation(derivation)).toBe(words)
  })

  it('says what is missing', () => {
    const filled = (form: Partial<typeof emptyPart>) => derivationFrom({ ...emptyPart, ...form })
    expect(filled({})).toMatch(/condition/)
    expect(filled({ by: 'threshold', attribute: 'w' })).toMatch(/least or the greatest/)
    expect(filled({ by: 'threshold', attribute: 'w', min: 'x' })).toMatch(/numbers/)
    expect(filled({ by: 'threshold', min: '1' })).toMatch(/attribute/)
    expect(filled({ by: 'neighbourhood', ids: 'a', steps: '' })).toMatch(/whole number/)
    expect(filled({ by: 'selection', ids: ' ' })).toMatch(/id/)
    expect(filled({ by: 'core', k: '1.5' })).toMatch(/whole number/)
  })

  it('takes ids as people paste them', () => {
    expect(idsFrom('1, 2;3  1')).toEqual(['1', '2', '3'])
    expect(idsFrom(' LN 1 \nLN 2\n\n')).toEqual(['LN 1', 'LN 2'])
  })

  it('is no form of other operations', () => {
    expect(partFrom({ by: 'aggregate', how: ['sum'] })).toBeNull()
  })
})

describe('the words on a card', () => {
  it('say how files were read', () => {
    const files = [
      { name: 'e.csv', role: 'edges' as const },
      { name: 'n.csv', role: 'nodes' as const, id: 'root_id' },
    ]
    const columns = { n: { type: 'text' as const } }
    expect(
      readingWords({ format: 'parquet', files, source: 'pre', target: 'post', directed: false, columns }),
    ).toBe('Opened as Parquet: pre → post; nodes from n.csv by root_id; as undirected; 1 column changed')
    expect(readingWords({ format: 'gml', files: [{ name: 'a.gml', role: 'graph' }] })).toBe('Opened as GML')
  })

  it('say from which host one was made, when, and how', () => {
    const derivation: Derivation = { by: 'aggregate', how: ['sum', 'count'], per: 'neuropil' }
    const derivedAt = new Date(2026, 4, 3, 9, 5).getTime()
    expect(originWords({ parentId: 'p', parentName: 'larva', derivation, derivedAt })).toBe(
      'Made from larva, 3 May 2026, 09:05: one edge per pair: sum, count per neuropil',
    )
  })
})
