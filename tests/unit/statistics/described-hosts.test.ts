/** Real graphs of the shared corpus against the values written down for them. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { topologyFromPairs } from '../../../src/grandiso/csr'
import { numberByDegree, renumberPairs } from '../../../src/grandiso/number-by-degree'
import type { DegreeDistribution } from '../../../src/model/host-spread'
import { spreadOf } from '../../../src/statistics/describe-spread'
import { statisticsOf } from '../../../src/statistics/host-statistics'

const folder = join(process.env['MOTIFSCOPE_SHARED'] ?? '../shared', 'conformance/graphs')

function describeFile(name: string) {
  const lines = gunzipSync(readFileSync(join(folder, name)))
    .toString()
    .trim()
    .split('\n')
    .slice(1)
  const placeOf = new Map<string, number>()
  const place = (id: string) => placeOf.get(id) ?? placeOf.set(id, placeOf.size).size - 1
  const ends = lines.map((line) => line.trim().split(',').slice(0, 2).map(place) as [number, number])
  const inFile = {
    sources: Uint32Array.from(ends, ([source]) => source),
    targets: Uint32Array.from(ends, ([, target]) => target),
  }
  const edges = renumberPairs(inFile, numberByDegree(placeOf.size, inFile).indexOfNode)
  const topology = topologyFromPairs(placeOf.size, true, edges)
  const reports: [number, number][] = []
  const onProgress = (done: number, total: number) => void reports.push([done, total])
  const statistics = statisticsOf({ topology, edges, directed: true, onProgress })
  return { statistics, spread: spreadOf({ topology, edges, directed: true }), reports }
}

const sum = (counts: number[]) => counts.reduce((all, count) => all + count, 0)

describe.skipIf(!existsSync(folder))('graphs of the shared corpus', () => {
  it('wiki-Vote has the published triangles', () => {
    const { statistics, spread, reports } = describeFile('wiki-Vote.edges.csv.gz')
    expect(statistics.triadCensus).toMatchObject({
      '030T': 462_715,
      '030C': 6_795,
      '120D': 45_559,
      '120U': 58_259,
      '120C': 17_667,
      '210': 15_275,
      '300': 2_119,
    })
    const triangles = ['030T', '030C', '120D', '120U', '120C', '210', '300'] as const
    expect(sum(triangles.map((name) => statistics.triadCensus[name]))).toBe(608_389)
    // As SNAP publishes them.
    expect(spread.components.weak.sizes[0]).toBe(7_066)
    expect(spread.components.strong.sizes[0]).toBe(1_300)
    expect(sum(spread.components.weak.counts)).toBe(statistics.weaklyConnectedComponents)
    expect(reports.length).toBeGreaterThan(2)
    expect(reports.every(([done, total], at) => done <= total && done >= (reports[at - 1]?.[0] ?? 0))).toBe(
      true,
    )
  })

  it('the larva’s distributions agree with its statistics', () => {
    const { statistics, spread } = describeFile('larva_winding2023.edges.csv.gz')
    expect(statistics.triadCensus['030T']).toBe(287_705)
    const { degrees } = spread
    const nodesWith = ({ degrees, nodes }: DegreeDistribution) =>
      sum(nodes) - (degrees[0] === 0 ? nodes[0]! : 0)
    expect(nodesWith(degrees.out)).toBe(statistics.uniqueSources)
    expect(nodesWith(degrees.in)).toBe(statistics.uniqueTargets)
    expect(degrees.out.degrees.at(-1)).toBe(statistics.maxOutDegree)
    expect(degrees.in.degrees.at(-1)).toBe(statistics.maxInDegree)
    const ends = ({ degrees, nodes }: DegreeDistribution) =>
      sum(degrees.map((degree, at) => degree * nodes[at]!))
    expect([ends(degrees.in), ends(degrees.out), ends(degrees.total)]).toEqual([
      statistics.edges,
      statistics.edges,
      2 * statistics.edges,
    ])
  })
})
