/** A real server for synchronisation: PouchDB Server's own handler (express-pouchdb, as the command of that name runs it)
 *  with databases in memory, behind what a test may break: the connection, the answers, the speed. Users and CORS are
 *  checked here as a proxy before a database would. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'

type Handler = (request: IncomingMessage, response: ServerResponse) => void
interface Plugged {
  plugin(plugin: unknown): Plugged
  defaults(options: object): unknown
}

/** None of these packages has types. */
const load = createRequire(import.meta.url)

export type Fault = 'cut' | 'cut-after' | 'silent' | number

export interface CouchServer {
  /** `http://127.0.0.1:…`, without a slash at its end. */
  url: string
  /** Makes an empty database and answers its address. */
  create(name: string): Promise<string>
  /** What was asked so far: method, path and query; emptied by whoever likes. */
  requests: string[]
  /** The headers and bodies of what was asked. */
  heard: string[]
  /** What happens to a request (0 is the first from now): nothing, the connection is cut before or after the server did
   *  it, it is never answered, or it is answered with a status. */
  fault: (request: IncomingMessage, index: number) => Fault | undefined
  /** The value that the header Authorization must have; null: whoever asks may. */
  authorization: string | null
  /** The origin that browsers may ask from; `null` none. */
  allowedOrigin: string | null
  /** Asks the server as nobody can forbid. */
  ask(method: string, path: string, body?: unknown): Promise<unknown>
  /** Stops listening and cuts every connection; what is stored stays. */
  stop(): Promise<void>
  /** Listens again, on the same port. */
  start(): Promise<void>
}

/** The servers of one process share listeners and memory: a name of its own in front of every database keeps the list of
 *  databases of one from colliding with another's (seen as a database that was made and then not found). */
let servers = 0

function couchHandler(): Handler {
  const { default: core } = load('pouchdb-core') as { default?: Plugged }
  const pouch = (core ?? (load('pouchdb-core') as Plugged))
    .plugin(load('pouchdb-adapter-memory'))
    .plugin(load('pouchdb-mapreduce'))
    .defaults({ adapter: 'memory', prefix: `server${++servers}-` })
  const express = load('express') as () => Handler & { use(handler: unknown): void }
  const expressPouch = load('express-pouchdb') as (pouch: unknown, options: object) => unknown
  const app = express()
  app.use(expressPouch(pouch, { mode: 'minimumForPouchDB', inMemoryConfig: true }))
  return app
}

/** Reads the body for the record; the handler reads it again. */
function record(request: IncomingMessage, heard: string[]): void {
  heard.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`)
  const emit = request.emit.bind(request)
  request.emit = ((name: string, ...values: unknown[]) => {
    if (name === 'data') heard.push(String(values[0]))
    return emit(name, ...values)
  }) as typeof request.emit
}

export async function startCouchServer(): Promise<CouchServer> {
  const handle = couchHandler()
  let index = 0
  let fault: CouchServer['fault'] = () => undefined
  let port = 0
  let server: Server
  const secret = Math.random().toString(36)

  const answer: Handler = (request, response) => {
    const isOwn = request.headers['x-test'] === secret
    if (!isOwn) {
      couch.requests.push(`${request.method} ${request.url}`)
      record(request, couch.heard)
      if (couch.allowedOrigin !== null) allowOrigin(response, couch.allowedOrigin)
      if (request.method === 'OPTIONS') return void response.writeHead(204).end()
      const what = fault(request, index++)
      if (what === 'cut') return void request.socket.destroy()
      if (what === 'silent') return
      if (what === 'cut-after') cutInsteadOfAnswering(request, response)
      if (typeof what === 'number') return void sendError(response, what)
      if (couch.authorization !== null && request.headers.authorization !== couch.authorization)
        return void sendError(response, 401)
    }
    handle(request, response)
  }

  const couch: CouchServer = {
    url: '',
    requests: [],
    heard: [],
    authorization: null,
    allowedOrigin: null,
    get fault() {
      return fault
    },
    set fault(next) {
      fault = next
      index = 0
    },
    async create(name) {
      const { ok, ...refusal } = (await couch.ask('PUT', `/${name}`)) as { ok?: boolean }
      if (!ok) throw new Error(`The database ${name} was not made: ${JSON.stringify(refusal)}`)
      const found = (await couch.ask('GET', `/${name}`)) as { db_name?: string }
      if (!found.db_name)
        throw new Error(`The database ${name} was made and is not there: ${JSON.stringify(found)}`)
      return `${couch.url}/${name}`
    },
    async ask(method, path, body) {
      const headers = { 'Content-Type': 'application/json', 'x-test': secret }
      const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) }
      return (await fetch(couch.url + path, init)).json()
    },
    async start() {
      server = createServer(answer).listen(port, '127.0.0.1')
      await once(server, 'listening')
      port = (server.address() as AddressInfo).port
      couch.url = `http://127.0.0.1:${port}`
    },
    async stop() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
  await couch.start()
  return couch
}

function allowOrigin(response: ServerResponse, origin: string): void {
  response.setHeader('Access-Control-Allow-Origin', origin)
  response.setHeader('Access-Control-Allow-Methods', 'GET, PUT, POST, HEAD, DELETE')
  response.setHeader('Access-Control-Allow-Headers', 'accept, authorization, content-type')
}

function sendError(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify({ error: 'test', reason: 'as the test wants it' }))
}

function cutInsteadOfAnswering(request: IncomingMessage, response: ServerResponse): void {
  const cut = () => {
    request.socket.destroy()
    return response
  }
  response.writeHead = (() => response) as typeof response.writeHead
  response.write = (() => true) as typeof response.write
  response.end = cut as typeof response.end
}
