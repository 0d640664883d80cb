/** Counts by terms against the oracle: every way the planner knows for a question, chosen or not, gives the same count,
 *  in any slices and any split. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listCountingPlans, planSearch } from '../../src/grandiso/plan'
import type { PlannedSearch } from '../../src/grandiso/plan'
import { createReferenceSearch } from '../../src/grandiso/reference-kernel'
import { splitRemaining, splitRoots } from '../../src/grandiso/split'
import { automorphismCount } from '../../src/grandiso/symmetry'
import { verifyMatches } from '../../src/grandiso/verify'
import type { PlainGraph } from '../../src/grandiso/verify'
import type { SearchSemantics } from '../../src/model/job'
import type { Motif } from '../../src/model/motif'
import type { RootRange } from '../../src/model/plan'
import { needsFromMotif } from '../../src/grandiso/needs'
import { memoryHostFrom, resolveInMemory } from '../unit/grandiso/resolve-in-memory'
import { plainSemantics, runInSlices, unlimitedCount } from '../unit/grandiso/search-in-memory'
import { referenceKernel, wasmKernel } from '../tools/kernels'
import { countedHosts, countedMotifs } from './grandiso-counting-arbitraries'
import { modes } from './grandiso-arbitraries'

const seed = Number(process.env['MOTIFSCOPE_SEED'] ?? 20261126)
const runs = (numRuns: number) => ({ seed, numRuns })

function questionOf(graph: PlainGraph, motif: Motif, semantics: Partial<SearchSemantics>) {
  const host = memoryHostFrom(graph)
  return {
    motif,
    semantics: { ...plainSemantics, ...semantics, countOnly: true },
    topology: host.topology,
    resolved: resolveInMemory(host, needsFromMotif(motif)),
  }
}

function totalOf({ plan, space }: PlannedSearch, kernel = referenceKernel): number {
  const search = kernel.createSearch(plan, space)
  return search.run({ first: 0, end: plan.rootCount }, null, unlimitedCount).count
}

const kindsOf = ({ plan }: PlannedSearch) =>
  plan.counting!.terms.map(({ kind, factor, divisor }) => `${kind} × ${factor} / ${divisor}`).join(' + ')

describe(`counting by terms (seed ${seed})`, () => {
  it('counts what the definition says, whichever way', () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(countedHosts, countedMotifs, modes, fc.boolean(), (graph, motif, mode, exclude) => {
        const undirected = mode.ignoreDirection || !graph.directed
        const all = verifyMatches(graph, motif, mode).length
        const expected = exclude ? all / automorphismCount(motif, { undirected }) : all
        const question = questionOf(graph, motif, { ...mode, excludeAutomorphisms: exclude })
        for (const planned of listCountingPlans(question)) {
          const how = kindsOf(planned)
          expect({ how, count: totalOf(planned) }).toEqual({ how, count: expected })
          for (const { kind } of planned.plan.counting!.terms) seen.set(kind, (seen.get(kind) ?? 0) + 1)
        }
        expect(totalOf(planSearch(question))).toBe(expected)
      }),
      runs(250),
    )
    expect([...seen.keys()].sort()).toEqual(['pairs', 'prefix', 'triads', 'universe'])
  })

  it('counts the same in WebAssembly', () => {
    fc.assert(
      fc.property(countedHosts, countedMotifs, modes, fc.nat(), (graph, motif, mode, which) => {
        const plans = listCountingPlans(questionOf(graph, motif, mode))
        fc.pre(plans.length > 0)
        const planned = plans[which % plans.length]!
        const how = kindsOf(planned)
        expect({ how, count: totalOf(planned, wasmKernel) }).toEqual({ how, count: totalOf(planned) })
      }),
      runs(200),
    )
  })

  it('gives the same sum in any slices and any split', () => {
    fc.assert(
      fc.property(
        countedHosts,
        countedMotifs,
        modes,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 9 }),
        (graph, motif, mode, steps, taskCount) => {
          for (const planned of listCountingPlans(questionOf(graph, motif, mode))) {
            const { plan, space } = planned
            const waiting: RootRange[] = splitRoots(plan, space, taskCount)
            expect(waiting.length).toBeLessThanOrEqual(taskCount)
            expect(
              waiting.flatMap(({ first, end }) => Array.from({ length: end - first }, (_, i) => first + i)),
            ).toEqual(Array.from({ length: plan.rootCount }, (_, i) => i))
            const search = createReferenceSearch(plan, space)
            let count = 0
            for (let task = waiting.pop(); task; task = waiting.pop())
              count += runInSlices(search, task, { steps, rows: null }, (range, cursor) => {
                const split = splitRemaining(range, cursor)
                if (!split) return range
                waiting.push(...split.rest)
                return split.kept
              }).count
            expect(count).toBe(totalOf(planned))
          }
        },
      ),
      runs(80),
    )
  })
})
