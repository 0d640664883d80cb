/** Random graphs as they are written, and whether what was read is the same graph. */
import fc from 'fast-check'
import { expect } from 'vitest'
import type { ExportGraph } from '../../src/hosts/export-rows'
import type { AttributeValue, StorageType } from '../../src/model/attribute'
import type { ReadHost } from '../unit/hosts/imported'

/** Text that XML can hold and a trimmed cell can, and that is no number, word or JSON by chance. */
const word = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .filter(
    (text) => text === text.trim() && !/[^\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}\n]/u.test(text),
  )
  .map((text) => `t${text}t`)

const valuesByStorage: Partial<Record<StorageType, fc.Arbitrary<AttributeValue>>> = {
  int64: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  double: fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Number.isInteger(value)),
  bool: fc.boolean(),
  utf8: word,
}

/** What a format can carry. */
export interface Carried {
  names?: fc.Arbitrary<string>
  storages?: StorageType[]
}

const allStorages = Object.keys(valuesByStorage) as StorageType[]

function columnsOf({ names = word, storages = allStorages }: Carried) {
  return fc
    .uniqueArray(fc.tuple(names, fc.constantFrom(...storages)), { maxLength: 4, selector: ([name]) => name })
    .map((pairs) => pairs.map(([name, storage]) => ({ name, storage })))
}

function rowArbitrary(columns: { storage: StorageType }[]): fc.Arbitrary<(AttributeValue | null)[]> {
  return fc.tuple(
    ...columns.map(({ storage }) =>
      fc.option(valuesByStorage[storage] as fc.Arbitrary<AttributeValue>, { freq: 5 }),
    ),
  )
}

export interface PlainGraph extends ExportGraph {
  nodeCount: number
  nodes: { id: string; values: (AttributeValue | null)[] }[]
  edges: { source: string; target: string; values: (AttributeValue | null)[] }[]
}

export const graphsThatCarry = (carried: Carried): fc.Arbitrary<PlainGraph> =>
  fc
    .record({
      directed: fc.boolean(),
      nodeColumns: columnsOf(carried),
      edgeColumns: columnsOf(carried),
      ids: fc.uniqueArray(fc.oneof(word, fc.bigInt({ min: 0n, max: 10n ** 18n }).map(String)), {
        minLength: 1,
        maxLength: 12,
      }),
    })
    .chain(({ directed, nodeColumns, edgeColumns, ids }) => {
      const end = fc.constantFrom(...ids)
      const edge = fc.record({ source: end, target: end, values: rowArbitrary(edgeColumns) })
      return fc.record({
        directed: fc.constant(directed),
        multigraph: fc.constant(true),
        nodeCount: fc.constant(ids.length),
        nodeColumns: fc.constant(nodeColumns),
        edgeColumns: fc.constant(edgeColumns),
        nodes: fc.tuple(...ids.map((id) => rowArbitrary(nodeColumns).map((values) => ({ id, values })))),
        edges: fc.array(edge, { minLength: 1, maxLength: 20 }),
      })
    })

export async function bytesOf(pieces: AsyncIterable<string>): Promise<Uint8Array> {
  let text = ''
  for await (const piece of pieces) text += piece
  return new TextEncoder().encode(text)
}

function plainAttributes(
  columns: { name: string }[],
  values: (AttributeValue | null)[],
): [string, unknown][] {
  return columns.flatMap(({ name }, index): [string, unknown][] => {
    const value = values[index]
    return value === null || value === undefined ? [] : [[name, comparable(value)]]
  })
}

/** −0 and 0 are the same number. */
function comparable(value: unknown): unknown {
  return value === 0 ? 0 : value
}

function byId<Row extends { id: string }>(rows: Row[]): Row[] {
  return [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))
}

export function expectEqual(read: ReadHost, graph: PlainGraph): void {
  expect(read.host.warnings).toEqual([])
  expect(read.host.directed).toBe(graph.directed)
  const wanted = graph.nodes.map(({ id, values }) => ({
    id,
    attributes: plainAttributes(graph.nodeColumns, values),
  }))
  const entries = (attributes: Record<string, unknown>, columns: { name: string }[]): [string, unknown][] =>
    columns.flatMap(({ name }): [string, unknown][] =>
      name in attributes ? [[name, comparable(attributes[name])]] : [],
    )
  expect(
    byId(read.nodes).map(({ id, attributes }) => ({
      id,
      attributes: entries(attributes, graph.nodeColumns),
    })),
  ).toEqual(byId(wanted))
  expect(
    read.edges.map(({ source, target, attributes }) => [
      source,
      target,
      entries(attributes, graph.edgeColumns),
    ]),
  ).toEqual(
    graph.edges.map(({ source, target, values }) => [
      source,
      target,
      plainAttributes(graph.edgeColumns, values),
    ]),
  )
}
