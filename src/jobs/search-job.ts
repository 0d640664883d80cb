/** One run of one job, from motif and host to the end: plan, tasks, lanes, final state. */
import type { PauseReason } from '../model/job'
import type { JobTotals } from '../storage/progress-ledger'
import { listJobs } from '../storage/job-records'
import { mayHaveFiles, sweepResultFiles } from '../storage/result-files'
import { keepReserve } from '../storage/reserve'
import { storedQueue } from '../storage/task-queue'
import { deleteTasks, releaseAbandoned } from '../storage/work-queue'
import type { Outcome } from './job-crew'
import { beginRun, changeFrom, startClock } from './job-run'
import type { JobRun, UpdateJob } from './job-run'
import type { JobServices, LiveJob } from './live-job'
import { prepareSearch } from './prepare-search'
import { pausedForRoom, pauseReasonFrom, watchRoom } from './room-watch'
import { runTasks } from './run-job'
import { isOverInShort } from './short-run'
import { findGoneOwners } from './tab-locks'
import { timedQueue } from './timed-queue'
import { createWorkMeter } from './work-meter'
import { forgetSearch } from './worker-pool'
import type { PoolSlot } from './worker-pool'

/** Runs a job from where its tasks stand.
 *  @throws whatever preparing or searching throws; the caller records it. */
export async function searchJob(
  services: JobServices,
  job: LiveJob,
  slots: PoolSlot[],
  update: UpdateJob,
): Promise<void> {
  const clock = startClock(job.record)
  const prepared = await prepareSearch(services, job.record, slots)
  try {
    const run = await beginRun(services, job, slots, update, { prepared, clock })
    // A tab that lends its workers finds the tasks that the leading one made.
    const isResumed = job.record.tasksTotal > 0 || !job.crew.leads
    if (isResumed || !(await isOverInShort(run))) await runStored(run, isResumed)
  } finally {
    const forgetting = forgetSearch(services.pool(), job.record.id)
    // Files must be closed before anyone deletes them; with none there is nothing to wait for.
    if (mayHaveFiles(job.record)) await forgetting
    prepared.free()
    sweepOnce(services).catch(() => undefined)
  }
}

let isSwept = false

/** Once in the life of a tab: files of rows that a crash left behind for no job. */
async function sweepOnce(services: JobServices): Promise<void> {
  if (isSwept) return
  isSwept = true
  const db = await services.db()
  const ids = new Set((await listJobs(db)).map(({ id }) => id))
  await sweepResultFiles(db, (jobId) => ids.has(jobId))
}

/** Goes on with a job in storage, to its end or until it is stopped. */
async function runStored(run: JobRun, isResumed: boolean): Promise<void> {
  const { services, job, update, db, prepared, clock } = run
  const { id } = job.record
  const context = run.context()
  const queue = timedQueue(storedQueue(db), clock.addWaiting)
  if (context.keepRows) await keepReserve(db)
  job.meter = createWorkMeter(prepared.plan, context.placed.space)
  if (isResumed) {
    clock.beginSearch()
    await releaseAbandoned(db, id, await findGoneOwners(services.owner))
    await update({}, true)
  }
  let pausedBecause: PauseReason | undefined
  const pauseFor = (reason: PauseReason) => {
    pausedBecause = reason
    job.asked ??= 'paused'
  }
  const watch = watchRoom(() => pauseFor(pausedForRoom()))
  const onSaved = (totals: JobTotals) => {
    if (context.keepRows && !context.rowFolder) watch()
    job.crew.noteSaved(totals)
    void update({ ...changeFrom(totals), elapsedMs: clock.times().elapsedMs }, false)
  }
  const isHelpWanted = () => job.crew.isHelpWanted()
  const stored = { ...context, queue, onSaved, isHelpWanted }
  const runLanes = async (): Promise<Outcome> => {
    try {
      return await runTasks({ ...stored, totals: job.record })
    } catch (thrown) {
      const reason = pauseReasonFrom(thrown)
      if (!context.keepRows || !reason) throw thrown
      // Tasks went back as they were last saved: nothing is lost, and nothing is found twice.
      pauseFor(reason)
      return { isOver: false, isCutShort: false }
    }
  }
  let outcome: Outcome = { isOver: true, isCutShort: false }
  if (job.record.tasksDone < job.record.tasksTotal)
    outcome = await job.crew.work({ db, runLanes, look: onSaved, isToldToStop: () => job.asked !== null })
  if (!(await job.crew.isMineToEnd())) return
  const state = outcome.isOver ? 'done' : (job.asked ?? 'paused')
  const truncated = job.record.truncated || outcome.isCutShort
  if (state === 'done') await deleteTasks(db, id)
  const reason = state === 'paused' && pausedBecause ? { pausedBecause } : {}
  await update({ state, truncated, ...reason, ...clock.times(), finishedAt: services.now() }, true)
}
