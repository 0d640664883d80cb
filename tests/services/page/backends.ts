/** A page with nothing but the backends whose clients were made for Node as well, to be built as the app is. */
import { DynamoDBBackend } from '../../../src/grand/backends/dynamodb-backend'
import { GremlinBackend } from '../../../src/grand/backends/gremlin-backend'

declare global {
  interface Window {
    openGremlin: typeof GremlinBackend.open
    openDynamoDB: typeof DynamoDBBackend.open
  }
}

window.openGremlin = (options) => GremlinBackend.open(options)
window.openDynamoDB = (options) => DynamoDBBackend.open(options)
