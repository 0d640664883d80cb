/** Gets to know a server's graph step by step: whether it answers, lets one in, how large the graph is, how its nodes are
 *  named, and which attributes there are. Each step is told as it goes; the first that fails ends it. */
import type { CypherEndpoint, RemoteValue, RunOptions } from '../../grand/remote/cypher-endpoint'
import { allRows } from '../../grand/remote/cypher-endpoint'
import type { AttributeType, AttributeValue } from '../../model/attribute'
import { errorDataFrom, MotifscopeError } from '../../model/errors'
import { typeOfCells } from '../../tables/answer-streams'
import {
  countEdges,
  countEdgesRoughly,
  countIds,
  countNodes,
  edgeAttributes,
  nodeAttributes,
  sampleSize,
} from './graph-queries'
import type { RemoteGraph } from './graph-queries'
import { attributeSentence, enterServer, stageTeller } from './probe-stages'
import type { ProbeHooks, RemoteFacts, StageTeller } from './probe-stages'

const inWords = (count: number) => count.toLocaleString('en')
/** Enough to count distinct ids within some seconds. */
const mostIdsChecked = 5_000_000

/** The only cell of an answer of one row.
 *  @throws MotifscopeError `malformed-answer`. */
export async function oneRow(
  endpoint: CypherEndpoint,
  query: string,
  options: RunOptions,
  parameters: Record<string, unknown> = {},
): Promise<RemoteValue[]> {
  const { rows } = await allRows(endpoint, query, parameters, options)
  const [row] = rows
  if (row) return row
  throw new MotifscopeError('malformed-answer', `${endpoint.label} answered a count with no row.`)
}

export async function oneCount(
  endpoint: CypherEndpoint,
  query: string,
  options: RunOptions,
  parameters: Record<string, unknown> = {},
): Promise<number> {
  const [cell] = await oneRow(endpoint, query, options, parameters)
  return Number(cell ?? 0)
}

class Probe {
  private readonly endpoint: CypherEndpoint
  private readonly graph: RemoteGraph
  private readonly options: RunOptions
  private readonly stage: StageTeller
  private readonly warnings: string[] = []

  constructor(
    endpoint: CypherEndpoint,
    graph: RemoteGraph,
    timeoutMs: number,
    { signal, onStage }: ProbeHooks,
  ) {
    this.endpoint = endpoint
    this.graph = graph
    this.options = { timeoutMs, ...(signal ? { signal } : {}) }
    this.stage = stageTeller(onStage)
  }

  private countNodes(): Promise<number> {
    const { nodeLabel } = this.graph
    const nodes = nodeLabel === '' ? 'nodes' : `nodes with the label ${nodeLabel}`
    return this.stage('nodes', 'Counting nodes…', async () => {
      const value = await oneCount(this.endpoint, countNodes(this.graph), this.options)
      if (value > 0) return { value, sentence: `${inWords(value)} ${nodes}.` }
      throw new MotifscopeError('empty-graph', `There are no ${nodes} in this database.`, {
        hint: 'Check the name of the database and the label; case matters.',
      })
    })
  }

  private countEdges(): Promise<number> {
    const { edgeType } = this.graph
    const edges = edgeType === '' ? 'edges' : `edges of the type ${edgeType}`
    return this.stage('edges', 'Counting edges…', async () => {
      try {
        const value = await oneCount(this.endpoint, countEdges(this.graph), this.options)
        if (value === 0)
          this.warnings.push(`There are no ${edges} between the nodes: no motif will be found.`)
        return { value, sentence: `${inWords(value)} ${edges} between them.` }
      } catch (thrown) {
        if (errorDataFrom(thrown).code !== 'timeout') throw thrown
      }
      const value = await oneCount(this.endpoint, countEdgesRoughly(this.graph), this.options)
      const words = `${inWords(value)} ${edges}, those to other nodes included: counting exactly took too long.`
      this.warnings.push(words)
      return { value, sentence: words }
    })
  }

  /** A host node is told from every other by its id. */
  private async checkIds(nodeCount: number): Promise<void> {
    const { idProperty, flavour } = this.graph
    if (idProperty === '' || flavour === 'neuprint') return
    await this.stage('ids', `Looking at the ids in ${idProperty}…`, async () => {
      if (nodeCount > mostIdsChecked) {
        const words = `Not checked whether ${idProperty} tells all nodes apart: there are too many.`
        this.warnings.push(words)
        return { value: null, sentence: words }
      }
      const [named = 0, different = 0] = (
        await oneRow(this.endpoint, countIds(this.graph), this.options)
      ).map(Number)
      if (named === nodeCount && different === nodeCount)
        return { value: null, sentence: `${idProperty} tells all nodes apart.` }
      const what =
        named < nodeCount
          ? `${inWords(nodeCount - named)} nodes have no ${idProperty}`
          : `${inWords(nodeCount - different)} nodes share their ${idProperty} with another`
      throw new MotifscopeError('not-unique', `${idProperty} cannot name the nodes: ${what}.`, {
        hint: 'Name another attribute, or leave the field empty: then the database’s own element ids are shown.',
      })
    })
  }

  private async attributesBy(query: string): Promise<Record<string, AttributeType>> {
    const { rows } = await allRows(this.endpoint, query, {}, this.options)
    return Object.fromEntries(
      rows.map(([name, , examples]) => [
        String(name),
        typeOfCells(Array.isArray(examples) ? (examples as AttributeValue[]) : []),
      ]),
    )
  }

  private attributes() {
    return this.stage('attributes', 'Looking at attributes…', async () => {
      const nodes = await this.attributesBy(nodeAttributes(this.graph))
      const edges = await this.attributesBy(edgeAttributes(this.graph))
      const found = { nodeAttributes: nodes, edgeAttributes: edges }
      return { value: found, sentence: attributeSentence(found, sampleSize) }
    })
  }

  async run(): Promise<RemoteFacts> {
    await enterServer(this.stage, this.endpoint.origin, () =>
      oneRow(this.endpoint, 'RETURN 1 AS one', this.options),
    )
    const nodeCount = await this.countNodes()
    const edgeCount = await this.countEdges()
    await this.checkIds(nodeCount)
    return { nodeCount, edgeCount, ...(await this.attributes()), warnings: this.warnings }
  }
}

/** Asks a server all that the page needs to know of its graph.
 *  @throws MotifscopeError as the endpoint; `empty-graph`, `not-unique`. */
export function probeServer(
  endpoint: CypherEndpoint,
  graph: RemoteGraph,
  timeoutMs: number,
  hooks: ProbeHooks = {},
): Promise<RemoteFacts> {
  return new Probe(endpoint, graph, timeoutMs, hooks).run()
}
