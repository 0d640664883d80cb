/** A page with nothing but the backends and endpoints of databases elsewhere, to be built as the app is. */
import { DynamoDBBackend } from '../../../src/grand/backends/dynamodb/dynamodb-backend'
import { GremlinBackend } from '../../../src/grand/backends/gremlin/gremlin-backend'
import { neo4jOverBolt } from '../../../src/grand/remote/neo4j-bolt'
import { neo4jOverHttp } from '../../../src/grand/remote/neo4j-http'
import { neuPrintOverHttp } from '../../../src/grand/remote/neuprint-http'

declare global {
  interface Window {
    openGremlin: typeof GremlinBackend.open
    openDynamoDB: typeof DynamoDBBackend.open
    endpoints: {
      neo4jOverHttp: typeof neo4jOverHttp
      neo4jOverBolt: typeof neo4jOverBolt
      neuPrintOverHttp: typeof neuPrintOverHttp
    }
  }
}

window.endpoints = { neo4jOverHttp, neo4jOverBolt, neuPrintOverHttp }
window.openGremlin = (options) => GremlinBackend.open(options)
window.openDynamoDB = (options) => DynamoDBBackend.open(options)
