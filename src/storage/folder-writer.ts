/** Writes rows into a folder outside the browser, in a worker. Such files can only be written whole: what comes between
 *  two flushes waits in memory and becomes a file of its own. */
import { MotifscopeError } from '../model/errors'
import type { ResultFilePlace, ResultWriter } from './result-files'
import { closedFolderError, ownFolder } from './row-folders'
import type { RowFolder } from './row-folders'
import { writeErrorFrom } from './storage-errors'

/** @throws MotifscopeError `folder-closed` */
export async function openFolderWriter({ jobId }: ResultFilePlace, chosen: RowFolder): Promise<ResultWriter> {
  const folder = await ownFolder(chosen, jobId, true).catch((thrown: unknown): never => {
    throw closedFolderError(thrown)
  })
  const stem = crypto.randomUUID()
  let fileNumber = 0
  let parts: Uint32Array<ArrayBuffer>[] = []
  let byteLength = 0
  const fileName = () => `${stem}-${fileNumber}.rows`
  return {
    append(rows, width) {
      const byteOffset = byteLength
      parts.push(rows.slice())
      byteLength += rows.byteLength
      return { file: fileName(), byteOffset, rowCount: rows.length / width, folder: chosen.index }
    },
    async flush() {
      if (parts.length === 0) return
      const whole = new Blob(parts)
      const name = fileName()
      fileNumber++
      parts = []
      byteLength = 0
      await writeFile(folder, name, whole)
    },
    close: () => undefined,
  }
}

async function writeFile(folder: FileSystemDirectoryHandle, name: string, content: Blob): Promise<void> {
  try {
    const stream = await (await folder.getFileHandle(name, { create: true })).createWritable()
    await stream.write(content)
    await stream.close()
    // Chromium may say nothing when a folder of its own has no room.
    const { size } = await (await folder.getFileHandle(name)).getFile()
    if (size < content.size) throw new DOMException('The file could not grow.', 'QuotaExceededError')
  } catch (thrown) {
    const told = writeErrorFrom(thrown)
    throw told instanceof MotifscopeError ? told : closedFolderError(thrown)
  }
}
