/** Files of rows in OPFS, folder `<database>/results/<job id>/`: each is written by one worker, from front to back, and
 *  never again once that worker is gone. Which stretches of a file count is said by the index in IndexedDB alone; what
 *  lies behind or between them was never saved. Reading works in pages and workers. */
import { MotifscopeError } from '../model/errors'
import type { JobRecord, WrittenRows } from '../model/job'
import { closedFolderError, forgetRowFolders, ownFolder } from './row-folders'
import type { RowFolder } from './row-folders'
import type { MotifscopeDatabase } from './schema'

/** A job has files only when it has at least so many row values (1 MiB): fewer are kept in IndexedDB. */
export const mostInlineValues = 2 ** 18

const folderName = 'results'
/** A file that is being written to cannot be read at some moments. */
const readTries = 30
const waitBetweenTriesMs = 10

/** Where a worker writes rows. Plain data that goes between threads. */
export interface ResultFilePlace {
  database: string
  jobId: string
  file: string
  /** Outside the browser, where the user chose so. */
  folder?: RowFolder
}

/** Whether rows can be written to files here; workers find out for themselves. */
export function hasResultFiles(): boolean {
  return typeof FileSystemFileHandle !== 'undefined' && typeof navigator.storage?.getDirectory === 'function'
}

async function jobsFolder(database: string, create: boolean): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory()
  const home = await root.getDirectoryHandle(database, { create })
  return home.getDirectoryHandle(folderName, { create })
}

/** The file at a place, made where there is none. */
export async function makeResultFile({
  database,
  jobId,
  file,
}: ResultFilePlace): Promise<FileSystemFileHandle> {
  const folder = await jobsFolder(database, true)
  const ofJob = await folder.getDirectoryHandle(jobId, { create: true })
  return ofJob.getFileHandle(file, { create: true })
}

function damaged(cause: unknown): MotifscopeError {
  return new MotifscopeError(
    'result-damaged',
    'Some stored matches of this search are missing on the disk.',
    {
      hint: 'Run the search again with “recompute”.',
      cause,
    },
  )
}

const nameOf = (thrown: unknown) => (thrown instanceof DOMException ? thrown.name : '')
const pause = () => new Promise((resolve) => setTimeout(resolve, waitBetweenTriesMs))

/** `length` numbers of a file, from a byte on.
 *  @throws MotifscopeError `result-damaged` when they are not there, `folder-closed` when a chosen folder is not open to
 *  this page */
export async function readResultFile(
  { database, jobId, file, folder: chosen }: ResultFilePlace,
  byteOffset: number,
  length: number,
): Promise<Uint32Array<ArrayBuffer>> {
  const end = byteOffset + 4 * length
  for (let tries = 1; ; tries++) {
    try {
      const folder = chosen
        ? await ownFolder(chosen, jobId, false)
        : await (await jobsFolder(database, false)).getDirectoryHandle(jobId)
      const blob = await (await folder.getFileHandle(file)).getFile()
      const bytes = await blob.slice(byteOffset, end).arrayBuffer()
      if (bytes.byteLength === 4 * length) return new Uint32Array(bytes)
      throw damaged(`${file} ends at ${blob.size}, before ${end}`)
    } catch (thrown) {
      if (nameOf(thrown) === 'NotAllowedError') throw closedFolderError(thrown)
      if (nameOf(thrown) === 'NotFoundError') throw damaged(thrown)
      if (nameOf(thrown) !== 'NotReadableError' || tries === readTries) throw thrown
      await pause()
    }
  }
}

/** Whether some of a job's rows may be in files. */
export function mayHaveFiles({ rowCount, columns, rowFolder }: JobRecord): boolean {
  return rowFolder !== undefined || rowCount * columns.length >= mostInlineValues
}

/** Deletes the files of a job, given its record as it last was; those that a worker still writes to stay until
 *  `sweepResultFiles`. */
export async function deleteResultFiles(
  db: MotifscopeDatabase,
  record: JobRecord | undefined,
): Promise<void> {
  if (!record || !mayHaveFiles(record) || !hasResultFiles()) return
  if (record.rowFolder !== undefined) await forgetRowFolders(db, record.id)
  await removed(async () => (await jobsFolder(db.name, false)).removeEntry(record.id, { recursive: true }))
}

/** Deletes the files of jobs that keep no rows in files. */
export async function sweepResultFiles(
  db: MotifscopeDatabase,
  isKept: (jobId: string) => boolean,
): Promise<void> {
  if (!hasResultFiles()) return
  await removed(async () => {
    const folder = await jobsFolder(db.name, false)
    for await (const jobId of folder.keys())
      if (!isKept(jobId)) await removed(() => folder.removeEntry(jobId, { recursive: true }))
  })
}

/** What is not there need not go; what is in use, or where there are no files at all, stays. */
async function removed(remove: () => Promise<void>): Promise<void> {
  try {
    await remove()
  } catch (thrown) {
    const harmless = [
      'NotFoundError',
      'NoModificationAllowedError',
      'InvalidModificationError',
      'SecurityError',
    ]
    if (!harmless.includes(nameOf(thrown))) throw thrown
  }
}

export interface ResultWriter {
  /** Appends rows. In OPFS what a call wrote is safe against a crash of the tab at once, against one of the machine
   *  after `flush`; elsewhere it is written by `flush`.
   *  @throws MotifscopeError `quota-exceeded` when there is no room; nothing of the rows counts then */
  append(rows: Uint32Array, width: number): WrittenRows
  /** @throws MotifscopeError `quota-exceeded`, `folder-closed` */
  flush(): void | Promise<void>
  close(): void
}
