/** A file's bytes → a host, ready to be stored: read, number, write, hash. Runs in a worker and in Node; knows no
 *  storage and no page. */
import type { AttributeType } from '../model/attribute'
import { MotifscopeError } from '../model/errors'
import { ContentDigest } from './content-digest'
import { arrow } from './formats/arrow'
import { csv } from './formats/csv'
import { detectFormat } from './formats/detect-format'
import { dot } from './formats/dot'
import type { FormatOptions, GraphFormat, GraphFormatName } from './formats/format'
import { gexf } from './formats/gexf'
import { gml } from './formats/gml'
import { graphml } from './formats/graphml'
import { matrix } from './formats/matrix'
import { nodeLinkJson } from './formats/node-link-json'
import { pajek } from './formats/pajek'
import { parquet } from './formats/parquet'
import { GraphBuilder } from './graph-builder'
import { shapeHost } from './host-shape'
import { checkHostSize, roomHere } from './host-size'
import { writeEdgeTable, writeNodeTable } from './host-tables'
import type { WrittenTable } from './host-tables'
import type { ImportedHost } from './imported-host'
import { openFormatInput } from './open-source'
import type { Aggregate } from './merge-parallel'
import type { GraphSource } from './open-source'
import { Pace } from './pace'
import type { ImportHooks } from './pace'

export type { GraphSource } from './open-source'
export type { ImportHooks, ImportProgress } from './pace'

export interface ImportOptions extends FormatOptions {
  /** Found out from the content when absent. */
  format?: GraphFormatName
  /** Merges edges between the same two nodes; absent: they are kept. */
  aggregate?: Aggregate
}

const formats: Record<GraphFormatName, GraphFormat> = {
  graphml,
  gexf,
  gml,
  csv,
  json: nodeLinkJson,
  parquet,
  arrow,
  pajek,
  dot,
  matrix,
}

/** Reads a graph, and a node table to join if there is one.
 *  @throws MotifscopeError with a sentence, a hint and a line where one is known; the signal's reason when aborted.
 *  @param nodes a node table (CSV); null: none. */
export async function importGraph(
  source: GraphSource,
  nodes: GraphSource | null,
  options: ImportOptions,
  hooks: ImportHooks = {},
): Promise<ImportedHost> {
  try {
    return await importInSteps(source, nodes, options, new Pace(hooks))
  } catch (thrown) {
    throw thrown instanceof RangeError ? outOfMemory(thrown) : thrown
  }
}

/** What an engine throws when an array or a text cannot be made as long as it should be. */
function outOfMemory(cause: RangeError): MotifscopeError {
  return new MotifscopeError('out-of-memory', 'This graph needs more memory than a tab can have.', {
    hint: 'Open a part of it: filter the edge table by weight or region first.',
    cause,
  })
}

async function importInSteps(
  source: GraphSource,
  nodes: GraphSource | null,
  options: ImportOptions,
  pace: Pace,
): Promise<ImportedHost> {
  const builder = await openBuilder(options)
  const format = await readGraph(source, builder, options, pace)
  if (nodes) await readNodeTable(nodes, builder, pace)
  await pace.report({ phase: 'numbering', done: 0 })
  builder.finishMerging()
  const shape = shapeHost(builder, options.directed)
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
  return {
    id: await digest.hex(),
    format,
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
    byteLength: [...nodeTable.stream, ...edgeTable.stream, topology].reduce(
      (sum, part) => sum + part.length,
      0,
    ),
  }
}

async function openBuilder({ aggregate, directed }: ImportOptions): Promise<GraphBuilder> {
  const room = await roomHere()
  return new GraphBuilder({
    checkSize: (edgeCount, columnCount) => checkHostSize(edgeCount, columnCount, room),
    ...(aggregate ? { aggregate } : {}),
    ...(directed === undefined ? {} : { directed }),
  })
}

function typesOf({ columns }: WrittenTable): Record<string, AttributeType> {
  return Object.fromEntries(columns.map(({ name, type }) => [name, type]))
}

async function readGraph(
  source: GraphSource,
  builder: GraphBuilder,
  options: ImportOptions,
  pace: Pace,
): Promise<GraphFormatName> {
  const input = await openFormatInput(source, 'reading', pace)
  const format = options.format ?? detectFormat(input.head)
  await formats[format].read(input, builder.openSink(), options)
  return format
}

async function readNodeTable(source: GraphSource, builder: GraphBuilder, pace: Pace): Promise<void> {
  try {
    const input = await openFormatInput(source, 'reading nodes', pace)
    const format = detectFormat(input.head)
    const reader = format === 'parquet' ? parquet : format === 'arrow' ? arrow : csv
    await reader.readNodes(input, builder.openSink())
  } catch (thrown) {
    throw inNodeTable(thrown)
  }
}

/** Says which of the two files an error is about. */
function inNodeTable(thrown: unknown): unknown {
  if (!(thrown instanceof MotifscopeError)) return thrown
  const { code, message, hint, line } = thrown
  const details = {
    ...(hint === undefined ? {} : { hint }),
    ...(line === undefined ? {} : { line }),
    cause: thrown,
  }
  return new MotifscopeError(code, `In the node table: ${message}`, details)
}
