/** How often nodes fill the places of a motif, counted in parts by a search, against counting triads without one. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readMotif } from '../../src/dotmotif/read-motif'
import { topologyFromPairs } from '../../src/grandiso/csr'
import { createReferenceSearch } from '../../src/grandiso/reference-kernel'
import { createRolesCount } from '../../src/jobs/census-roles'
import { classesOfMeasure } from '../../src/scripting/significance-result'
import { triadNames } from '../../src/model/host-graph'
import { columnsOf, rankRows } from '../../src/statistics/role-counts'
import { triadParticipation, triadRoles } from '../../src/statistics/triad-roles'

const graphs = fc.integer({ min: 3, max: 9 }).chain((nodeCount) =>
  fc.record({
    nodeCount: fc.constant(nodeCount),
    edges: fc.array(fc.tuple(fc.nat(nodeCount - 1), fc.nat(nodeCount - 1)), { maxLength: 40 }),
    cut: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
)
const nothing = { nodeSets: [], edgeSets: [], nodeComparisons: [], edgeComparisons: [] }
const connected = triadNames.filter((name) => !['003', '012', '102'].includes(name))

it.each(connected)('roles of %s are those of the search for it, whichever way its work is cut', (triad) => {
  const text = classesOfMeasure({ kind: 'triads' })[triadNames.indexOf(triad)]!.motif
  const reading = readMotif(text)
  if (!reading.ok) throw new Error(text)
  const own = triadRoles.flatMap((role, at) => (role.triad === triad ? [at] : []))
  const roleOf = Object.fromEntries(
    own.flatMap((role, at) => [...triadRoles[role]!.nodes].map((node) => [node, at])),
  )
  fc.assert(
    fc.property(graphs, ({ nodeCount, edges, cut }) => {
      const pairs = {
        sources: Uint32Array.from(edges, ([source]) => source),
        targets: Uint32Array.from(edges, ([, target]) => target),
      }
      // An induced match has no self-loop; a census does not look at them.
      const topology = { ...topologyFromPairs(nodeCount, true, pairs), selfLoops: new Uint32Array(0) }
      const question = {
        ...{ motif: reading.motif, topology, resolved: nothing, ignoreDirection: false, induced: true },
        ...{ roleOf, roleCount: own.length },
      }
      const counted = createRolesCount(question, createReferenceSearch)
      const middle = Math.round(cut * counted.rootCount)
      const found = counted.count(middle, counted.rootCount) + counted.count(0, middle)
      const expected = columnsOf(triadParticipation(topology), triadRoles.length, own)
      expect([...counted.counts]).toEqual([...expected])
      expect(counted.counts.reduce((sum, count) => sum + count, 0)).toBe(3 * found)
    }),
    { numRuns: 60, seed: 31 },
  )
})

it('nodes are ranked by a role or by all, equal ones by all and then by number', () => {
  const counts = Float64Array.of(1, 0, /* */ 0, 5, /* */ 0, 0, /* */ 1, 2, /* */ 1, 2)
  expect(rankRows(counts, 2, null)).toEqual([1, 3, 4, 0])
  expect(rankRows(counts, 2, 0)).toEqual([3, 4, 0, 1])
})
