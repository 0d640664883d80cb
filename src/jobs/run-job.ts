/** Works through a job's tasks with the workers of the pool: one lane per worker leases a task, runs slice after slice,
 *  and saves rows, count and cursor together. Returns when no task is left, the limit is reached or a stop is asked. */
import { MotifscopeError } from '../model/errors'
import { splitRemaining } from '../grandiso/split'
import type { Cursor, RootRange, SearchPlan } from '../model/plan'
import type { MotifscopeDatabase } from '../storage/database'
import { saveProgress } from '../storage/save-progress'
import type { JobTotals } from '../storage/save-progress'
import type { LeasedTask } from '../storage/stored-tasks'
import { leaseTask, releaseTask } from '../storage/work-queue'
import type { PlacedSearch } from './place-search'
import { createSliceBudget } from './slice-budget'
import { createWakeUp } from './wake-up'
import type { WakeUp } from './wake-up'
import { prepareSlot, replaceWorker, runSlice } from './worker-pool'
import type { PoolSlot } from './worker-pool'

export interface RunContext {
  db: MotifscopeDatabase
  jobId: string
  plan: SearchPlan
  placed: PlacedSearch
  slots: PoolSlot[]
  /** Rows (or counted matches) wanted at most; null: all. */
  limit: number | null
  keepRows: boolean
  /** Names this tab in leases. */
  owner: string
  now: () => number
  /** Asked between slices. Paused: what was found is saved, then tasks are put back. Cancelled: they are put back at
   *  once, as they were last saved. */
  asked: () => 'paused' | 'cancelled' | null
  /** Called after each save. */
  onSaved: (totals: JobTotals) => void
}

const leaseMs = 30_000
/** How long found rows may wait before they are saved and shown. */
const saveEveryMs = 200
/** Row values (rows × columns) a worker may hand over in one slice. */
const sliceValues = 1 << 18
/** How often a task is tried again after its worker died. */
const triesPerTask = 3

interface SharedRun extends RunContext {
  idle: WakeUp
  busy: number
  /** The job as of the last save; null before the first. */
  totals: JobTotals | null
  limitReached: boolean
  /** How often a task's worker died. */
  deaths: Map<number, number>
}

/** Runs a job until it is done or asked to stop. Answers whether the search is over (every task finished, or the limit
 *  reached) and whether matches may have been left unfound because of the limit.
 *  @throws what a search throws; MotifscopeError `worker-failed` when a task kills its worker again and again. */
export async function runTasks(context: RunContext): Promise<{ isOver: boolean; isCutShort: boolean }> {
  const run: SharedRun = {
    ...context,
    idle: createWakeUp(),
    busy: 0,
    totals: null,
    limitReached: false,
    deaths: new Map(),
  }
  const lanes = context.slots.map((slot) => runLane(run, slot))
  try {
    await Promise.all(lanes)
  } finally {
    run.asked = () => 'cancelled'
    run.idle.wakeAll()
    await Promise.allSettled(lanes)
  }
  const areTasksDone = run.totals !== null && run.totals.tasksDone === run.totals.tasksTotal
  return { isOver: run.limitReached || areTasksDone, isCutShort: run.limitReached && !areTasksDone }
}

async function runLane(run: SharedRun, slot: PoolSlot): Promise<void> {
  const owner = `${run.owner}/${slot.index}`
  while (run.asked() === null && !run.limitReached) {
    run.busy++
    const task = await leaseTask(run.db, { jobId: run.jobId, owner, now: run.now(), leaseMs })
    if (task) await runTaskSafely(run, slot, task)
    run.busy--
    if (task) continue
    if (run.busy === 0) break
    await run.idle.wait()
  }
  run.idle.wakeAll()
}

/** A worker that dies is replaced, and its task goes back as it was last saved. */
async function runTaskSafely(run: SharedRun, slot: PoolSlot, task: LeasedTask): Promise<void> {
  try {
    await prepareSlot(slot, run.jobId, run.plan, run.placed)
    await runTask(run, slot, task)
  } catch (thrown) {
    await releaseTask(run.db, task)
    const isDeath = thrown instanceof MotifscopeError && thrown.code === 'worker-failed'
    if (!isDeath) throw thrown
    const deaths = (run.deaths.get(task.taskId) ?? 0) + 1
    run.deaths.set(task.taskId, deaths)
    replaceWorker(slot)
    if (deaths >= triesPerTask) throw thrown
  }
}

/** What was found since the last save. */
interface Found {
  count: number
  parts: Uint32Array[]
  values: number
}

const nothing = (): Found => ({ count: 0, parts: [], values: 0 })

function add(found: Found, count: number, rows: Uint32Array): void {
  found.count += count
  if (rows.length === 0) return
  found.parts.push(rows)
  found.values += rows.length
}

function joined({ parts, values }: Found): Uint32Array {
  if (parts.length === 1 && parts[0]) return parts[0]
  const rows = new Uint32Array(values)
  let at = 0
  for (const part of parts) {
    rows.set(part, at)
    at += part.length
  }
  return rows
}

async function runTask(run: SharedRun, slot: PoolSlot, leased: LeasedTask): Promise<void> {
  const budget = createSliceBudget()
  let task = leased
  let cursor = task.cursor
  let found = nothing()
  let savedAt = run.now()
  for (let isFirst = true; ; isFirst = false) {
    const slice = await runSlice(slot, run.jobId, task.range, cursor, {
      steps: budget.steps,
      rows: rowBudget(run),
    })
    budget.learn(slice.sliceMs)
    cursor = slice.cursor
    add(found, slice.count, slice.rows)
    if (run.asked() === 'cancelled') return releaseTask(run.db, task)
    const isStopping = run.asked() !== null || run.limitReached || mayReachLimit(run, found.count)
    const isHelpWanted = cursor !== null && run.idle.waiting > 0 && !isStopping
    const rest = (isHelpWanted && splitRemaining(task.range, cursor)?.rest) || []
    const isDue =
      run.now() - savedAt >= saveEveryMs || found.values >= sliceValues || (isFirst && found.count > 0)
    if (cursor !== null && !isStopping && !isDue && rest.length === 0) continue
    const next = await save(run, task, found, cursor, rest)
    if (next === 'done' || next === 'lease-lost') return
    task = next
    if (run.asked() !== null || run.limitReached) return releaseTask(run.db, task)
    found = nothing()
    savedAt = run.now()
  }
}

function rowBudget(run: SharedRun): number | null {
  if (!run.keepRows) return null
  const most = Math.max(1, Math.floor(sliceValues / run.plan.columns.length))
  return run.limit === null ? most : Math.max(1, Math.min(most, run.limit - (run.totals?.rowCount ?? 0)))
}

function mayReachLimit(run: SharedRun, foundHere: number): boolean {
  return run.limit !== null && Number(run.totals?.count ?? 0n) + foundHere >= run.limit
}

/** One transaction: rows, count, cursor or completion, split-off tasks, renewed lease. `lease-lost`: nothing was kept,
 *  another has the task or the job is deleted. */
async function save(
  run: SharedRun,
  task: LeasedTask,
  found: Found,
  cursor: Cursor | null,
  newRanges: RootRange[],
) {
  const { outcomes, job, limitReached } = await saveProgress(run.db, {
    jobId: run.jobId,
    entries: [{ task, progress: { count: found.count, rows: joined(found), cursor }, newRanges }],
    now: run.now(),
    leaseMs,
  })
  if (job) {
    run.totals = job
    run.onSaved(job)
  }
  run.limitReached ||= limitReached
  if (newRanges.length > 0 || limitReached) run.idle.wakeAll()
  return outcomes[0] ?? 'lease-lost'
}
