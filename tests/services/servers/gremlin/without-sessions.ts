/** A relay that makes a Gremlin server one without sessions, as some databases behind the protocol are: it asks for a
 *  processor that no server has wherever a session is asked for, so that the server itself refuses. */
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

const [asked, unknown] = [Buffer.from('"processor":"session"'), Buffer.from('"processor":"unknown"')]

/** The length of the head of a frame with a mask, and of what follows it; null: more bytes are needed. */
function frameOf(bytes: Buffer): { head: number; length: number } | null {
  if (bytes.length < 2) return null
  const short = bytes.readUInt8(1) & 0x7f
  const head = 6 + (short === 126 ? 2 : short === 127 ? 8 : 0)
  if (bytes.length < head) return null
  const length =
    short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short
  return bytes.length < head + length ? null : { head, length }
}

/** Both names are as long, so a frame stays as it is otherwise. */
function withoutSession(frame: Buffer, head: number): Buffer {
  const mask = frame.subarray(head - 4, head)
  const turned = (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => byte ^ (mask[at % 4] ?? 0)))
  const text = turned(frame.subarray(head))
  const at = text.indexOf(asked)
  if (at >= 0) unknown.copy(text, at)
  return Buffer.concat([frame.subarray(0, head), turned(text)])
}

/** @returns the port, and how often a session was asked for */
export async function relayWithoutSessions(target: number) {
  const open = new Set<Socket>()
  const server = createServer((asker) => {
    const answerer = connect(target, '127.0.0.1')
    for (const [one, other] of [
      [asker, answerer],
      [answerer, asker],
    ] as const)
      open.add(one.on('error', () => undefined).once('close', () => other.destroy()))
    answerer.pipe(asker)
    let isUpgraded = false
    let waiting = Buffer.alloc(0)
    asker.on('data', (bytes: Buffer) => {
      waiting = Buffer.concat([waiting, bytes])
      if (!isUpgraded) {
        const end = waiting.indexOf('\r\n\r\n')
        if (end < 0) return
        isUpgraded = true
        answerer.write(waiting.subarray(0, end + 4))
        waiting = waiting.subarray(end + 4)
      }
      for (let frame = frameOf(waiting); frame; frame = frameOf(waiting)) {
        const { head, length } = frame
        const whole = waiting.subarray(0, head + length)
        const passed = withoutSession(whole, head)
        if (!passed.equals(whole)) relay.refused++
        answerer.write(passed)
        waiting = waiting.subarray(head + length)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const relay = {
    port: (server.address() as AddressInfo).port,
    refused: 0,
    stop: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return relay
}
