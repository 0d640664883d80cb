/** The five remote backends, each on a graph of its own in its real server, with a relay between them that fails as a test
 *  says. */
import type { EdgeRecord, GraphBackend } from '../../../src/grand/backend'
import { DynamoDBBackend } from '../../../src/grand/backends/dynamodb/dynamodb-backend'
import { GremlinBackend } from '../../../src/grand/backends/gremlin/gremlin-backend'
import { Neo4jBackend } from '../../../src/grand/backends/cypher/neo4j-backend'
import { NeuPrintBackend } from '../../../src/grand/backends/cypher/neuprint-backend'
import type { CypherEndpoint } from '../../../src/grand/remote/cypher-endpoint'
import { neo4jOverBolt } from '../../../src/grand/remote/neo4j-bolt'
import { neo4jOverHttp } from '../../../src/grand/remote/neo4j-http'
import { neuPrintOverHttp } from '../../../src/grand/remote/neuprint-http'
import { relayTo } from '../servers/cutting-relay'
import type { CuttingRelay } from '../servers/cutting-relay'
import { startDynamoDBLocal } from '../servers/dynamodb/dynamodb-local'
import { login, startGremlinServer } from '../servers/gremlin/gremlin-server'
import { startNeo4j } from '../servers/neo4j/start-neo4j'
import { startNeuPrintProtocol } from '../servers/neuprint/neuprint-protocol'

export const backendNames = ['Neo4j HTTP', 'Neo4j Bolt', 'neuPrint', 'Gremlin', 'DynamoDB'] as const
export type BackendName = (typeof backendNames)[number]

/** What must be in no word of any error. */
export const wrongSecret = 'correct horse battery'

export interface OpenChanges {
  timeoutMs?: number
  /** Instead of the relay's own. */
  address?: string
  isWrongLogin?: boolean
  /** A database, data set or traversal source that is not there. */
  isElsewhere?: boolean
}

/** A graph of one test. */
export interface FaultStage {
  relay: CuttingRelay
  /** The relay as the backend is told of it. */
  address: string
  /** How long was waited before something was asked again. */
  pauses: number[]
  /** Fills the graph, not through the relay. */
  fill(edges: readonly EdgeRecord[]): Promise<void>
  /** Looks at the graph, not through the relay. */
  direct(): Promise<GraphBackend>
  open(changes?: OpenChanges): Promise<GraphBackend>
  stop(): Promise<void>
}

export interface FaultServers {
  stage(name: BackendName): Promise<FaultStage>
  stop(): Promise<void>
}

type Way = Pick<FaultStage, 'pauses'> & OpenChanges & { address: string }
/** How a graph that is of one test only is opened, through the relay or not. */
type Opener = (way: Way) => Promise<GraphBackend>

const token = 'a-token.of-three.parts'
const dataset = 'toy:v1'

/** The same endpoint, less patient. */
const withTimeout = (endpoint: CypherEndpoint, timeoutMs: number | undefined): CypherEndpoint =>
  timeoutMs === undefined
    ? endpoint
    : {
        ...endpoint,
        run: (query, parameters, options) => endpoint.run(query, parameters, { ...options, timeoutMs }),
      }

const pauseIn = (pauses: number[]) => async (ms: number) => void pauses.push(ms)

export async function startFaultServers(): Promise<FaultServers> {
  const [neo4j, gremlin, dynamo] = await Promise.all([
    startNeo4j(),
    startGremlinServer(),
    startDynamoDBLocal(),
  ])
  const bolt = neo4jOverBolt({ address: neo4j.boltAddress, credentials: neo4j.credentials })
  const neuPrint = await startNeuPrintProtocol(bolt, { token, datasets: { [dataset]: {} } })
  let graphs = 0

  function neo4jStage(over: typeof neo4jOverHttp, model: ReturnType<typeof ownModel>): Opener {
    return async ({ address, pauses, timeoutMs, isWrongLogin, isElsewhere }) => {
      const credentials = { ...neo4j.credentials, ...(isWrongLogin && { password: wrongSecret }) }
      const database = isElsewhere ? 'elsewhere' : 'neo4j'
      const endpoint = over({ address, database, credentials, pause: pauseIn(pauses) })
      return Neo4jBackend.over(withTimeout(endpoint, timeoutMs), model)
    }
  }

  const ownModel = (relationshipType: string) =>
    ({
      directed: true,
      label: `Neuron ${++graphs}`,
      relationshipType,
      idProperty: 'bodyId',
      idKind: 'integer',
    }) as const

  const openers: Record<BackendName, () => { open: Opener; own?: () => Promise<GraphBackend> }> = {
    'Neo4j HTTP': () => {
      const model = ownModel('SYNAPSE')
      return { open: neo4jStage(neo4jOverHttp, model), own: () => Neo4jBackend.own(bolt, model) }
    },
    'Neo4j Bolt': () => {
      const model = ownModel('SYNAPSE')
      return { open: neo4jStage(neo4jOverBolt, model), own: () => Neo4jBackend.own(bolt, model) }
    },
    neuPrint: () => {
      const model = ownModel('ConnectsTo')
      return {
        own: () => Neo4jBackend.own(bolt, model),
        open: async ({ address, pauses, timeoutMs, isWrongLogin, isElsewhere }) => {
          const credentials = { kind: 'bearer', token: isWrongLogin ? wrongSecret : token } as const
          const place = { address, dataset: isElsewhere ? 'elsewhere' : dataset }
          const endpoint = neuPrintOverHttp({ ...place, credentials, pause: pauseIn(pauses) })
          return new NeuPrintBackend(withTimeout(endpoint, timeoutMs), { label: model.label, pageSize: 5 })
        },
      }
    },
    Gremlin: () => {
      const source = gremlin.emptySource()
      return {
        open: ({ address, pauses, timeoutMs, isWrongLogin, isElsewhere }) =>
          GremlinBackend.open({
            url: address,
            traversalSource: isElsewhere ? 'elsewhere' : source,
            login: { ...login, ...(isWrongLogin && { password: wrongSecret }) },
            pause: pauseIn(pauses),
            ...(timeoutMs !== undefined && { timeoutMs }),
          }),
      }
    },
    DynamoDB: () => {
      const account = dynamo.emptyAccount()
      return {
        open: ({ address, pauses, timeoutMs, isWrongLogin }) =>
          DynamoDBBackend.open({
            endpoint: address,
            credentials: isWrongLogin ? { accessKeyId: 'not-a-key!', secretAccessKey: wrongSecret } : account,
            pause: pauseIn(pauses),
            ...(timeoutMs !== undefined && { timeoutMs }),
          }),
      }
    },
  }

  const addresses: Record<BackendName, string> = {
    'Neo4j HTTP': neo4j.httpAddress,
    'Neo4j Bolt': neo4j.boltAddress,
    neuPrint: neuPrint.address,
    Gremlin: gremlin.url,
    DynamoDB: dynamo.endpoint,
  }

  async function stage(name: BackendName): Promise<FaultStage> {
    const { open, own } = openers[name]()
    const straight = addresses[name]
    const relay = await relayTo(Number(new URL(straight).port))
    const address = straight.replace(/:\d+/, `:${relay.port}`)
    const pauses: number[] = []
    const opened: GraphBackend[] = []
    const kept = async (backend: Promise<GraphBackend>) => {
      opened.push(await backend)
      return backend
    }
    const direct = () => kept(open({ address: straight, pauses: [] }))
    return {
      ...{ relay, address, pauses, direct },
      fill: async (edges) => (await (own?.() ?? direct())).addEdges(edges),
      open: (changes = {}) => kept(open({ address, pauses, ...changes })),
      stop: async () => {
        await relay.stop()
        await Promise.all(opened.map((backend) => backend.close()))
      },
    }
  }

  return {
    stage,
    stop: async () => {
      await bolt.close()
      await Promise.all([neo4j, gremlin, dynamo, neuPrint].map((server) => server.stop()))
    },
  }
}
