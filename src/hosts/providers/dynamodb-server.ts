/** A graph in two tables of DynamoDB, as the studio asks it: single nodes, who is next to whom, all of it. It searches for
 *  no motif and takes no Cypher; a part of it is brought here for that. The client is loaded here. */
import { DynamoDBTables } from '../../grand/backends/dynamodb/dynamodb-tables'
import type { RunOptions } from '../../grand/remote/cypher-endpoint'
import { MotifscopeError } from '../../model/errors'
import type { RemoteConnection } from '../../model/remote-host'
import type { NodeKey } from './answer-book'
import { dynamoDBPart } from './dynamodb-part'
import { probeDynamoDB } from './dynamodb-probe'
import { DynamoDBReader } from './dynamodb-reader'
import { EdgeTally } from './edge-tally'
import type { GraphServer, Rows, ServerCredentials } from './graph-server'
import { originOf, regionOf } from './remote-place'
import { statisticsFrom } from './remote-statistics'

/** @throws MotifscopeError `invalid-credentials`, `invalid-address`, `mixed-content` */
export async function openDynamoDB(
  { address, nodeLabel, edgeType, timeoutMs }: RemoteConnection,
  credentials: ServerCredentials,
): Promise<DynamoDBServer> {
  if (credentials.kind !== 'access-key')
    throw new MotifscopeError('invalid-credentials', 'DynamoDB is logged in to by an access key.', {
      hint: 'Choose “an access key of Amazon” for the login, and enter its id and its secret.',
    })
  const { accessKeyId, secretAccessKey, sessionToken } = credentials
  const tables = new DynamoDBTables({
    region: regionOf(address),
    endpoint: address,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
    timeoutMs,
  })
  return new DynamoDBServer(new DynamoDBReader(tables, { nodes: nodeLabel, edges: edgeType }), address)
}

const notSearched = (what: string) =>
  new MotifscopeError(
    'not-on-server',
    `DynamoDB cannot be asked for ${what}: it answers single nodes and their edges, and knows no patterns.`,
    {
      hint: 'Bring a part of the graph here (Hosts, Bring a part here): the nodes around some, or all of it. Then search that.',
    },
  )

export class DynamoDBServer implements GraphServer {
  readonly origin: string
  readonly idProperty = ''
  readonly keysAreIds = true

  constructor(
    private readonly reader: DynamoDBReader,
    address: string,
  ) {
    this.origin = originOf(address)
  }

  get requestCount(): number {
    return this.reader.requestCount
  }

  probe: GraphServer['probe'] = (hooks) => probeDynamoDB(this.reader, this.origin, hooks)

  /** Reads the keys of both tables, all of them: nothing else tells how many there are now. */
  statistics: GraphServer['statistics'] = async ({ signal, onProgress }) => {
    const total = (await this.reader.describe('edges', signal)).itemCount
    const ids = new Set<string>()
    const tell = (done: number) =>
      onProgress?.({
        phase: `Reading the keys of both tables (${this.requestCount.toLocaleString('en')} requests so far)`,
        done,
        total: Math.max(total, done),
      })
    const options = { signal, attributes: false }
    for await (const nodes of this.reader.nodes(options)) {
      for (const { id } of nodes) ids.add(id)
      tell(0)
    }
    const tally = new EdgeTally()
    for await (const edges of this.reader.edges(options)) {
      for (const { source, target } of edges) tally.add(source, target)
      tell(tally.edgeCount)
    }
    return statisticsFrom(tally.figures(ids.size, (id) => ids.has(id)))
  }

  relay(): never {
    throw notSearched('motifs')
  }

  unknownAttributes = () => []

  hasAttribute = () => Promise.resolve(false)

  end = () => Promise.resolve()

  async *describeNodes(keys: readonly NodeKey[], _: boolean, { signal }: RunOptions): Rows {
    for await (const nodes of this.reader.nodesById(keys.map(String), signal))
      yield nodes.map(({ id, attributes }) => [id, id, attributes])
  }

  async *describeEdges(pairs: readonly (readonly [NodeKey, NodeKey])[], { signal }: RunOptions): Rows {
    const wanted = new Set(pairs.map(([source, target]) => JSON.stringify([source, target])))
    const sources = [...new Set(pairs.map(([source]) => String(source)))]
    for await (const edges of this.reader.edgesFrom(sources, signal))
      yield edges
        .filter(({ source, target }) => wanted.has(JSON.stringify([source, target])))
        .map(({ source, target, attributes }) => [source, target, attributes])
  }

  part: GraphServer['part'] = (selection) => dynamoDBPart(this.reader, selection)

  neighbours: GraphServer['neighbours'] = (ids, direction, _, { signal }) =>
    this.reader.neighbours(ids, direction, signal)

  close(): Promise<void> {
    this.reader.close()
    return Promise.resolve()
  }
}
