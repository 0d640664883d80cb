/** Every search case of the corpus through planner and each kernel, attributes resolved in memory. */
import { describe, expect, it } from 'vitest'
import { readMotif } from '../../src/dotmotif/read-motif'
import { listAutomorphisms } from '../../src/grandiso/symmetry'
import { verifyMatches } from '../../src/grandiso/verify'
import { allSearchCases, canonicalRows, isInline, sha256Of } from '../tools/corpus'
import type { SearchCase } from '../tools/corpus'
import { kernels } from '../tools/kernels'
import type { TestedKernel } from '../tools/kernels'
import { memoryHostFrom } from '../unit/grandiso/resolve-in-memory'
import type { MemoryHost } from '../unit/grandiso/resolve-in-memory'
import {
  idRows,
  prepareInMemory,
  runInSlices,
  unlimited,
  unlimitedCount,
} from '../unit/grandiso/search-in-memory'
import { hasShared } from '../tools/shared'
import { readConnectome } from './plain-connectome'

const hosts = new Map<string, Promise<MemoryHost>>()

function hostOf({ graph }: SearchCase): Promise<MemoryHost> {
  if (isInline(graph)) return Promise.resolve(memoryHostFrom(graph))
  const known = hosts.get(graph.connectome) ?? readConnectome(graph.connectome).then(memoryHostFrom)
  hosts.set(graph.connectome, known)
  return known
}

function semanticsOf({ options }: SearchCase) {
  const { ignoreDirection, excludeAutomorphisms, inducedOnly } = options
  return { ignoreDirection, excludeAutomorphisms, induced: inducedOnly }
}

async function check(one: SearchCase, kernel: TestedKernel): Promise<void> {
  const reading = readMotif(one.motif)
  if (one.expected.error) {
    if (reading.ok)
      expect(() => prepareInMemory(memoryHostFrom(inlineOf(one)), reading.motif)).toThrow('no nodes')
    return
  }
  if (!reading.ok) throw new Error(reading.errors.map(({ message }) => message).join(' '))
  const { motif } = reading
  const host = await hostOf(one)
  const { expected, options } = one
  const prepared = prepareInMemory(host, motif, semanticsOf(one), { kernel })
  const rows = idRows(prepared, runInSlices(prepared.search, prepared.all, { steps: 5000, rows: 1000 }).rows)
  expect(rows.length).toBe(expected.totalCount ?? expected.count)
  const lines = canonicalRows(rows, motif.nodes, expected)
  expect(sha256Of(lines)).toBe(expected.sha256)
  if (expected.rows) expect(lines).toEqual(expected.rows.map((row) => JSON.stringify(row)))

  const counting = prepareInMemory(host, motif, { ...semanticsOf(one), countOnly: true }, { kernel })
  expect(counting.search.run(counting.all, null, unlimitedCount).count).toBe(rows.length)
  if (options.limit !== null)
    expect(prepared.search.run(prepared.all, null, { ...unlimited, rows: options.limit }).count).toBe(
      expected.count,
    )
  if (expected.group) checkGroup(one, prepared.plan.automorphismCount, !host.topology.directed)
  if (isInline(one.graph) && !options.excludeAutomorphisms) {
    const verified = verifyMatches(one.graph, motif, semanticsOf(one))
    expect(sha256Of(canonicalRows(verified, motif.nodes, expected))).toBe(expected.sha256)
  }
}

function inlineOf({ graph }: SearchCase) {
  if (!isInline(graph)) throw new Error('This case has no inline graph.')
  return graph
}

/** The corpus sends columns[i] to p[i]; both sides are compared as sets of such arrays. */
function checkGroup(
  { motif: text, options, expected }: SearchCase,
  order: number,
  isUndirected: boolean,
): void {
  const reading = readMotif(text)
  if (!reading.ok || !expected.group) throw new Error('There is no group to compare.')
  const { nodes } = reading.motif
  const undirected = options.ignoreDirection || isUndirected
  const found = listAutomorphisms(reading.motif, 1000, { undirected })!.map((permutation) =>
    expected.columns.map((name) => nodes[permutation[nodes.indexOf(name)]!]),
  )
  const sorted = (group: unknown[]) => group.map((element) => JSON.stringify(element)).sort()
  expect(sorted(found)).toEqual(sorted(expected.group))
  expect(order).toBe(expected.groupOrder)
}

const cases = allSearchCases()

describe.each(kernels)('search cases on inline graphs, $name kernel', (kernel) => {
  for (const one of cases.filter(({ graph }) => isInline(graph))) it(one.id, () => check(one, kernel))
})

describe.skipIf(!hasShared).each(kernels)(
  'search cases on connectomes (need the shared corpus), $name kernel',
  (kernel) => {
    for (const one of cases.filter(({ graph }) => !isInline(graph))) it(one.id, () => check(one, kernel))
  },
)
