/** Stored significance runs: a record each, and every sample under its number, so that whoever goes on draws only what
 *  is missing. */
import type { NullRunRecord, NullSample } from '../model/null-run'
import type { MotifscopeDatabase } from './schema'
import { keysOf } from './schema'
import { inTransaction, unawaited } from './transaction'

export function getNullRun(db: MotifscopeDatabase, id: string): Promise<NullRunRecord | undefined> {
  return inTransaction(db, ['nullRuns'], 'readonly', (tx) => tx.objectStore('nullRuns').get(id))
}

/** All records with their numbers of samples, the newest first. */
export function listNullRuns(
  db: MotifscopeDatabase,
): Promise<{ record: NullRunRecord; sampleCount: number }[]> {
  return inTransaction(db, ['nullRuns', 'nullSamples'], 'readonly', async (tx) => {
    const records = await tx.objectStore('nullRuns').getAll()
    const samples = tx.objectStore('nullSamples')
    const counts = await Promise.all(records.map(({ id }) => samples.count(keysOf(id))))
    return records
      .map((record, i) => ({ record, sampleCount: counts[i] ?? 0 }))
      .sort((left, right) => right.record.createdAt - left.record.createdAt)
  })
}

/** Adds a record, or changes the one that is there. `change` is given undefined when there is none.
 *  @returns the record as it then is */
export function changeNullRun(
  db: MotifscopeDatabase,
  id: string,
  change: (known: NullRunRecord | undefined) => NullRunRecord | undefined,
): Promise<NullRunRecord | undefined> {
  return inTransaction(db, ['nullRuns'], 'readwrite', async (tx) => {
    const runs = tx.objectStore('nullRuns')
    const changed = change(await runs.get(id))
    if (changed) await runs.put(changed)
    return changed
  })
}

/** Keeps a sample, unless its run is gone. The same sample twice is one. */
export function putNullSample(db: MotifscopeDatabase, sample: NullSample): Promise<boolean> {
  return inTransaction(db, ['nullRuns', 'nullSamples'], 'readwrite', async (tx) => {
    if ((await tx.objectStore('nullRuns').getKey(sample.runId)) === undefined) return false
    await tx.objectStore('nullSamples').put(sample)
    return true
  })
}

/** By ascending number. */
export function readNullSamples(db: MotifscopeDatabase, runId: string): Promise<NullSample[]> {
  return inTransaction(db, ['nullSamples'], 'readonly', (tx) =>
    tx.objectStore('nullSamples').getAll(keysOf(runId)),
  )
}

export function deleteNullRun(db: MotifscopeDatabase, id: string): Promise<void> {
  return inTransaction(db, ['nullRuns', 'nullSamples'], 'readwrite', async (tx) => {
    unawaited(tx.objectStore('nullRuns').delete(id))
    await tx.objectStore('nullSamples').delete(keysOf(id))
  })
}
