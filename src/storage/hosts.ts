/** Stored hosts: a record and its files, kept together. A host exists when its record does: the record is written
 *  after the files and deleted before them, so a crash leaves at worst files that nobody sees and a sweep deletes. */
import type { HostRecord } from '../model/host-graph'
import { deleteHostFiles, listHostsWithFiles, writeHostFile } from './host-files'
import type { HostFileContent } from './host-files'
import type { MotifscopeDatabase } from './schema'
import { inTransaction } from './transaction'

/** Writes one file of the host that is being stored; returns its length in bytes. */
export type WriteFile = (name: string, content: HostFileContent) => Promise<number>

/** Stores a host: `fill` writes its files and returns its record, which makes it exist. When `fill` fails, the files
 *  of a host that did not exist before are deleted. One tab at a time per host.
 *  @throws MotifscopeError `quota-exceeded`; what `fill` throws; Error when the record is of another host. */
export function storeHost(
  db: MotifscopeDatabase,
  hostId: string,
  fill: (write: WriteFile) => Promise<HostRecord>,
): Promise<HostRecord> {
  return withHostLock(db, hostId, async () => {
    try {
      const record = await fill((name, content) => writeHostFile(db, hostId, name, content))
      if (record.id !== hostId)
        throw new Error(`The record of host ${record.id} was given for host ${hostId}.`)
      await putHost(db, record)
      return record
    } catch (thrown) {
      await discardUnlessStored(db, hostId).catch(() => undefined) // else the sweep will
      throw thrown
    }
  })
}

/** Writes a record. A host with files is stored with `storeHost`. */
export function putHost(db: MotifscopeDatabase, record: HostRecord): Promise<void> {
  return inTransaction(db, ['hosts'], 'readwrite', async (tx) => {
    await tx.objectStore('hosts').put(record)
  })
}

/** The record of a host; undefined when it is not stored. */
export function getHost(db: MotifscopeDatabase, hostId: string): Promise<HostRecord | undefined> {
  return inTransaction(db, ['hosts'], 'readonly', (tx) => tx.objectStore('hosts').get(hostId))
}

/** All records, the one opened last first. */
export async function listHosts(db: MotifscopeDatabase): Promise<HostRecord[]> {
  const oldestFirst = await inTransaction(db, ['hosts'], 'readonly', (tx) =>
    tx.objectStore('hosts').index('byOpenedAt').getAll(),
  )
  return oldestFirst.reverse()
}

/** Changes a record where it stands, so that two writers do not undo each other (`openedAt`, `statistics`). Returns
 *  the new record; undefined when the host is not stored. */
export function updateHost(
  db: MotifscopeDatabase,
  hostId: string,
  change: (record: HostRecord) => HostRecord,
): Promise<HostRecord | undefined> {
  return inTransaction(db, ['hosts'], 'readwrite', async (tx) => {
    const hosts = tx.objectStore('hosts')
    const record = await hosts.get(hostId)
    if (!record) return undefined
    const changed = change(record)
    await hosts.put(changed)
    return changed
  })
}

/** Forgets a host: its record, then its files. Nothing happens when it is not stored. */
export function deleteHost(db: MotifscopeDatabase, hostId: string): Promise<void> {
  return withHostLock(db, hostId, async () => {
    await inTransaction(db, ['hosts'], 'readwrite', (tx) => tx.objectStore('hosts').delete(hostId))
    await deleteHostFiles(db, hostId)
  })
}

/** Deletes files left by a crash: those of hosts without a record that no tab is storing now. Returns their ids. */
export async function sweepHostFiles(db: MotifscopeDatabase): Promise<string[]> {
  const swept: string[] = []
  for (const hostId of await listHostsWithFiles(db)) {
    if (await getHost(db, hostId)) continue
    await withFreeHostLock(db, hostId, async () => {
      if (await getHost(db, hostId)) return
      await deleteHostFiles(db, hostId)
      swept.push(hostId)
    })
  }
  return swept
}

async function discardUnlessStored(db: MotifscopeDatabase, hostId: string): Promise<void> {
  if (!(await getHost(db, hostId))) await deleteHostFiles(db, hostId)
}

const lockName = (db: MotifscopeDatabase, hostId: string) => `${db.name}-host-${hostId}`

// The browser gives a lock back when its tab dies. Where it has no locks, tabs must not store the same host at once.
async function withHostLock<Result>(
  db: MotifscopeDatabase,
  hostId: string,
  work: () => Promise<Result>,
): Promise<Result> {
  return navigator.locks ? navigator.locks.request(lockName(db, hostId), work) : work()
}

async function withFreeHostLock(
  db: MotifscopeDatabase,
  hostId: string,
  work: () => Promise<void>,
): Promise<void> {
  if (!navigator.locks) return
  await navigator.locks.request(lockName(db, hostId), { ifAvailable: true }, (lock) =>
    lock ? work() : undefined,
  )
}
