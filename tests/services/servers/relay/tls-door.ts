/** A door with a certificate in front of a plain server, as neuPrint has one: whoever does not ask for it by its name is
 *  turned away. */
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { createSecureContext, createServer } from 'node:tls'
import type { TlsOptions } from 'node:tls'
import type { Certificate } from './start-relay'

export interface TlsDoor {
  /** `localhost:…` */
  host: string
  stop(): Promise<void>
}

export async function tlsDoorTo(target: number, { chain, key }: Certificate): Promise<TlsDoor> {
  const [cert, ownKey] = await Promise.all([readFile(chain), readFile(key)])
  const open = new Set<Socket>()
  // The only certificate is that of this name.
  const named = createSecureContext({ cert, key: ownKey })
  const SNICallback: TlsOptions['SNICallback'] = (name, tell) =>
    tell(null, name === 'localhost' ? named : undefined)
  const server = createServer({ SNICallback }, (asker) => {
    open.add(asker.on('error', () => undefined).once('close', () => open.delete(asker)))
    const answerer = connect(target, '127.0.0.1').on('error', () => asker.destroy())
    asker.pipe(answerer)
    answerer.pipe(asker)
    asker.once('close', () => answerer.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    host: `localhost:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
