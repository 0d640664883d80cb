/** Brings a part of a server's graph here as node-link JSON, which opens like any file. Counted first: more than the limits
 *  is refused before anything is fetched. */
import type { RemoteValue, RunOptions } from '../../grand/remote/cypher-endpoint'
import type { AttributeValue } from '../../model/attribute'
import { MotifscopeError } from '../../model/errors'
import { jsonText } from '../../tables/answer-streams'
import type { GraphServer, Rows, SubgraphSelection, SubgraphSize } from './graph-server'
import type { KnownAttributes } from './servers-words'

export interface SubgraphLimits {
  mostNodes: number
  mostEdges: number
}

export interface BringHooks {
  signal?: AbortSignal | undefined
  onProgress?: ((progress: { phase: string; done: number; total?: number }) => void) | undefined
}

/** A server's graph, ready to be asked. */
export interface AskableGraph {
  server: GraphServer
  known: KnownAttributes
  timeoutMs: number
}

const runOptions = ({ timeoutMs }: AskableGraph, { signal }: BringHooks): RunOptions => ({
  timeoutMs,
  ...(signal ? { signal } : {}),
})

/** How much a selection is.
 *  @throws MotifscopeError `invalid-filter`, `empty-selection`, `not-on-server`, and as the server. */
export function sizeOfSubgraph(
  asked: AskableGraph,
  selection: SubgraphSelection,
  hooks: BringHooks = {},
): Promise<SubgraphSize> {
  return asked.server.part(selection, asked.known).size(runOptions(asked, hooks))
}

/** @throws MotifscopeError `too-large`, `empty-selection`. */
export function checkSize({ nodes, edges }: SubgraphSize, { mostNodes, mostEdges }: SubgraphLimits): void {
  const inWords = (count: number) => count.toLocaleString('en')
  if (nodes === 0)
    throw new MotifscopeError('empty-selection', 'No node of the server fulfils the conditions.', {
      hint: 'Check the names of the attributes and their values.',
    })
  if (nodes <= mostNodes && edges <= mostEdges) return
  throw new MotifscopeError(
    'too-large',
    `That is ${inWords(nodes)} nodes and ${inWords(edges)} edges, more than the limit of ${inWords(mostNodes)} nodes and ${inWords(mostEdges)} edges.`,
    { hint: 'Narrow the conditions, or raise the limit: a browser holds some tens of millions of edges.' },
  )
}

/** Text is gathered to pieces of about this length. */
const pieceLength = 2 ** 20

class Gathering {
  readonly parts: Blob[] = []
  private text = ''
  private isFirst = true

  begin(text: string): void {
    this.text += text
    this.isFirst = true
  }

  add(text: string): void {
    this.text += `${this.isFirst ? '' : ',\n'}${text}`
    this.isFirst = false
    if (this.text.length >= pieceLength) this.flush()
  }

  /** Blobs may lie on disk. */
  flush(): void {
    this.parts.push(new Blob([this.text]))
    this.text = ''
  }
}

const isMap = (value: unknown): value is Record<string, RemoteValue> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** One object of node-link JSON; `own` members come first, and attributes of the same names give way. */
function objectText(own: Record<string, string>, attributes: unknown): string {
  const others = Object.entries(isMap(attributes) ? attributes : {}).filter(
    ([name]) => !Object.hasOwn(own, name),
  )
  const members = [...Object.entries(own), ...others]
  return `{${members.map(([name, value]) => `${JSON.stringify(name)}:${jsonText(value as AttributeValue)}`).join(',')}}`
}

/** The selected nodes and the edges among them.
 *  @throws MotifscopeError `invalid-filter`, `empty-selection`, `too-large`, and as the endpoint. */
export async function bringSubgraph(
  asked: AskableGraph,
  selection: SubgraphSelection,
  limits: SubgraphLimits,
  hooks: BringHooks = {},
): Promise<{ file: Blob; size: SubgraphSize }> {
  const { onProgress } = hooks
  const { server, known } = asked
  onProgress?.({ phase: 'Counting on the server', done: 0 })
  const part = server.part(selection, known)
  const options = runOptions(asked, hooks)
  const size = await part.size(options)
  checkSize(size, limits)
  const gathering = new Gathering()
  /** A rough size is one that what comes may outgrow. */
  const each = async (
    phase: string,
    rows: Rows,
    of: 'nodes' | 'edges',
    textOf: (row: RemoteValue[]) => string,
  ) => {
    let done = 0
    for await (const batch of rows) {
      for (const row of batch) gathering.add(textOf(row))
      done += batch.length
      if (size.isRough) checkSize({ nodes: 1, edges: 0, [of]: done }, limits)
      onProgress?.({ phase: withCost(phase, server), done, total: Math.max(done, size[of]) })
    }
    return done
  }
  gathering.begin(`{"directed":true,"multigraph":true,"graph":{},"nodes":[`)
  const nodes = await each('Fetching nodes', part.nodes(options), 'nodes', ([id, attributes]) =>
    objectText({ id: String(id) }, attributes),
  )
  gathering.begin('],"links":[')
  const edges = await each('Fetching edges', part.edges(options), 'edges', ([source, target, attributes]) =>
    objectText({ source: String(source), target: String(target) }, attributes),
  )
  gathering.begin(']}')
  gathering.flush()
  return { file: new Blob(gathering.parts, { type: 'application/json' }), size: { nodes, edges } }
}

/** What is done, and what it has cost so far where requests are paid for. */
export const withCost = (phase: string, { requestCount }: GraphServer): string =>
  requestCount === undefined ? phase : `${phase} (${requestCount.toLocaleString('en')} requests so far)`
