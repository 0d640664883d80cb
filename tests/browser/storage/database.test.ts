import { describe, expect, it, vi } from 'vitest'
import { cdp } from 'vitest/browser'
import { openDatabase, openMotifscopeDatabase } from '../../../src/storage/database'
import type { ClosedReason } from '../../../src/storage/database'
import { getHost, putHost } from '../../../src/storage/hosts'
import { getJob, putJob } from '../../../src/storage/job-records'
import { migrations } from '../../../src/storage/migrations'
import type { Migration } from '../../../src/storage/migrations'
import { getSetting, putSetting } from '../../../src/storage/settings'
import { inTransaction } from '../../../src/storage/transaction'
import { freshDatabase, freshName, jobRecord } from './fresh-database'
import { hostRecord } from './host-record'

const addNote: Migration = async (_db, tx) => {
  for await (const cursor of tx.objectStore('jobs'))
    await cursor.update({ ...cursor.value, warnings: ['migrated'] })
}

/** A connection that does not close when a newer version wants to open, as a tab that is busy or frozen. */
async function openRaw(name: string): Promise<IDBDatabase> {
  ;(await openMotifscopeDatabase(name)).close()
  const request = indexedDB.open(name)
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

describe('opening', () => {
  it('creates the stores and finds their content again', async () => {
    const name = freshName()
    const first = await openMotifscopeDatabase(name)
    const names = ['hostFiles', 'hosts', 'jobs', 'resultBatches', 'settings', 'tasks']
    expect([...first.objectStoreNames]).toEqual(expect.arrayContaining(names))
    await putSetting(first, 'theme', 'dark')
    first.close()
    const second = await openMotifscopeDatabase(name)
    expect(await getSetting(second, 'theme')).toBe('dark')
    second.close()
  })

  it('says so when a newer version has used the storage', async () => {
    const name = freshName()
    const newer = await openDatabase(name, [...migrations, addNote])
    newer.close()
    await expect(openMotifscopeDatabase(name)).rejects.toMatchObject({
      name: 'MotifscopeError',
      code: 'storage-outdated',
      hint: expect.stringContaining('Reload'),
    })
  })
})

describe('migrations', () => {
  it.each(migrations.map((_, i) => i + 1))('keep data from version %i', async (version) => {
    const name = freshName()
    const old = await openDatabase(name, migrations.slice(0, version))
    await putJob(old, jobRecord({}, { count: 2n ** 70n }))
    await putHost(old, hostRecord('host'))
    old.close()
    const db = await openDatabase(name, [...migrations, addNote])
    expect(db.version).toBe(migrations.length + 1)
    expect(await getJob(db, 'job')).toEqual(jobRecord({}, { count: 2n ** 70n, warnings: ['migrated'] }))
    expect(await getHost(db, 'host')).toEqual(hostRecord('host'))
    db.close()
  })

  it('that fail leave the database as it was, and say why', async () => {
    const name = freshName()
    const old = await openMotifscopeDatabase(name)
    await putJob(old, jobRecord())
    old.close()
    const failing: Migration = async (_db, tx) => {
      await tx.objectStore('jobs').clear()
      throw new Error('a step that fails')
    }
    await expect(openDatabase(name, [...migrations, failing])).rejects.toThrow('a step that fails')
    const db = await openMotifscopeDatabase(name)
    expect(db.version).toBe(migrations.length)
    expect(await getJob(db, 'job')).toEqual(jobRecord())
    db.close()
  })
})

describe('two tabs of different versions', () => {
  it('the older closes politely, is told, and says so when used again', async () => {
    const name = freshName()
    const reasons: ClosedReason[] = []
    const older = await openMotifscopeDatabase(name, { onClosed: (reason) => reasons.push(reason) })
    const write = putSetting(older, 'last', 'word')
    const newer = await openDatabase(name, [...migrations, addNote])
    await write
    expect(reasons).toEqual(['newer-version'])
    expect(await getSetting(newer, 'last')).toBe('word')
    await expect(getSetting(older, 'last')).rejects.toMatchObject({ code: 'storage-closed' })
    newer.close()
  })

  it('the newer is told that it waits for a tab that does not close', async () => {
    const name = freshName()
    const stubborn = await openRaw(name)
    let blockedCount = 0
    const opening = openDatabase(name, [...migrations, addNote], {
      onBlocked: () => {
        blockedCount++
        stubborn.close()
      },
    })
    ;(await opening).close()
    expect(blockedCount).toBe(1)
  })

  it('a connection that the browser ends is told', async () => {
    const name = freshName()
    const reasons: ClosedReason[] = []
    const db = await openMotifscopeDatabase(name, { onClosed: (reason) => reasons.push(reason) })
    // One after the other until one is cut off in the middle or comes too late.
    const writing = (async () => {
      for (;;) await putSetting(db, 'large', new Uint8Array(2 ** 22))
    })()
    const refused = expect(writing).rejects.toMatchObject({
      name: 'MotifscopeError',
      code: expect.stringMatching(/^storage-(closed|failed)$/),
    })
    await cdp().send('Storage.clearDataForOrigin', { origin: location.origin, storageTypes: 'indexeddb' })
    await vi.waitFor(() => expect(reasons).toEqual(['terminated']))
    await refused
    await expect(getSetting(db, 'large')).rejects.toMatchObject({ code: 'storage-closed' })
  })
})

describe('inTransaction', () => {
  it('keeps nothing when the work throws after some of its writes', async () => {
    const db = await freshDatabase()
    const work = inTransaction(db, ['jobs', 'settings'], 'readwrite', async (tx) => {
      await tx.objectStore('jobs').put(jobRecord())
      await tx.objectStore('settings').put('half', 'done')
      throw new Error('changed my mind')
    })
    await expect(work).rejects.toThrow('changed my mind')
    expect(await getJob(db, 'job')).toBeUndefined()
    expect(await getSetting(db, 'done')).toBeUndefined()
  })

  it('keeps nothing when a request fails', async () => {
    const db = await freshDatabase()
    const work = inTransaction(db, ['settings'], 'readwrite', async (tx) => {
      const settings = tx.objectStore('settings')
      await settings.put(1, 'key')
      await settings.add(2, 'key')
    })
    await expect(work).rejects.toMatchObject({ name: 'ConstraintError' })
    expect(await getSetting(db, 'key')).toBeUndefined()
  })
})

describe('settings', () => {
  it('are kept by name and forgotten with undefined', async () => {
    const db = await freshDatabase()
    await putSetting(db, 'layout', { left: 0.4 })
    expect(await getSetting(db, 'layout')).toEqual({ left: 0.4 })
    await putSetting(db, 'layout', undefined)
    expect(await getSetting(db, 'layout')).toBeUndefined()
  })
})
