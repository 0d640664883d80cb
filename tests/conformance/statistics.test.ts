/** The statistics of the corpus's connectomes, as table4.json gives them. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { statisticsOf } from '../../src/statistics/host-statistics'
import { memoryHostFrom } from '../unit/grandiso/resolve-in-memory'
import { hasShared } from '../tools/shared'
import { readConnectome } from './plain-connectome'

type Entry = Record<string, unknown> & { density: { edgesOverNTimesNMinus1: number } }

const table = JSON.parse(readFileSync(new URL('table4.json', import.meta.url), 'utf8')) as Record<
  string,
  Entry
>

describe.skipIf(!hasShared)('statistics of connectomes (need the shared corpus)', () => {
  for (const [file, entry] of Object.entries(table))
    it(file, async () => {
      const { topology, edgeRows } = memoryHostFrom(await readConnectome(file))
      const { density, reciprocity, ...exact } = statisticsOf({
        topology,
        edges: edgeRows,
        directed: topology.directed,
      })
      expect(density).toBeCloseTo(entry.density.edgesOverNTimesNMinus1, 12)
      expect(reciprocity).toBeCloseTo(entry['reciprocity'] as number, 12)
      expect(exact).toEqual(Object.fromEntries(Object.keys(exact).map((name) => [name, entry[name]])))
    })
})
