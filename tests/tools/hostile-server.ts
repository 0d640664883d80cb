/** A server that says it is a database and is not: it refuses, keeps silent, hides from pages, or points elsewhere. And the
 *  elsewhere, which notes what it is sent. */
import { createServer } from 'node:http'
import type { IncomingHttpHeaders, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Manner = 'unauthorised' | 'hidden' | 'silent' | 'redirect' | 'web-page' | 'broken' | 'half'

export interface HostileServer {
  /** Without a slash at its end. */
  url: string
  manner: Manner
  /** Every request, those that only ask for permission (CORS) too. */
  requests: { method: string; path: string; headers: IncomingHttpHeaders }[]
  /** Where redirects lead: another origin, and what arrived there. */
  elsewhere: { url: string; requests: { path: string; headers: IncomingHttpHeaders }[] }
  stop(): Promise<void>
}

const open = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': '*, Authorization, Content-Type',
  'Access-Control-Allow-Methods': 'GET, POST, HEAD, OPTIONS',
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const close = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

const json = { ...open, 'Content-Type': 'application/json' }

const answers: Record<Manner, (response: ServerResponse, elsewhere: string) => void> = {
  unauthorised: (response) =>
    response
      .writeHead(401, json)
      .end('{"errors":[{"code":"Neo.ClientError.Security.Unauthorized","message":"Invalid credential."}]}'),
  hidden: (response) => response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}'),
  silent: () => undefined,
  redirect: (response, elsewhere) => response.writeHead(307, { ...open, Location: `${elsewhere}/db` }).end(),
  'web-page': (response) =>
    response
      .writeHead(200, { ...open, 'Content-Type': 'text/html' })
      .end('<script>alert(1)</script><h1>Hello</h1>'),
  broken: (response) => response.writeHead(500, json).end('{}'),
  half: (response) => {
    response.writeHead(202, { ...json, 'Content-Length': 5000 })
    response.write('{"data":{"fields":["one"],"values":[[{"$type":"Integer","_value":"1"')
    setTimeout(() => response.destroy(), 50)
  },
}

export async function startHostileServer(): Promise<HostileServer> {
  const requests: HostileServer['requests'] = []
  const arrived: HostileServer['elsewhere']['requests'] = []
  const other = createServer((request, response) => {
    arrived.push({ path: request.url ?? '', headers: request.headers })
    response.writeHead(200, json).end('{}')
  })
  const elsewhere = await listen(other)
  const server = createServer((request, response) => {
    requests.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers })
    if (request.method === 'OPTIONS' && hostile.manner !== 'hidden') response.writeHead(204, open).end()
    else answers[hostile.manner](response, elsewhere)
  })
  const hostile: HostileServer = {
    url: await listen(server),
    manner: 'unauthorised',
    requests,
    elsewhere: { url: elsewhere, requests: arrived },
    stop: async () => {
      await Promise.all([close(server), close(other)])
    },
  }
  return hostile
}
