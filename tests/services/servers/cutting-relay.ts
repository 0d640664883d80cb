/** A relay in front of a real server, for its faults: cuts a connection in the middle of an answer, falls silent, is slow,
 *  lets nobody in, or answers in the server's place. Knows nothing of what passes through. */
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'

export interface CuttingRelay {
  port: number
  /** Bytes of answers that passed. */
  answered: number
  /** Connections that were let in. */
  connections: number
  /** Swallows answers. */
  isSilent: boolean
  /** Hands answers on in small pieces. */
  isSlow: boolean
  /** Ends every connection as it comes. */
  isClosed: boolean
  /** Cuts the connection that carries the answers' next byte but so many; then this is undefined again. */
  cutAfter: number | undefined
  /** Says this in place of the server, so many times more, and hangs up. */
  instead: { text: string; times: number } | undefined
  /** How often it did. */
  saidInstead: number
  stop(): Promise<void>
}

/** Bytes of a slow piece. */
const pieceSize = 128

export async function relayTo(target: number): Promise<CuttingRelay> {
  const open = new Set<Socket>()
  const server = createServer((asker) => {
    open.add(asker.on('error', () => undefined).once('close', () => open.delete(asker)))
    if (relay.isClosed) return void asker.destroy()
    relay.connections++
    const answerer = connect(target, '127.0.0.1')
    let isAnsweredHere = false
    const hangUp = () => void (isAnsweredHere || asker.destroy())
    answerer.on('error', hangUp).once('close', hangUp)
    asker.once('close', () => answerer.destroy())
    asker.on('data', (bytes) => {
      if (isAnsweredHere) return
      const { instead } = relay
      if (!instead || instead.times < 1) return void answerer.write(bytes)
      isAnsweredHere = true
      instead.times--
      relay.saidInstead++
      answerer.destroy()
      asker.end(instead.text)
    })
    let passing = Promise.resolve()
    answerer.on('data', (bytes) => {
      if (relay.isSlow) passing = passing.then(() => trickle(asker, bytes))
      else pass(asker, bytes)
    })
  })

  function pass(asker: Socket, bytes: Buffer): void {
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
  }

  async function trickle(asker: Socket, bytes: Buffer): Promise<void> {
    for (let at = 0; at < bytes.length && !asker.destroyed; at += pieceSize) {
      pass(asker, bytes.subarray(at, at + pieceSize))
      await nextTurn()
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const relay: CuttingRelay = {
    port: (server.address() as AddressInfo).port,
    answered: 0,
    connections: 0,
    isSilent: false,
    isSlow: false,
    isClosed: false,
    cutAfter: undefined,
    instead: undefined,
    saidInstead: 0,
    stop: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return relay
}
