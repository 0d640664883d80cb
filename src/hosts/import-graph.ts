/** A file's bytes, or those of several, → a host, ready to be stored. Runs in a worker and in Node; knows no storage and
 *  no page. */
import type { ColumnChoices } from '../model/derivation'
import { MotifscopeError } from '../model/errors'
import type { SinkOptions } from './column-set'
import { finishImport, outOfMemory } from './finish-import'
import { detectFormat } from './formats/detect-format'
import type { FormatOptions, GraphFormatName } from './formats/format'
import { GraphBuilder } from './graph-builder'
import { graphFormats, nodeTableFormat } from './graph-formats'
import { checkHostSize, roomHere } from './host-size'
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
  /** What the user says of the attributes of edges, and of the nodes in the same file. */
  columns?: ColumnChoices
  nodeColumns?: ColumnChoices
}

/** A further file of the same host: more edges with the same columns, or attributes of nodes. */
export interface FurtherTable {
  role: 'edges' | 'nodes'
  /** The column of ids in a node table. */
  id?: string
  /** Of a node table; more edges are read as the first. */
  columns?: ColumnChoices
}

/** Reads a graph, and the tables that belong to it.
 *  @throws MotifscopeError with a sentence, a hint and a line where one is known; the signal's reason when aborted.
 *  @param further a node table, or several tables; null: none. */
export async function importGraph(
  source: GraphSource,
  further: GraphSource | (FurtherTable & { source: GraphSource })[] | null,
  options: ImportOptions,
  hooks: ImportHooks = {},
): Promise<ImportedHost> {
  const tables = Array.isArray(further)
    ? further
    : further
      ? [{ role: 'nodes' as const, source: further }]
      : []
  try {
    return await importInSteps(source, tables, options, new Pace(hooks))
  } catch (thrown) {
    throw outOfMemory(thrown)
  }
}

async function importInSteps(
  source: GraphSource,
  tables: (FurtherTable & { source: GraphSource })[],
  options: ImportOptions,
  pace: Pace,
): Promise<ImportedHost> {
  const builder = await openBuilder(options)
  const readIds: string[][] = []
  const format = await readGraph(source, builder, options, readIds, pace)
  for (const table of tables)
    if (table.role === 'edges') await readGraph(table.source, builder, options, readIds, pace)
  for (const table of tables) if (table.role === 'nodes') await readNodeTable(table, builder, readIds, pace)
  builder.finishMerging()
  return finishImport(builder, { format, readIds }, options.directed, pace)
}

async function openBuilder({ aggregate, directed }: ImportOptions): Promise<GraphBuilder> {
  const room = await roomHere()
  return new GraphBuilder({
    checkSize: (edgeCount, columnCount) => checkHostSize(edgeCount, columnCount, room),
    ...(aggregate ? { aggregate } : {}),
    ...(directed === undefined ? {} : { directed }),
  })
}

/** Column names that a file's reader tells, in the order of the files. */
function noteIds(readIds: string[][]): (columns: string[]) => void {
  const place = readIds.push([]) - 1
  return (columns) => {
    readIds[place] = columns
  }
}

async function readGraph(
  source: GraphSource,
  builder: GraphBuilder,
  options: ImportOptions,
  readIds: string[][],
  pace: Pace,
): Promise<GraphFormatName> {
  const input = await openFormatInput(source, 'reading', pace)
  const format = options.format ?? detectFormat(input.head)
  const { columns = {}, nodeColumns = {} } = options
  const choices: SinkOptions = { columns, nodeColumns, tellIds: noteIds(readIds) }
  await graphFormats[format].read(input, builder.openSink(choices), options)
  return format
}

async function readNodeTable(
  { source, id, columns = {} }: FurtherTable & { source: GraphSource },
  builder: GraphBuilder,
  readIds: string[][],
  pace: Pace,
): Promise<void> {
  try {
    const input = await openFormatInput(source, 'reading nodes', pace)
    const sink = builder.openSink({ nodeColumns: columns, tellIds: noteIds(readIds) })
    await nodeTableFormat(detectFormat(input.head)).readNodes(input, sink, id)
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
