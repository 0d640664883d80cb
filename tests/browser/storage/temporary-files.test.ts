import { expect, it } from 'vitest'
import { writeTemporaryFile } from '../../../src/storage/temporary-files'
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
