/** A file's bytes → a host, ready to be stored: read, number, write, hash. Runs in a worker and in Node; knows no
 *  storage and no page. */
import { packTopology } from '../model/topology-blob'
import type { AttributeType } from '../model/attribute'
import { MotifscopeError } from '../model/errors'
import { ContentDigest } from './content-digest'
import { gunzipWhenNeeded, piecesOf } from './formats/byte-stream'
import { csv, readNodeTable } from './formats/csv'
import { detectFormat } from './formats/detect-format'
import type { FormatOptions, GraphFormat, GraphFormatName, GraphSink } from './formats/format'
import { graphml } from './formats/graphml'
import { nodeLinkJson } from './formats/node-link-json'
import { GraphBuilder } from './graph-builder'
import { shapeHost } from './host-shape'
import { writeEdgeTable, writeNodeTable } from './host-tables'
import type { WrittenTable } from './host-tables'
import type { ImportedHost } from './imported-host'

export interface GraphSource {
  stream: ReadableStream<Uint8Array>
  /** Byte length of the stream, where it is known. */
  size?: number
}

export interface ImportOptions extends FormatOptions {
  /** Found out from the content when absent. */
  format?: GraphFormatName
  /** Against what the file says. */
  directed?: boolean
}

/** `reading`: bytes of the file (as it is stored, perhaps compressed). `writing`: rows of both tables. */
export interface ImportProgress {
  phase: 'reading' | 'reading nodes' | 'numbering' | 'writing'
  done: number
  total?: number
}

export interface ImportHooks {
  onProgress?: (progress: ImportProgress) => void
  signal?: AbortSignal
}

const formats: Record<GraphFormatName, GraphFormat> = { graphml, csv, json: nodeLinkJson }

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
  const builder = new GraphBuilder()
  const format = await readGraph(source, builder.openSink(), options, pace)
  if (nodes) await readNodeTableFrom(nodes, builder.openSink(), pace)
  await pace.report({ phase: 'numbering', done: 0 })
  const shape = shapeHost(builder, options.directed)
  const [nodeCount, edgeCount] = [builder.nodes.size, shape.pairs.sources.length]
  const digest = new ContentDigest()
  await digest.addJson({ version: 1, directed: shape.directed })
  const total = nodeCount + edgeCount
  const pauseAfter = (before: number) => (rows: number) =>
    pace.report({ phase: 'writing', done: before + rows, total })
  const nodeTable = await writeNodeTable(builder, shape, digest, pauseAfter(0))
  const edgeTable = await writeEdgeTable(builder, shape, digest, pauseAfter(nodeCount))
  const topology = packTopology(shape.topology)
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

function typesOf({ columns }: WrittenTable): Record<string, AttributeType> {
  return Object.fromEntries(columns.map(({ name, type }) => [name, type]))
}

async function readGraph(
  source: GraphSource,
  sink: GraphSink,
  options: ImportOptions,
  pace: Pace,
): Promise<GraphFormatName> {
  const { head, bytes } = await gunzipWhenNeeded(pace.follow(source, 'reading'))
  const format = options.format ?? detectFormat(head)
  await formats[format].read(bytes, sink, options)
  return format
}

async function readNodeTableFrom(source: GraphSource, sink: GraphSink, pace: Pace): Promise<void> {
  const { head, bytes } = await gunzipWhenNeeded(pace.follow(source, 'reading nodes'))
  detectFormat(head)
  await readNodeTable(bytes, sink)
}

/** What a stream says when it breaks off, as a sentence. */
function readingMistake(thrown: unknown, done: number): unknown {
  if (
    thrown instanceof DOMException &&
    (thrown.name === 'NotReadableError' || thrown.name === 'NotFoundError')
  )
    return new MotifscopeError(
      'unreadable-file',
      'The file was changed, moved or locked while it was being read.',
      {
        hint: 'Choose it again.',
        cause: thrown,
      },
    )
  if (!(thrown instanceof TypeError)) return thrown
  return new MotifscopeError(
    'interrupted',
    `The download broke off after ${done.toLocaleString('en')} bytes.`,
    {
      hint: 'Check the connection and open the address again.',
      cause: thrown,
    },
  )
}

/** Reports progress, and lets other things happen now and then: a message, an abort. */
class Pace {
  private readonly hooks: ImportHooks
  private lastPause = performance.now()

  constructor(hooks: ImportHooks) {
    this.hooks = hooks
  }

  async report(progress: ImportProgress): Promise<void> {
    this.hooks.signal?.throwIfAborted()
    if (performance.now() - this.lastPause < 50 && progress.done > 0) return
    this.hooks.onProgress?.(progress)
    await new Promise((resolve) => setTimeout(resolve, 0))
    this.lastPause = performance.now()
    this.hooks.signal?.throwIfAborted()
  }

  /** The pieces of a source, counted. */
  async *follow(source: GraphSource, phase: ImportProgress['phase']): AsyncGenerator<Uint8Array> {
    let done = 0
    const total = source.size === undefined ? {} : { total: source.size }
    try {
      for await (const piece of piecesOf(source.stream)) {
        await this.report({ phase, done, ...total })
        yield piece
        done += piece.length
      }
    } catch (thrown) {
      throw readingMistake(thrown, done)
    }
    await this.report({ phase, done, ...total })
  }
}
