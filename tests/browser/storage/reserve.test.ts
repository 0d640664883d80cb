/** The room kept back for what must be said when there is no other. */
import { expect, it } from 'vitest'
import { MotifscopeError } from '../../../src/model/errors'
import { keepReserve, withReserve } from '../../../src/storage/reserve'
import { freshDatabase } from './fresh-database'

const noRoom = () => new MotifscopeError('quota-exceeded', 'No room.')

async function sizeOf(database: string): Promise<number | undefined> {
  const home = await (await navigator.storage.getDirectory()).getDirectoryHandle(database)
  const file = await home.getFileHandle('reserve').catch(() => undefined)
  return (await file?.getFile())?.size
}

it('is given up once, and then the work is done again', async () => {
  const db = await freshDatabase()
  await keepReserve(db)
  await keepReserve(db)
  expect(await sizeOf(db.name)).toBe(2 ** 22)
  const roomBefore: boolean[] = []
  const work = async () => {
    roomBefore.push((await sizeOf(db.name)) === undefined)
    if (roomBefore.length === 1) throw noRoom()
    return 'written'
  }
  expect(await withReserve(db, work)).toBe('written')
  expect(roomBefore).toEqual([false, true])
  await expect(withReserve(db, () => Promise.reject(noRoom()))).rejects.toMatchObject({
    code: 'quota-exceeded',
  })
})

it('is not spent on other failures', async () => {
  const db = await freshDatabase()
  await keepReserve(db)
  await expect(withReserve(db, () => Promise.reject(new Error('a mistake')))).rejects.toThrow('a mistake')
  expect(await sizeOf(db.name)).toBe(2 ** 22)
})
