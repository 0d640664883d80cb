/** The jobs of this tab: starts, resumes, stops and deletes them, and tells watchers of every change. What a job is
 *  and has found is in storage; here is only what must be at hand while it runs. */
import { MotifscopeError, errorDataFrom, errorFromData } from '../model/errors'
import type { ErrorData } from '../model/errors'
import type { JobInfo, JobRecord, JobState, SearchSemantics } from '../model/job'
import { deleteJob, getJob, listJobs, putJob } from '../storage/job-records'
import { jobIdOf } from './job-id'
import type { JobServices, LiveJob } from './live-job'
import { searchJob } from './search-job'
import { findRunningJobs, withJobLock } from './tab-locks'

export interface Question {
  hostId: string
  motif: string
  semantics: SearchSemantics
  recompute: boolean
  workers?: number | undefined
}

export interface JobBoard {
  start(question: Question): Promise<JobInfo>
  list(): Promise<JobInfo[]>
  get(id: string): Promise<JobInfo>
  record(id: string): Promise<JobRecord>
  pause(id: string): Promise<void>
  resume(id: string): Promise<void>
  cancel(id: string): Promise<void>
  remove(id: string): Promise<void>
  watch(id: string, callback: (job: JobInfo) => void): () => void
  /** Resolves when the job is not queued or running any more. */
  ended(id: string): Promise<JobRecord>
}

const runsElsewhere: ErrorData = {
  code: 'job-runs-elsewhere',
  message: 'This search runs in another tab of this browser.',
  hint: 'Look at it there, or cancel it there and start it here.',
}

const safeCount = BigInt(Number.MAX_SAFE_INTEGER)

/** A count as the API gives it: a number while it is exact, else a bigint. */
export function plainCount(count: bigint): number | bigint {
  return count <= safeCount ? Number(count) : count
}

function infoFrom(record: JobRecord, workers: number): JobInfo {
  const { id, hostId, motif, options, state, tasksDone, tasksTotal, elapsedMs, warnings, error } = record
  const info = { id, hostId, motif, options, state, tasksDone, tasksTotal, elapsedMs, workers, warnings }
  return { ...info, count: plainCount(record.count), ...(error ? { error } : {}) }
}

const isUnderWay = ({ state }: JobRecord) => state === 'running' || state === 'queued'

export function createJobBoard(services: JobServices): JobBoard {
  const live = new Map<string, LiveJob>()
  const watchers = new Map<string, Set<(job: JobInfo) => void>>()

  /** Stored as under way, but run by no tab: its tab was closed or died, and it waits to be resumed. */
  const stateOf = (record: JobRecord, isRunning: (jobId: string) => boolean): JobState =>
    isUnderWay(record) && !isRunning(record.id) ? 'paused' : record.state

  const tell = (record: JobRecord, workers: number) => {
    const info = infoFrom(record, workers)
    for (const callback of watchers.get(record.id) ?? []) callback(info)
  }

  async function record(id: string): Promise<JobRecord> {
    const running = live.get(id)?.record
    if (running) return running
    const stored = await getJob(await services.db(), id)
    if (!stored) throw new MotifscopeError('unknown-job', `There is no job ${id}.`)
    return { ...stored, state: stateOf(stored, await findRunningJobs()) }
  }

  function run(fresh: JobRecord, workers: number | undefined): void {
    const slots = services.pool().slots.slice(0, workers ?? undefined)
    const job: LiveJob = { record: fresh, workers: slots.length, asked: null, ended: Promise.resolve() }
    live.set(fresh.id, job)
    const update = async (change: Partial<JobRecord>, isStored: boolean) => {
      job.record = { ...job.record, ...change }
      if (isStored) await putJob(await services.db(), job.record)
      tell(job.record, job.workers)
    }
    const search = () =>
      searchJob(services, job, slots, update).catch((thrown: unknown) =>
        update({ state: 'failed', error: errorDataFrom(thrown) }, true),
      )
    job.ended = withJobLock(fresh.id, search)
      .then((isRun) => (isRun ? undefined : update({ state: 'failed', error: runsElsewhere }, false)))
      .finally(() => live.delete(fresh.id))
  }

  return {
    async start({ hostId, motif: source, semantics, recompute, workers }) {
      const begin = performance.now()
      const { motif, warnings } = services.readMotif(source)
      const parseMs = performance.now() - begin
      const id = await jobIdOf(motif, hostId, semantics)
      const running = live.get(id)
      if (running && isUnderWay(running.record)) return infoFrom(running.record, running.workers)
      await running?.ended
      const db = await services.db()
      const stored = await getJob(db, id)
      if (stored?.state === 'done' && !recompute) return infoFrom(stored, 0)
      const isRunning = await findRunningJobs()
      if (isRunning(id)) throw errorFromData(runsElsewhere)
      const isInterrupted = stored && stateOf(stored, isRunning) === 'paused' && !recompute
      if (stored && !isInterrupted) await deleteJob(db, id)
      const job = isInterrupted
        ? stored
        : newRecord({ id, hostId, source, semantics, warnings, parseMs }, services.now())
      if (!isInterrupted) await putJob(db, job)
      run({ ...job, state: 'queued' }, workers)
      const started = live.get(id)
      return infoFrom(started?.record ?? job, started?.workers ?? 0)
    },
    async list() {
      const [stored, isRunning] = await Promise.all([listJobs(await services.db()), findRunningJobs()])
      return stored.map((one) => {
        const running = live.get(one.id)
        if (running) return infoFrom(running.record, running.workers)
        return infoFrom({ ...one, state: stateOf(one, isRunning) }, 0)
      })
    },
    async get(id) {
      return infoFrom(await record(id), live.get(id)?.workers ?? 0)
    },
    record,
    async pause(id) {
      await ask(id, 'paused')
    },
    async cancel(id) {
      if (await ask(id, 'cancelled')) return
      const stored = await record(id)
      if (stored.state !== 'paused') return
      const cancelled: JobRecord = { ...stored, state: 'cancelled' }
      await putJob(await services.db(), cancelled)
      tell(cancelled, 0)
    },
    async resume(id) {
      if (live.has(id)) return
      const stored = await record(id)
      if (stored.state === 'done') return
      if (stored.state === 'failed')
        throw new MotifscopeError('job-failed', 'This job failed; it cannot go on from where it was.', {
          hint: 'Run the search again.',
        })
      run({ ...stored, state: 'queued' }, undefined)
    },
    async remove(id) {
      await ask(id, 'cancelled')
      await deleteJob(await services.db(), id)
    },
    watch(id, callback) {
      const callbacks = watchers.get(id) ?? new Set()
      watchers.set(id, callbacks.add(callback))
      return () => {
        callbacks.delete(callback)
        if (callbacks.size === 0) watchers.delete(id)
      }
    },
    async ended(id) {
      await live.get(id)?.ended
      return record(id)
    },
  }

  /** Asks a running job to stop and waits until it has. Answers false when it does not run here. */
  async function ask(id: string, what: 'paused' | 'cancelled'): Promise<boolean> {
    const job = live.get(id)
    if (!job) return false
    job.asked = what
    await job.ended
    return true
  }
}

interface NewJob {
  id: string
  hostId: string
  source: string
  semantics: SearchSemantics
  warnings: string[]
  parseMs: number
}

function newRecord({ id, hostId, source, semantics, warnings, parseMs }: NewJob, now: number): JobRecord {
  return {
    id,
    hostId,
    motif: source,
    options: semantics,
    state: 'queued',
    tasksDone: 0,
    tasksTotal: 0,
    elapsedMs: 0,
    columns: [],
    count: 0n,
    rowCount: 0,
    truncated: false,
    automorphismCount: 1,
    warnings,
    timings: { parseMs, planMs: 0, searchMs: 0, totalMs: 0 },
    createdAt: now,
  }
}
