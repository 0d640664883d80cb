/** A little room kept back, as a file in OPFS: when there is no other left, it is given up so that what must be said can
 *  still be written: that a search pauses, how far it came, that rows were freed. Never for rows. */
import { MotifscopeError } from '../model/errors'
import type { MotifscopeDatabase } from './schema'

const fileName = 'reserve'
/** Some thousands of small records. */
const byteLength = 2 ** 22

async function home(db: MotifscopeDatabase, create: boolean): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(db.name, { create })
}

/** Keeps room back, unless it is already or there is none. Never throws: without it things go as they can. */
export async function keepReserve(db: MotifscopeDatabase): Promise<void> {
  try {
    const file = await (await home(db, true)).getFileHandle(fileName, { create: true })
    if ((await file.getFile()).size === byteLength) return
    const stream = await file.createWritable()
    await stream.write(new Uint8Array(byteLength))
    await stream.close()
  } catch {
    // No room, or no files here.
  }
}

/** Gives the room up. Answers whether there was some. */
async function spendReserve(db: MotifscopeDatabase): Promise<boolean> {
  try {
    const folder = await home(db, false)
    const { size } = await (await folder.getFileHandle(fileName)).getFile()
    await folder.removeEntry(fileName)
    return size > 0
  } catch {
    return false
  }
}

/** Does something that must not fail for want of room: where it does, it is done again with the room kept back.
 *  @throws what `work` throws */
export async function withReserve<Result>(
  db: MotifscopeDatabase,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (thrown) {
    const isForRoom = thrown instanceof MotifscopeError && thrown.code === 'quota-exceeded'
    if (!isForRoom || !(await spendReserve(db))) throw thrown
    return work()
  }
}
