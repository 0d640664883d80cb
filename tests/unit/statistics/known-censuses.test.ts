/** Censuses against numbers that others reckoned: igraph's of four nodes (tests/fixtures/statistics/make-tetrads.py), and
 *  the published ones of the shared corpus with the identities between classes and matches. */
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { topologyFromPairs } from '../../../src/grandiso/csr'
import { numberByDegree, renumberPairs } from '../../../src/grandiso/number-by-degree'
import { neighbourRows } from '../../../src/statistics/neighbour-rows'
import { countTetrads, tetradsByClass } from '../../../src/statistics/tetrad-census'
import { tetradClasses, tetradCodeCount } from '../../../src/statistics/tetrad-classes'
import { triadCensus } from '../../../src/statistics/triad-census'
import { sharedPath } from '../../tools/shared'

interface Known {
  nodeCount: number
  edges: [number, number][]
  classes: Record<string, number>
}

const file = new URL('../../fixtures/statistics/tetrads.json', import.meta.url)
const { graphs } = JSON.parse(readFileSync(file, 'utf8')) as { graphs: Known[] }

const pairsOf = (edges: readonly (readonly [number, number])[]) => ({
  sources: Uint32Array.from(edges, ([source]) => source),
  targets: Uint32Array.from(edges, ([, target]) => target),
})

it.each(graphs)('a census of four equals igraph’s, class by class: $nodeCount nodes', (known) => {
  const rows = neighbourRows(topologyFromPairs(known.nodeCount, true, pairsOf(known.edges)))
  const codes = new Float64Array(tetradCodeCount)
  countTetrads(rows, 0, known.nodeCount, codes)
  const counts = tetradsByClass(codes)
  const told = tetradClasses().classes.flatMap(({ id }, at) =>
    counts[at]! > 0 ? [[String(id), counts[at]!]] : [],
  )
  expect(Object.fromEntries(told)).toEqual(known.classes)
})

const folder = sharedPath('conformance/graphs')

function censusOf(name: string) {
  const lines = gunzipSync(readFileSync(`${folder}/${name}.edges.csv.gz`))
    .toString()
    .trim()
    .split('\n')
    .slice(1)
  const ids = new Map<string, number>()
  const place = (id: string) => ids.get(id) ?? ids.set(id, ids.size).size - 1
  const pairs = pairsOf(lines.map((line) => line.split(',').slice(0, 2).map(place) as [number, number]))
  const edges = renumberPairs(pairs, numberByDegree(ids.size, pairs).indexOfNode)
  return triadCensus(topologyFromPairs(ids.size, true, edges))
}

type Census = ReturnType<typeof censusOf>
const loopsOf = (c: Census) =>
  c['030T'] + 2 * c['120D'] + 2 * c['120U'] + c['120C'] + 3 * c['210'] + 6 * c['300']
const cyclesOf = (c: Census) => 3 * (c['030C'] + c['120C'] + c['210'] + 2 * c['300'])

describe.skipIf(!existsSync(folder))('published numbers (need the shared corpus)', () => {
  it('of E. coli: cascades, fan-outs and feed-forward loops', () => {
    expect(censusOf('ecoli_alon')).toMatchObject({ '021C': 162, '021D': 226, '030T': 40 })
  })

  it('of matches follow from classes, as the identities say', () => {
    const [larva, votes] = [censusOf('larva_winding2023'), censusOf('wiki-Vote')]
    expect([loopsOf(larva), cyclesOf(larva)]).toEqual([1_260_806, 773_910])
    expect([loopsOf(votes), cyclesOf(votes) / 3]).toEqual([746_557, 43_975])
  })
})
