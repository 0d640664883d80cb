/** Rows in files: what the index says counts, whatever the files hold and whoever dies. */
import { describe, expect, it, onTestFinished } from 'vitest'
import type { WrittenRows } from '../../../src/model/job'
import { openMotifscopeDatabase } from '../../../src/storage/database'
import type { MotifscopeDatabase } from '../../../src/storage/database'
import { deleteJob, getJob } from '../../../src/storage/job-records'
import { mostInlineValues, sweepResultFiles } from '../../../src/storage/result-files'
import { iterateBatches, readRows } from '../../../src/storage/results'
import { saveProgress } from '../../../src/storage/save-progress'
import { leaseTask, leaseTasks, releaseAbandoned, startJob } from '../../../src/storage/work-queue'
import { firstColumn, freshDatabase, freshName, jobRecord, rangesOf, rowsFrom } from './fresh-database'
import type { RowFileRequest } from './row-files.worker'

const terms = { jobId: 'job', owner: 'a', now: 0, leaseMs: 100 }

function startWriter(request: RowFileRequest) {
  const worker = new Worker(new URL('./row-files.worker.ts', import.meta.url), { type: 'module' })
  onTestFinished(() => worker.terminate())
  const messages: unknown[] = []
  const until = (isEnough: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      worker.addEventListener('error', (event) => reject(new Error(event.message)))
      worker.addEventListener('message', ({ data }) => {
        messages.push(data)
        if (isEnough()) resolve()
      })
      worker.postMessage(request)
    })
  return { worker, messages, until }
}

async function fileOf(db: MotifscopeDatabase, name: string): Promise<FileSystemFileHandle> {
  let folder = await navigator.storage.getDirectory()
  for (const part of [db.name, 'results', 'job'])
    folder = await folder.getDirectoryHandle(part, { create: true })
  return folder.getFileHandle(name, { create: true })
}

async function writeFile(
  db: MotifscopeDatabase,
  name: string,
  numbers: Uint32Array<ArrayBuffer>,
): Promise<void> {
  const stream = await (await fileOf(db, name)).createWritable()
  await stream.write(numbers)
  await stream.close()
}

async function isThere(db: MotifscopeDatabase): Promise<boolean> {
  const root = await navigator.storage.getDirectory()
  const results = await (await root.getDirectoryHandle(db.name)).getDirectoryHandle('results')
  return results.getDirectoryHandle('job').then(
    () => true,
    () => false,
  )
}

/** A job whose one task brought these stretches of files in one save. */
async function jobOf(written: WrittenRows[], rows = new Uint32Array(0), limit: number | null = null) {
  const db = await freshDatabase()
  await startJob(db, jobRecord({ limit }), rangesOf(1))
  const task = (await leaseTask(db, terms))!
  const count = written.reduce((sum, { rowCount }) => sum + rowCount, rows.length / 2)
  await saveProgress(db, { ...terms, entries: [{ task, progress: { count, rows, written, cursor: null } }] })
  return db
}

const numbers = (first: number, end: number) => Array.from({ length: end - first }, (_, i) => first + i)

describe('a page', () => {
  it('is cut out of files and memory alike, in the order they came', async () => {
    const db = await jobOf(
      [
        { file: 'x', byteOffset: 0, rowCount: 3 },
        { file: 'x', byteOffset: 24, rowCount: 2 },
        { file: 'y', byteOffset: 8, rowCount: 4 },
      ],
      rowsFrom(9, 2),
    )
    await writeFile(db, 'x', rowsFrom(0, 5))
    await writeFile(db, 'y', rowsFrom(4, 5))
    for (const [offset, limit] of [
      [0, 11],
      [2, 2],
      [4, 3],
      [5, 1],
      [8, 9],
      [11, 5],
    ] as const)
      expect(firstColumn(await readRows(db, 'job', { offset, limit }))).toEqual(
        numbers(offset, Math.min(11, offset + limit)),
      )
    // Neighbours in one file are one entry of the index.
    expect(await db.count('resultBatches')).toBe(3)
    const all: number[] = []
    for await (const { firstRow, rowCount, rows } of iterateBatches(db, 'job')) {
      expect([firstRow, rowCount]).toEqual([all.length, rows.length / 2])
      all.push(...firstColumn(rows))
    }
    expect(all).toEqual(numbers(0, 11))
  })

  it('has no rows beyond the limit, though the file does', async () => {
    const db = await jobOf([{ file: 'x', byteOffset: 0, rowCount: 5 }], undefined, 3)
    await writeFile(db, 'x', rowsFrom(0, 5))
    expect(firstColumn(await readRows(db, 'job'))).toEqual([0, 1, 2])
  })

  it('of a file that lost its end says so instead of giving what is not there', async () => {
    const db = await jobOf([{ file: 'x', byteOffset: 0, rowCount: 5 }])
    await writeFile(db, 'x', rowsFrom(0, 4))
    expect(firstColumn(await readRows(db, 'job', { limit: 4 }))).toEqual([0, 1, 2, 3])
    await expect(readRows(db, 'job', { offset: 3 })).rejects.toMatchObject({ code: 'result-damaged' })
    await (await fileOf(db, 'x')).getFile()
    const root = await navigator.storage.getDirectory()
    await root.removeEntry(db.name, { recursive: true })
    await expect(readRows(db, 'job')).rejects.toMatchObject({
      code: 'result-damaged',
      hint: expect.stringContaining('again'),
    })
  })
})

describe('a worker that is killed', () => {
  it('between writing and saving leaves no row twice and none behind', async () => {
    const name = freshName()
    const db = await openMotifscopeDatabase(name)
    onTestFinished(() => db.close())
    await startJob(db, jobRecord(), rangesOf(1))
    const first = startWriter({ name, owner: 'dead', file: 'one', rowsPerSave: 100, saveCount: 4 })
    await first.until(() => first.messages.includes('unsaved'))
    first.worker.terminate()
    expect((await (await fileOf(db, 'one')).getFile()).size).toBe(5 * 800)
    expect(firstColumn(await readRows(db, 'job'))).toEqual(numbers(0, 400))
    await releaseAbandoned(db, 'job', (owner) => owner === 'dead')
    const second = startWriter({ name, owner: 'next', file: 'two', rowsPerSave: 100, saveCount: 99 })
    await second.until(() => second.messages.includes('over'))
    expect(firstColumn(await readRows(db, 'job'))).toEqual(numbers(0, 1000))
    expect(await getJob(db, 'job')).toMatchObject({ count: 1000n, rowCount: 1000, tasksDone: 1 })
  })

  it('at any moment leaves rows that are whole', async () => {
    const name = freshName()
    const db = await openMotifscopeDatabase(name)
    onTestFinished(() => db.close())
    await startJob(db, jobRecord(), rangesOf(1, 100_000))
    for (const [i, saves] of [3, 9, 1, 6].entries()) {
      const file = `file ${i}`
      const writer = startWriter({ name, owner: `worker ${i}`, file, rowsPerSave: 5_000, saveCount: 1e9 })
      await writer.until(() => writer.messages.length >= saves)
      writer.worker.terminate()
      await releaseAbandoned(db, 'job', () => true)
      const { rowCount, count } = (await getJob(db, 'job'))!
      expect(count).toBe(BigInt(rowCount))
      const kept = firstColumn(await readRows(db, 'job'))
      expect(kept).toHaveLength(rowCount)
      expect(kept.every((row, index) => row === index)).toBe(true)
    }
  })
})

it('rows are read while the worker goes on writing the file', async () => {
  const name = freshName()
  const db = await openMotifscopeDatabase(name)
  onTestFinished(() => db.close())
  await startJob(db, jobRecord(), rangesOf(1, 400))
  const writer = startWriter({ name, owner: 'a', file: 'one', rowsPerSave: 2_000, saveCount: 1e9 })
  const over = writer.until(() => writer.messages.includes('over'))
  let looks = 0
  for (; !writer.messages.includes('over') && looks < 500; looks++) {
    const rows = firstColumn(await readRows(db, 'job', { limit: 50_000 }))
    expect(rows.every((row, index) => row === index)).toBe(true)
  }
  await over
  expect(looks).toBeGreaterThan(3)
  expect((await getJob(db, 'job'))!.rowCount).toBe(800_000)
})

it('two workers write one job at once, and every row is there once', async () => {
  const name = freshName()
  const db = await openMotifscopeDatabase(name)
  onTestFinished(() => db.close())
  await startJob(db, jobRecord(), rangesOf(2, 20))
  const writers = ['a', 'b'].map((owner) =>
    startWriter({ name, owner, file: owner, rowsPerSave: 1_000, saveCount: 1e9 }),
  )
  await Promise.all(writers.map(({ until, messages }) => until(() => messages.includes('over'))))
  expect(firstColumn(await readRows(db, 'job')).sort((a, b) => a - b)).toEqual(numbers(0, 40_000))
  expect(await leaseTasks(db, { ...terms, count: 1 })).toEqual([])
})

it('files go with their job; those of no job are swept', async () => {
  const rowCount = mostInlineValues / 2
  const db = await jobOf([{ file: 'x', byteOffset: 0, rowCount }])
  await writeFile(db, 'x', rowsFrom(0, rowCount))
  await sweepResultFiles(db, (jobId) => jobId === 'job')
  expect(await isThere(db)).toBe(true)
  await deleteJob(db, 'job')
  expect(await isThere(db)).toBe(false)
  await writeFile(db, 'x', rowsFrom(0, 1))
  await sweepResultFiles(db, () => false)
  expect(await isThere(db)).toBe(false)
})
