/** One run of one job, from motif and host to the end: needs, plan, tasks, lanes, final state. */
import { needsFromMotif } from '../grandiso/needs'
import { planSearch } from '../grandiso/plan'
import { splitRoots } from '../grandiso/split'
import type { JobRecord, SearchTimings } from '../model/job'
import type { SearchPlan } from '../model/plan'
import type { JobTotals } from '../storage/save-progress'
import { deleteTasks, releaseAbandoned, startJob } from '../storage/work-queue'
import type { JobServices, LiveJob } from './live-job'
import { runTasks } from './run-job'
import { placeSearch } from './place-search'
import type { PlacedSearch } from './place-search'
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
  placed: PlacedSearch
  warnings: string[]
}

async function prepare(services: JobServices, record: JobRecord, workerCount: number): Promise<Prepared> {
  const { motif } = services.readMotif(record.motif)
  const host = await services.host(record.hostId)
  const resolved = await host.resolve(needsFromMotif(motif))
  const { topology } = host
  const { plan, space, warnings } = planSearch({ motif, semantics: record.options, topology, resolved })
  return { plan, placed: placeSearch(plan, space, topology, workerCount), warnings }
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
  const prepared = await prepare(services, job.record, slots.length)
  try {
    await runPrepared(services, job, slots, update, { ...prepared, begin })
  } finally {
    forgetSearch(services.pool(), job.record.id)
    prepared.placed.free()
  }
}

async function runPrepared(
  services: JobServices,
  job: LiveJob,
  slots: PoolSlot[],
  update: UpdateJob,
  { plan, placed, warnings, begin }: Prepared & { begin: number },
): Promise<void> {
  const { id, timings: earlier, elapsedMs: elapsedBefore, options } = job.record
  const elapsed = () => elapsedBefore + performance.now() - begin
  const planMs = performance.now() - begin
  const db = await services.db()
  const { columns, automorphismCount } = plan
  job.record = { ...job.record, columns, automorphismCount, warnings, state: 'running' }
  const isResumed = job.record.tasksTotal > 0
  if (isResumed) await releaseAbandoned(db, id, await findGoneOwners(services.owner))
  else {
    const taskCount = Math.ceil(plan.rootCount / fewestRootsPerTask)
    const ranges = splitRoots(plan, placed.space, Math.min(taskCount, slots.length * tasksPerWorker))
    job.record = await startJob(db, job.record, ranges)
  }
  await update({}, isResumed)
  const searchBegin = performance.now()
  let outcome = { isOver: true, isCutShort: false }
  if (job.record.tasksDone < job.record.tasksTotal) {
    outcome = await runTasks({
      db,
      jobId: id,
      plan,
      placed,
      slots,
      limit: options.limit,
      keepRows: !options.countOnly,
      owner: services.owner,
      now: services.now,
      asked: () => job.asked,
      onSaved: (totals) => void update({ ...changeFrom(totals), elapsedMs: elapsed() }, false),
    })
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
