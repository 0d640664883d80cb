/** Brings a part of a server's graph here as node-link JSON, which opens like any file. Counted first: more than the limits
 *  is refused before anything is fetched. */
import type { CypherEndpoint, RemoteValue, RunOptions } from '../../grand/remote/cypher-endpoint'
import type { AttributeValue } from '../../model/attribute'
import { MotifscopeError } from '../../model/errors'
import { jsonText } from '../../tables/answer-streams'
import type { RemoteGraph } from './graph-queries'
import { oneCount } from './probe-server'
import type { KnownAttributes } from './relay-motif'
import { subgraphQueries } from './subgraph-selection'
import type { SelectedQuery, SubgraphQueries, SubgraphSelection } from './subgraph-selection'

export interface SubgraphSize {
  nodes: number
  edges: number
}

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
  endpoint: CypherEndpoint
  graph: RemoteGraph
  known: KnownAttributes
  timeoutMs: number
}

const runOptions = ({ timeoutMs }: AskableGraph, { signal }: BringHooks): RunOptions => ({
  timeoutMs,
  ...(signal ? { signal } : {}),
})

/** Every run of a query: one for each batch of ids, or one. */
const runsOf = ({ idBatches }: SubgraphQueries, { parameters }: SelectedQuery): Record<string, unknown>[] =>
  idBatches ? idBatches.map((sources) => ({ ...parameters, sources })) : [parameters]

async function sum(asked: AskableGraph, queries: SubgraphQueries, query: SelectedQuery, hooks: BringHooks) {
  let total = 0
  for (const parameters of runsOf(queries, query))
    total += await oneCount(asked.endpoint, query.text, runOptions(asked, hooks), parameters)
  return total
}

/** How much a selection is.
 *  @throws MotifscopeError `invalid-filter`, `empty-selection`, and as the endpoint. */
export async function sizeOfSubgraph(
  asked: AskableGraph,
  selection: SubgraphSelection,
  hooks: BringHooks = {},
): Promise<SubgraphSize> {
  const queries = subgraphQueries(selection, asked.graph, asked.known)
  return {
    nodes: await sum(asked, queries, queries.countNodes, hooks),
    edges: await sum(asked, queries, queries.countEdges, hooks),
  }
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
  onProgress?.({ phase: 'Counting on the server', done: 0 })
  const size = await sizeOfSubgraph(asked, selection, hooks)
  checkSize(size, limits)
  const queries = subgraphQueries(selection, asked.graph, asked.known)
  const gathering = new Gathering()
  const each = async (
    phase: string,
    query: SelectedQuery,
    total: number,
    take: (row: RemoteValue[]) => string,
  ) => {
    let done = 0
    for (const parameters of runsOf(queries, query))
      for await (const { rows } of asked.endpoint.run(query.text, parameters, runOptions(asked, hooks))) {
        for (const row of rows) gathering.add(take(row))
        done += rows.length
        onProgress?.({ phase, done, total })
      }
  }
  gathering.begin('{"directed":true,"multigraph":true,"graph":{},"nodes":[')
  await each('Fetching nodes', queries.nodes, size.nodes, ([id, attributes]) =>
    objectText({ id: String(id) }, attributes),
  )
  gathering.begin('],"links":[')
  await each('Fetching edges', queries.edges, size.edges, ([source, target, attributes]) =>
    objectText({ source: String(source), target: String(target) }, attributes),
  )
  gathering.begin(']}')
  gathering.flush()
  return { file: new Blob(gathering.parts, { type: 'application/json' }), size }
}
