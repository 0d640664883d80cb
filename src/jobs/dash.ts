/** A search of so little work that telling a worker of it would take longer is run by the page at once, for some
 *  milliseconds: no tasks, no leases, nothing stored. What it does not finish a queue takes up from where it stands. */
import type { Search } from '../grandiso/kernel'
import type { JobRecord, TaskProgress } from '../model/job'
import type { Cursor, RootRange } from '../model/plan'
import { isLimitReached, jobAfter } from '../storage/progress-ledger'
import type { JobTotals } from '../storage/progress-ledger'
import type { TaskQueue } from '../storage/task-queue'
import { addSlice, nothingFound, progressFrom } from './found-rows'
import type { RunContext } from './run-job'
import { createSliceBudget } from './slice-budget'
import { leaseMs } from './tab-locks'

/** Row entries to be read, which take about a nanosecond each. The planner may be wrong by far: time decides. */
export const mostDashCost = 1_000_000
/** For so long the page may not hear its user: a quarter of a frame. */
const dashMs = 4
const sliceMs = 1

export interface DashOptions {
  keepRows: boolean
  /** How long it may take, in milliseconds. */
  mostMs?: number
}

/** How a job stands after a dash. */
export interface DashEnd {
  /** What was found of each range, in their order: of the first ones, as far as the time went. */
  progress: TaskProgress[]
  /** The job with all of that. */
  record: JobRecord
  rows: Uint32Array[]
  isOver: boolean
  /** The limit was reached before the last range was searched to its end. */
  isCutShort: boolean
  kernelMs: number
}

/** Searches the ranges of a fresh job, one after the other, until all are done, the limit is reached or the time is up. */
export function dash(
  search: Search,
  fresh: JobRecord,
  ranges: readonly RootRange[],
  { keepRows, mostMs = dashMs }: DashOptions,
): DashEnd {
  const { limit } = fresh.options
  const budget = createSliceBudget()
  const begin = performance.now()
  let now = begin
  let matches = 0
  const progress: TaskProgress[] = []
  for (const range of ranges) {
    const found = nothingFound()
    let cursor: Cursor | null = null
    let isEnough: boolean
    do {
      const rows = keepRows ? rowsWanted(limit, matches) : null
      const slice = search.run(range, cursor, { steps: budget.steps, rows })
      const before = now
      now = performance.now()
      ;({ cursor } = slice)
      if (cursor !== null) budget.learn(now - before, sliceMs)
      addSlice(found, slice)
      matches += slice.count
      isEnough = now - begin >= mostMs || (limit !== null && matches >= limit)
    } while (cursor !== null && !isEnough)
    progress.push(progressFrom(found, cursor))
    if (isEnough) break
  }
  return { ...endOf(fresh, ranges.length, progress, keepRows), progress, kernelMs: now - begin }
}

/** Rows that a slice may bring: more than it has the time for. */
const mostRowsPerSlice = 2 ** 20

const rowsWanted = (limit: number | null, known: number) =>
  limit === null ? mostRowsPerSlice : Math.max(1, limit - known)

/** The job as it then is. */
function endOf(fresh: JobRecord, rangeCount: number, progress: TaskProgress[], keepRows: boolean) {
  let doneCount = 0
  let matchCount = 0n
  const rows: Uint32Array[] = []
  for (const part of progress) {
    if (part.cursor === null) doneCount++
    matchCount += BigInt(part.count)
    if (keepRows && part.rows.length > 0) rows.push(part.rows)
  }
  const begun = { ...fresh, tasksDone: 0, tasksTotal: rangeCount, count: 0n, rowCount: 0, truncated: false }
  const record = jobAfter(begun, { doneCount, matchCount, rows, newRanges: [] })
  const areAllDone = doneCount === rangeCount
  const isOver = areAllDone || isLimitReached(record)
  return { record, rows, isOver, isCutShort: isOver && !areAllDone }
}

/** Enters what a dash found of a job that was just started in a queue: its tasks stand where the page stopped. Answers
 *  how the job then stands. */
export async function enterDash(
  queue: TaskQueue,
  { jobId, owner, now }: Pick<RunContext, 'jobId' | 'owner' | 'now'>,
  progress: readonly TaskProgress[],
): Promise<JobTotals> {
  const terms = { jobId, now: now(), leaseMs }
  // Tasks wait in the order of their ranges.
  const tasks = await queue.lease({ ...terms, owner: `${owner}/page`, count: progress.length })
  const entries = tasks.flatMap((task, i) => {
    const found = progress[i]
    return found ? [{ task, progress: found, newRanges: [] }] : []
  })
  const { outcomes, job } = await queue.save({ ...terms, entries })
  await queue.release(outcomes.flatMap((outcome) => (typeof outcome === 'string' ? [] : [outcome])))
  if (!job) throw new Error(`Job ${jobId} was lost in its queue.`)
  return job
}
