/** The common motifs are what their names say: by the census itself, and by their symmetries. */
import { expect, test } from 'vitest'
import {
  circuitSnippets,
  textOfSnippet,
  triadSnippets,
} from '../../../../../src/components/motif/editor/motif-snippets'
import { readMotif } from '../../../../../src/dotmotif/read-motif'
import { topologyFromPairs } from '../../../../../src/grandiso/csr'
import { automorphismCount } from '../../../../../src/grandiso/symmetry'
import { triadNames } from '../../../../../src/model/host-graph'
import { triadCensus } from '../../../../../src/statistics/triad-census'

function motifOf(label: string) {
  const found = [...triadSnippets, ...circuitSnippets].find((each) => each.label === label)
  const reading = found && readMotif(textOfSnippet(found))
  if (!reading?.ok) throw new Error(`${label} is no motif`)
  return reading.motif
}

test('all thirteen connected triads are there', () => {
  const connected = triadNames.filter((name) => !['003', '012', '102'].includes(name))
  expect(triadSnippets.map(({ label }) => label.replace('triad ', ''))).toEqual(connected)
})

test.each(triadSnippets.map(({ label }) => label))('%s is counted as such by the census', (label) => {
  const { nodes, edges } = motifOf(label)
  const sources = Uint32Array.from(edges, ({ from }) => nodes.indexOf(from))
  const targets = Uint32Array.from(edges, ({ to }) => nodes.indexOf(to))
  const topology = topologyFromPairs(3, true, { sources, targets })
  const census = triadCensus(topology)
  expect(Object.entries(census).filter(([, count]) => count > 0)).toEqual([[label.slice(6), 1]])
})

test.each([
  ['reciprocal pair', 2, 2, 2],
  ['feed-forward loop', 3, 3, 1],
  ['3-cycle', 3, 3, 3],
  ['feed-forward chain', 4, 3, 1],
  ['bi-fan', 4, 4, 4],
  ['diamond', 4, 4, 2],
  ['3-clique', 3, 6, 6],
  ['4-clique', 4, 12, 24],
  ['5-clique', 5, 20, 120],
])('the %s has %i nodes, %i edges and %i symmetries', (label, nodeCount, edgeCount, symmetries) => {
  const motif = motifOf(label)
  expect([motif.nodes.length, motif.edges.length, automorphismCount(motif)]).toEqual([
    nodeCount,
    edgeCount,
    symmetries,
  ])
})

test('names in use are left alone', () => {
  const [pair] = circuitSnippets
  expect(pair && textOfSnippet(pair, new Set(['A', 'C']))).toBe('B -> D\nD -> B')
  const letters = new Set('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
  expect(pair && textOfSnippet(pair, new Set([...letters, 'N1']))).toBe('N2 -> N3\nN3 -> N2')
})
