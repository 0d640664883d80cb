/** Clocks that jump and laptops that slept: whoever lives keeps its tasks, whoever is gone loses them, whatever the clock
 *  says then. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { announceTab, findGoneOwners, leaseMs } from '../../../src/jobs/tab-locks'
import { createMemoryQueue } from '../../../src/storage/memory-queue'
import { storedQueue } from '../../../src/storage/task-queue'
import type { TaskQueue } from '../../../src/storage/task-queue'
import { freshDatabase, jobRecord, rangesOf, rowsFrom } from '../storage/fresh-database'

const dayMs = 86_400_000
const before = Date.UTC(2026, 10, 26, 12)
const jumps = {
  'a second on': 1_000,
  'a night asleep': dayMs / 2,
  'a day on': dayMs,
  'a year on': 365 * dayMs,
  'a second back': -1_000,
  'a day back': -dayMs,
  'a year back': -365 * dayMs,
}

/** A tab that is alive until it is ended. */
async function otherTab(): Promise<{ owner: string; end: () => Promise<void> }> {
  const owner = crypto.randomUUID()
  const worker = new Worker(new URL('announced.worker.ts', import.meta.url), { type: 'module' })
  onTestFinished(() => worker.terminate())
  const announced = new Promise((resolve) => worker.addEventListener('message', resolve, { once: true }))
  worker.postMessage(owner)
  await announced
  const end = async () => {
    worker.terminate()
    // The browser gives the locks of a dead thread back by and by.
    await expect.poll(async () => (await findGoneOwners('me'))(`${owner}/0`)).toBe(true)
  }
  return { owner, end }
}

const queues: Record<string, () => Promise<TaskQueue>> = {
  stored: async () => storedQueue(await freshDatabase()),
  'in memory': () => Promise.resolve(createMemoryQueue()),
}

describe.each(Object.entries(queues))('a queue that is %s', (_, makeQueue) => {
  async function leased(owner: string) {
    const queue = await makeQueue()
    await queue.start(jobRecord(), rangesOf(1))
    const lease = (asker: string, now: number) =>
      queue.lease({ jobId: 'job', owner: `${asker}/0`, now, leaseMs, count: 1 })
    const [task] = await lease(owner, before)
    if (!task) throw new Error('No task was leased.')
    return { queue, lease, task }
  }

  it.each(Object.entries(jumps))('leaves its task to who lives and is at it: %s', async (_, jumpMs) => {
    const mine = crypto.randomUUID()
    await announceTab(mine)
    const other = await otherTab()
    const { queue, lease, task } = await leased(other.owner)
    const now = before + jumpMs
    expect(await lease(mine, now)).toEqual([])
    expect(await queue.releaseAbandoned('job', await findGoneOwners(mine))).toBe(0)
    expect(await lease(mine, now)).toEqual([])
    // And what it brings after the jump is kept.
    const progress = { count: 3, rows: rowsFrom(0, 3), cursor: null }
    const saved = await queue.save({ jobId: 'job', entries: [{ task, progress }], now, leaseMs })
    expect(saved).toMatchObject({ outcomes: ['done'], job: { count: 3n, rowCount: 3 } })
  })

  it.each(Object.entries(jumps))('gives the task of who died to the next: %s', async (_, jumpMs) => {
    const mine = crypto.randomUUID()
    await announceTab(mine)
    const other = await otherTab()
    const { queue, lease, task } = await leased(other.owner)
    await other.end()
    const now = before + jumpMs
    expect(await queue.releaseAbandoned('job', await findGoneOwners(mine))).toBe(1)
    const [heir] = await lease(mine, now)
    expect(heir).toMatchObject({ taskId: task.taskId, state: { owner: `${mine}/0` } })
    // What the dead one sent before it died comes too late.
    const progress = { count: 3, rows: rowsFrom(0, 3), cursor: null }
    const saved = await queue.save({ jobId: 'job', entries: [{ task, progress }], now, leaseMs })
    expect(saved).toMatchObject({ outcomes: ['lease-lost'], job: { count: 0n } })
  })
})

it('who lives is told by locks, which no clock ends', async () => {
  const other = await otherTab()
  const isGone = await findGoneOwners('me')
  expect(isGone(`${other.owner}/1`)).toBe(false)
  expect(isGone('nobody-of-that-name/0')).toBe(true)
  expect(isGone('me/0')).toBe(false)
})
