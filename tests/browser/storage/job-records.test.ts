import { describe, expect, it } from 'vitest'
import { deleteJob, getJob, listJobs, putJob, updateJob } from '../../../src/storage/job-records'
import { readRows } from '../../../src/storage/results'
import { saveProgress } from '../../../src/storage/save-progress'
import { leaseTask, listTasks, startJob } from '../../../src/storage/work-queue'
import { freshDatabase, jobRecord, rangesOf, rowsFrom } from './fresh-database'

describe('job records', () => {
  it('are put, got and listed, the newest first, with counts beyond 2^53', async () => {
    const db = await freshDatabase()
    const records = [1, 3, 2].map((createdAt) =>
      jobRecord({}, { id: `j${createdAt}`, createdAt, count: 2n ** 64n + 1n }),
    )
    for (const record of records) await putJob(db, record)
    expect(await getJob(db, 'j3')).toEqual(records[1])
    expect(await getJob(db, 'none')).toBeUndefined()
    expect(await listJobs(db)).toEqual([records[1], records[2], records[0]])
  })

  it('are changed where they stand: two changes at once are both kept', async () => {
    const db = await freshDatabase()
    await putJob(db, jobRecord())
    await Promise.all([
      updateJob(db, 'job', (record) => ({ ...record, state: 'paused' })),
      updateJob(db, 'job', (record) => ({ ...record, elapsedMs: record.elapsedMs + 5 })),
      updateJob(db, 'job', (record) => ({ ...record, elapsedMs: record.elapsedMs + 5 })),
    ])
    expect(await getJob(db, 'job')).toEqual(jobRecord({}, { state: 'paused', elapsedMs: 10 }))
    expect(await updateJob(db, 'none', (record) => record)).toBeUndefined()
    await expect(updateJob(db, 'job', (record) => ({ ...record, id: 'other' }))).rejects.toThrow('job other')
  })

  it('go with their tasks and rows, and leave those of others', async () => {
    const db = await freshDatabase()
    for (const id of ['job', 'job2']) {
      await startJob(db, jobRecord({}, { id }), rangesOf(2))
      const task = await leaseTask(db, { jobId: id, owner: 'a', now: 0, leaseMs: 10 })
      const progress = { count: 2, rows: rowsFrom(0, 2), cursor: null }
      await saveProgress(db, { jobId: id, now: 0, leaseMs: 10, entries: [{ task: task!, progress }] })
    }
    await deleteJob(db, 'job')
    expect(await getJob(db, 'job')).toBeUndefined()
    expect(await listTasks(db, 'job')).toEqual([])
    expect(await readRows(db, 'job')).toHaveLength(0)
    expect(await listTasks(db, 'job2')).toHaveLength(2)
    expect(await readRows(db, 'job2')).toHaveLength(4)
  })
})
