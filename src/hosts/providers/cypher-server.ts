/** A graph on a server that takes Cypher, as the studio asks it: every question is a query with parameters. */
import { allRows } from '../../grand/remote/cypher-endpoint'
import type { CypherEndpoint, RemoteValue, RunOptions } from '../../grand/remote/cypher-endpoint'
import type { SearchSemantics } from '../../model/job'
import type { Motif } from '../../model/motif'
import { endMarkedQuery, withMark } from './end-query'
import { edgesByPair, hasAttribute, neighbourIds, nodesByKey } from './graph-queries'
import type { RemoteGraph } from './graph-queries'
import type { GraphServer, RelayedSearch, Rows, ServerPart, SubgraphSelection } from './graph-server'
import { oneCount, probeServer } from './probe-server'
import { relayMotif } from './relay-motif'
import { remoteStatistics } from './remote-statistics'
import { unknownAttributes } from './servers-words'
import type { KnownAttributes } from './servers-words'
import { subgraphQueries, typedIds } from './subgraph-selection'
import type { SelectedQuery, SubgraphQueries } from './subgraph-selection'

async function* rowsOf(
  endpoint: CypherEndpoint,
  query: string,
  parameters: Record<string, unknown>,
  options: RunOptions,
): AsyncGenerator<RemoteValue[][]> {
  for await (const { rows } of endpoint.run(query, parameters, options)) yield rows
}

/** Every run of a query: one for each batch of ids, or one. */
const runsOf = ({ idBatches }: SubgraphQueries, { parameters }: SelectedQuery): Record<string, unknown>[] =>
  idBatches ? idBatches.map((sources) => ({ ...parameters, sources })) : [parameters]

function partOf(endpoint: CypherEndpoint, queries: SubgraphQueries): ServerPart {
  async function sum(query: SelectedQuery, options: RunOptions): Promise<number> {
    let total = 0
    for (const parameters of runsOf(queries, query))
      total += await oneCount(endpoint, query.text, options, parameters)
    return total
  }
  async function* all(query: SelectedQuery, options: RunOptions): Rows {
    for (const parameters of runsOf(queries, query)) yield* rowsOf(endpoint, query.text, parameters, options)
  }
  return {
    size: async (options) => ({
      nodes: await sum(queries.countNodes, options),
      edges: await sum(queries.countEdges, options),
    }),
    nodes: (options) => all(queries.nodes, options),
    edges: (options) => all(queries.edges, options),
  }
}

export class CypherServer implements GraphServer {
  readonly origin: string
  readonly idProperty: string
  readonly keysAreIds: boolean

  constructor(
    readonly cypher: CypherEndpoint,
    private readonly graph: RemoteGraph,
    private readonly timeoutMs: number,
  ) {
    this.origin = cypher.origin
    this.idProperty = graph.idProperty
    this.keysAreIds = graph.idProperty === '' || graph.flavour === 'neuprint'
  }

  probe: GraphServer['probe'] = (hooks) => probeServer(this.cypher, this.graph, this.timeoutMs, hooks)

  statistics: GraphServer['statistics'] = (hooks) =>
    remoteStatistics(this.cypher, this.graph, this.timeoutMs, hooks)

  relay(motif: Motif, semantics: SearchSemantics, known: KnownAttributes): RelayedSearch {
    const { text, parameters, automorphismCount } = relayMotif(motif, semantics, this.graph, known)
    const { cypher } = this
    return {
      automorphismCount,
      async *run(mark, options) {
        for await (const { rows } of cypher.run(withMark(text, mark), parameters, options)) yield { rows }
      },
    }
  }

  unknownAttributes: GraphServer['unknownAttributes'] = (motif, known) =>
    unknownAttributes(motif, known, this.graph)

  hasAttribute: GraphServer['hasAttribute'] = async ({ of, name }) => {
    const { timeoutMs } = this
    return (await allRows(this.cypher, hasAttribute(this.graph, of, name), {}, { timeoutMs })).rows.length > 0
  }

  end = (mark: string) => endMarkedQuery(this.cypher, mark)

  describeNodes: GraphServer['describeNodes'] = (keys, wantsAttributes, options) =>
    rowsOf(this.cypher, nodesByKey(this.graph, wantsAttributes), { keys }, options)

  describeEdges: GraphServer['describeEdges'] = (pairs, options) =>
    rowsOf(this.cypher, edgesByPair(this.graph), { pairs }, options)

  part(selection: SubgraphSelection, known: KnownAttributes): ServerPart {
    return partOf(this.cypher, subgraphQueries(selection, this.graph, known))
  }

  neighbours: GraphServer['neighbours'] = async function* (
    this: CypherServer,
    ids,
    direction,
    known,
    options,
  ) {
    const sources = typedIds(ids, this.graph, known)
    const query = neighbourIds(this.graph, direction)
    for await (const { rows } of this.cypher.run(query, { sources }, options))
      yield rows.map(([id]) => String(id))
  }

  close = () => this.cypher.close()
}
