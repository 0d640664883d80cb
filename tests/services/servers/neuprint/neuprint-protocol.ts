/** This is not neuPrint. It is a small server that speaks neuPrint's HTTP protocol (`POST /api/custom/custom`,
 *  `GET /api/dbmeta/datasets`, a token) in front of a real Neo4j, after the public source of neuPrintHTTP: rows are read
 *  whole before any is sent, nodes come as maps, refusals as `{"error"}` with 400, and no other origin may read. */
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { MotifscopeError } from '../../../../src/model/errors'
import type { CypherEndpoint, RemoteValue } from '../../../../src/grand/remote/cypher-endpoint'
import { allRows } from '../../../../src/grand/remote/cypher-endpoint'

export interface NeuPrintServer {
  address: string
  /** Queries as they arrived. */
  queries: string[]
  stop(): Promise<void>
}

/** @param database where the datasets lie; not closed here */
export async function startNeuPrintProtocol(
  database: CypherEndpoint,
  { token, datasets }: { token: string; datasets: Record<string, object> },
): Promise<NeuPrintServer> {
  const queries: string[] = []
  const server = createServer((request, response) => {
    answer(request).then(
      ([status, body]) => reply(response, status, body),
      (error: unknown) => reply(response, 500, json({ message: String(error) })),
    )
  })
  const answer = async (request: IncomingMessage): Promise<[number, string]> => {
    if (request.headers.authorization !== `Bearer ${token}`)
      return [401, json({ message: 'invalid or expired jwt' })]
    if (request.method === 'GET' && request.url === '/api/dbmeta/datasets') return [200, json(datasets)]
    if (request.method !== 'POST' || request.url !== '/api/custom/custom')
      return [404, json({ message: 'Not Found' })]
    const { cypher, dataset } = JSON.parse(await bodyOf(request)) as { cypher: string; dataset: string }
    queries.push(cypher)
    if (!(dataset in datasets)) return [400, json({ error: `dataset ${dataset} is not known` })]
    return custom(database, cypher)
  }
  await listen(server)
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    queries,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function custom(database: CypherEndpoint, cypher: string): Promise<[number, string]> {
  try {
    const { fields, rows } = await allRows(database, cypher)
    const data = rows.map((row) => row.map(asMap))
    return [200, `{"columns":${json(fields)},"data":${json(data)},"debug":${json(cypher)}}`]
  } catch (error) {
    if (!(error instanceof MotifscopeError)) throw error
    const words = error.code === 'read-only' ? 'not authorized to modify the database' : error.message
    return [400, json({ error: words })]
  }
}

const asMap = (value: RemoteValue): RemoteValue =>
  typeof value === 'object' && value !== null && 'kind' in value && 'properties' in value
    ? (value.properties as RemoteValue)
    : value

/** Go writes integers of 64 bits with all their digits. */
function json(value: unknown): string {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return `[${value.map(json).join()}]`
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, item]) => `${JSON.stringify(key)}:${json(item)}`)
      .join()}}`
  return JSON.stringify(value)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of request.setEncoding('utf8')) text += String(piece)
  return text
}

function reply(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=UTF-8' }).end(body)
}

const listen = (server: Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
