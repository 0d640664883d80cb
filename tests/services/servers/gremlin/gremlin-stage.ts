/** The little graph on a real Gremlin server, and what the studio's own code makes of it, for the tests of host graphs. */
import type { AskableGraph } from '../../../../src/hosts/providers/bring-subgraph'
import { openServer } from '../../../../src/hosts/providers/open-server'
import type { ServerCredentials } from '../../../../src/hosts/providers/graph-server'
import type { GraphServer } from '../../../../src/hosts/providers/graph-server'
import { connectionFrom } from '../../../../src/hosts/providers/remote-place'
import type { ConnectionDraft } from '../../../../src/hosts/providers/remote-place'
import { readMotif } from '../../../../src/dotmotif/read-motif'
import type { SearchSemantics } from '../../../../src/model/job'
import type { Motif } from '../../../../src/model/motif'
import { littleGraph } from '../../../tools/remote-graph'
import { login, startGremlinServer } from './gremlin-server'
import type { GremlinServer } from './gremlin-server'
import { inlineFrom, loadGremlin } from './load-graph'

export const plain: SearchSemantics = {
  ignoreDirection: false,
  excludeAutomorphisms: false,
  induced: false,
  limit: null,
  countOnly: false,
}
export const little = littleGraph()
const named: ServerCredentials = { kind: 'basic', ...login }

export function motifOf(text: string): Motif {
  const reading = readMotif(text)
  if (!reading.ok) throw new Error(reading.errors[0]?.message)
  return reading.motif
}

export class GremlinStage {
  private readonly open: GraphServer[] = []

  private constructor(
    readonly server: GremlinServer,
    private readonly source: string,
  ) {}

  static async start(): Promise<GremlinStage> {
    const server = await startGremlinServer()
    const source = server.emptySource()
    await loadGremlin(server.url, source, inlineFrom(little), { nodeId: 'bodyId', isInteger: true })
    return new GremlinStage(server, source)
  }

  async opened(changes: Partial<ConnectionDraft> = {}, credentials = named): Promise<GraphServer> {
    const draft: ConnectionDraft = {
      ...{ kind: 'gremlin', address: this.server.url, database: this.source },
      ...{ nodeLabel: 'cell', idProperty: 'bodyId', edgeType: 'synapse', idKind: 'integer' },
      ...changes,
    }
    const graph = await openServer(connectionFrom(draft), credentials)
    this.open.push(graph)
    return graph
  }

  async asked(changes: Partial<ConnectionDraft> = {}): Promise<AskableGraph> {
    const graph = await this.opened(changes)
    const { nodeAttributes, edgeAttributes, nodeCount } = await graph.probe({})
    const known = { nodes: nodeAttributes, edges: edgeAttributes, nodeCount }
    return { server: graph, known, timeoutMs: 60_000 }
  }

  async stop(): Promise<void> {
    await Promise.all(this.open.map((one) => one.close()))
    await this.server.stop()
  }
}

/** The rows that the server gives for a motif, as keys and as ids, and how far each batch said it was. */
export async function foundBy(
  { server: graph, known }: AskableGraph,
  text: string,
  options: Partial<SearchSemantics>,
) {
  const cells: (string | number | bigint)[][] = []
  const progress: number[] = []
  for await (const batch of graph.relay(motifOf(text), { ...plain, ...options }, known).run('', {})) {
    cells.push(...(batch.rows as typeof cells))
    progress.push(batch.progress ?? 0)
  }
  const idOf = new Map<unknown, string>()
  if (!options.countOnly)
    for await (const rows of graph.describeNodes([...new Set(cells.flat())], false, {}))
      for (const [key, id] of rows) idOf.set(key, String(id))
  return { cells, rows: cells.map((row) => row.map((key) => idOf.get(key) ?? '')), progress }
}
