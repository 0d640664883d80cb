/** `motifscope.storage`: what is kept in this browser, how much room it takes, and how to free it item by item. */
import type { HostLibrary } from '../hosts/host-library'
import { plainCount } from '../jobs/job-info'
import type { JobRecord } from '../model/job'
import type { MotifscopeDatabase } from '../storage/database'
import { deleteDocuments, documentSpace } from '../storage/document-space'
import { listHosts, sweepHostFiles } from '../storage/hosts'
import { listJobs } from '../storage/job-records'
import { requestPersistence, storageEstimate } from '../storage/storage-space'
import { deleteTemporaryFiles, sweepTemporaryFiles, temporarySpace } from '../storage/temporary-files'
import type { StorageApi, StoredResult } from './jobs-types'

export interface StorageSources {
  database: () => Promise<MotifscopeDatabase>
  library: HostLibrary
  dropRows: (jobId: string) => Promise<void>
}

const bytesPerValue = 4

function resultFrom({ id, hostId, motif, state, count, rowCount, columns }: JobRecord): StoredResult {
  const byteLength = rowCount * columns.length * bytesPerValue
  return { jobId: id, hostId, motif, state, count: plainCount(count), rowCount, byteLength }
}

/** The bytes of an answer; its header says it without reading the body. */
async function lengthOf(response: Response | undefined): Promise<number> {
  const told = Number(response?.headers.get('Content-Length') ?? NaN)
  if (Number.isFinite(told) && !response?.headers.has('Content-Encoding')) return told
  return (await response?.blob())?.size ?? 0
}

async function appBytes(): Promise<number> {
  if (!('caches' in globalThis)) return 0
  let sum = 0
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) sum += await lengthOf(await cache.match(request))
  }
  return sum
}

export function createStorageApi({ database, library, dropRows }: StorageSources): StorageApi {
  return {
    async report() {
      const db = await database()
      // What a crash or a closed host left for nobody is not worth a line.
      await library.sweep()
      await sweepHostFiles(db)
      await sweepTemporaryFiles(db, Date.now())
      const [{ usage, quota }, hosts, jobs, documents, temporary, appByteLength, isPersistent] =
        await Promise.all([
          storageEstimate(),
          listHosts(db),
          listJobs(db),
          documentSpace(db),
          temporarySpace(db),
          appBytes(),
          navigator.storage?.persisted?.() ?? false,
        ])
      const results = jobs.map(resultFrom).filter(({ rowCount }) => rowCount > 0)
      return {
        ...(usage === undefined ? {} : { usage }),
        ...(quota === undefined ? {} : { quota }),
        isPersistent,
        hosts: hosts.map(({ id, name, byteLength, isClosed }) => ({ id, name, byteLength, isClosed })),
        results: results.sort((left, right) => right.byteLength - left.byteLength),
        documents,
        temporary,
        appByteLength,
      }
    },
    dropRows,
    dropDocuments: async () => deleteDocuments(await database()),
    dropTemporary: async () => deleteTemporaryFiles(await database()),
    async dropApp() {
      for (const name of await caches.keys()) await caches.delete(name)
    },
    persist: requestPersistence,
  }
}
