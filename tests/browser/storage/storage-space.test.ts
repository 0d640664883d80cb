import { afterEach, describe, expect, it, vi } from 'vitest'
import { cdp } from 'vitest/browser'
import { readHostFile, writeHostFile } from '../../../src/storage/host-files'
import { listHosts, storeHost } from '../../../src/storage/hosts'
import { getJob } from '../../../src/storage/job-records'
import { readRows } from '../../../src/storage/results'
import { saveProgress } from '../../../src/storage/save-progress'
import { putSetting } from '../../../src/storage/settings'
import { requestPersistence, storageEstimate } from '../../../src/storage/storage-space'
import { leaseTask, listTasks, startJob } from '../../../src/storage/work-queue'
import { freshDatabase, jobRecord, rangesOf } from './fresh-database'
import { hostRecord } from './host-record'

afterEach(() => vi.restoreAllMocks())

describe('room', () => {
  it('is told in bytes', async () => {
    const { usage, quota } = await storageEstimate()
    expect(usage).toBeGreaterThanOrEqual(0)
    expect(quota).toBeGreaterThan(usage ?? 0)
  })

  it('persistence is asked for, with an answer either way', async () => {
    expect(['granted', 'refused']).toContain(await requestPersistence())
  })

  it('persistence does not wait for a prompt that nobody answers', async () => {
    vi.spyOn(navigator.storage, 'persist').mockReturnValue(new Promise(() => undefined))
    expect(await requestPersistence(20)).toBe('unanswered')
  })
})

describe('when the room is used up', () => {
  const refused = { name: 'MotifscopeError', code: 'quota-exceeded', hint: expect.stringMatching(/Delete/) }
  const limitQuota = (quotaSize?: number) =>
    cdp().send('Storage.overrideQuotaForOrigin', {
      origin: location.origin,
      ...(quotaSize ? { quotaSize } : {}),
    })
  /** Chromium remembers for a while how much room IndexedDB had; clearing the site data makes it look again. */
  async function leaveRoom(byteLength: number): Promise<void> {
    await cdp().send('Storage.clearDataForOrigin', { origin: location.origin, storageTypes: 'indexeddb' })
    const { usage = 0 } = await storageEstimate()
    await limitQuota(usage + byteLength)
  }
  const noise = () => {
    const bytes = new Uint8Array(2 ** 23)
    for (let i = 0; i < bytes.length; i += 65_536) crypto.getRandomValues(bytes.subarray(i, i + 65_536))
    return bytes
  }
  afterEach(() => limitQuota())

  it('a record, a file and a host say so, and leave nothing behind', async () => {
    await leaveRoom(2 ** 20)
    const db = await freshDatabase()
    await expect(putSetting(db, 'large', noise())).rejects.toMatchObject(refused)
    await expect(writeHostFile(db, 'a', 'edges.arrow', noise())).rejects.toMatchObject(refused)
    const storing = storeHost(db, 'b', async (write) => {
      await write('nodes.arrow', new Uint8Array(10))
      await write('edges.arrow', noise())
      return hostRecord('b')
    })
    await expect(storing).rejects.toMatchObject(refused)
    expect(await listHosts(db)).toEqual([])
    expect(await readHostFile(db, 'b', 'nodes.arrow')).toBeUndefined()
  })

  it('progress is refused as a whole and can be saved once there is room', async () => {
    await leaveRoom(2 ** 20)
    const db = await freshDatabase()
    await startJob(db, jobRecord(), rangesOf(1))
    const task = await leaseTask(db, { jobId: 'job', owner: 'a', now: 0, leaseMs: 10 })
    const rows = new Uint32Array(noise().buffer)
    const save = () =>
      saveProgress(db, {
        jobId: 'job',
        now: 0,
        leaseMs: 10,
        entries: [{ task: task!, progress: { count: rows.length / 2, rows, cursor: null } }],
      })
    await expect(save()).rejects.toMatchObject(refused)
    expect(await getJob(db, 'job')).toMatchObject({ count: 0n, rowCount: 0, tasksDone: 0 })
    expect(await listTasks(db, 'job')).toEqual([task])
    expect(await readRows(db, 'job')).toHaveLength(0)
    await limitQuota()
    expect(await save()).toMatchObject({ outcomes: ['done'], rowsKept: rows.length / 2 })
  })
})
