/** Files in OPFS that are made to be handed out once, such as exports larger than memory: folder
 *  `<database>/temporary/`. They outlive the tab only until the next one is made. */
import type { MotifscopeDatabase } from './schema'
import { storageErrorFrom, writeErrorFrom } from './storage-errors'

const folderName = 'temporary'
/** A file may still be on its way into the user's folder so long after it was made. */
const keptMs = 3_600_000

/** Writes parts to a new file; undefined, with no part taken, where the browser has no files.
 *  @throws MotifscopeError `quota-exceeded`; what the parts throw. Nothing is then left behind */
export async function writeTemporaryFile(
  db: MotifscopeDatabase,
  parts: AsyncIterable<Uint8Array>,
): Promise<File | undefined> {
  const folder = await openFolder(db.name)
  if (!folder) return undefined
  const name = crypto.randomUUID()
  try {
    await removeOld(folder)
    const handle = await folder.getFileHandle(name, { create: true })
    await writeParts(await handle.createWritable(), parts)
    return await handle.getFile()
  } catch (thrown) {
    await folder.removeEntry(name).catch(() => undefined)
    throw storageErrorFrom(thrown)
  }
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

async function removeOld(folder: FileSystemDirectoryHandle): Promise<void> {
  for await (const handle of folder.values()) {
    if (!(handle instanceof FileSystemFileHandle)) continue
    const { lastModified } = await handle.getFile()
    if (Date.now() - lastModified > keptMs) await folder.removeEntry(handle.name).catch(() => undefined)
  }
}
