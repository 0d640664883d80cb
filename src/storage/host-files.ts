/** The bytes of stored hosts: named files in OPFS, folder `<database>/hosts/<host id>/`, or blobs in IndexedDB where
 *  the browser has no OPFS (private windows of Firefox, older Safari). Which host is whole is hosts.ts's business.
 *  Works in pages and workers. */
import type { MotifscopeDatabase } from './schema'
import { keysOf } from './schema'
import { storageErrorFrom, writeErrorFrom } from './storage-errors'
import { inTransaction } from './transaction'

/** Views may stand on shared memory. */
export type HostFileContent =
  Blob | ReadableStream<Uint8Array<ArrayBuffer>> | ArrayBuffer | ArrayBufferView<ArrayBufferLike>

const pieceByteLength = 16 * 2 ** 20

/** Writes a file, replacing one of that name only when all of the new one is there. Returns its length in bytes.
 *  Within `storeHost`, unless the host is stored already: a folder without a host record is swept away.
 *  @throws MotifscopeError `quota-exceeded`; what the stream threw. The old file, if any, is then untouched. */
export async function writeHostFile(
  db: MotifscopeDatabase,
  hostId: string,
  name: string,
  content: HostFileContent,
): Promise<number> {
  const root = await openRoot()
  if (!root) return writeBlob(db, hostId, name, content)
  try {
    const folder = await openFolder(root, [db.name, 'hosts', hostId], true)
    const handle = await folder.getFileHandle(name, { create: true })
    // The stream of a writable file goes to a twin of the file, which takes its place when the stream is closed.
    await streamFrom(content).pipeTo(sinkInto(await handle.createWritable()))
    return (await handle.getFile()).size
  } catch (thrown) {
    throw storageErrorFrom(thrown)
  }
}

/** Tells the file's own failures from those of the stream that feeds it. */
function sinkInto(file: FileSystemWritableFileStream): WritableStream<Uint8Array<ArrayBuffer>> {
  const told = (work: Promise<void>) =>
    work.catch((thrown: unknown): never => {
      throw writeErrorFrom(thrown)
    })
  return new WritableStream({
    write: (piece) => told(file.write(piece)),
    close: () => told(file.close()),
    abort: (reason) => file.abort(reason),
  })
}

/** A file of a host, read from disk only where it is read from; undefined when there is none. */
export async function readHostFile(
  db: MotifscopeDatabase,
  hostId: string,
  name: string,
): Promise<Blob | undefined> {
  const root = await openRoot()
  const file =
    root &&
    (await whereFound(async () => {
      const folder = await openFolder(root, [db.name, 'hosts', hostId], false)
      return (await folder.getFileHandle(name)).getFile()
    }))
  if (file) return file
  const record = await inTransaction(db, ['hostFiles'], 'readonly', (tx) =>
    tx.objectStore('hostFiles').get([hostId, name]),
  )
  return record?.content
}

/** Deletes one file; nothing happens when there is none. */
export async function deleteHostFile(db: MotifscopeDatabase, hostId: string, name: string): Promise<void> {
  const root = await openRoot()
  if (root)
    await whereFound(async () => {
      const folder = await openFolder(root, [db.name, 'hosts', hostId], false)
      await folder.removeEntry(name)
    })
  await inTransaction(db, ['hostFiles'], 'readwrite', (tx) =>
    tx.objectStore('hostFiles').delete([hostId, name]),
  )
}

/** Deletes all files of a host. */
export async function deleteHostFiles(db: MotifscopeDatabase, hostId: string): Promise<void> {
  const root = await openRoot()
  if (root)
    await whereFound(async () => {
      const folder = await openFolder(root, [db.name, 'hosts'], false)
      await folder.removeEntry(hostId, { recursive: true })
    })
  await inTransaction(db, ['hostFiles'], 'readwrite', (tx) =>
    tx.objectStore('hostFiles').delete(keysOf(hostId)),
  )
}

/** The hosts that have files, whole or not. */
export async function listHostsWithFiles(db: MotifscopeDatabase): Promise<string[]> {
  const keys = await inTransaction(db, ['hostFiles'], 'readonly', (tx) =>
    tx.objectStore('hostFiles').getAllKeys(),
  )
  const hostIds = new Set(keys.map(([hostId]) => hostId))
  const root = await openRoot()
  if (root)
    await whereFound(async () => {
      const folder = await openFolder(root, [db.name, 'hosts'], false)
      for await (const hostId of folder.keys()) hostIds.add(hostId)
    })
  return [...hostIds]
}

/** The root of OPFS; undefined where it cannot be had or not be written as a stream. */
async function openRoot(): Promise<FileSystemDirectoryHandle | undefined> {
  if (typeof FileSystemFileHandle === 'undefined' || !('createWritable' in FileSystemFileHandle.prototype))
    return
  try {
    return await navigator.storage.getDirectory()
  } catch {
    return undefined
  }
}

async function openFolder(
  root: FileSystemDirectoryHandle,
  path: string[],
  create: boolean,
): Promise<FileSystemDirectoryHandle> {
  let folder = root
  for (const name of path) folder = await folder.getDirectoryHandle(name, { create })
  return folder
}

/** What `look` finds; undefined when the file or a folder above it does not exist. */
async function whereFound<Found>(look: () => Promise<Found>): Promise<Found | undefined> {
  try {
    return await look()
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'NotFoundError') return undefined
    throw thrown
  }
}

async function writeBlob(
  db: MotifscopeDatabase,
  hostId: string,
  name: string,
  data: HostFileContent,
): Promise<number> {
  const content = data instanceof Blob ? data : await blobFrom(streamFrom(data))
  await inTransaction(db, ['hostFiles'], 'readwrite', (tx) =>
    tx.objectStore('hostFiles').put({ hostId, name, content }),
  )
  return content.size
}

/** A stream as a blob; piece by piece, since the browser may keep blobs on disk. Rejects with the stream's own error. */
async function blobFrom(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Blob> {
  const pieces: Blob[] = []
  await stream.pipeTo(new WritableStream({ write: (piece) => void pieces.push(new Blob([piece])) }))
  return new Blob(pieces)
}

/** Bytes as a stream of copied pieces: files cannot be written from shared memory, and a copy of all would double it. */
function streamFrom(content: HostFileContent): ReadableStream<Uint8Array<ArrayBuffer>> {
  if (content instanceof ReadableStream) return content
  if (content instanceof Blob) return content.stream()
  const bytes = ArrayBuffer.isView(content)
    ? new Uint8Array(content.buffer, content.byteOffset, content.byteLength)
    : new Uint8Array(content)
  let start = 0
  return new ReadableStream({
    pull(controller) {
      if (start >= bytes.length) return controller.close()
      controller.enqueue(new Uint8Array(bytes.subarray(start, start + pieceByteLength)))
      start += pieceByteLength
    },
  })
}
