/** What jobs are given to work with, and what is at hand of a job while it runs. Types only. */
import type { JobRecord } from '../model/job'
import type { Motif } from '../model/motif'
import type { SearchableHost } from '../model/searchable-host'
import type { MotifscopeDatabase } from '../storage/database'
import type { WorkerPool } from './worker-pool'

export interface JobServices {
  db: () => Promise<MotifscopeDatabase>
  pool: () => WorkerPool
  host: (hostId: string) => Promise<SearchableHost>
  readMotif: (source: string) => { motif: Motif; warnings: string[] }
  now: () => number
  owner: string
}

/** A job under way in this tab. */
export interface LiveJob {
  record: JobRecord
  workers: number
  /** What the user asked for while it runs; read between slices. */
  asked: 'paused' | 'cancelled' | null
  ended: Promise<void>
}
