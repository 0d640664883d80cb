/** One run of one job, from motif and host to the end: needs, plan, tasks, lanes, final state. */
import { needsFromMotif } from '../grandiso/needs'
import { planSearch } from '../grandiso/plan'
import { splitRoots } from '../grandiso/split'
import type { JobRecord, SearchTimings } from '../model/job'
import type { SearchPlan, SearchSpace } from '../model/plan'
import type { JobTotals } from '../storage/save-progress'
import { deleteTasks, releaseAbandoned, startJob } from '../storage/work-queue'
import type { JobServices, LiveJob } from './live-job'
import { runTasks } from './run-job'
import { shareArrays } from './shared-arrays'
import { findGoneOwners } from './tab-locks'
import { forgetSearch } from './worker-pool'
import type { PoolSlot } from './worker-pool'

/** Changes the job's record; stored at once, or only told to watchers. */
export type UpdateJob = (change: Partial<JobRecord>, isStored: boolean) => Promise<void>

/** Tasks per worker at the start: enough that none waits long at the end; a running task is split on demand. */
const tasksPerWorker = 4
/** Below so many root items a task costs more to keep account of than it is worth. */
const fewestRootsPerTask = 1024

interface Prepared {
  plan: SearchPlan
  space: SearchSpace
  warnings: string[]
}

async function prepare(services: JobServices, record: JobRecord): Promise<Prepared> {
  const { motif } = services.readMotif(record.motif)
  const host = await services.host(record.hostId)
  const resolved = await host.resolve(needsFromMotif(motif))
  const planned = planSearch({ motif, semantics: record.options, topology: host.topology, resolved })
  return { ...planned, space: shareArrays(planned.space) }
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
  const { id, timings: earlier, elapsedMs: elapsedBefore, options } = job.record
  const elapsed = () => elapsedBefore + performance.now() - begin
  const { plan, space, warnings } = await prepare(services, job.record)
  const planMs = performance.now() - begin
  const db = await services.db()
  const { columns, automorphismCount } = plan
  job.record = { ...job.record, columns, automorphismCount, warnings, state: 'running' }
  const isResumed = job.record.tasksTotal > 0
  if (isResumed) await releaseAbandoned(db, id, await findGoneOwners(services.owner))
  else {
    const taskCount = Math.ceil(plan.rootCount / fewestRootsPerTask)
    const ranges = splitRoots(plan, space, Math.min(taskCount, slots.length * tasksPerWorker))
    job.record = await startJob(db, job.record, ranges)
  }
  await update({}, isResumed)
  const searchBegin = performance.now()
  let outcome = { isOver: true, isCutShort: false }
  try {
    if (job.record.tasksDone < job.record.tasksTotal) {
      outcome = await runTasks({
        db,
        jobId: id,
        plan,
        space,
        slots,
        limit: options.limit,
        keepRows: !options.countOnly,
        owner: services.owner,
        now: services.now,
        asked: () => job.asked,
        onSaved: (totals) => void update({ ...changeFrom(totals), elapsedMs: elapsed() }, false),
      })
    }
  } finally {
    forgetSearch(services.pool(), id)
  }
  const searchMs = earlier.searchMs + performance.now() - searchBegin
  const timings: SearchTimings = {
    parseMs: earlier.parseMs,
    planMs: earlier.planMs + planMs,
    searchMs,
    totalMs: earlier.parseMs + earlier.planMs + planMs + searchMs,
  }
  const state = outcome.isOver ? 'done' : (job.asked ?? 'paused')
  const truncated = job.record.truncated || outcome.isCutShort
  if (state === 'done') await deleteTasks(db, id)
  await update({ state, truncated, timings, elapsedMs: elapsed(), finishedAt: services.now() }, true)
}

function changeFrom({ count, rowCount, truncated, tasksDone, tasksTotal }: JobTotals): Partial<JobRecord> {
  return { count, rowCount, truncated, tasksDone, tasksTotal }
}
