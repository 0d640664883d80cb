/** `motifscope.jobs` and `motifscope.storage`, as types: searches that were asked, and what this browser keeps. */
import type { JobInfo, JobPriority, JobState, ResumeOptions, SearchOptions } from '../model/job'
import type { SearchResult } from './result-types'

/** What a search may hold in memory, in bytes. */
export interface MemoryBudget {
  bytes: number
  /** What the device suggests. */
  suggested: number
  /** `bytes` was set by hand. */
  isChosen: boolean
}

export interface JobsApi {
  start(hostId: string, motif: string, options?: SearchOptions): Promise<JobInfo>
  list(): Promise<JobInfo[]>
  get(id: string): Promise<JobInfo>
  pause(id: string): Promise<void>
  /** Goes on with a paused job; `countOnly`: keeps the rows there are, and only counts from here on; `folder`: rows from
   *  here on go there. Rejects with `folder-closed` when the page may not write to the job's folder. */
  resume(id: string, options?: ResumeOptions & { folder?: FileSystemDirectoryHandle }): Promise<void>
  cancel(id: string): Promise<void>
  delete(id: string): Promise<void>
  /** The result as it stands; while the job runs, the rows found so far. */
  result(id: string): Promise<SearchResult>
  /** Calls back with each change of a job; returns the unsubscribe function. */
  watch(id: string, callback: (job: JobInfo) => void): () => void
  /** Calls back with each change of any job, in whichever tab of this browser; null: it is deleted. Returns the
   *  unsubscribe function. */
  watchAll(callback: (id: string, job: JobInfo | null) => void): () => void
  /** Its share of the workers beside other jobs: high 4, normal 1, low ¼. */
  setPriority(id: string, priority: JobPriority): Promise<void>
  /** Bytes of rows and tasks that a search may hold in memory, for this browser from now on; beyond them the oldest are
   *  written down in batches. null: what the device suggests (32 MiB for each 4 GiB). Rejects with `invalid-option`. */
  setMemoryBudget(bytes: number | null): Promise<void>
  memoryBudget(): Promise<MemoryBudget>
}

export interface StoredHost {
  id: string
  name: string
  byteLength: number
  /** Only the ids that results need are kept. */
  isClosed: boolean
}

export interface StoredResult {
  jobId: string
  hostId: string
  motif: string
  state: JobState
  count: number | bigint
  rowCount: number
  /** What the rows take, before the browser packs them. */
  byteLength: number
}

/** The documents of Moss. */
export interface StoredDocuments {
  /** Corrections, tombstones and those that wait for a predecessor included. */
  documentCount: number
  /** Of their text; of very many reckoned from some. */
  byteLength: number
  /** Files attached to them. */
  fileCount: number
  fileByteLength: number
}

export interface StorageReport {
  /** Bytes this page has stored and may store, roughly; absent where the browser does not tell. */
  usage?: number
  quota?: number
  /** The browser promised not to delete anything by itself. */
  isPersistent: boolean
  hosts: StoredHost[]
  /** The largest first; only those that keep rows. */
  results: StoredResult[]
  documents: StoredDocuments
  /** Files made for downloads; they go by themselves once the tab that made them is closed. */
  temporary: { fileCount: number; byteLength: number }
  /** Bytes of the page itself, stored for use without a network. */
  appByteLength: number
}

export interface StorageApi {
  report(): Promise<StorageReport>
  /** Forgets the rows of a job and keeps its count; one that runs is paused first. */
  dropRows(jobId: string): Promise<void>
  /** Forgets every document and attached file for good; `moss.export` keeps them elsewhere before. Asks nobody. */
  dropDocuments(): Promise<void>
  /** Forgets the files made for downloads; one still under way breaks off. */
  dropTemporary(): Promise<void>
  /** Forgets the stored page: the next visit needs the network, and stores it again. */
  dropApp(): Promise<void>
  /** Asks the browser to keep everything until the user deletes it. `unanswered`: it asks the user, who has not said. */
  persist(): Promise<'granted' | 'refused' | 'unanswered'>
}
