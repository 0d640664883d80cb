/** Imports a graph from text or bytes in the test, and reads the Arrow streams back as plain objects. */
import { tableFromIPC } from 'apache-arrow'
import { expect } from 'vitest'
import { concatenate } from '../../../src/hosts/formats/byte-stream'
import { importGraph } from '../../../src/hosts/import-graph'
import type { GraphSource, ImportOptions } from '../../../src/hosts/import-graph'
import type { ImportedHost } from '../../../src/hosts/imported-host'
import type { AttributeColumn } from '../../../src/model/attribute'
import { MotifscopeError } from '../../../src/model/errors'
import { unpackTopology } from '../../../src/model/topology-blob'
import '../../tools/parquet-in-node'

export type Attributes = Record<string, unknown>

export interface ReadHost {
  host: ImportedHost
  /** By host node index. */
  nodes: { id: string; attributes: Attributes }[]
  /** In order of the file. */
  edges: { source: string; target: string; attributes: Attributes }[]
}

/** A source of these bytes, in pieces that end at `cuts`. */
export function sourceOf(content: string | Uint8Array, cuts: number[] = []): GraphSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const bounds = [0, ...[...cuts].sort((a, b) => a - b), bytes.length]
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let i = 1; i < bounds.length; i++) controller.enqueue(bytes.slice(bounds[i - 1], bounds[i]))
      controller.close()
    },
  })
  return { stream, size: bytes.length }
}

export function importText(
  content: string | Uint8Array,
  options: ImportOptions = {},
  nodes: string | Uint8Array | null = null,
): Promise<ImportedHost> {
  return importGraph(sourceOf(content), nodes === null ? null : sourceOf(nodes), options)
}

function plain(value: unknown, storage: AttributeColumn['storage']): unknown {
  if (storage === 'list-utf8' || storage === 'list-double') return Array.from(value as Iterable<unknown>)
  return value
}

function rowsOf(parts: Uint8Array[], columns: AttributeColumn[]) {
  const table = tableFromIPC(concatenate(parts))
  return table.toArray().map((row: Record<string, unknown>) => {
    const attributes: Attributes = {}
    for (const { name, column, storage } of columns) {
      const value = row[column]
      if (value !== null && value !== undefined) attributes[name] = plain(value, storage)
    }
    return { row, attributes }
  })
}

export function readHost(host: ImportedHost): ReadHost {
  const nodes = rowsOf(host.nodes, host.nodeColumns).map(({ row, attributes }, index) => {
    expect(row['index']).toBe(index)
    return { id: String(row['id']), attributes }
  })
  const idOf = (index: unknown) => nodes[Number(index)]!.id
  const edges = rowsOf(host.edges, host.edgeColumns).map(({ row, attributes }) => {
    return { source: idOf(row['source']), target: idOf(row['target']), attributes }
  })
  return { host, nodes, edges }
}

export async function readText(
  content: string | Uint8Array,
  options: ImportOptions = {},
  nodes: string | Uint8Array | null = null,
): Promise<ReadHost> {
  return readHost(await importText(content, options, nodes))
}

export function attributesOf({ nodes }: ReadHost, id: string): Attributes | undefined {
  return nodes.find((node) => node.id === id)?.attributes
}

export function pairsOf({ edges }: ReadHost): string[] {
  return edges.map(({ source, target }) => `${source}>${target}`)
}

export function columnOf(columns: AttributeColumn[], name: string): AttributeColumn | undefined {
  return columns.find((column) => column.name === name)
}

export function topologyOf(host: ImportedHost) {
  return unpackTopology(host.topology)
}

/** What importing this rejects with; fails the test when it does not, or with another kind of error. */
export async function refusalOf(
  content: string | Uint8Array,
  options: ImportOptions = {},
  nodes: string | null = null,
): Promise<MotifscopeError> {
  const thrown = await importText(content, options, nodes).then(
    () => expect.fail('This should have been refused.'),
    (error: unknown) => error,
  )
  if (!(thrown instanceof MotifscopeError)) throw thrown
  return thrown
}
