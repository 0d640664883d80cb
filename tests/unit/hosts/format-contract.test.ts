/** The same little graphs through every format: what goes in comes out, wherever the stream is cut. */
import { describe, expect, it } from 'vitest'
import type { AttributeValue } from '../../../src/model/attribute'
import { importGraph } from '../../../src/hosts/import-graph'
import { readHost, sourceOf } from './imported'
import type { Attributes, ReadHost } from './imported'
import { graphWriters, littleGraphs, padded } from './little-graphs'
import type { LittleGraph, WrittenGraph } from './little-graphs'

const formats = Object.keys(graphWriters)

/** What a format cannot carry at all, or carries as something else. Each line is said in the docstring of its writer. */
function expectedValue(format: string, value: AttributeValue): unknown {
  if (format === 'graphml' && Array.isArray(value)) return JSON.stringify(value)
  if (format === 'gml' && typeof value === 'boolean') return value ? 1n : 0n
  if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value)
  return value
}

const isCarried = (format: string, name: string): boolean => {
  // A matrix has one number for each pair, and no attributes of nodes.
  if (format === 'matrix')
    return /directed|self-loops|isolated|18 digits|any script|mean something/.test(name)
  // Values are separated by semicolons there, and nothing escapes one; a number may be any text.
  return format !== 'bulk CSV' || !/look like numbers/.test(name)
}

function attributesFrom(
  format: string,
  columns: LittleGraph['nodeColumns'],
  values: (AttributeValue | null)[],
): Attributes {
  const present = columns.flatMap(({ name, storage }, index) => {
    const value = values[index] ?? null
    if (value === null) return []
    const isWhole = storage === 'int64' || storage === 'bool'
    return [[name, isWhole || Array.isArray(value) ? expectedValue(format, value) : value] as const]
  })
  return Object.fromEntries(present)
}

function read(written: WrittenGraph, { directed }: LittleGraph, cuts: [number[], number[]] = [[], []]) {
  const { graph, nodes } = written
  // A table does not say whether its edges have a direction.
  const isTable = nodes !== null || /^(#.*\n)?"",/.test(graph)
  const nodeSource = nodes === null ? null : sourceOf(nodes, cuts[1])
  return importGraph(sourceOf(graph, cuts[0]), nodeSource, isTable ? { directed } : {})
}

function plain(format: string, { nodes, edges }: ReadHost, isUndirected: boolean) {
  const without = ['type', ...(format === 'matrix' ? ['weight'] : [])]
  const rest = (attributes: Attributes) =>
    Object.fromEntries(Object.entries(attributes).filter(([name]) => !without.includes(name)))
  return {
    nodes: Object.fromEntries(nodes.map(({ id, attributes }) => [id, attributes])),
    edges: sorted(
      edges.map(({ source, target, attributes }) => ({
        ends: isUndirected ? [source, target].sort() : [source, target],
        attributes: rest(attributes),
      })),
    ),
  }
}

const keyOf = (edge: object) =>
  JSON.stringify(edge, (_, value) => (typeof value === 'bigint' ? `${value}` : (value as unknown)))
const sorted = <Edge extends object>(edges: Edge[]) =>
  [...edges].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))

describe.each(formats)('%s', (format) => {
  const cases = Object.keys(littleGraphs).filter((name) => isCarried(format, name))

  it.each(cases)('carries a graph %s', async (name) => {
    const graph = littleGraphs[name] as LittleGraph
    const written = await (graphWriters[format] as (typeof graphWriters)[string])(graph)
    const host = readHost(await read(written, graph))
    expect(host.host.warnings).toEqual([])
    expect(host.host).toMatchObject({ directed: graph.directed, multigraph: graph.multigraph })
    const isUndirected = !graph.directed
    expect(plain(format, host, isUndirected)).toEqual({
      nodes: Object.fromEntries(
        graph.nodes.map(({ id, values }) => [id, attributesFrom(format, graph.nodeColumns, values)]),
      ),
      edges: sorted(
        graph.edges.map(({ source, target, values }) => ({
          ends: isUndirected ? [source, target].sort() : [source, target],
          attributes: format === 'matrix' ? {} : attributesFrom(format, graph.edgeColumns, values),
        })),
      ),
    })
  })

  it('is the same graph wherever its stream is cut', async () => {
    const names = cases.filter((name) => /any script|quotes|parallel/.test(name))
    for (const name of names) {
      const graph = littleGraphs[name] as LittleGraph
      const plainly = await (graphWriters[format] as (typeof graphWriters)[string])(graph)
      const written = {
        graph: padded(plainly.graph),
        nodes: plainly.nodes === null ? null : padded(plainly.nodes),
      }
      const lengthOf = (text: string | null) => new TextEncoder().encode(text ?? '').length
      const [length, nodesLength] = [lengthOf(written.graph), lengthOf(written.nodes)]
      const whole = (await read(written, graph)).id
      for (let cut = 4100; cut < length; cut += 7)
        expect(
          (await read(written, graph, [[cut, Math.min(length, cut + 1)], [nodesLength - (cut % 100)]])).id,
        ).toBe(whole)
      const everywhere = (count: number) => Array.from({ length: count }, (_, index) => index)
      expect((await read(written, graph, [everywhere(length), everywhere(nodesLength)])).id).toBe(whole)
    }
  })
})
