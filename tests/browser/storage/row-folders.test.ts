/** Rows in a folder that the user chose; a folder of the browser's own stands for it. */
import { expect, it, onTestFinished } from 'vitest'
import { deleteJob, getJob } from '../../../src/storage/job-records'
import { openResultWriter } from '../../../src/storage/result-writer'
import { deleteResults, readRows } from '../../../src/storage/results'
import { chooseRowFolder, openRowFolder, rowFoldersOf } from '../../../src/storage/row-folders'
import { saveProgress } from '../../../src/storage/save-progress'
import type { LeasedTask } from '../../../src/storage/stored-tasks'
import { leaseTask, startJob } from '../../../src/storage/work-queue'
import { firstColumn, freshDatabase, jobRecord, rangesOf, rowsFrom } from './fresh-database'

const terms = { jobId: 'job', owner: 'a', now: 0, leaseMs: 100 }

async function chosenFolder(name: string): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory()
  onTestFinished(() => root.removeEntry(name, { recursive: true }).catch(() => undefined))
  return root.getDirectoryHandle(name, { create: true })
}

/** A job that has brought rows 0 and 1 in memory, then chose a folder. */
async function begun(folder: FileSystemDirectoryHandle) {
  const db = await freshDatabase()
  await startJob(db, jobRecord(), rangesOf(1))
  const task = (await leaseTask(db, terms))!
  let cursor = { root: 1, positions: [], skip: 0 }
  const first = { task, progress: { count: 2, rows: rowsFrom(0, 2), cursor } }
  let [held] = (await saveProgress(db, { ...terms, entries: [first] })).outcomes as [LeasedTask]
  await chooseRowFolder(db, 'job', folder)
  const place = async () => ({
    database: db.name,
    jobId: 'job',
    file: 'x',
    folder: (await rowFoldersOf(db, 'job')).at(-1)!,
  })
  /** Writes rows in as many parts, flushes and saves them. */
  async function bring(
    writer: NonNullable<Awaited<ReturnType<typeof openResultWriter>>>,
    parts: [number, number][],
  ) {
    const written = parts.map(([from, count]) => writer.append(rowsFrom(from, count), 2))
    await writer.flush()
    const count = parts.reduce((sum, [, some]) => sum + some, 0)
    cursor = { ...cursor, root: cursor.root + 1 }
    const progress = { count, rows: new Uint32Array(0), written, cursor }
    ;[held] = (await saveProgress(db, { ...terms, entries: [{ task: held, progress }] })).outcomes as [
      LeasedTask,
    ]
  }
  return { db, place, bring }
}

const numbers = (end: number) => Array.from({ length: end }, (_, i) => i)

it('are read in their order beside those in the browser, also when another folder was chosen later', async () => {
  const [first, second] = [await chosenFolder('first'), await chosenFolder('second')]
  const { db, place, bring } = await begun(first)
  const writer = (await openResultWriter(await place()))!
  await bring(writer, [
    [2, 3],
    [5, 1],
  ])
  await bring(writer, [[6, 2]])
  await chooseRowFolder(db, 'job', second)
  await bring((await openResultWriter(await place()))!, [[8, 4]])
  expect(await getJob(db, 'job')).toMatchObject({ rowFolder: 'second', rowCount: 12 })
  expect(firstColumn(await readRows(db, 'job'))).toEqual(numbers(12))
  expect(firstColumn(await readRows(db, 'job', { offset: 4, limit: 5 }))).toEqual([4, 5, 6, 7, 8])
})

it('go with their job, or when they are freed; nothing else in the folder is touched', async () => {
  for (const free of [deleteJob, deleteResults]) {
    const folder = await chosenFolder('mine')
    await folder.getFileHandle('thesis.tex', { create: true })
    const { db, place, bring } = await begun(folder)
    await bring((await openResultWriter(await place()))!, [[2, 3]])
    expect(await Array.fromAsync(folder.keys())).toHaveLength(2)
    await free(db, 'job')
    expect(await Array.fromAsync(folder.keys())).toEqual(['thesis.tex'])
    expect(await rowFoldersOf(db, 'job')).toEqual([])
  }
})

it('in a folder that is gone or not allowed are refused with words', async () => {
  const folder = await chosenFolder('gone')
  const { place } = await begun(folder)
  const root = await navigator.storage.getDirectory()
  const lost = await place()
  await root.removeEntry('gone', { recursive: true })
  const refused = { code: 'folder-closed', hint: expect.stringContaining('choose another') }
  await expect(openResultWriter(lost)).rejects.toMatchObject(refused)
  const denied = Object.assign(Object.create(folder) as FileSystemDirectoryHandle, {
    queryPermission: () => Promise.resolve('prompt' as const),
    requestPermission: () => Promise.resolve('denied' as const),
  })
  await expect(openRowFolder(denied)).rejects.toMatchObject(refused)
  await expect(openRowFolder(folder)).resolves.toBeUndefined()
})
