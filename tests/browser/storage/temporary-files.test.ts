import { expect, it } from 'vitest'
import {
  deleteTemporaryFiles,
  sweepTemporaryFiles,
  temporarySpace,
  writeTemporaryFile,
} from '../../../src/storage/temporary-files'
import { freshDatabase } from './fresh-database'

const encoder = new TextEncoder()

async function* parts(texts: string[], failure?: Error): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(encoder.encode(text))
  if (failure) throw failure
}

async function namesIn(database: string): Promise<string[]> {
  const root = await navigator.storage.getDirectory()
  const folder = await (await root.getDirectoryHandle(database)).getDirectoryHandle('temporary')
  const names: string[] = []
  for await (const name of folder.keys()) names.push(name)
  return names
}

it('parts become one file that can be read as often as one likes', async () => {
  const db = await freshDatabase()
  const file = await writeTemporaryFile(db, parts(['a,b\n', '1,2\n']))
  const other = await writeTemporaryFile(db, parts(['other']))
  expect(await file?.text()).toBe('a,b\n1,2\n')
  expect(await file?.slice(4).text()).toBe('1,2\n')
  expect(await other?.text()).toBe('other')
})

it('parts that fail leave nothing behind, and say why', async () => {
  const db = await freshDatabase()
  await expect(writeTemporaryFile(db, parts(['a'], new Error('no more')))).rejects.toThrow('no more')
  expect(await namesIn(db.name)).toEqual([])
})

/** A file as a tab leaves it that is gone: nobody holds its lock. */
async function leftBehind(database: string, name: string, text: string): Promise<void> {
  const root = await navigator.storage.getDirectory()
  const home = await root.getDirectoryHandle(database, { create: true })
  const folder = await home.getDirectoryHandle('temporary', { create: true })
  const stream = await (await folder.getFileHandle(name, { create: true })).createWritable()
  await stream.write(text)
  await stream.close()
}

it('files of tabs that are gone are removed, those of tabs that live stay', async () => {
  const db = await freshDatabase()
  const own = await writeTemporaryFile(db, parts(['mine']))
  await leftBehind(db.name, 'left', 'nobody’s')
  expect(await temporarySpace(db)).toEqual({ fileCount: 2, byteLength: 14 })
  // The browser may still copy it somewhere.
  await sweepTemporaryFiles(db, Date.now())
  expect(await namesIn(db.name)).toContain('left')
  await sweepTemporaryFiles(db, Date.now() + 120_000)
  expect(await namesIn(db.name)).not.toContain('left')
  expect(await temporarySpace(db)).toEqual({ fileCount: 1, byteLength: 4 })
  expect(await own?.text()).toBe('mine')
})

it('all of them can be freed at once', async () => {
  const db = await freshDatabase()
  await writeTemporaryFile(db, parts(['mine']))
  await leftBehind(db.name, 'left', 'other')
  await deleteTemporaryFiles(db)
  expect(await temporarySpace(db)).toEqual({ fileCount: 0, byteLength: 0 })
})
