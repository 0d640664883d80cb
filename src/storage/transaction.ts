/** Runs work in one transaction: all of it is kept, or nothing. Every access to IndexedDB goes through here. */
import type { MotifscopeDatabase, StoreName, Transaction } from './schema'
import { closedErrorFrom, storageErrorFrom } from './storage-errors'

/** Runs `work` and waits until its transaction is committed. Whatever `work` throws aborts the transaction first:
 *  IndexedDB by itself would commit the requests made before the throw.
 *  `work` may await requests of the transaction only; anything else lets the browser commit too early.
 *  @throws MotifscopeError `quota-exceeded`, `storage-closed`, `storage-failed`; else what `work` threw. */
export async function inTransaction<Mode extends 'readonly' | 'readwrite', Result>(
  db: MotifscopeDatabase,
  stores: StoreName[],
  mode: Mode,
  work: (tx: Transaction<Mode>) => Promise<Result>,
): Promise<Result> {
  try {
    // Relaxed: safe against a crash of the tab or the browser, not of the machine; a task can be searched again.
    const tx = db.transaction(stores, mode, { durability: 'relaxed' })
    const committed = tx.done.then(
      () => undefined,
      () => tx.error ?? new DOMException('The transaction was aborted.', 'AbortError'),
    )
    try {
      const result = await work(tx)
      commit(tx)
      const failure = await committed
      if (failure) throw failure
      return result
    } catch (thrown) {
      await abort(tx)
      // A request that fails for lack of room says so on the transaction.
      if (tx.error?.name === 'QuotaExceededError') throw tx.error
      // Nobody else aborts a transaction than the browser when it ends the connection.
      throw thrown instanceof DOMException && thrown.name === 'AbortError' ? closedErrorFrom(thrown) : thrown
    }
  } catch (thrown) {
    throw storageErrorFrom(thrown)
  }
}

/** Does not wait for the browser to notice that nothing more is asked. */
function commit(tx: Transaction<'readonly' | 'readwrite'>): void {
  try {
    tx.commit()
  } catch {
    // It has ended already.
  }
}

/** Leaves one request of a transaction to itself, so that the transaction can be committed at once: when the request
 *  fails, so does the transaction. For requests only: what fails before it asks would pass unseen. */
export function unawaited(request: Promise<unknown>): void {
  request.catch(() => undefined)
}

async function abort(tx: Transaction<'readonly' | 'readwrite'>): Promise<void> {
  try {
    tx.abort()
  } catch {
    // It has ended already.
  }
  await tx.done.catch(() => undefined)
}
