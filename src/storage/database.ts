/** Opens the database and keeps the peace between tabs of different versions. Refuses to reopen by itself: a tab
 *  whose connection was closed is told, and decides. Works in pages and workers. */
import { openDB } from 'idb'
import { migrations } from './migrations'
import type { Migration } from './migrations'
import type { MotifscopeDatabase, MotifscopeSchema, Transaction } from './schema'
import { openingErrorFrom } from './storage-errors'

export type { MotifscopeDatabase } from './schema'

export const databaseName = 'motifscope'

/** Why a connection is no longer usable: another tab brought a newer version, someone deletes the database, or the
 *  browser ended it (site data cleared, disk trouble). */
export type ClosedReason = 'newer-version' | 'deleted' | 'terminated'

export interface DatabaseEvents {
  /** Opening waits for another tab that still has an older version open. */
  onBlocked?: () => void
  /** The connection is closed; every later call rejects with code `storage-closed`. */
  onClosed?: (reason: ClosedReason) => void
}

/** Opens (and, where needed, creates or updates) the database.
 *  @throws MotifscopeError `storage-outdated`, `storage-unavailable`, `quota-exceeded`. */
export function openMotifscopeDatabase(
  name = databaseName,
  events: DatabaseEvents = {},
): Promise<MotifscopeDatabase> {
  return openDatabase(name, migrations, events)
}

/** Opens a database after a given list of steps; `openMotifscopeDatabase` is this with all of them. A step that throws
 *  leaves the database as it was. */
export async function openDatabase(
  name: string,
  steps: readonly Migration[],
  { onBlocked, onClosed }: DatabaseEvents = {},
): Promise<MotifscopeDatabase> {
  let stepError: unknown
  try {
    return await openDB<MotifscopeSchema>(name, steps.length, {
      upgrade: (db, oldVersion, _newVersion, tx) =>
        migrate(db, tx, steps.slice(oldVersion)).catch((thrown: unknown) => {
          stepError = thrown
          tx.done.catch(() => undefined)
          tx.abort()
        }),
      blocked: () => onBlocked?.(),
      blocking: (_current, newVersion, event) => {
        // Transactions under way still end; then the other tab gets its turn.
        if (event.target instanceof IDBDatabase) event.target.close()
        onClosed?.(newVersion === null ? 'deleted' : 'newer-version')
      },
      terminated: () => onClosed?.('terminated'),
    })
  } catch (thrown) {
    throw openingErrorFrom(stepError ?? thrown)
  }
}

async function migrate(
  db: MotifscopeDatabase,
  tx: Transaction<'versionchange'>,
  steps: readonly Migration[],
): Promise<void> {
  for (const step of steps) await step(db, tx)
}
