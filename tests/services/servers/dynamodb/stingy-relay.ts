/** A relay in front of DynamoDB Local, which itself always does all it is told: this one passes on the first half of what
 *  is to be written and names the rest as left undone, as the service does under load. */
import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface StingyRelay {
  endpoint: string
  /** Writes that it did not pass on. */
  leftUndone: number
  doesNothing: boolean
  stop(): Promise<void>
}

interface Writes {
  RequestItems: Record<string, unknown[]>
}

export async function stingyRelayTo(endpoint: string): Promise<StingyRelay> {
  const server = createServer((request, response) => {
    void (async () => {
      const body = await textOf(request)
      const isWrite = String(request.headers['x-amz-target']).endsWith('.BatchWriteItem')
      const { sent, left } = isWrite ? halved(body) : { sent: body, left: {} }
      relay.leftUndone += Object.values(left).flat().length
      const { status, text } =
        sent === undefined ? { status: 200, text: '{}' } : await passOn(endpoint, request, sent)
      response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.0' })
      response.end(isWrite && status === 200 ? JSON.stringify({ UnprocessedItems: left }) : text)
    })()
  })

  function halved(body: string): { sent: string | undefined; left: Writes['RequestItems'] } {
    const { RequestItems } = JSON.parse(body) as Writes
    const [[table, writes] = ['', []]] = Object.entries(RequestItems)
    const kept = relay.doesNothing ? 0 : Math.ceil(writes.length / 2)
    const rest = writes.slice(kept)
    return {
      sent: kept > 0 ? JSON.stringify({ RequestItems: { [table]: writes.slice(0, kept) } }) : undefined,
      left: rest.length > 0 ? { [table]: rest } : {},
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const relay: StingyRelay = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leftUndone: 0,
    doesNothing: false,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return relay
}

async function passOn(endpoint: string, { headers }: IncomingMessage, body: string) {
  const names = ['x-amz-target', 'content-type', 'authorization', 'x-amz-date'] as const
  const passed = Object.fromEntries(names.map((name) => [name, String(headers[name] ?? '')]))
  const answer = await fetch(endpoint, { method: 'POST', headers: passed, body })
  return { status: answer.status, text: await answer.text() }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of request) text += String(piece)
  return text
}
