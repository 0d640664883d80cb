/** What jobs are given to work with, and what is at hand of a job while it runs. Types only. */
import type { JobRecord } from '../model/job'
import type { Motif } from '../model/motif'
import type { SearchableHost } from '../model/searchable-host'
import type { MotifscopeDatabase } from '../storage/database'
import type { Crew } from './job-crew'
import type { RowsAtHand } from './rows-at-hand'
import type { WorkMeter } from './work-meter'
import type { WorkerPool } from './worker-pool'

export interface JobServices {
  db: () => Promise<MotifscopeDatabase>
  pool: () => WorkerPool
  host: (hostId: string) => Promise<SearchableHost>
  readMotif: (source: string) => { motif: Motif; warnings: string[] }
  now: () => number
  owner: string
  /** Bytes that a job may hold in memory before it is written down; undefined: what the device suggests. */
  memoryBudget: () => number | undefined
  /** Settled once other tabs can see that this one lives. */
  announced: Promise<void>
  rowsAtHand: RowsAtHand
  /** Copies of a job's rows are worthless: they were dropped, or are searched anew, here or in another tab. */
  forgetRows: (jobId: string) => Promise<void>
}

/** A job under way in this tab. */
export interface LiveJob {
  record: JobRecord
  workers: number
  /** What the user asked for while it runs; read between slices. */
  asked: 'paused' | 'cancelled' | null
  /** Settled when it is over and this tab does not lead it any more. */
  ended: Promise<void>
  /** Says that the job is done and how, once, to this tab alone; that others hear is another matter. A count, and rows
   *  that are few, are answered before they are written down, so that nobody waits for that. */
  answer: (change: Partial<JobRecord>) => void
  isAnswered: boolean
  /** Settled when it is answered: never where it comes to another end. */
  answered: Promise<void>
  /** The other tabs at work on it. */
  crew: Crew
  /** Tells how much is done, once it is planned. */
  meter: WorkMeter | null
  /** How long a slice of it shall take beside the other jobs that run. */
  sliceMs: () => number
}
