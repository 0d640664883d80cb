/** Begins to store a host, tells when it is in the middle of its second file, and never ends by itself. */
import { openMotifscopeDatabase } from '../../../src/storage/database'
import { storeHost } from '../../../src/storage/hosts'

self.addEventListener('message', ({ data: name }: MessageEvent<string>) => {
  void (async () => {
    const db = await openMotifscopeDatabase(name)
    await storeHost(db, 'dying', async (write) => {
      await write('nodes.arrow', new Uint8Array(1000))
      const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
        async pull(controller) {
          controller.enqueue(new Uint8Array(1000))
          self.postMessage('writing')
          await new Promise(() => undefined)
        },
      })
      await write('edges.arrow', endless)
      throw new Error('An endless stream ended.')
    })
  })()
})
