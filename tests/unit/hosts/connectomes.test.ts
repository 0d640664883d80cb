/** The published connectomes open as the corpus says. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { hasShared, sharedPath } from '../../tools/shared'
import { importText, readHost, topologyOf } from './imported'

interface AttributeEntry {
  type: string
  present: number
  min?: number
  max?: number
  values?: unknown[]
  distinct: number
}

interface TableEntry {
  nodes: number
  edges: number
  multigraph: boolean
  selfLoops: number
  distinctOrderedPairs: number
  nodeAttributes: Record<string, AttributeEntry>
  edgeAttributes: Record<string, AttributeEntry>
}

const table = JSON.parse(
  readFileSync(new URL('../../conformance/table4.json', import.meta.url), 'utf8'),
) as Record<string, TableEntry>
const typeNames: Record<string, string> = {
  int: 'number',
  double: 'number',
  string: 'string',
  boolean: 'boolean',
}

function typesOf(attributes: Record<string, AttributeEntry>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(attributes).map(([name, { type }]) => [name, typeNames[type]]))
}

function expectValues(attributes: Record<string, AttributeEntry>, rows: Record<string, unknown>[]): void {
  for (const [name, entry] of Object.entries(attributes)) {
    const values = rows.map((row) => row[name]).filter((value) => value !== undefined)
    expect({ name, present: values.length, distinct: new Set(values).size }).toEqual({
      name,
      present: entry.present,
      distinct: entry.distinct,
    })
    if (entry.min !== undefined) expect(Math.min(...values.map(Number))).toBe(entry.min)
    if (entry.max !== undefined) expect(Math.max(...values.map(Number))).toBe(entry.max)
  }
}

if (!hasShared) console.warn('The shared corpus is absent: connectomes are not checked (MOTIFSCOPE_SHARED).')

describe.skipIf(!hasShared)('connectomes', () => {
  it.each(Object.entries(table))('%s', async (file, entry) => {
    const host = await importText(readFileSync(sharedPath(`conformance/data/${file}`)))
    expect(host).toMatchObject({
      nodeCount: entry.nodes,
      edgeCount: entry.edges,
      multigraph: entry.multigraph,
    })
    expect(host.nodeAttributes).toEqual(typesOf(entry.nodeAttributes))
    expect(host.edgeAttributes).toEqual(typesOf(entry.edgeAttributes))
    expect(host.warnings).toEqual([])
    const { nodes, edges } = readHost(host)
    expectValues(entry.nodeAttributes, nodes.map(({ attributes }) => attributes)) // prettier-ignore
    expectValues(entry.edgeAttributes, edges.map(({ attributes }) => attributes)) // prettier-ignore
    const { adjacency, selfLoops } = topologyOf(host)
    const loops = edges.filter(({ source, target }) => source === target)
    expect(loops).toHaveLength(entry.selfLoops)
    expect(adjacency.out.targets.length + selfLoops.length).toBe(entry.distinctOrderedPairs)
  })

  it('a larva with its node table', async () => {
    const read = (name: string) =>
      readFileSync(sharedPath(`conformance/graphs/larva_winding2023.${name}.csv.gz`))
    const host = await importText(read('edges'), {}, read('nodes'))
    expect(host).toMatchObject({ nodeCount: 2952, edgeCount: 110_677, warnings: [] })
    const lines = gunzipSync(read('nodes')).toString().trim().split('\n').slice(1)
    const { nodes, edges } = readHost(host)
    const types = new Map(nodes.map(({ id, attributes }) => [id, attributes['celltype']]))
    for (const line of lines) {
      const [id = '', , celltype] = line.split(',')
      expect(types.get(id) ?? '').toBe(celltype)
    }
    expect(edges[0]).toEqual({
      source: '29',
      target: '8419602',
      attributes: { weight: 9n, ad: 0n, aa: 9n, dd: 0n, da: 0n },
    })
  })
})
