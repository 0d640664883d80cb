/** Folders outside the browser that a user chose for a job's rows: their handles are kept in the settings, in the order
 *  they were chosen. What is in them is in a folder of the job's own, so that nothing else is ever touched. */
import { MotifscopeError } from '../model/errors'
import type { MotifscopeDatabase } from './schema'
import { inTransaction } from './transaction'

/** A chosen folder and its number among those of its job. Plain data that goes between threads. */
export interface RowFolder {
  index: number
  handle: FileSystemDirectoryHandle
}

/** As browsers that have `showDirectoryPicker` have it; the page's types do not know it. */
interface AskableHandle extends FileSystemDirectoryHandle {
  queryPermission?(descriptor: { mode: 'readwrite' }): Promise<PermissionState>
  requestPermission?(descriptor: { mode: 'readwrite' }): Promise<PermissionState>
}

const keyOf = (jobId: string) => `row-folders/${jobId}`
const access = { mode: 'readwrite' } as const

function isFolderList(value: unknown): value is FileSystemDirectoryHandle[] {
  return Array.isArray(value) && value.every((one) => one instanceof FileSystemDirectoryHandle)
}

/** From now on the rows of a job go to a folder. Nothing happens when there is no such job. */
export function chooseRowFolder(
  db: MotifscopeDatabase,
  jobId: string,
  folder: FileSystemDirectoryHandle,
): Promise<void> {
  return inTransaction(db, ['jobs', 'settings'], 'readwrite', async (tx) => {
    const [jobs, settings] = [tx.objectStore('jobs'), tx.objectStore('settings')]
    const [record, known] = await Promise.all([jobs.get(jobId), settings.get(keyOf(jobId))])
    if (!record) return
    await Promise.all([
      settings.put([...(isFolderList(known) ? known : []), folder], keyOf(jobId)),
      jobs.put({ ...record, rowFolder: folder.name }),
    ])
  })
}

/** The folders of a job, the one in use last. */
export async function rowFoldersOf(db: MotifscopeDatabase, jobId: string): Promise<RowFolder[]> {
  const known = await inTransaction(db, ['settings'], 'readonly', (tx) =>
    tx.objectStore('settings').get(keyOf(jobId)),
  )
  return isFolderList(known) ? known.map((handle, index) => ({ index, handle })) : []
}

/** What to say when a folder cannot be used (any more). */
export function closedFolderError(cause?: unknown): MotifscopeError {
  return new MotifscopeError('folder-closed', 'The folder you chose for the rows cannot be opened.', {
    hint: 'Allow this page to use the folder again, or choose another one.',
    cause,
  })
}

/** Sees to it that the page may use a folder; asks the user if need be, which browsers allow right after a click only.
 *  @throws MotifscopeError `folder-closed` */
export async function openRowFolder(handle: AskableHandle): Promise<void> {
  try {
    if ((await handle.queryPermission?.(access)) === 'granted' || !handle.requestPermission) return
    if ((await handle.requestPermission(access)) === 'granted') return
  } catch (thrown) {
    throw closedFolderError(thrown)
  }
  throw closedFolderError()
}

/** The job's own folder within a chosen one. */
export function ownFolder(
  { handle }: RowFolder,
  jobId: string,
  create: boolean,
): Promise<FileSystemDirectoryHandle> {
  return handle.getDirectoryHandle(`motifscope-${jobId}`, { create })
}

/** Deletes what a job has in chosen folders, as far as they can be reached, and forgets the folders. */
export async function forgetRowFolders(db: MotifscopeDatabase, jobId: string): Promise<void> {
  for (const { handle } of await rowFoldersOf(db, jobId))
    await handle.removeEntry(`motifscope-${jobId}`, { recursive: true }).catch(() => undefined)
  await inTransaction(db, ['settings'], 'readwrite', (tx) => tx.objectStore('settings').delete(keyOf(jobId)))
}
