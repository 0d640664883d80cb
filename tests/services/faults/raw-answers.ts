/** Answers as bytes, for a relay that says them in a server's place, and an elsewhere that notes who comes. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BackendName } from './fault-stage'

export const page = '<!doctype html><title>Log in</title><script>alert(1)</script>'

/** A whole answer over HTTP. @param location where it leads to */
export const http = (status: string, body: string, location?: string): string =>
  [
    `HTTP/1.1 ${status}`,
    'Content-Type: text/html',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(location === undefined ? [] : [`Location: ${location}`]),
    'Connection: close',
    '',
    body,
  ].join('\r\n')

const halves: Partial<Record<BackendName, string>> = {
  'Neo4j HTTP': '{"data":{"fields":["count(n)"],"values":[[{"$type":"Integer","_va',
  neuPrint: '{"columns":["count(n)"],"data":[[66',
  DynamoDB: '{"Count":660,"Scann',
}

/** An answer of success that ends in the middle, without a length by which that could be seen. */
export const halfRow = (name: BackendName): string =>
  ['HTTP/1.1 200 OK', 'Content-Type: application/json', 'Connection: close', '', halves[name] ?? ''].join(
    '\r\n',
  )

export interface Elsewhere {
  origin: string
  /** A place there. */
  location: string
  /** Requests, and attempts at a socket. */
  arrived: number
  stop(): Promise<void>
}

export async function elsewhere(): Promise<Elsewhere> {
  const server = createServer((_, response) => {
    noted.arrived++
    response.end('{}')
  })
  server.on('upgrade', (_, socket) => {
    noted.arrived++
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const noted: Elsewhere = {
    origin,
    location: `${origin}/somewhere`,
    arrived: 0,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return noted
}
