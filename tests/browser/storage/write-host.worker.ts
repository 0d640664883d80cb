/** Stores a host in a worker, as the import does. */
import { openMotifscopeDatabase } from '../../../src/storage/database'
import { storeHost } from '../../../src/storage/hosts'
import { hostRecord } from './host-record'

self.addEventListener('message', ({ data }: MessageEvent<{ name: string; shared: SharedArrayBuffer }>) => {
  void (async () => {
    const db = await openMotifscopeDatabase(data.name)
    const record = await storeHost(db, 'from-worker', async (write) => {
      const byteLength = await write('topology.bin', new Uint32Array(data.shared, 4, 2))
      return hostRecord('from-worker', { byteLength })
    })
    db.close()
    self.postMessage(record)
  })()
})
