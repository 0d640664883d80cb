/** Hosts made from hosts, against the plainest way to make them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ImportedHost } from '../../src/hosts/imported-host'
import { writeNodeLink } from '../../src/hosts/write-node-link'
import type { Merging } from '../../src/model/derivation'
import { importText, readHost } from '../unit/hosts/imported'
import { derive } from '../unit/hosts/stored'
import { bytesOf, graphsThatCarry } from './host-arbitraries'
import type { PlainGraph } from './host-arbitraries'

const rounds = { numRuns: 60, seed: 11 }
const graphs = graphsThatCarry({})

const hostOf = async (graph: PlainGraph): Promise<ImportedHost> =>
  importText(await bytesOf(writeNodeLink(graph)))

describe('a derived host', () => {
  it('is the host itself when everything stays', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, async (graph) => {
        const host = await hostOf(graph)
        const ids = graph.nodes.map(({ id }) => id)
        const same = await derive(host, { by: 'selection', ids })
        expect(same.host.id).toBe(host.id)
        expect(same.host.topology).toEqual(host.topology)
      }),
      rounds,
    )
  })

  it('of a selection holds these nodes, the edges among them, and every attribute', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, fc.nat(), async (graph, seed) => {
        const host = await hostOf(graph)
        const kept = graph.nodes.filter((_, i) => i === seed % graph.nodes.length || (seed >> i) % 2 === 1)
        const ids = new Set(kept.map(({ id }) => id))
        const edges = graph.edges.filter(({ source, target }) => ids.has(source) && ids.has(target))
        const expected = await hostOf({ ...graph, nodes: kept, nodeCount: kept.length, edges })
        const found = await derive(host, { by: 'selection', ids: [...ids] })
        const whole = readHost(host)
        const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
        expect([...found.nodes].sort(byId)).toEqual(whole.nodes.filter(({ id }) => ids.has(id)).sort(byId))
        expect(found.edges).toEqual(whole.edges.filter((one) => ids.has(one.source) && ids.has(one.target)))
        expect(found.host.edgeCount).toBe(expected.edgeCount)
        expect(found.host.multigraph).toBe(expected.multigraph)
        // The types are the parent's, whatever is left of the values.
        expect(found.host.nodeColumns).toEqual(host.nodeColumns)
        expect(found.host.edgeColumns).toEqual(host.edgeColumns)
      }),
      rounds,
    )
  })

  it('with a table joined, and the table’s attributes taken away again, is the host itself', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, fc.constantFrom('nodes' as const, 'edges' as const), async (graph, to) => {
        const host = await hostOf(graph)
        const [edge] = graph.edges
        const json = (text: string) => `"${text.replaceAll('"', '""')}"`
        const rows =
          to === 'nodes'
            ? graph.nodes.map(({ id }, i) => `${json(id)},x${i}`)
            : [`${json(edge!.source)},${json(edge!.target)},x`]
        const header = to === 'nodes' ? 'id,joined' : 'source,target,joined'
        const table = [header, ...rows, ''].join('\n')
        const joined = await derive(host, { by: 'join', table: 'more.csv', to }, { table })
        const added = (to === 'nodes' ? joined.host.nodeColumns : joined.host.edgeColumns).at(-1)!.name
        expect(joined.host.id).not.toBe(host.id)
        const without = to === 'nodes' ? { nodeAttributes: [added] } : { edgeAttributes: [added] }
        const back = await derive(joined.host, { by: 'without', ...without })
        expect(back.host.id).toBe(host.id)
      }),
      rounds,
    )
  })
})

interface Row {
  source: string
  target: string
  weight: number | null
  region: string | null
}

const rows: fc.Arbitrary<Row[]> = fc.array(
  fc.record({
    source: fc.constantFrom('a', 'b', 'c'),
    target: fc.constantFrom('a', 'b', 'c'),
    weight: fc.option(fc.integer({ min: -5, max: 9 })),
    region: fc.option(fc.constantFrom('ME', 'LO')),
  }),
  { minLength: 1, maxLength: 25 },
)

function naive(numbers: number[], how: Merging): number | undefined {
  if (how === 'count') return numbers.length || undefined
  if (numbers.length === 0) return undefined
  if (how === 'max') return Math.max(...numbers)
  if (how === 'min') return Math.min(...numbers)
  const sum = numbers.reduce((total, one) => total + one, 0)
  return how === 'sum' ? sum : sum / numbers.length
}

describe('merged edges', () => {
  it('hold sum, max, min, mean and count of each pair, and of each region apart', async () => {
    const ways: Merging[] = ['sum', 'max', 'min', 'mean', 'count']
    await fc.assert(
      fc.asyncProperty(rows, fc.boolean(), async (rows, directed) => {
        const lines = rows.map(
          ({ source, target, weight, region }) => `${source},${target},${weight ?? ''},${region ?? ''}`,
        )
        // The first row makes the types plain, whatever comes.
        const text = ['source,target,weight,region', 'z,z,1,ME', ...lines, ''].join('\n')
        const host = await importText(text, { directed })
        const found = await derive(host, { by: 'aggregate', how: ways, per: 'region' })
        const pairOf = (source: string, target: string) =>
          (directed ? [source, target] : [source, target].sort()).join('>')
        const pairs = new Map<string, Row[]>()
        for (const row of rows) {
          const pair = pairOf(row.source, row.target)
          pairs.set(pair, [...(pairs.get(pair) ?? []), row])
        }
        expect(found.edges).toHaveLength(pairs.size + 1)
        for (const { source, target, attributes } of found.edges) {
          const members = pairs.get(pairOf(source, target))
          if (!members) continue
          for (const region of ['', 'ME', 'LO']) {
            const own = members.filter((row) => region === '' || row.region === region)
            const weights = own.flatMap(({ weight }) => (weight === null ? [] : [weight]))
            const suffix = region === '' ? '' : `_${region}`
            for (const how of ways) {
              const name = how === 'count' ? `count${suffix}` : `weight_${how}${suffix}`
              const value = attributes[name]
              const expected = naive(how === 'count' ? own.map(() => 1) : weights, how)
              expect(value === undefined ? undefined : Number(value), name).toBe(expected)
            }
          }
        }
      }),
      rounds,
    )
  })
})
