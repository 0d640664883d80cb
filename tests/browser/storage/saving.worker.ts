/** Leases the job's one task and saves three rows a root item, over and over, until it is killed. */
import { openMotifscopeDatabase } from '../../../src/storage/database'
import { saveProgress } from '../../../src/storage/save-progress'
import { leaseTask } from '../../../src/storage/work-queue'

self.addEventListener('message', ({ data: name }: MessageEvent<string>) => {
  void (async () => {
    const db = await openMotifscopeDatabase(name)
    const terms = { jobId: 'job', owner: 'worker', now: 0, leaseMs: 100 }
    let task = await leaseTask(db, terms)
    for (let root = 0; task; root++) {
      const rows = Uint32Array.from([3 * root, 0, 3 * root + 1, 0, 3 * root + 2, 0])
      const progress = { count: 3, rows, cursor: { root: root + 1, positions: [], skip: 0 } }
      const { outcomes } = await saveProgress(db, { ...terms, entries: [{ task, progress }] })
      if (outcomes[0] === 'lease-lost' || outcomes[0] === 'done') return
      task = outcomes[0]
      self.postMessage(root)
    }
  })()
})
