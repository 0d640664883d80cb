/** How many traversals a Gremlin server is working at, as its own threads say. */
import gremlin from 'gremlin'
import { login } from './gremlin-server'
import type { GremlinServer } from './gremlin-server'

const script = `Thread.allStackTraces.values().count { stack ->
  stack.any { it.methodName == 'handleIterator' && it.className.contains('.server.op.') }
}`

/** Asked through a connection of its own, outside any session. */
export async function questionsUnderWay({ url }: GremlinServer): Promise<number> {
  const { Client, auth } = gremlin.driver
  const authenticator = new auth.PlainTextSaslAuthenticator(login.username, login.password)
  const client = new Client(url, { traversalSource: 'g0', authenticator })
  try {
    const [count] = ((await client.submit(script)) as { toArray(): unknown[] }).toArray()
    return Number(count)
  } finally {
    await client.close()
  }
}
