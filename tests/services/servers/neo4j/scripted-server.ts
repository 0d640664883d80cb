/** A server over HTTP that does, request by request, what a test says: answers, refuses, is silent, cuts. Beside it the
 *  elsewhere that redirects lead to, which notes what arrives. */
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** `text`: the whole body; `cutAfter`: so many of its characters, then the connection ends; `heldAfter`: so many, and the
 *  rest when it is released. */
export type Turn =
  | {
      status?: number
      text: string
      headers?: Record<string, string>
      cutAfter?: number
      heldAfter?: number
    }
  | 'cut'
  | 'silent'
  | 'redirect'

export interface ScriptedServer {
  address: string
  /** What comes next; the last turn is repeated. */
  turns: Turn[]
  /** The credentials that each request brought. */
  requests: (string | undefined)[]
  /** Requests that arrived where redirects lead. */
  elsewhere: IncomingMessage[]
  /** Held or silent answers whose asker has gone. */
  givenUp: number
  /** Sends the rest of what is held. */
  release(): void
  stop(): Promise<void>
}

const listen = async (server: Server) => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const close = (server: Server) => {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
}

function take(turn: Turn, response: ServerResponse, target: string): void {
  if (turn === 'silent') return
  if (turn === 'cut') return void response.destroy()
  if (turn === 'redirect') return void response.writeHead(307, { Location: `${target}/somewhere` }).end()
  const { status = 200, text, headers = {}, cutAfter, heldAfter } = turn
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
  if (heldAfter !== undefined) response.write(text.slice(0, heldAfter))
  else if (cutAfter === undefined) response.end(text)
  else response.write(text.slice(0, cutAfter), () => setTimeout(() => response.destroy(), 20))
}

export async function startScriptedServer(): Promise<ScriptedServer> {
  const elsewhere: IncomingMessage[] = []
  const other = createServer((request, response) => {
    elsewhere.push(request)
    response.end('{}')
  })
  const target = await listen(other)
  const server = createServer((request, response) => {
    scripted.requests.push(request.headers.authorization)
    request.resume()
    const turn = (scripted.turns.length > 1 ? scripted.turns.shift() : scripted.turns[0]) ?? 'cut'
    const heldAfter = typeof turn === 'object' ? turn.heldAfter : undefined
    const gone = () => void scripted.givenUp++
    if (turn === 'silent' || heldAfter !== undefined) response.once('close', gone)
    if (typeof turn === 'object' && heldAfter !== undefined)
      held.push(() => response.off('close', gone).end(turn.text.slice(heldAfter)))
    take(turn, response, target)
  })
  const held: (() => void)[] = []
  const scripted: ScriptedServer = {
    address: await listen(server),
    turns: [],
    requests: [],
    elsewhere,
    givenUp: 0,
    release: () => held.splice(0).forEach((send) => send()),
    stop: async () => void (await Promise.all([close(server), close(other)])),
  }
  return scripted
}
