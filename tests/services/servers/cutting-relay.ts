/** A relay in front of a real server, for its faults: cuts a connection in the middle of an answer, falls silent, or lets
 *  nobody in. Knows nothing of what passes through. */
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

export interface CuttingRelay {
  port: number
  /** Bytes of answers that passed. */
  answered: number
  /** Connections that were let in. */
  connections: number
  /** Swallows answers. */
  isSilent: boolean
  /** Ends every connection as it comes. */
  isClosed: boolean
  /** Cuts the connection that carries the answers' next byte but so many; then this is undefined again. */
  cutAfter: number | undefined
  stop(): Promise<void>
}

export async function relayTo(target: number): Promise<CuttingRelay> {
  const open = new Set<Socket>()
  const server = createServer((asker) => {
    open.add(asker.on('error', () => undefined).once('close', () => open.delete(asker)))
    if (relay.isClosed) return void asker.destroy()
    relay.connections++
    const answerer = connect(target, '127.0.0.1')
    answerer.on('error', () => asker.destroy()).once('close', () => asker.destroy())
    asker.once('close', () => answerer.destroy()).on('data', (bytes) => answerer.write(bytes))
    answerer.on('data', (bytes) => {
      if (relay.isSilent) return
      if (relay.cutAfter !== undefined && bytes.length > relay.cutAfter) {
        const last = bytes.subarray(0, relay.cutAfter)
        relay.cutAfter = undefined
        asker.write(last, () => asker.destroy())
        return
      }
      if (relay.cutAfter !== undefined) relay.cutAfter -= bytes.length
      relay.answered += bytes.length
      asker.write(bytes)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const relay: CuttingRelay = {
    port: (server.address() as AddressInfo).port,
    answered: 0,
    connections: 0,
    isSilent: false,
    isClosed: false,
    cutAfter: undefined,
    stop: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return relay
}
