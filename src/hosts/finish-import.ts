/** From what was read to a host ready to be stored: number, write, hash. For files and for hosts made from hosts. */
import type { AttributeType } from '../model/attribute'
import { MotifscopeError } from '../model/errors'
import { ContentDigest } from './content-digest'
import type { GraphBuilder } from './graph-builder'
import { shapeHost } from './host-shape'
import { writeEdgeTable, writeNodeTable } from './host-tables'
import type { WrittenTable } from './host-tables'
import type { ImportedHost } from './imported-host'
import type { Pace } from './pace'

/** Turns a builder's graph into a host; the builder is spent afterwards.
 *  @param directed what the user says, against the file */
export async function finishImport(
  builder: GraphBuilder,
  facts: Pick<ImportedHost, 'format' | 'readIds'>,
  directed: boolean | undefined,
  pace: Pace,
): Promise<ImportedHost> {
  await pace.report({ phase: 'numbering', done: 0 })
  const shape = shapeHost(builder, directed)
  const [nodeCount, edgeCount] = [builder.nodes.size, shape.pairs.sources.length]
  const digest = new ContentDigest()
  await digest.addJson({ version: 1, directed: shape.directed })
  const total = nodeCount + edgeCount
  const pauseAfter = (before: number) => (rows: number) =>
    pace.report({ phase: 'writing', done: before + rows, total })
  const nodeTable = await writeNodeTable(builder, shape, digest, pauseAfter(0))
  const edgeTable = await writeEdgeTable(builder, shape, digest, pauseAfter(nodeCount))
  const { topology } = shape
  await pace.report({ phase: 'writing', done: total, total })
  const parts = [...nodeTable.stream, ...edgeTable.stream, topology]
  return {
    id: await digest.hex(),
    ...facts,
    directed: shape.directed,
    multigraph: shape.multigraph,
    nodeCount,
    edgeCount,
    nodeAttributes: typesOf(nodeTable),
    edgeAttributes: typesOf(edgeTable),
    nodeColumns: nodeTable.columns,
    edgeColumns: edgeTable.columns,
    warnings: builder.notices.sentences(),
    nodes: nodeTable.stream,
    edges: edgeTable.stream,
    topology,
    byteLength: parts.reduce((sum, part) => sum + part.length, 0),
  }
}

function typesOf({ columns }: WrittenTable): Record<string, AttributeType> {
  return Object.fromEntries(columns.map(({ name, type }) => [name, type]))
}

/** What an engine throws when an array or a text cannot be made as long as it should be, as a sentence. */
export function outOfMemory(thrown: unknown): unknown {
  if (!(thrown instanceof RangeError)) return thrown
  return new MotifscopeError('out-of-memory', 'This graph needs more memory than a tab can have.', {
    hint: 'Open a part of it: filter the edge table by weight or region first.',
    cause: thrown,
  })
}
