/** Documents that wait for their predecessors, apart from those that are verified. */
import type { MossDocument } from '../model/document'
import type { HeldCopy } from '../model/document-store'
import type { MotifscopeDatabase } from './schema'
import { inTransaction } from './transaction'

/** Keeps copies, each once, and drops the oldest beyond the limit; answers those dropped. */
export function hold(
  db: MotifscopeDatabase,
  copies: readonly MossDocument[],
  limit: number,
): Promise<MossDocument[]> {
  return inTransaction(db, ['heldDocuments'], 'readwrite', async (tx) => {
    const held = tx.objectStore('heldDocuments')
    const last = await held.index('byArrival').openKeyCursor(null, 'prev')
    let arrival = Number(last?.key ?? 0)
    for (const document of copies) {
      const copy = heldCopy(document, arrival + 1)
      if ((await held.getKey([document.id, copy.signature, copy.handOver])) !== undefined) continue
      await held.put(copy)
      arrival++
    }
    const surplus = (await held.count()) - limit
    if (surplus <= 0) return []
    const oldest = await held.index('byArrival').getAll(null, surplus)
    for (const { document, signature, handOver } of oldest)
      await held.delete([document.id, signature, handOver])
    return oldest.map(({ document }) => document)
  })
}

function heldCopy(document: MossDocument, arrival: number): HeldCopy {
  const { signature = '', handOver = '' } = document.proof ?? {}
  return { document, signature, handOver, arrival }
}

/** The copies that wait for one of these documents, as they came. */
export function heldFor(db: MotifscopeDatabase, predecessorIds: readonly string[]): Promise<HeldCopy[]> {
  return inTransaction(db, ['heldDocuments'], 'readonly', async (tx) => {
    const held = tx.objectStore('heldDocuments')
    // Mostly nothing waits: then nothing is asked for document by document.
    if ((await held.count()) === 0) return []
    const index = held.index('byPredecessor')
    const waiting = (await Promise.all(predecessorIds.map((id) => index.getAll(id)))).flat()
    return waiting.sort((a, b) => a.arrival - b.arrival)
  })
}

/** Forgets copies. */
export function release(db: MotifscopeDatabase, copies: readonly HeldCopy[]): Promise<void> {
  return inTransaction(db, ['heldDocuments'], 'readwrite', async (tx) => {
    const held = tx.objectStore('heldDocuments')
    for (const { document, signature, handOver } of copies)
      await held.delete([document.id, signature, handOver])
  })
}

export function countHeld(db: MotifscopeDatabase): Promise<number> {
  return inTransaction(db, ['heldDocuments'], 'readonly', (tx) => tx.objectStore('heldDocuments').count())
}
