/** What a server has answered to one search so far, and what it tells of the nodes and edges in it, written so that the
 *  result's tables are built from it as from a host's. */
import { AnswerBook, keyPair } from '../hosts/providers/answer-book'
import type { EdgePlaces, NodeKey } from '../hosts/providers/answer-book'
import type { AskableGraph } from '../hosts/providers/bring-subgraph'
import type { RemoteValue, RunOptions } from '../grand/remote/cypher-endpoint'
import type { HostRecord } from '../model/host-graph'
import type { RemoteHostInfo } from '../model/remote-host'

/** Of so many nodes and edges of an answer the attributes are fetched: enough for any table that is read. */
export const mostDescribedNodes = 200_000
export const mostDescribedEdges = 300_000
const perQuestion = 2_000

/** The part of an answer that was written for the tables. */
export interface AnswerHost {
  record: HostRecord
  nodes: Uint8Array
  edges: Uint8Array
}

export class RemoteAnswer {
  private readonly asked: AskableGraph & { info: RemoteHostInfo }
  private readonly edges: EdgePlaces
  private readonly isUndirected: boolean
  private readonly book: AnswerBook

  constructor(
    asked: AskableGraph & { info: RemoteHostInfo },
    width: number,
    edges: EdgePlaces,
    isUndirected: boolean,
  ) {
    this.asked = asked
    this.edges = edges
    this.isUndirected = isUndirected
    this.book = new AnswerBook(width)
  }

  /** Rows of keys as rows of numbers, once the server has told what they stand for. */
  async take(
    rows: readonly (readonly RemoteValue[])[],
    options: RunOptions,
  ): Promise<Uint32Array<ArrayBuffer>> {
    const numbers = this.book.addRows(rows, this.edges)
    await this.describeNodes(options)
    await this.describeEdges(options)
    return numbers
  }

  /** What each number stands for, as people name it. */
  ids(): string[] {
    return this.book.tables('').ids
  }

  /** What the user should know of the attributes. */
  warnings(): string[] {
    const { nodeCount, edgeCount } = this.book
    const most = mostDescribedNodes.toLocaleString('en')
    return [
      ...(nodeCount > mostDescribedNodes
        ? [`Attributes were fetched for the first ${most} nodes of the result only.`]
        : []),
      ...(edgeCount >= mostDescribedEdges
        ? [
            `Attributes were fetched for the first ${mostDescribedEdges.toLocaleString('en')} edges of the result only.`,
          ]
        : []),
    ]
  }

  private async describeNodes(options: RunOptions): Promise<void> {
    const { server } = this.asked
    const before = this.book.nodeCount
    for (const keys of inParts(this.book.takeNewKeys())) {
      const isTooMany = before > mostDescribedNodes
      // The key is the id already: nothing is left to ask.
      if (isTooMany && server.keysAreIds) return
      for await (const rows of server.describeNodes(keys, !isTooMany, options))
        for (const [key, id, attributes] of rows) this.book.describeNode(key, id, attributes)
    }
  }

  private async describeEdges(options: RunOptions): Promise<void> {
    const { server } = this.asked
    for (const part of inParts(this.book.takeNewPairs())) {
      if (this.book.edgeCount >= mostDescribedEdges) continue
      const pairs = this.isUndirected ? bothWays(part) : part
      for await (const rows of server.describeEdges(pairs, options))
        for (const [source, target, attributes] of rows) this.book.describeEdge(source, target, attributes)
    }
  }

  /** What is known now, under an id of its own: tables are made once for each. */
  async write(id: string): Promise<AnswerHost> {
    const { writeAnswerEdges, writeAnswerNodes } = await import('../tables/answer-streams')
    const { server, info } = this.asked
    const { ids, nodes, sources, targets, edges } = this.book.tables(server.idProperty)
    const [writtenNodes, writtenEdges] = [
      writeAnswerNodes(ids, nodes),
      writeAnswerEdges(sources, targets, edges),
    ]
    const { name, uri, provider, directed, multigraph, nodeAttributes, edgeAttributes } = info
    const record: HostRecord = {
      ...{ id, name, uri, provider, directed, multigraph, nodeAttributes, edgeAttributes },
      nodeCount: ids.length,
      edgeCount: sources.length,
      warnings: [],
      nodeColumns: writtenNodes.columns,
      edgeColumns: writtenEdges.columns,
      openedAt: 0,
      byteLength: writtenNodes.stream.length + writtenEdges.stream.length,
      isClosed: true,
    }
    return { record, nodes: writtenNodes.stream, edges: writtenEdges.stream }
  }
}

const bothWays = (pairs: [NodeKey, NodeKey][]): [NodeKey, NodeKey][] => {
  const seen = new Map(
    pairs.flatMap(
      ([a, b]) =>
        [
          [keyPair(a, b), [a, b]],
          [keyPair(b, a), [b, a]],
        ] as [string, [NodeKey, NodeKey]][],
    ),
  )
  return [...seen.values()]
}

function* inParts<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let first = 0; first < items.length; first += perQuestion)
    yield items.slice(first, first + perQuestion)
}
