/** Small things the user chose, by name. Values are plain data; who wrote a setting checks what it reads. */
import type { MotifscopeDatabase } from './schema'
import { inTransaction } from './transaction'

/** The value kept under a key; undefined when there is none. */
export function getSetting(db: MotifscopeDatabase, key: string): Promise<unknown> {
  return inTransaction(db, ['settings'], 'readonly', (tx) => tx.objectStore('settings').get(key))
}

/** Keeps a value; `undefined` forgets it. */
export function putSetting(db: MotifscopeDatabase, key: string, value: unknown): Promise<void> {
  return inTransaction(db, ['settings'], 'readwrite', async (tx) => {
    const settings = tx.objectStore('settings')
    if (value === undefined) await settings.delete(key)
    else await settings.put(value, key)
  })
}
