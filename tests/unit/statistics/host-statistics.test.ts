import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { topologyFromPairs } from '../../../src/grandiso/csr'
import { numberByDegree, renumberPairs } from '../../../src/grandiso/number-by-degree'
import { statisticsOf } from '../../../src/statistics/host-statistics'
import { triadCensus } from '../../../src/statistics/triad-census'
import { randomPairs, randomTopology } from '../grandiso/random-host'

const statisticsFrom = (directed: boolean, nodeCount: number, ...edges: [number, number][]) => {
  const pairs = {
    sources: Uint32Array.from(edges, ([source]) => source),
    targets: Uint32Array.from(edges, ([, target]) => target),
  }
  return statisticsOf({ topology: topologyFromPairs(nodeCount, directed, pairs), edges: pairs, directed })
}

describe('statistics of a host', () => {
  it('count loops and parallel edges where the definition says so', () => {
    // 0 ⇉ 1 (twice), 1 → 0, 1 → 2, a loop at 3; 4 is isolated.
    expect(statisticsFrom(true, 5, [0, 1], [0, 1], [1, 0], [1, 2], [3, 3])).toMatchObject({
      nodes: 5,
      edges: 5,
      isolatedNodes: 1,
      distinctOrderedPairs: 4,
      parallelEdges: 1,
      selfLoops: 1,
      uniqueSources: 3,
      uniqueTargets: 4,
      weaklyConnectedComponents: 3,
      density: 5 / 20,
      reciprocity: 2 / 3,
      mutualPairs: 1,
      maxInDegree: 2,
      maxOutDegree: 2,
      maxDistinctInNeighbours: 1,
      maxDistinctOutNeighbours: 2,
    })
  })

  it('take an undirected edge as both directions', () => {
    const statistics = statisticsFrom(false, 4, [0, 1], [1, 2], [2, 1], [0, 2])
    expect(statistics).toMatchObject({
      edges: 4,
      distinctOrderedPairs: 6,
      parallelEdges: 1,
      uniqueSources: 3,
      reciprocity: 1,
      mutualPairs: 3,
      maxOutDegree: 3,
    })
    expect(statistics.triadCensus['300']).toBe(1)
  })

  it('of nothing are zero', () => {
    expect(statisticsFrom(true, 0)).toMatchObject({
      nodes: 0,
      density: 0,
      reciprocity: 0,
      weaklyConnectedComponents: 0,
    })
    expect(statisticsFrom(true, 1).triadCensus['003']).toBe(0)
    expect(statisticsFrom(true, 2, [0, 1]).triadCensus['012']).toBe(0)
  })
})

/** Every triple looked at, classified by its numbers of mutual, one-way and absent dyads and by degrees. */
function censusByTriples(
  nodeCount: number,
  hasEdge: (from: number, to: number) => boolean,
): Record<string, number> {
  const census: Record<string, number> = {}
  for (let a = 0; a < nodeCount; a++)
    for (let b = 0; b < a; b++)
      for (let c = 0; c < b; c++) {
        const triple = [a, b, c]
        const edges = triple.flatMap((x) =>
          triple.filter((y) => x !== y && hasEdge(x, y)).map((y): [number, number] => [x, y]),
        )
        const mutual = edges.filter(([x, y]) => x < y && hasEdge(y, x)).length
        const oneWay = edges.length - 2 * mutual
        const out = triple.map((x) => edges.filter(([from, to]) => from === x && !hasEdge(to, from)).length)
        const into = triple.map((x) => edges.filter(([from, to]) => to === x && !hasEdge(to, from)).length)
        // The node of the mutual dyad that the one-way edge of a 111 triad leaves or enters is its centre.
        const isMutual = (x: number) => edges.some(([from, to]) => from === x && hasEdge(to, from))
        const shape = `${mutual}${oneWay}${3 - mutual - oneWay}`
        let letter = ''
        if (shape === '021' || shape === '120') letter = out.includes(2) ? 'D' : into.includes(2) ? 'U' : 'C'
        if (shape === '030') letter = out.includes(2) ? 'T' : 'C'
        if (shape === '111') letter = triple.some((x, place) => isMutual(x) && out[place] === 1) ? 'U' : 'D'
        census[shape + letter] = (census[shape + letter] ?? 0) + 1
      }
  return census
}

describe('the triad census', () => {
  it.each([1, 2, 3])('equals the census of all triples looked at one by one (seed %i)', (seed) => {
    const topology = randomTopology(24, 40 * seed + 60, seed)
    const { offsets, targets } = topology.adjacency.out
    const hasEdge = (from: number, to: number) =>
      targets.subarray(offsets[from], offsets[from + 1]).includes(to)
    const counted = Object.entries(triadCensus(topology)).filter(([, count]) => count > 0)
    expect(Object.fromEntries(counted)).toEqual(censusByTriples(24, hasEdge))
  })

  const larva = join(
    process.env['MOTIFSCOPE_SHARED'] ?? '../shared',
    'conformance/graphs/larva_winding2023.edges.csv.gz',
  )

  it.skipIf(!existsSync(larva))('of the larva is as published (needs the shared corpus)', () => {
    const lines = gunzipSync(readFileSync(larva)).toString().trim().split('\n').slice(1)
    const placeOf = new Map<string, number>()
    const place = (id: string) => placeOf.get(id) ?? placeOf.set(id, placeOf.size).size - 1
    const ends = lines.map((line) => line.split(',').slice(0, 2).map(place) as [number, number])
    const inFile = {
      sources: Uint32Array.from(ends, ([source]) => source),
      targets: Uint32Array.from(ends, ([, target]) => target),
    }
    const edges = renumberPairs(inFile, numberByDegree(placeOf.size, inFile).indexOfNode)
    const statistics = statisticsOf({
      topology: topologyFromPairs(placeOf.size, true, edges),
      edges,
      directed: true,
    })
    expect(statistics.edges - statistics.selfLoops).toBe(110_140)
    expect(statistics.mutualPairs).toBe(14_150)
    expect(statistics.triadCensus).toMatchObject({
      '021D': 1_318_791,
      '021U': 1_434_271,
      '021C': 2_433_100,
      '111D': 786_610,
      '111U': 683_533,
      '030T': 287_705,
      '030C': 20_809,
      '201': 150_807,
      '120D': 58_940,
      '120U': 133_821,
      '120C': 61_952,
      '210': 92_703,
      '300': 41_253,
    })
  })

  it('does not depend on how nodes are numbered', () => {
    const pairs = randomPairs(60, 500, 9)
    const turned = {
      sources: pairs.sources.map((node) => 59 - node),
      targets: pairs.targets.map((node) => 59 - node),
    }
    const censusOf = (edges: typeof pairs) => triadCensus(topologyFromPairs(60, true, edges))
    expect(censusOf(turned)).toEqual(censusOf(pairs))
  })
})
