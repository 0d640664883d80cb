/** One real Neo4j for everything that is asked of it: the backend's contract over Bolt and HTTP, neuPrint's model behind
 *  neuPrint's protocol, the public cases of Cypher, our own Cypher beside it, and motifs written as Cypher. */
import { afterAll, beforeAll } from 'vitest'
import type { CypherEndpoint } from '../../src/grand/remote/cypher-endpoint'
import { neo4jOverBolt } from '../../src/grand/remote/neo4j-bolt'
import { neo4jOverHttp } from '../../src/grand/remote/neo4j-http'
import { neuPrintOverHttp } from '../../src/grand/remote/neuprint-http'
import { describeCypher } from './neo4j/cypher-suite'
import { describeDifferences } from './neo4j/differences-suite'
import { describeEndpoints } from './neo4j/endpoint-suite'
import { describeMotifs } from './neo4j/motif-suite'
import { describeNeo4jBackend } from './neo4j/backend-suite'
import { describeNeuPrint } from './neo4j/neuprint-suite'
import { describeWithJava, serverStartMs } from './servers/java-server'
import type { Neo4jServer } from './servers/neo4j/start-neo4j'
import { startNeo4j } from './servers/neo4j/start-neo4j'
import type { NeuPrintServer } from './servers/neuprint/neuprint-protocol'
import { startNeuPrintProtocol } from './servers/neuprint/neuprint-protocol'

const token = 'a-token.of-three.parts'
const dataset = 'toy:v1'

describeWithJava('Neo4j 5 Community', () => {
  let server: Neo4jServer
  let protocol: NeuPrintServer
  let bolt: CypherEndpoint
  let http: CypherEndpoint
  let neuPrint: CypherEndpoint

  beforeAll(async () => {
    server = await startNeo4j()
    const { boltAddress, httpAddress, credentials } = server
    bolt = neo4jOverBolt({ address: boltAddress, credentials })
    http = neo4jOverHttp({ address: httpAddress, credentials })
    const datasets = { [dataset]: { info: 'a toy' }, hidden: { info: 'not shown', hidden: true } }
    protocol = await startNeuPrintProtocol(bolt, { token, datasets })
    const { address } = protocol
    neuPrint = neuPrintOverHttp({ address, dataset, credentials: { kind: 'bearer', token } })
  }, serverStartMs)

  afterAll(async () => {
    await bolt?.close()
    await protocol?.stop()
    await server?.stop()
  })

  describeEndpoints(() => server)
  describeNeo4jBackend(() => server)
  describeNeuPrint({ neo4j: () => bolt, protocol: () => protocol, token, dataset })
  describeCypher(() => http)
  describeDifferences(() => server)
  describeMotifs(
    () => bolt,
    () => neuPrint,
  )
})
