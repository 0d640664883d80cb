/** DynamoDB Local, in memory. Each access key sees tables of its own, so that tests share a server and nothing else. It
 *  knows no secrets: what it refuses is an access key that is not letters and digits. */
import { startJavaServer } from '../java-server'
import type { JavaServer } from '../java-server'
import { freePort, listens } from '../leashed-process'

export interface DynamoDBLocal extends JavaServer {
  port: number
  endpoint: string
  /** Credentials under which there are no tables yet. */
  emptyAccount(): { accessKeyId: string; secretAccessKey: string }
}

export interface DynamoDBLocalOptions {
  port?: number
  /** Pages of these origins may read its answers: it wants them by name, whatever its own help says of `*`. */
  origins?: string[]
}

export async function startDynamoDBLocal({
  port: given,
  origins = [],
}: DynamoDBLocalOptions = {}): Promise<DynamoDBLocal> {
  const port = given ?? (await freePort())
  const server = await startJavaServer({
    name: 'DynamoDB Local 2.6.1',
    pom: new URL('pom.xml', import.meta.url),
    mainClass: 'com.amazonaws.services.dynamodbv2.local.main.ServerRunner',
    jvmArguments: () => ['-Xmx512m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'],
    arguments: () => [
      ...['-inMemory', '-port', String(port), '-disableTelemetry'],
      ...(origins.length > 0 ? ['-cors', origins.join(',')] : []),
    ],
    environment: { DDB_LOCAL_TELEMETRY: '0' },
    isReady: () => listens(port),
  })
  let handedOut = 0
  const emptyAccount = () => ({ accessKeyId: `account${handedOut++}`, secretAccessKey: 'secretOfTheTests' })
  return { ...server, port, endpoint: `http://127.0.0.1:${port}`, emptyAccount }
}
