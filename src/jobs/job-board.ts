/** The jobs of this browser: starts, resumes, stops and deletes them, and tells watchers of every change, whichever of
 *  its tabs does the work. */
import { MotifscopeError } from '../model/errors'
import type { JobInfo, JobPriority, JobRecord, ResumeOptions } from '../model/job'
import { deleteJob, getJob, listJobs, updateJob } from '../storage/job-records'
import { deleteResults } from '../storage/results'
import { infoFrom, interruptedInfo, isUnderWay, withTold } from './job-info'
import { createJobRuns } from './job-runs'
import type { JobServices } from './live-job'
import { startJob, unknownJob } from './start-job'
import type { Question } from './start-job'
import { openTabChannel } from './tab-channel'
import type { TabMessage } from './tab-channel'
import { findRunningJobs, waitForJobLock } from './tab-locks'

/** What became of a job: how it stands, or null when it is deleted. */
export type JobListener = (id: string, job: JobInfo | null) => void

export interface JobBoard {
  start(question: Question): Promise<JobInfo>
  list(): Promise<JobInfo[]>
  get(id: string): Promise<JobInfo>
  record(id: string): Promise<JobRecord>
  pause(id: string): Promise<void>
  resume(id: string, options?: ResumeOptions): Promise<void>
  cancel(id: string): Promise<void>
  remove(id: string): Promise<void>
  setPriority(id: string, priority: JobPriority): Promise<void>
  dropRows(id: string): Promise<void>
  watch(id: string, callback: (job: JobInfo) => void): () => void
  watchAll(listener: JobListener): () => void
  /** Resolves when the job is not queued or running any more, here or elsewhere. */
  ended(id: string): Promise<JobRecord>
}

/** How long other tabs may take to stop a job. */
const stopMs = 15_000

export function createJobBoard(services: JobServices): JobBoard {
  const listeners = new Set<JobListener>()
  /** The last that was heard of jobs that other tabs lead. */
  const remote = new Map<string, JobInfo>()
  const tell = (id: string, job: JobInfo | null) => {
    for (const listener of [...listeners]) listener(id, job)
  }
  const channel = openTabChannel(hear)
  const runs = createJobRuns(services, channel, (job) => {
    const { tabCount } = remote.get(job.id) ?? {}
    tell(job.id, tabCount === undefined ? job : { tabCount, ...job })
  })

  function hear(message: TabMessage): void {
    if (message.kind === 'job') return hearOfJob(message.job)
    const { jobId } = message
    if (message.kind === 'ask') void runs.stop(jobId, message.what)
    else if (message.kind === 'priority') notePriority(jobId, message.priority)
    else if (message.kind === 'idle') runs.live(jobId)?.crew.noteIdle()
    else if (message.kind === 'tasks') runs.live(jobId)?.crew.wake()
    else void services.forgetRows(jobId)
    if (message.kind === 'gone') {
      void runs.stop(jobId, 'cancelled')
      remote.delete(jobId)
      tell(jobId, null)
    }
  }

  function hearOfJob(job: JobInfo): void {
    const own = runs.live(job.id)
    if (own?.crew.leads) return
    if (isUnderWay(job)) {
      remote.set(job.id, job)
      runs.join(job.id, job.state === 'running')
    } else {
      remote.delete(job.id)
      void runs.stop(job.id, 'paused')
    }
    if (own) own.record = withTold(own.record, job)
    tell(job.id, job)
  }

  function notePriority(id: string, priority: JobPriority): void {
    const own = runs.live(id)
    if (own) own.record = { ...own.record, priority }
    const known = remote.get(id)
    if (known) remote.set(id, { ...known, priority })
  }

  /** Changes a job that no tab works on, and tells everyone. */
  async function change(id: string, edit: (stored: JobRecord) => JobRecord): Promise<void> {
    const changed = await updateJob(await services.db(), id, edit)
    if (!changed) return
    const info = await infoOf(changed)
    tell(id, info)
    if (!isUnderWay(info)) channel.post({ kind: 'job', job: info })
  }

  async function infoOf(stored: JobRecord, isRunning?: (jobId: string) => boolean): Promise<JobInfo> {
    const own = runs.live(stored.id)
    if (own) return { ...(remote.get(stored.id) ?? {}), ...infoFrom(own.record, own.workers) }
    if (!isUnderWay(stored)) return infoFrom(stored)
    const isLed = (isRunning ?? (await findRunningJobs()))(stored.id)
    return isLed ? (remote.get(stored.id) ?? infoFrom(stored)) : interruptedInfo(stored)
  }

  async function recordOf(id: string): Promise<JobRecord> {
    const stored = await getJob(await services.db(), id)
    if (!stored) throw unknownJob(id)
    return stored
  }

  async function record(id: string): Promise<JobRecord> {
    const running = runs.live(id)?.record
    if (running) return running
    const stored = await recordOf(id)
    return { ...stored, state: (await infoOf(stored)).state }
  }

  /** Stops a job wherever it runs, and sees to it that it is stored as stopped. */
  async function stop(id: string, what: 'paused' | 'cancelled'): Promise<void> {
    if (!runs.live(id) && !remote.has(id)) await recordOf(id)
    channel.post({ kind: 'ask', jobId: id, what })
    await runs.stop(id, what)
    const isStopped = await waitForJobLock(id, AbortSignal.timeout(stopMs), () =>
      change(id, (stored) => {
        const canCancel = what === 'cancelled' && stored.state === 'paused'
        return isUnderWay(stored) || canCancel
          ? { ...stored, state: what, finishedAt: services.now() }
          : stored
      }),
    )
    if (!isStopped)
      throw new MotifscopeError('job-busy', 'Another tab works on this search and does not answer.', {
        hint: 'Close or reload the other tabs of Motifscope, then try again.',
      })
  }

  return {
    start: (question) => startJob({ services, runs, channel, infoOf }, question),
    async list() {
      const [stored, isRunning] = await Promise.all([listJobs(await services.db()), findRunningJobs()])
      const ids = new Set(stored.map(({ id }) => id))
      const unwritten = runs.all().flatMap(({ record }) => (ids.has(record.id) ? [] : record))
      return Promise.all([...unwritten, ...stored].map((one) => infoOf(one, isRunning)))
    },
    async get(id) {
      const known = runs.live(id)?.record ?? (await getJob(await services.db(), id))
      const info = known ? await infoOf(known) : remote.get(id)
      if (!info) throw unknownJob(id)
      return info
    },
    record,
    pause: (id) => stop(id, 'paused'),
    cancel: (id) => stop(id, 'cancelled'),
    async resume(id, { countOnly = false } = {}) {
      const begun = await runs.lead(id, async () => {
        const stored = await recordOf(id)
        if (stored.state === 'done') return null
        if (stored.state === 'failed')
          throw new MotifscopeError('job-failed', 'This job failed; it cannot go on from where it was.', {
            hint: 'Run the search again.',
          })
        // Written down before anyone is told: whoever loses the page now is asked again, and not left with a paused job.
        await updateJob(await services.db(), id, (one) => ({ ...one, state: 'queued' }))
        return countOnly ? { ...stored, keepsNoMoreRows: true } : stored
      })
      if (begun === 'elsewhere') runs.join(id, false)
    },
    async remove(id) {
      await stop(id, 'cancelled')
      await deleteJob(await services.db(), id)
      await services.forgetRows(id)
      channel.post({ kind: 'gone', jobId: id })
      tell(id, null)
    },
    async setPriority(id, priority) {
      const changed = await updateJob(await services.db(), id, (stored) => ({ ...stored, priority }))
      const known = changed ?? runs.live(id)?.record
      if (!known) return
      notePriority(id, priority)
      channel.post({ kind: 'priority', jobId: id, priority })
      tell(id, await infoOf(known))
    },
    async dropRows(id) {
      if (isUnderWay(await record(id))) await stop(id, 'paused')
      await deleteResults(await services.db(), id)
      await services.forgetRows(id)
      channel.post({ kind: 'rows', jobId: id })
      await change(id, (stored) => ({ ...stored }))
    },
    watch(id, callback) {
      const listener: JobListener = (changed, job) => {
        if (changed === id && job) callback(job)
      }
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    watchAll(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async ended(id) {
      for (;;) {
        const own = runs.live(id)
        await Promise.race([own?.ended, own?.answered])
        if (own && !isUnderWay(own.record)) return own.record
        const found = await record(id)
        if (!isUnderWay(found)) return found
        await waitForJobLock(id, new AbortController().signal, () => Promise.resolve())
      }
    },
  }
}
