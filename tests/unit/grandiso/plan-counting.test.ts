/** Which counts are worked out by terms, by which, and what is said of it. */
import { describe, expect, it } from 'vitest'
import { codedRowsFrom } from '../../../src/grandiso/coded-rows'
import { keepCodedRows, needsCodedRows } from '../../../src/grandiso/derived-rows'
import { topologyFromPairs } from '../../../src/grandiso/csr'
import { numberByDegree, renumberPairs } from '../../../src/grandiso/number-by-degree'
import { listCountingPlans, planSearch } from '../../../src/grandiso/plan'
import type { PlannedSearch } from '../../../src/grandiso/plan'
import type { SearchQuestion } from '../../../src/grandiso/search-question'
import type { HostTopology } from '../../../src/model/host-graph'
import type { SearchSemantics } from '../../../src/model/job'
import { generateHost } from '../../bench/generate-host'
import { queries } from '../../bench/queries'
import { kernels, referenceKernel } from '../../tools/kernels'
import { motifFrom } from './motif-text'
import { completeTopology, randomTopology } from './random-host'
import { plainSemantics, unlimitedCount } from './search-in-memory'

const nothing = { nodeSets: [], edgeSets: [], nodeComparisons: [], edgeComparisons: [] }

function question(
  topology: HostTopology,
  text: string,
  semantics: Partial<SearchSemantics> = {},
  more: Partial<SearchQuestion> = {},
): SearchQuestion {
  return {
    motif: motifFrom(text),
    semantics: { ...plainSemantics, countOnly: true, ...semantics },
    topology,
    resolved: nothing,
    ...more,
  }
}

function countOf({ plan, space }: PlannedSearch, kernel = referenceKernel): number {
  const all = { first: 0, end: plan.rootCount }
  return kernel.createSearch(plan, space).run(all, null, unlimitedCount).count
}

/** As the native reference generates it, and which of its nodes are candidates in Q10 of the benchmark. */
function benchmarkHost(nodeCount: number, edgeCount: number, seed: number) {
  const { pairs: ends } = generateHost({ nodeCount, edgeCount, seed, hubCount: 0 })
  const pairs = {
    sources: Uint32Array.from(ends.filter((_, place) => place % 2 === 0)),
    targets: Uint32Array.from(ends.filter((_, place) => place % 2 === 1)),
  }
  const { indexOfNode } = numberByDegree(nodeCount, pairs)
  const topology = topologyFromPairs(nodeCount, true, renumberPairs(pairs, indexOfNode))
  const isCandidate = (id: number) => Number((BigInt(id) * 2654435761n) & 0xffffffffn) / 2 ** 32 < 0.05
  const candidates = Uint32Array.from({ length: nodeCount }, (_, id) => id)
    .filter(isCandidate)
    .map((id) => indexOfNode[id]!)
    .sort()
  return { topology, candidates }
}

/** What the native reference counts on 300 nodes and 3,000 edges of seed 1, and the terms it does it by. */
const native: Record<string, [count: number, kinds: string[]]> = {
  Q1: [2_817, ['triads']],
  Q2: [2_574, ['triads']],
  Q3: [300, ['triads']],
  Q4: [31_968, ['pairs']],
  Q5: [35_044, ['pairs', 'pairs']],
  Q6: [4_040, ['prefix']],
  Q7: [37_419, ['prefix', 'triads']],
  Q8: [498, ['universe']],
  Q9: [42, ['universe']],
  Q10: [0, ['triads']],
}

describe('the ten motifs of the benchmark', () => {
  const { topology, candidates } = benchmarkHost(300, 3_000, 1)

  it.each(queries.map((query) => ({ ...query })))(
    '$name is counted as the native reference does',
    (query) => {
      const nodeSets = query.isSelective ? query.nodes.map(() => candidates) : []
      const asked = question(
        topology,
        query.motif.replaceAll('; ', '\n'),
        {},
        { resolved: { ...nothing, nodeSets } },
      )
      const planned = planSearch(asked)
      const [count, kinds] = native[query.name]!
      for (const kernel of kernels) expect(countOf(planned, kernel)).toBe(count)
      expect([...new Set(planned.plan.counting?.terms.map(({ kind }) => kind))]).toEqual([...new Set(kinds)])
      expect(countOf(planSearch({ ...asked, strategy: { factorise: false } }))).toBe(count)
    },
  )
})

describe('a count', () => {
  const topology = randomTopology(300, 4_000, 3, 2)
  const kindsOf = (text: string, semantics = {}, more = {}) =>
    planSearch(question(topology, text, semantics, more)).plan.counting?.terms.map(({ kind }) => kind)

  it('is made by visiting matches where rows are wanted, a limit is set, or the benchmark asks for it', () => {
    expect(kindsOf('A -> B\nB -> C\nC -> A')).toEqual(['triads'])
    expect(kindsOf('A -> B\nB -> C\nC -> A', { countOnly: false })).toBeUndefined()
    expect(kindsOf('A -> B\nB -> C\nC -> A', { limit: 10 })).toBeUndefined()
    expect(kindsOf('A -> B\nB -> C\nC -> A', {}, { strategy: { factorise: false } })).toBeUndefined()
  })

  it('is made by visiting matches where terms cannot say what is asked', () => {
    expect(kindsOf('A -> B\nC -> D')).toBeUndefined()
    const resolved = {
      ...nothing,
      nodeComparisons: [
        {
          kind: 'order' as const,
          op: '<' as const,
          left: new Int32Array(300),
          right: new Int32Array(300),
          classEnds: [1, 1] as [number, number],
        },
      ],
    }
    expect(kindsOf('A -> B\nB -> C\nA.size < B.size', {}, { resolved })).toBeUndefined()
  })

  it('starts from few candidates rather than from all', () => {
    const few = { resolved: { ...nothing, nodeSets: [Uint32Array.of(299)] } }
    expect(kindsOf('A -> B\nB -> C\nC -> A\nA.size = 1', {}, few)).toBeUndefined()
  })

  it('is made on the subgraph of the candidates where each node has some, once for the same candidates', () => {
    const set = Uint32Array.from({ length: 100 }, (_, place) => 2 * place)
    const resolved = { ...nothing, nodeSets: [set, set.slice(), set.slice()] }
    const text = 'A -> B\nB -> C\nA -> C\nA.t = x\nB.t = x\nC.t = x'
    const [first, second] = [1, 2].map(() => planSearch(question(topology, text, {}, { resolved })))
    expect(first!.space.counting!.nodeCount).toBe(100)
    expect(second!.space.counting!.layers[0]!.coded).toBe(first!.space.counting!.layers[0]!.coded)
    expect(countOf(first!)).toBe(
      countOf(planSearch(question(topology, text, {}, { resolved, strategy: { factorise: false } }))),
    )
  })

  it('counts an orbit once without automorphisms, also by subtraction', () => {
    for (const text of ['A -> B\nA -> C\nB !> C\nC !> B', 'A -> B\nB -> C\nC -> D\nD -> A']) {
      const all = planSearch(question(topology, text))
      const distinct = planSearch(question(topology, text, { excludeAutomorphisms: true }))
      expect(distinct.plan.counting).not.toBeNull()
      expect(countOf(distinct) * distinct.plan.automorphismCount).toBe(countOf(all))
    }
  })

  it('gives the same whatever the planner may do', () => {
    const text = 'A -> B\nA -> C\nB -> D\nC -> D'
    const counts = [{}, { breakSymmetry: false }, { orderByCost: false }, { factorise: false }].flatMap(
      (strategy) =>
        [true, false].map((factorise) =>
          countOf(planSearch(question(topology, text, {}, { strategy: { factorise, ...strategy } }))),
        ),
    )
    expect(new Set(counts).size).toBe(1)
    const { plan } = planSearch(
      question(topology, text, {}, { strategy: { factorise: false, breakSymmetry: false } }),
    )
    expect(plan).toMatchObject({ breaksSymmetry: false, mappingsPerMatch: 1 })
  })

  it('uses no term whose root could bring more than a double holds', () => {
    // With six of 3,000 leaves, even a leaf as root has some 3,000⁵ matches.
    const leaves = Uint32Array.from({ length: 3_000 }, (_, leaf) => leaf + 1)
    const star = topologyFromPairs(3_001, true, { sources: new Uint32Array(3_000), targets: leaves })
    const wide = ['B', 'C', 'D', 'E', 'F', 'G'].map((name) => `A -> ${name}`).join('\n')
    expect(planSearch(question(star, wide)).plan.counting).toBeNull()
    const narrow = planSearch(question(star, 'A -> B\nA -> C\nA -> D'))
    expect(narrow.plan.counting).not.toBeNull()
    expect(countOf(narrow)).toBe(3_000 * 2_999 * 2_998)
  })

  it('leaves hubs to a prefix where a universe would be too large', () => {
    // Node 0 leads to 4,100 nodes on a path.
    const path = Array.from({ length: 4_099 }, (_, at) => [at + 1, at + 2] as const)
    const fan = Array.from({ length: 4_100 }, (_, at) => [0, at + 1] as const)
    const pairs = [...path, ...fan]
    const hub = topologyFromPairs(4_101, true, {
      sources: Uint32Array.from(pairs, ([from]) => from),
      targets: Uint32Array.from(pairs, ([, to]) => to),
    })
    const plans = listCountingPlans(question(hub, 'A -> B\nB -> C\nA -> C'))
    const mixed = plans.filter(({ plan }) => new Set(plan.counting!.terms.map(({ kind }) => kind)).size > 1)
    expect(mixed.length).toBeGreaterThan(0)
    for (const planned of mixed) expect(countOf(planned)).toBe(4_099)
  })
})

describe('what is said of a count', () => {
  const topology = randomTopology(300, 4_000, 3, 2)
  const reasonsFor = (text: string) => planSearch(question(topology, text)).plan.reasons

  it('names the nodes that share neighbours', () => {
    expect(reasonsFor('A -> B\nB -> C\nC -> D\nD -> A').join()).toMatch(
      /A and C only share neighbours \(B and D\).*no match is visited singly/,
    )
  })

  it('says what is taken away', () => {
    const reasons = reasonsFor('A -> B\nB -> C\nA !> C')
    expect(reasons[0]).toContain('A !> C is counted by subtraction')
    expect(reasons.some((reason) => reason.startsWith('Taken away: All three nodes'))).toBe(true)
  })
})

describe('rows that follow from a host', () => {
  it('are made once, or taken from where they were made', () => {
    const topology = completeTopology(40)
    expect(needsCodedRows(topology.adjacency)).toBe(true)
    const made = codedRowsFrom(topology.adjacency)
    keepCodedRows(topology.adjacency, made)
    expect(needsCodedRows(topology.adjacency)).toBe(false)
    const { space } = planSearch(question(topology, 'A -> B\nB -> C\nC -> A'))
    expect(space.counting!.layers[0]!.coded).toBe(made)
  })

  it('are allocated where the caller wants what lasts', () => {
    const lengths: number[] = []
    const allocateLasting = (length: number) => {
      lengths.push(length)
      return new Uint32Array(length)
    }
    const topology = randomTopology(300, 4_000, 3, 2)
    const asked = question(
      topology,
      'A -> B\nB -> A\nB -> C\nC -> B\nC -> A\nA -> C',
      {},
      { allocateLasting },
    )
    planSearch(asked)
    const first = lengths.length
    expect(first).toBeGreaterThan(0)
    planSearch(asked)
    expect(lengths).toHaveLength(first)
  })
})
