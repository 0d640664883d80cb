/** A run of a job under way: what it works with, and how long its parts take. */
import type { JobRecord } from '../model/job'
import type { MotifscopeDatabase } from '../storage/database'
import type { JobTotals } from '../storage/progress-ledger'
import { rowFoldersOf } from '../storage/row-folders'
import type { JobServices, LiveJob } from './live-job'
import type { PreparedSearch } from './prepare-search'
import type { RunContext } from './run-job'
import type { PoolSlot } from './worker-pool'

/** Changes the job's record; stored at once, or only told to watchers. */
export type UpdateJob = (change: Partial<JobRecord>, isStored: boolean) => Promise<void>

/** Milliseconds of a run, on top of those of the runs before. */
export interface RunClock {
  /** Preparing is over, searching begins. */
  beginSearch(): void
  /** What was found stands in memory. Absent: it goes on until now. */
  endSearch(): void
  addKernel(ms: number): void
  /** Workers waited so long for the queue. */
  addWaiting(ms: number): void
  /** The record's times, now. */
  times(): Pick<JobRecord, 'timings' | 'elapsedMs'>
}

export interface JobRun {
  services: JobServices
  job: LiveJob
  update: UpdateJob
  db: MotifscopeDatabase
  prepared: PreparedSearch
  clock: RunClock
  keepRows: boolean
  /** What running its tasks takes, on the host's memory: only for when it comes to that. */
  context(): Omit<RunContext, 'queue' | 'totals'>
}

export function startClock({ timings: earlier, elapsedMs: elapsedBefore }: JobRecord): RunClock {
  const begin = performance.now()
  let searchBegin: number | undefined
  let searchEnd: number | undefined
  let { kernelMs = 0, queueMs = 0 } = earlier
  return {
    beginSearch: () => (searchBegin = performance.now()),
    endSearch: () => (searchEnd = performance.now()),
    addKernel: (ms) => (kernelMs += ms),
    addWaiting: (ms) => (queueMs += ms),
    times() {
      const now = performance.now()
      const { parseMs } = earlier
      const planMs = earlier.planMs + (searchBegin ?? now) - begin
      const searchMs = earlier.searchMs + (searchEnd ?? now) - (searchBegin ?? now)
      const timings = { parseMs, kernelMs, queueMs, planMs, searchMs, totalMs: parseMs + planMs + searchMs }
      return { timings, elapsedMs: elapsedBefore + now - begin }
    },
  }
}

/** Enters in the job's record what is known once it is planned. */
export async function beginRun(
  services: JobServices,
  job: LiveJob,
  slots: PoolSlot[],
  update: UpdateJob,
  { prepared, clock }: Pick<JobRun, 'prepared' | 'clock'>,
): Promise<JobRun> {
  const { plan, warnings } = prepared
  const { options } = job.record
  const db = await services.db()
  const keepRows = !options.countOnly && !job.record.keepsNoMoreRows
  const hasFolder = keepRows && job.record.rowFolder !== undefined
  const rowFolder = hasFolder ? (await rowFoldersOf(db, job.record.id)).at(-1) : undefined
  const { columns, automorphismCount } = plan
  job.record = { ...job.record, columns, automorphismCount, warnings, state: 'running' }
  delete job.record.pausedBecause
  const context: JobRun['context'] = () => ({
    databaseName: db.name,
    jobId: job.record.id,
    plan,
    placed: prepared.place(),
    slots,
    limit: options.limit,
    keepRows,
    rowFolder,
    owner: services.owner,
    now: services.now,
    asked: () => job.asked,
    // Rows in memory cannot be looked at yet.
    onSaved: (totals) =>
      void update({ ...changeFrom(totals), rowCount: 0, elapsedMs: clock.times().elapsedMs }, false),
    sliceMs: job.sliceMs,
    onSlice: clock.addKernel,
  })
  return { services, job, update, db, prepared, clock, keepRows, context }
}

/** Counts of terms that take away may come first: nobody should see fewer matches than none. */
export const atLeastNone = (count: bigint) => (count < 0n ? 0n : count)

/** What is told of a save. */
export function changeFrom(totals: JobTotals): Partial<JobRecord> {
  const { count, rowCount, truncated, tasksDone, tasksTotal } = totals
  return { count: atLeastNone(count), rowCount, truncated, tasksDone, tasksTotal }
}
