/** Samples against exact counts on small hosts, whatever the motif asks for: unbiased, and never a match that is none. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intervalOf } from '../../src/grandiso/sampling/interval'
import { drawSamples, standardErrorsOff } from '../unit/grandiso/sampling/draw-samples'
import { prepareInMemory, unlimitedCount } from '../unit/grandiso/search-in-memory'
import type { PlainGraph } from '../../src/grandiso/verify'
import { motifs } from './grandiso-arbitraries'

const seed = Number(process.env['MOTIFSCOPE_SEED'] ?? 20261126)
const attributes = fc.record({ w: fc.integer({ min: 0, max: 2 }), t: fc.constantFrom('a', 'b', 'ab') })

/** Dense enough that most motifs occur, in several ways. */
const hosts: fc.Arbitrary<PlainGraph> = fc.integer({ min: 6, max: 11 }).chain((nodeCount) => {
  const node = fc.nat(nodeCount - 1).map((index) => `n${index}`)
  return fc.record({
    directed: fc.boolean(),
    nodes: fc
      .array(attributes, { minLength: nodeCount, maxLength: nodeCount })
      .map((all) => all.map((attrs, index) => ({ id: `n${index}`, attrs }))),
    edges: fc.array(fc.record({ source: node, target: node, attrs: attributes }), {
      minLength: 30,
      maxLength: 90,
    }),
  })
})

const modes = fc.record({
  ignoreDirection: fc.boolean(),
  induced: fc.boolean(),
  excludeAutomorphisms: fc.boolean(),
})
// Of motifs with many constraints few occur at all.
const anyMotif = fc.oneof(
  { weight: 1, arbitrary: motifs() },
  { weight: 3, arbitrary: motifs({ isSymmetric: true }) },
)
const batchCount = 24

describe(`samples (seed ${seed})`, () => {
  it('have the number of matches as their mean: no bias in any kind of constraint or option', () => {
    const off: number[] = []
    fc.assert(
      fc.property(hosts, anyMotif, modes, fc.nat(), (graph, motif, mode, sampleSeed) => {
        // One flag: the search that is compared with looks everything up, as samples do.
        const prepared = prepareInMemory(graph, motif, mode, { mostFlags: 1 })
        const { search, all, plan } = prepared
        const truth = search.run(all, null, unlimitedCount).count
        const sums = drawSamples(prepared, sampleSeed, batchCount)
        if (truth === 0) expect(sums).toMatchObject({ hits: 0, mean: 0 })
        else {
          const errors = standardErrorsOff(sums, truth)
          // One descent in a hundred finds the rarest match of these hosts, at least.
          expect(Math.abs(errors)).toBeLessThan(7)
          if (errors !== 0) off.push(errors)
          expect(intervalOf(sums, plan.mappingsPerMatch).low).toBeLessThanOrEqual(sums.mean)
        }
      }),
      { seed, numRuns: 3000 },
    )
    const mean = off.reduce((sum, one) => sum + one, 0) / off.length
    const square = off.reduce((sum, one) => sum + one * one, 0) / off.length
    expect(off.length).toBeGreaterThan(120)
    // Of a standard normal distribution: 0 and 1.
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(off.length))
    expect(square).toBeGreaterThan(0.7)
    expect(square).toBeLessThan(1.4)
  })
})
