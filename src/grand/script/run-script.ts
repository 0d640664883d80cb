/** A script on a graph that lies elsewhere: where it shall be kept while the script runs, then the run. In a worker, and in
 *  tests. */
import { MotifscopeError } from '../../model/errors'
import type { GraphBackend } from '../backend'
import { MemoryBackend } from '../backends/memory/memory-backend'
import { cached } from '../cached-backend'
import { copyInto } from '../copy-graph'
import { DialectGraph } from '../dialect-graph'
import { coalesced } from './coalesced-backend'
import { driveScript } from './drive-script'
import type { ScriptAnswer, ScriptRun } from './drive-script'
import { readingAhead } from './read-ahead-backend'

/** `memory`: a copy that the script may change; `duckdb`: where the graph lies, in tables or on a server, for reading. */
export type ScriptBackend = 'memory' | 'duckdb'

export interface ScriptQuestion extends Pick<ScriptRun, 'code' | 'limits'> {
  backend: ScriptBackend
}

export interface ScriptSources extends Pick<ScriptRun, 'engine' | 'now' | 'onOutput'> {
  /** Told while the graph is brought here: nodes and edges so far. */
  onRead?: (soFar: number) => void
  /** Told when it is here and the script begins. */
  onStart?: () => void
}

/** Nodes and edges that a copy in memory may have. */
const mostInMemory = 5_000_000
const copiedAtOnce = 50_000

/** @throws MotifscopeError `too-large` */
export async function graphFor(
  backend: GraphBackend,
  keptIn: ScriptBackend,
  onRead: (soFar: number) => void = () => undefined,
): Promise<DialectGraph> {
  if (keptIn === 'duckdb') return new DialectGraph(readingAhead(cached(coalesced(backend))))
  const size = (await backend.nodeCount()) + (await backend.edgeCount())
  if (size > mostInMemory)
    throw new MotifscopeError(
      'too-large',
      `${size.toLocaleString('en')} nodes and edges are too many for memory.`,
      {
        hint: 'Run the script where the graph lies: on DuckDB, or on its server.',
      },
    )
  const made = new MemoryBackend(backend.directed)
  await copyInto(made, counting(backend, onRead), { batchSize: copiedAtOnce })
  return new DialectGraph(made)
}

/** The same backend, which tells how much has been read of it. */
function counting(backend: GraphBackend, onRead: (soFar: number) => void): GraphBackend {
  let soFar = 0
  async function* counted<T>(batches: AsyncIterable<T[]>): AsyncGenerator<T[]> {
    for await (const batch of batches) {
      onRead((soFar += batch.length))
      yield batch
    }
  }
  const streams: Pick<GraphBackend, 'nodes' | 'edges'> = {
    nodes: (options) => counted(backend.nodes(options)),
    edges: (options) => counted(backend.edges(options)),
  }
  return Object.assign(Object.create(backend) as GraphBackend, streams)
}

/** Time counts from the script's first step, not while the graph is brought here.
 *  @throws MotifscopeError as `driveScript` does, and `too-large` */
export async function runScript(
  backend: GraphBackend,
  { code, limits, backend: keptIn }: ScriptQuestion,
  { onRead, onStart, ...sources }: ScriptSources,
): Promise<ScriptAnswer> {
  const graph = await graphFor(backend, keptIn, onRead)
  onStart?.()
  return driveScript({ code, graph, limits, ...sources })
}
