/** One run of one job, from motif and host to the end: plan, tasks, lanes, final state. */
import type { JobRecord, PauseReason } from '../model/job'
import type { MotifscopeDatabase } from '../storage/database'
import type { JobTotals } from '../storage/progress-ledger'
import { listJobs } from '../storage/job-records'
import { mayHaveFiles, sweepResultFiles } from '../storage/result-files'
import { rowFoldersOf } from '../storage/row-folders'
import { keepReserve } from '../storage/reserve'
import { storedQueue } from '../storage/task-queue'
import type { TaskQueue } from '../storage/task-queue'
import { deleteTasks, keepHeldJob, releaseAbandoned } from '../storage/work-queue'
import { isForPage } from './dash'
import type { Outcome } from './job-crew'
import type { JobServices, LiveJob } from './live-job'
import { nextTask } from './next-task'
import { prepareSearch } from './prepare-search'
import type { PreparedSearch } from './prepare-search'
import { pausedForRoom, pauseReasonFrom, watchRoom } from './room-watch'
import { runTasks } from './run-job'
import type { RunContext } from './run-job'
import { sprint } from './sprint'
import { findGoneOwners } from './tab-locks'
import { timedQueue } from './timed-queue'
import { createWorkMeter } from './work-meter'
import { forgetSearch } from './worker-pool'
import type { PoolSlot } from './worker-pool'

/** Changes the job's record; stored at once, or only told to watchers. */
export type UpdateJob = (change: Partial<JobRecord>, isStored: boolean) => Promise<void>

/** A run under way. */
interface Run {
  services: JobServices
  job: LiveJob
  update: UpdateJob
  db: MotifscopeDatabase
  queue: TaskQueue
  prepared: PreparedSearch
  context: Omit<RunContext, 'queue' | 'totals'>
  /** Called with the milliseconds that workers waited for the queue. */
  onWaited: (waitedMs: number) => void
  /** The record's times, now. */
  times: () => Pick<JobRecord, 'timings' | 'elapsedMs'>
}

/** Runs a job from where its tasks stand.
 *  @throws whatever preparing or searching throws; the caller records it. */
export async function searchJob(
  services: JobServices,
  job: LiveJob,
  slots: PoolSlot[],
  update: UpdateJob,
): Promise<void> {
  const begin = performance.now()
  const prepared = await prepareSearch(services, job.record, slots)
  try {
    const run = await beginRun(services, job, slots, update, { prepared, begin })
    // A tab that lends its workers finds the tasks that the leading one made.
    const isResumed = job.record.tasksTotal > 0 || !job.crew.leads
    if (isResumed || !(await isOverInSprint(run))) await runStored(run, isResumed)
  } finally {
    const forgetting = forgetSearch(services.pool(), job.record.id)
    // Files must be closed before anyone deletes them; with none there is nothing to wait for.
    if (mayHaveFiles(job.record)) await forgetting
    prepared.placed.free()
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

async function beginRun(
  services: JobServices,
  job: LiveJob,
  slots: PoolSlot[],
  update: UpdateJob,
  { prepared, begin }: { prepared: PreparedSearch; begin: number },
): Promise<Run> {
  const { plan, placed, warnings } = prepared
  const { timings: earlier, elapsedMs: elapsedBefore, options } = job.record
  const planMs = performance.now() - begin
  const searchBegin = performance.now()
  const db = await services.db()
  const keepRows = !options.countOnly && !job.record.keepsNoMoreRows
  const hasFolder = keepRows && job.record.rowFolder !== undefined
  const rowFolder = hasFolder ? (await rowFoldersOf(db, job.record.id)).at(-1) : undefined
  const { columns, automorphismCount } = plan
  job.record = { ...job.record, columns, automorphismCount, warnings, state: 'running' }
  delete job.record.pausedBecause
  let { kernelMs = 0, queueMs = 0 } = earlier
  const times = () => {
    const { parseMs } = earlier
    const sums = {
      kernelMs,
      queueMs,
      planMs: earlier.planMs + planMs,
      searchMs: earlier.searchMs + performance.now() - searchBegin,
    }
    const timings = { parseMs, ...sums, totalMs: parseMs + sums.planMs + sums.searchMs }
    return { timings, elapsedMs: elapsedBefore + performance.now() - begin }
  }
  const context: Run['context'] = {
    databaseName: db.name,
    jobId: job.record.id,
    plan,
    placed,
    slots,
    limit: options.limit,
    keepRows,
    rowFolder,
    owner: services.owner,
    now: services.now,
    asked: () => job.asked,
    // Rows in memory cannot be looked at yet.
    onSaved: (totals) =>
      void update({ ...changeFrom(totals), rowCount: 0, elapsedMs: times().elapsedMs }, false),
    sliceMs: job.sliceMs,
    onSlice: (workedMs) => (kernelMs += workedMs),
  }
  const onWaited = (waitedMs: number) => void (queueMs += waitedMs)
  const queue = timedQueue(storedQueue(db), onWaited)
  return { services, job, update, db, queue, prepared, context, onWaited, times }
}

/** Begins a job in memory and writes down how it then stands. Answers whether that is its end. */
async function isOverInSprint({
  services,
  job,
  update,
  db,
  prepared,
  context,
  onWaited,
  times,
}: Run): Promise<boolean> {
  const { cost, placed, ranges } = prepared
  const most = { bytes: services.memoryBudget(), isForPage: isForPage(cost, placed), onWaited }
  if (!most.isForPage) await update({}, false)
  try {
    const end = await sprint(db, context, job.record, ranges, most)
    const { count, rowCount, truncated, tasksDone, tasksTotal } = end.record
    const totals = { count, rowCount, truncated: truncated || end.isCutShort, tasksDone, tasksTotal }
    const state = end.isOver ? 'done' : 'running'
    const change: Partial<JobRecord> = { ...totals, ...times(), state }
    if (end.isOver) Object.assign(change, { finishedAt: services.now(), progress: 1 })
    const record = { ...job.record, ...change }
    const told = { ...change, count: atLeastNone(count) }
    // Rows are read from storage, a count is not: whoever waits for it has it before it is written down. Should the tab
    // die in between, it is a question that was never asked.
    if (end.isOver && !context.keepRows) {
      job.answer(told)
      await nextTask()
    }
    const begin = performance.now()
    await keepHeldJob(db, { ...end, record })
    onWaited(performance.now() - begin)
    await update(told, false)
    return end.isOver
  } catch (thrown) {
    const pausedBecause = pauseReasonFrom(thrown)
    if (!context.keepRows || !pausedBecause) throw thrown
    // It goes on from what was written down, or begins anew where nothing was.
    await update({ state: 'paused', pausedBecause, finishedAt: services.now() }, true)
    return true
  }
}

async function runStored(
  { services, job, update, db, queue, prepared, context, times }: Run,
  isResumed: boolean,
): Promise<void> {
  const { id } = job.record
  if (context.keepRows) await keepReserve(db)
  job.meter = createWorkMeter(prepared.plan, prepared.placed.space)
  if (isResumed) {
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
    void update({ ...changeFrom(totals), elapsedMs: times().elapsedMs }, false)
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
    outcome = await job.crew.work(job, { db, runLanes, look: onSaved })
  if (!(await job.crew.isMineToEnd())) return
  const state = outcome.isOver ? 'done' : (job.asked ?? 'paused')
  const truncated = job.record.truncated || outcome.isCutShort
  if (state === 'done') await deleteTasks(db, id)
  const reason = state === 'paused' && pausedBecause ? { pausedBecause } : {}
  await update({ state, truncated, ...reason, ...times(), finishedAt: services.now() }, true)
}

/** Counts of terms that take away may come first: nobody should see fewer matches than none. */
const atLeastNone = (count: bigint) => (count < 0n ? 0n : count)

/** What is told of a save. */
function changeFrom({ count, rowCount, truncated, tasksDone, tasksTotal }: JobTotals): Partial<JobRecord> {
  return { count: atLeastNone(count), rowCount, truncated, tasksDone, tasksTotal }
}
