/** The census of four nodes against every set of four looked at one by one, against published classes, and its samples
 *  against the census. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { topologyFromPairs } from '../../../src/grandiso/csr'
import { RandomStream } from '../../../src/model/random-stream'
import { neighbourRows } from '../../../src/statistics/neighbour-rows'
import { countTetrads, tetradBound, tetradsByClass } from '../../../src/statistics/tetrad-census'
import { tetradClasses, tetradCodeCount } from '../../../src/statistics/tetrad-classes'
import {
  createTetradSampler,
  emptyTetradSamples,
  estimateTetrads,
} from '../../../src/statistics/tetrad-sampling'

function randomTopology(nodeCount: number, density: number, seed: number) {
  const random = new RandomStream(seed, 0)
  const [sources, targets]: [number[], number[]] = [[], []]
  for (let a = 0; a < nodeCount; a++)
    for (let b = 0; b < nodeCount; b++)
      if (a !== b && random.next() < density) {
        sources.push(a)
        targets.push(b)
      }
  return topologyFromPairs(nodeCount, true, {
    sources: Uint32Array.from(sources),
    targets: Uint32Array.from(targets),
  })
}

function census(rows: ReturnType<typeof neighbourRows>) {
  const codes = new Float64Array(tetradCodeCount)
  countTetrads(rows, 0, rows.offsets.length - 1, codes)
  return tetradsByClass(codes)
}

/** mfinder's number of the graph on four nodes, or −1 when it is in parts: by all 24 orders, and nothing clever. */
function idOf(has: (a: number, b: number) => boolean, four: number[]): number {
  let least = Infinity
  const reached = new Set([four[0]!])
  for (let round = 0; round < 3; round++)
    for (const a of reached) for (const b of four) if (has(a, b) || has(b, a)) reached.add(b)
  if (reached.size < 4) return -1
  const visit = (order: number[]) => {
    if (order.length < 4)
      return four.filter((node) => !order.includes(node)).forEach((node) => visit([...order, node]))
    let id = 0
    for (let i = 0; i < 4; i++)
      for (let j = 0; j < 4; j++) if (has(order[i]!, order[j]!)) id += 2 ** (4 * i + j)
    least = Math.min(least, id)
  }
  visit([])
  return least
}

describe('classes of four', () => {
  test('are 199, with the numbers that mfinder gives the bi-fan, the chain and the clique', () => {
    const { classes } = tetradClasses()
    expect(classes).toHaveLength(199)
    const ids = classes.map(({ id }) => id)
    expect(ids).toContain(204)
    expect(ids).toContain(904)
    expect(ids.at(-1)).toBe(31_710)
    expect(classes.filter(({ spanningPaths }) => spanningPaths === 0)).toHaveLength(10)
  })
})

describe('the census', () => {
  test('meets every connected set of four once', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 0, max: 9 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (seed, nodeCount, density) => {
          const topology = randomTopology(nodeCount, density, seed)
          const { out } = topology.adjacency
          const has = (a: number, b: number) =>
            out.targets.subarray(out.offsets[a], out.offsets[a + 1]).includes(b)
          const wanted = new Map<number, number>()
          for (let a = 0; a < nodeCount; a++)
            for (let b = a + 1; b < nodeCount; b++)
              for (let c = b + 1; c < nodeCount; c++)
                for (let d = c + 1; d < nodeCount; d++) {
                  const id = idOf(has, [a, b, c, d])
                  if (id >= 0) wanted.set(id, (wanted.get(id) ?? 0) + 1)
                }
          const rows = neighbourRows(topology)
          const counts = census(rows)
          const got = new Map(
            tetradClasses().classes.flatMap(({ id }, i) => (counts[i] ? [[id, counts[i]!] as const] : [])),
          )
          expect(got).toEqual(wanted)
          expect(tetradBound(rows)).toBeGreaterThanOrEqual(counts.reduce((sum, count) => sum + count, 0))
        },
      ),
      { seed: 3, numRuns: 60 },
    )
  })

  test('parts of it add up', () => {
    const rows = neighbourRows(randomTopology(40, 0.1, 5))
    const codes = new Float64Array(tetradCodeCount)
    for (let begin = 0; begin < 40; begin += 7) countTetrads(rows, begin, Math.min(40, begin + 7), codes)
    expect(tetradsByClass(codes)).toEqual(census(rows))
  })
})

describe('samples', () => {
  test('estimate every class without bias, and their intervals hold it about as often as they say', () => {
    const rows = neighbourRows(randomTopology(60, 0.07, 9))
    const truth = census(rows)
    const sampler = createTetradSampler(rows)
    let [held, asked] = [0, 0]
    const sums = new Float64Array(truth.length)
    const runs = 40
    for (let run = 0; run < runs; run++) {
      const samples = emptyTetradSamples()
      sampler.draw(4_000, new RandomStream(17, run), samples)
      estimateTetrads(sampler, samples).forEach(({ count, low, high }, i) => {
        sums[i]! += count / runs
        if (truth[i]! < 50) return
        asked++
        if (low <= truth[i]! && truth[i]! <= high) held++
      })
    }
    expect(asked).toBeGreaterThan(500)
    expect(held / asked).toBeGreaterThan(0.92)
    truth.forEach((count, i) => {
      if (count >= 500) expect(sums[i]! / count).toBeCloseTo(1, 1)
    })
  })

  test('of a host without sets of four are none', () => {
    const rows = neighbourRows(randomTopology(3, 1, 1))
    const sampler = createTetradSampler(rows)
    const samples = emptyTetradSamples()
    sampler.draw(10, new RandomStream(1, 0), samples)
    expect(samples.stars).toBe(0)
    expect(estimateTetrads(sampler, samples).every(({ count }) => count === 0)).toBe(true)
  })
})
