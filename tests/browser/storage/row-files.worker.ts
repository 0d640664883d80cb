/** Writes rows 0, 1, 2, … to a file and saves them as progress of the job's one task, over and over, until it is killed;
 *  told to stop short, it writes once more than it saves. */
import { openMotifscopeDatabase } from '../../../src/storage/database'
import { openResultWriter } from '../../../src/storage/result-writer'
import { saveProgress } from '../../../src/storage/save-progress'
import type { LeasedTask } from '../../../src/storage/stored-tasks'
import { leaseTask } from '../../../src/storage/work-queue'

export interface RowFileRequest {
  name: string
  owner: string
  file: string
  rowsPerSave: number
  /** How often it saves; then it writes once more, unsaved, and says so. */
  saveCount: number
}

async function work({ name, owner, file, rowsPerSave, saveCount }: RowFileRequest): Promise<void> {
  const db = await openMotifscopeDatabase(name)
  const terms = { jobId: 'job', owner, now: 0, leaseMs: 100 }
  const writer = await openResultWriter({ database: name, jobId: 'job', file })
  if (!writer) throw new Error('This browser has no files that can be written at once.')
  let task: LeasedTask | undefined = await leaseTask(db, terms)
  for (let saves = 0; task; saves++) {
    const first = (task.cursor?.root ?? task.range.first) * rowsPerSave
    const rows = Uint32Array.from({ length: 2 * rowsPerSave }, (_, i) => (i % 2 === 0 ? first + i / 2 : 0))
    const written = [writer.append(rows, 2)]
    if (saves === saveCount) return postMessage('unsaved')
    const root = (task.cursor?.root ?? task.range.first) + 1
    const cursor = root < task.range.end ? { root, positions: [], skip: 0 } : null
    const progress = { count: rowsPerSave, rows: new Uint32Array(0), written, cursor }
    const [outcome] = (await saveProgress(db, { ...terms, entries: [{ task, progress }] })).outcomes
    postMessage(root)
    task = outcome === 'done' || outcome === 'lease-lost' ? undefined : outcome
    if (!task) return postMessage('over')
  }
}

self.addEventListener('message', ({ data }: MessageEvent<RowFileRequest>) => void work(data))
