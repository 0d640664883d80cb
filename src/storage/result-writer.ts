/** Writes rows to a file as they are found, in a worker: the page never sees them. */
import { openFolderWriter } from './folder-writer'
import { makeResultFile } from './result-files'
import type { ResultFilePlace, ResultWriter } from './result-files'
import { writeErrorFrom } from './storage-errors'

/** As workers have it; the page's types do not know it. */
interface SyncAccessHandle {
  getSize(): number
  write(bytes: ArrayBufferView, options: { at: number }): number
  flush(): void
  close(): void
}

interface SyncFileHandle extends FileSystemFileHandle {
  createSyncAccessHandle(): Promise<SyncAccessHandle>
}

/** Takes a file for this thread alone. Null where the browser has no files that can be written at once.
 *  @throws MotifscopeError `folder-closed` when the rows go to a folder that cannot be used */
export async function openResultWriter(place: ResultFilePlace): Promise<ResultWriter | null> {
  if (place.folder) return openFolderWriter(place, place.folder)
  let handle: SyncAccessHandle
  try {
    handle = await ((await makeResultFile(place)) as SyncFileHandle).createSyncAccessHandle()
  } catch (thrown) {
    console.warn('Matches are kept in IndexedDB, which is slower than files.', thrown)
    return null
  }
  let end = handle.getSize()
  let isFlushed = true
  return {
    append(rows, width) {
      const byteOffset = end
      writeAll(handle, rows, byteOffset)
      end += rows.byteLength
      isFlushed = false
      return { file: place.file, byteOffset, rowCount: rows.length / width }
    },
    flush() {
      if (!isFlushed) handle.flush()
      isFlushed = true
    },
    close: () => handle.close(),
  }
}

function writeAll(handle: SyncAccessHandle, rows: Uint32Array, at: number): void {
  try {
    const written = handle.write(rows, { at })
    // In a private window Chromium claims to have written what there was no room for.
    const isWhole = written === rows.byteLength && handle.getSize() >= at + rows.byteLength
    if (!isWhole) throw new DOMException('The file could not grow.', 'QuotaExceededError')
  } catch (thrown) {
    throw writeErrorFrom(thrown)
  }
}
