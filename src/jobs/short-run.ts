/** The beginning of a fresh job, which is the whole of most: first a dash on the page where it is little work, then the
 *  workers on a queue in memory. What is found by then is written down in one transaction. Who waits for a count, or for
 *  rows that are few, has them before that: should the tab die in between, it is a question that was never asked. */
import type { JobRecord } from '../model/job'
import { keepHeldJob } from '../storage/work-queue'
import { dash, mostDashCost } from './dash'
import type { DashEnd } from './dash'
import { atLeastNone } from './job-run'
import type { JobRun } from './job-run'
import { nextTask } from './next-task'
import { canSearchHere, openPageSearch } from './page-search'
import { pauseReasonFrom } from './room-watch'
import { mostAtHand } from './rows-at-hand'
import { sprint } from './sprint'
import type { SprintEnd } from './sprint'

/** Begins a job in memory and writes down how it then stands. Answers whether that is its end. */
export async function isOverInShort(run: JobRun): Promise<boolean> {
  const { services, job, update, clock, keepRows } = run
  const { id } = job.record
  try {
    const begun = dashOf(run)
    const isDone = begun?.isOver ?? false
    // Rows of a search that went on with the workers may lie in storage already, in part.
    const rows = begun && isDone && keepRows ? joinedRows(begun) : undefined
    const end = begun && isDone ? { ...begun, tasks: [] } : await sprintOf(run, begun)
    const change = changeAtEnd(run, end)
    const record = { ...job.record, ...change }
    const told = { ...change, count: atLeastNone(end.record.count) }
    if (rows) services.rowsAtHand.keep(id, rows)
    if (end.isOver && (rows !== undefined || !keepRows)) {
      job.answer(told)
      await nextTask()
    }
    const begin = performance.now()
    await keepHeldJob(run.db, { ...end, record })
    services.rowsAtHand.noteWritten(id)
    clock.addWaiting(performance.now() - begin)
    await update(told, false)
    return end.isOver
  } catch (thrown) {
    services.rowsAtHand.forget(id)
    const pausedBecause = pauseReasonFrom(thrown)
    if (!keepRows || !pausedBecause) throw thrown
    // It goes on from what was written down, or begins anew where nothing was.
    await update({ state: 'paused', pausedBecause, finishedAt: services.now() }, true)
    return true
  }
}

/** What the page finds by itself; undefined where the job is not for it. */
function dashOf({ job, prepared, clock, keepRows }: JobRun): DashEnd | undefined {
  const { plan, space, topology, ranges, cost } = prepared
  if (cost > mostDashCost || job.asked !== null || !canSearchHere(space, topology)) return undefined
  const page = openPageSearch(plan, space, topology)
  try {
    clock.beginSearch()
    const end = dash(page.search, job.record, ranges, { keepRows })
    if (end.isOver) clock.endSearch()
    clock.addKernel(end.kernelMs)
    return end
  } finally {
    page.free()
  }
}

async function sprintOf(run: JobRun, begun: DashEnd | undefined): Promise<SprintEnd> {
  const { services, job, update, db, clock, prepared } = run
  const context = run.context()
  if (!begun) {
    clock.beginSearch()
    await update({}, false)
  }
  return sprint(db, context, job.record, prepared.ranges, {
    bytes: services.memoryBudget(),
    ...(begun ? { begun: begun.progress } : {}),
    onWaited: clock.addWaiting,
  })
}

function changeAtEnd({ services, clock }: JobRun, end: Pick<SprintEnd, 'record' | 'isOver' | 'isCutShort'>) {
  const { count, rowCount, truncated, tasksDone, tasksTotal } = end.record
  const totals = { count, rowCount, truncated: truncated || end.isCutShort, tasksDone, tasksTotal }
  const change: Partial<JobRecord> = { ...totals, ...clock.times(), state: end.isOver ? 'done' : 'running' }
  return end.isOver ? { ...change, finishedAt: services.now(), progress: 1 } : change
}

/** All rows of a job; undefined where they are too many to be kept at hand. */
function joinedRows({ rows, record }: DashEnd): Uint32Array | undefined {
  const length = record.rowCount * record.columns.length
  if (length > mostAtHand) return undefined
  const all = new Uint32Array(length)
  let at = 0
  for (const part of rows) {
    const wanted = part.subarray(0, length - at)
    all.set(wanted, at)
    at += wanted.length
  }
  return all
}
