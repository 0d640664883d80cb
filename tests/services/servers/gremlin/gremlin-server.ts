/** Gremlin Server with a hundred empty TinkerGraphs behind a login, each a traversal source of its own, so that tests
 *  share a server and nothing else; besides, one for each way in which TinkerGraph stores ids. What it refuses: anyone
 *  without the password below. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startJavaServer } from '../java-server'
import type { JavaServer } from '../java-server'
import { freePort, listens } from '../leashed-process'

export const login = { username: 'ada', password: 'enchantress of numbers' }
/** The same password as bcrypt wants it. */
const passwordHash = '$2a$04$NfOJn1OW9J1DEY5GYAP8iuW4saW8G3lM13Qsx24HYziG9fM/Pk8ky'

/** How a TinkerGraph stores the ids of its vertices: the name of its traversal source. */
export const idManagers = ['ANY', 'INTEGER', 'LONG', 'STRING', 'UUID'] as const

export interface GremlinServer extends JavaServer {
  port: number
  url: string
  /** The name of a traversal source whose graph is empty and was given to nobody else. */
  emptySource(): string
}

export async function startGremlinServer(given?: number): Promise<GremlinServer> {
  const port = given ?? (await freePort())
  const url = `ws://127.0.0.1:${port}/gremlin`
  const server = await startJavaServer({
    name: 'Gremlin Server 3.8.1',
    pom: new URL('pom.xml', import.meta.url),
    mainClass: 'org.apache.tinkerpop.gremlin.server.GremlinServer',
    prepare: (home) => writeConfiguration(home, port),
    jvmArguments: () => ['-Xmx512m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'],
    arguments: (home) => [join(home, 'server.yaml')],
    // It listens last, when its graphs are there.
    isReady: () => listens(port),
  })
  let handedOut = 0
  return { ...server, port, url, emptySource: () => `g${handedOut++}` }
}

async function writeConfiguration(home: string, port: number): Promise<void> {
  const io = 'org.apache.tinkerpop.gremlin.tinkergraph.structure.TinkerIoRegistryV3'
  const files = {
    'server.yaml': `host: 127.0.0.1
port: ${port}
evaluationTimeout: 30000
channelizer: org.apache.tinkerpop.gremlin.server.channel.WebSocketChannelizer
graphs: {}
scriptEngines:
  gremlin-groovy:
    plugins:
      org.apache.tinkerpop.gremlin.server.jsr223.GremlinServerGremlinPlugin: {}
      org.apache.tinkerpop.gremlin.tinkergraph.jsr223.TinkerGraphGremlinPlugin: {}
      org.apache.tinkerpop.gremlin.jsr223.ScriptFileGremlinPlugin: { files: ['${join(home, 'graphs.groovy')}'] }
serializers:
  - { className: org.apache.tinkerpop.gremlin.util.ser.GraphSONMessageSerializerV3, config: { ioRegistries: [${io}] } }
  - { className: org.apache.tinkerpop.gremlin.util.ser.GraphBinaryMessageSerializerV1 }
authentication:
  authenticator: org.apache.tinkerpop.gremlin.server.auth.SimpleAuthenticator
  config: { credentialsDb: '${join(home, 'credentials.properties')}' }
threadPoolWorker: 1
gremlinPool: 2
`,
    'graphs.groovy': `
def globals = [:]
(0..<100).each { number ->
  def graph = org.apache.tinkerpop.gremlin.tinkergraph.structure.TinkerGraph.open()
  graph.createIndex('__id', org.apache.tinkerpop.gremlin.structure.Vertex.class)
  globals << [('g' + number) : traversal().withEmbedded(graph)]
}
['${idManagers.join("', '")}'].each { manager ->
  def settings = new org.apache.commons.configuration2.BaseConfiguration()
  settings.setProperty('gremlin.graph', org.apache.tinkerpop.gremlin.tinkergraph.structure.TinkerGraph.class.name)
  settings.setProperty('gremlin.tinkergraph.vertexIdManager', manager)
  def graph = org.apache.tinkerpop.gremlin.tinkergraph.structure.TinkerGraph.open(settings)
  globals << [(manager): traversal().withEmbedded(graph)]
}
globals
`,
    'credentials.properties': `gremlin.graph=org.apache.tinkerpop.gremlin.tinkergraph.structure.TinkerGraph
gremlin.tinkergraph.graphFormat=graphson
gremlin.tinkergraph.graphLocation=${join(home, 'credentials.json')}
`,
    'credentials.json': JSON.stringify({
      id: 1,
      label: 'user',
      properties: {
        username: [{ id: 2, value: login.username }],
        password: [{ id: 3, value: passwordHash }],
      },
    }),
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(home, name), text)
}
