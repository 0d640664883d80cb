/** Files in OPFS that are made to be handed out once, such as exports larger than memory: folder
 *  `<database>/temporary/`. The tab that made one holds a lock for it; once that tab is gone the file goes too, when the
 *  next page is opened or the next file is made. */
import type { MotifscopeDatabase } from './schema'
import { storageErrorFrom, writeErrorFrom } from './storage-errors'

const folderName = 'temporary'
/** The browser may still copy a file to the user's folder so long after its tab has gone. */
const graceMs = 60_000
/** The same where the browser does not tell whether the tab is there. */
const keptMs = 3_600_000

const lockOf = (database: string, name: string) => `motifscope-temporary-${database}/${name}`

/** Writes parts to a new file; undefined, with no part taken, where the browser has no files.
 *  @throws MotifscopeError `quota-exceeded`; what the parts throw. Nothing is then left behind */
export async function writeTemporaryFile(
  db: MotifscopeDatabase,
  parts: AsyncIterable<Uint8Array>,
): Promise<File | undefined> {
  const folder = await openFolder(db.name)
  if (!folder) return undefined
  const name = crypto.randomUUID()
  const letGo = await hold(lockOf(db.name, name))
  try {
    await removeAbandoned(folder, db.name, Date.now())
    const handle = await folder.getFileHandle(name, { create: true })
    await writeParts(await handle.createWritable(), parts)
    return await handle.getFile()
  } catch (thrown) {
    await folder.removeEntry(name).catch(() => undefined)
    letGo()
    throw storageErrorFrom(thrown)
  }
}

/** Removes the files of tabs that are gone.
 *  @param now milliseconds since 1970 */
export async function sweepTemporaryFiles(db: MotifscopeDatabase, now: number): Promise<void> {
  const folder = await openFolder(db.name)
  if (folder) await removeAbandoned(folder, db.name, now)
}

/** The files that are there, whosever they are. */
export async function temporarySpace(
  db: MotifscopeDatabase,
): Promise<{ fileCount: number; byteLength: number }> {
  const folder = await openFolder(db.name)
  let [fileCount, byteLength] = [0, 0]
  for (const { size } of folder ? await filesIn(folder) : []) {
    fileCount++
    byteLength += size
  }
  return { fileCount, byteLength }
}

/** Removes all of them; whoever still reads one cannot any more. */
export async function deleteTemporaryFiles(db: MotifscopeDatabase): Promise<void> {
  const folder = await openFolder(db.name)
  for (const { name } of folder ? await filesIn(folder) : [])
    await folder?.removeEntry(name).catch(() => undefined)
}

/** Writes parts to a file and closes it; when something fails the file stays as it was. */
export async function writeParts(
  file: FileSystemWritableFileStream,
  parts: AsyncIterable<Uint8Array>,
): Promise<void> {
  const told = (work: Promise<void>) =>
    work.catch((thrown: unknown): never => {
      throw writeErrorFrom(thrown)
    })
  try {
    for await (const part of parts) await told(file.write(part as Uint8Array<ArrayBuffer>))
  } catch (thrown) {
    await file.abort().catch(() => undefined)
    throw thrown
  }
  await told(file.close())
}

async function openFolder(database: string): Promise<FileSystemDirectoryHandle | undefined> {
  if (typeof FileSystemFileHandle === 'undefined' || !('createWritable' in FileSystemFileHandle.prototype))
    return undefined
  try {
    const root = await navigator.storage.getDirectory()
    const home = await root.getDirectoryHandle(database, { create: true })
    return await home.getDirectoryHandle(folderName, { create: true })
  } catch {
    return undefined
  }
}

/** Takes a lock for as long as the tab lives, or until the answer is called. Settled once others can see it. */
function hold(name: string): Promise<() => void> {
  return new Promise((resolve) => {
    const held = () =>
      new Promise<void>((letGo) => {
        resolve(letGo)
      })
    if (navigator.locks) navigator.locks.request(name, held).catch(() => resolve(() => undefined))
    else resolve(() => undefined)
  })
}

/** Files that are there to be read; one that is just being removed is none. */
async function filesIn(folder: FileSystemDirectoryHandle): Promise<File[]> {
  const files: File[] = []
  for await (const handle of folder.values()) {
    const file = handle instanceof FileSystemFileHandle ? await handle.getFile().catch(() => null) : null
    if (file) files.push(file)
  }
  return files
}

async function removeAbandoned(
  folder: FileSystemDirectoryHandle,
  database: string,
  now: number,
): Promise<void> {
  // First: a file that is made meanwhile is young.
  const { held } = (await navigator.locks?.query()) ?? {}
  const names = held && new Set(held.map(({ name }) => name))
  for (const { name, lastModified } of await filesIn(folder)) {
    const isHeld = names?.has(lockOf(database, name)) ?? false
    if (!isHeld && now - lastModified > (names ? graceMs : keptMs))
      await folder.removeEntry(name).catch(() => undefined)
  }
}
