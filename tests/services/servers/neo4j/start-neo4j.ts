/** A real Neo4j 5 Community on loopback, with a home of its own and a password that tests know. */
import type { Credentials } from '../../../../src/grand/remote/cypher-endpoint'
import { startJavaServer } from '../java-server'
import { freePort } from '../leashed-process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface Neo4jServer {
  httpAddress: string
  boltAddress: string
  credentials: Credentials & { kind: 'basic' }
  /** From the start of Java to the first answer. */
  startMs: number
  stop(): Promise<void>
}

const firstPassword = 'neo4j'

/** Little memory, no reports home, and nothing flushed to disk that a test could miss. */
const settings = (httpPort: number, boltPort: number) => `
server.http.listen_address=127.0.0.1:${httpPort}
server.bolt.listen_address=127.0.0.1:${boltPort}
server.bolt.advertised_address=127.0.0.1:${boltPort}
server.memory.heap.initial_size=256m
server.memory.pagecache.size=32m
db.tx_log.preallocate=false
dbms.usage_report.enabled=false
`

const jvm = [
  '-Xmx512m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '--add-opens=java.base/java.nio=ALL-UNNAMED',
  '--add-opens=java.base/java.io=ALL-UNNAMED',
  '--add-opens=java.base/sun.nio.ch=ALL-UNNAMED',
]

/** @throws Error with Neo4j's output when it does not start */
export async function startNeo4j(): Promise<Neo4jServer> {
  const [httpPort, boltPort] = [await freePort(), await freePort()]
  const httpAddress = `http://127.0.0.1:${httpPort}`
  const server = await startJavaServer({
    name: 'Neo4j 5.26.30',
    pom: new URL('pom.xml', import.meta.url),
    mainClass: 'org.neo4j.server.CommunityEntryPoint',
    prepare: async (home) => {
      await mkdir(join(home, 'conf'))
      await writeFile(join(home, 'conf', 'neo4j.conf'), settings(httpPort, boltPort))
    },
    jvmArguments: () => jvm,
    arguments: (home) => [`--home-dir=${home}`, `--config-dir=${join(home, 'conf')}`],
    isReady: async () => (await fetch(httpAddress)).ok,
  })
  const credentials = { kind: 'basic', username: 'neo4j', password: 'a known password' } as const
  try {
    await changePassword(httpAddress, credentials.password)
  } catch (error) {
    await server.stop()
    throw error
  }
  const boltAddress = `bolt://127.0.0.1:${boltPort}`
  return { httpAddress, boltAddress, credentials, startMs: server.startMs, stop: server.stop }
}

/** Neo4j lets nobody do anything before its first password is another. */
async function changePassword(address: string, password: string): Promise<void> {
  const answer = await fetch(`${address}/db/system/query/v2`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Basic ${Buffer.from(`neo4j:${firstPassword}`).toString('base64')}`,
    },
    body: JSON.stringify({
      statement: 'ALTER CURRENT USER SET PASSWORD FROM $old TO $new',
      parameters: { old: firstPassword, new: password },
    }),
  })
  if (!answer.ok) throw new Error(`Neo4j did not take the new password: ${await answer.text()}`)
}
