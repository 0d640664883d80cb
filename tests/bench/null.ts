/** How long null samples with the 3-node census take, on one thread in Node: `npx tsx tests/bench/null.ts`. The worm and
 *  the larva are read from the shared corpus; without it nothing is measured. The page draws on all cores. */
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { topologyFromPairs } from '../../src/grandiso/csr'
import { createNullSampler, nullGraphOf } from '../../src/jobs/significance-host'
import { planSwitching } from '../../src/statistics/null-models/mixing'
import { triadCensus } from '../../src/statistics/triad-census'
import { sharedPath } from '../tools/shared'

const wanted = 200
const hosts = [
  { label: 'C. elegans', file: 'celegans_varshney_chen2007', drawn: wanted, targetSeconds: 5 },
  { label: 'larva', file: 'larva_winding2023', drawn: 10, targetSeconds: 180 },
]

function readTopology(path: string) {
  const ids = new Map<string, number>()
  const numberOf = (id: string) => ids.get(id) ?? ids.set(id, ids.size).size - 1
  const rows = gunzipSync(readFileSync(path)).toString().trim().split('\n').slice(1)
  const ends = rows.map((row) => row.split(',').slice(0, 2).map(numberOf))
  const pairs = {
    sources: Uint32Array.from(ends, ([source = 0]) => source),
    targets: Uint32Array.from(ends, ([, target = 0]) => target),
  }
  return topologyFromPairs(ids.size, true, pairs)
}

for (const { label, file, drawn, targetSeconds } of hosts) {
  const path = sharedPath(`conformance/graphs/${file}.edges.csv.gz`)
  if (!existsSync(path)) {
    console.log(`${label}: not measured, its graph is not here.`)
    continue
  }
  const topology = readTopology(path)
  const graph = nullGraphOf(topology)
  for (const name of ['degrees', 'degrees-mutual'] as const) {
    const { attempts } = planSwitching(graph, { name, classes: null }, 1)
    const sampler = createNullSampler(topology, { name, attempts, classes: null, groups: null }, 1)
    const begin = process.cpuUsage()
    for (let index = 0; index < drawn; index++) triadCensus(sampler.draw(index).topology)
    const seconds = (process.cpuUsage(begin).user / 1e6) * (wanted / drawn)
    console.log(
      `${label}, ${name}: ${seconds.toFixed(1)} s of one core for ${wanted} samples with census (${drawn} drawn); to reach ${targetSeconds} s on two`,
    )
  }
}
