import { describe, expect, it } from 'vitest'
import { needsFromMotif } from '../../../src/grandiso/needs'
import type { PlainGraph } from '../../../src/grandiso/verify'
import { cliqueText, motifFrom } from './motif-text'
import { findInMemory, prepareInMemory } from './search-in-memory'

const chain: PlainGraph = {
  directed: true,
  nodes: ['p', 'q', 'r', 's'].map((id) => ({ id, attrs: { size: id.charCodeAt(0) } })),
  edges: ['pq', 'qr', 'rs', 'sp', 'rq'].map((pair) => ({
    source: pair[0]!,
    target: pair[1]!,
    attrs: { w: pair.charCodeAt(0) },
  })),
}

describe('needs', () => {
  it('name each node set, edge conjunction and comparison once, numbers compared as numbers', () => {
    const needs = needsFromMotif(
      motifFrom(
        'A -> B [w > 5, t = x] as e\nB -> C [t = x, w > 5.0] as f\nC -> A\nA.size > 3\nB.size > 3\n' +
          'e.w < f.w\ne.w < f.u\nA.size != B.size\nB.size != C.size',
      ),
    )
    expect(needs.nodeSets.map(({ node }) => node)).toEqual(['A', 'B'])
    expect(needs.edgeSets).toHaveLength(1)
    expect(needs.edgeComparisons).toEqual([
      { leftKey: 'w', op: '<', rightKey: 'w' },
      { leftKey: 'w', op: '<', rightKey: 'u' },
    ])
    expect(needs.nodeComparisons).toEqual([{ leftKey: 'size', op: '!=', rightKey: 'size' }])
  })
})

describe('a plan', () => {
  it('starts where there are few candidates, and says so', () => {
    const { plan } = prepareInMemory(chain, motifFrom('A -> B\nB -> C\nC.size = 115'))
    expect(plan.columns).toEqual(['A', 'B', 'C'])
    expect(plan.columns[plan.steps[0]!.column]).toBe('C')
    expect(plan.reasons[0]).toContain('Starts with C: 1 candidate of 4')
  })

  it('survives JSON', () => {
    const { plan } = prepareInMemory(chain, motifFrom('A -> B\nB -> C\nC -> A'), { countOnly: true })
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
  })

  it('visits each orbit once and writes down the others only where they are wanted and few', () => {
    const planOf = (text: string, semantics: object) =>
      prepareInMemory(chain, motifFrom(text), semantics).plan
    const cycle = 'A -> B\nB -> C\nC -> A'
    expect(planOf(cycle, {})).toMatchObject({
      breaksSymmetry: true,
      mappingsPerMatch: 3,
      automorphismCount: 3,
    })
    expect(planOf(cycle, {}).expand).toHaveLength(3)
    expect(planOf(cycle, { countOnly: true })).toMatchObject({
      breaksSymmetry: true,
      mappingsPerMatch: 3,
      expand: null,
    })
    expect(planOf(cycle, { excludeAutomorphisms: true })).toMatchObject({
      breaksSymmetry: true,
      mappingsPerMatch: 1,
      expand: null,
    })
    expect(planOf('A -> B', {})).toMatchObject({ breaksSymmetry: false, mappingsPerMatch: 1 })
    const clique = planOf(cliqueText(12), {})
    expect(clique).toMatchObject({ breaksSymmetry: false, expand: null, automorphismCount: 479_001_600 })
  })

  it('is made quickly for large motifs', () => {
    const path = Array.from({ length: 30 }, (_, i) => `N${i} -> N${i + 1}`).join('\n')
    expect(prepareInMemory(chain, motifFrom(path)).plan.steps).toHaveLength(31)
    expect(prepareInMemory(chain, motifFrom(cliqueText(14))).plan.steps).toHaveLength(14)
  }, 5000)

  it('refuses an empty motif and comparisons of two absent edges', () => {
    expect(() => prepareInMemory(chain, motifFrom(''))).toThrow('no nodes')
    const both = motifFrom('A -> B\nB !> A as e\nA !> C as f\ne.w < f.w')
    expect(() => prepareInMemory(chain, both)).toThrow('both are forbidden')
  })

  it('warns of a motif in parts, with a number', () => {
    const { warnings } = prepareInMemory(chain, motifFrom('A -> B\nC -> D\nB !> C'))
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toMatch(/falls into 2 parts .*\(A, B and C, D\).*about \d+/)
    expect(prepareInMemory(chain, motifFrom('A -> B\nB -> C')).warnings).toEqual([])
  })
})

describe('a forbidden edge that is compared with a required one', () => {
  it('forbids only host edges for which the comparison holds', () => {
    const motif = motifFrom('A -> B as e\nB !> A as f\nf.w >= e.w')
    // q → r has w 113, r → q has w 114: only the stronger of the two may be matched.
    expect(
      findInMemory(chain, motif)
        .map((row) => row.join(''))
        .sort(),
    ).toEqual(['pq', 'rq', 'rs', 'sp'])
  })
})
