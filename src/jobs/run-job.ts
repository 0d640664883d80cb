/** Works through a job's tasks with the workers of the pool: one lane per worker leases a task, runs slice after slice,
 *  and saves rows, count and cursor together. Returns when no task is left, the limit is reached or a stop is asked. */
import { MotifscopeError } from '../model/errors'
import { splitRemaining, splitWithin } from '../grandiso/split'
import type { TaskProgress } from '../model/job'
import type { RootRange, SearchPlan } from '../model/plan'
import type { JobTotals } from '../storage/progress-ledger'
import { mostInlineValues } from '../storage/result-files'
import type { ResultFilePlace } from '../storage/result-files'
import type { RowFolder } from '../storage/row-folders'
import type { LeasedTask } from '../storage/stored-tasks'
import type { TaskQueue } from '../storage/task-queue'
import { addSlice, nothingFound, progressFrom } from './found-rows'
import type { FoundRows } from './found-rows'
import type { PlacedSearch } from './place-search'
import type { TimedSlice } from './search-api'
import { createSliceBudget } from './slice-budget'
import type { SliceBudgetTuner } from './slice-budget'
import { leaseMs } from './tab-locks'
import { createWakeUp } from './wake-up'
import type { WakeUp } from './wake-up'
import { flushRows, prepareSlot, replaceWorker, runSlice } from './worker-pool'
import type { PoolSlot } from './worker-pool'

export interface RunContext {
  /** Where tasks are taken from and progress goes. */
  queue: TaskQueue
  /** Names the database beside whose rows files are kept. */
  databaseName: string
  /** The job as it was last saved. */
  totals: JobTotals
  jobId: string
  plan: SearchPlan
  placed: PlacedSearch
  slots: PoolSlot[]
  /** Rows (or counted matches) wanted at most; null: all. */
  limit: number | null
  keepRows: boolean
  /** Where rows go that the browser has no room for. */
  rowFolder?: RowFolder | undefined
  /** Names this tab in leases. */
  owner: string
  now: () => number
  /** Asked between slices. Paused: what was found is saved, then tasks are put back. Cancelled: they are put back at
   *  once, as they were last saved. */
  asked: () => 'paused' | 'cancelled' | null
  /** Called after each save. */
  onSaved: (totals: JobTotals) => void
  /** Whether workers of another tab wait for a part of what is left. */
  isHelpWanted?: () => boolean
  /** How long a slice shall take; the usual time when absent. */
  sliceMs?: () => number
  /** How long what was found may wait before it is saved; the usual time when absent. */
  saveEveryMs?: number
  /** Called after each slice with the worker's milliseconds. */
  onSlice?: (workedMs: number) => void
}

/** How long found rows may wait before they are saved and shown. */
const saveEveryMs = 200
/** Row values (rows × columns) a worker may hand over in one slice. */
const sliceValues = 2 ** 18
/** Row values that may wait in memory: where there are no files. */
const mostHeldValues = 2 ** 20
/** Sums of counts stay exact. */
const mostPerSave = 2 ** 51
/** A slice as short as this says that its task may be over at any moment: it is not shared. */
const splitFromMs = 2
/** How often a task is tried again after its worker died. */
const triesPerTask = 3

interface SharedRun extends RunContext {
  idle: WakeUp
  busy: number
  limitReached: boolean
  /** How often a task's worker died. */
  deaths: Map<number, number>
  /** Row values found in this run. */
  foundValues: number
}

/** Runs a job until it is done or asked to stop. Answers whether the search is over (every task finished, or the limit
 *  reached) and whether matches may have been left unfound because of the limit.
 *  @throws what a search throws; MotifscopeError `worker-failed` when a task kills its worker again and again. */
export async function runTasks(context: RunContext): Promise<{ isOver: boolean; isCutShort: boolean }> {
  const run: SharedRun = {
    ...context,
    idle: createWakeUp(),
    busy: 0,
    limitReached: false,
    deaths: new Map(),
    foundValues: 0,
  }
  const lanes = context.slots.map((slot) => runLane(run, slot))
  try {
    await Promise.all(lanes)
  } finally {
    run.asked = () => 'cancelled'
    run.idle.wakeAll()
    await Promise.allSettled(lanes)
  }
  const areTasksDone = run.totals.tasksDone === run.totals.tasksTotal
  return { isOver: run.limitReached || areTasksDone, isCutShort: run.limitReached && !areTasksDone }
}

async function runLane(run: SharedRun, slot: PoolSlot): Promise<void> {
  const owner = `${run.owner}/${slot.index}`
  const budget = createSliceBudget()
  while (run.asked() === null && !run.limitReached) {
    run.busy++
    const [task] = await run.queue.lease({ jobId: run.jobId, owner, now: run.now(), leaseMs, count: 1 })
    if (task) await runTaskSafely(run, slot, task, budget)
    run.busy--
    if (task) continue
    if (run.busy === 0) break
    await run.idle.wait()
  }
  run.idle.wakeAll()
}

/** A worker that dies is replaced, and its task goes back as it was last saved. */
async function runTaskSafely(
  run: SharedRun,
  slot: PoolSlot,
  task: LeasedTask,
  budget: SliceBudgetTuner,
): Promise<void> {
  const { worker } = slot
  try {
    prepareSlot(slot, run.jobId, run.plan, run.placed)
    await runTask(run, slot, task, budget)
  } catch (thrown) {
    await run.queue.release([task])
    const isDeath = thrown instanceof MotifscopeError && thrown.code === 'worker-failed'
    if (!isDeath) throw thrown
    const deaths = (run.deaths.get(task.taskId) ?? 0) + 1
    run.deaths.set(task.taskId, deaths)
    // Another job on this slot may have replaced it already.
    if (slot.worker === worker) replaceWorker(slot)
    if (deaths >= triesPerTask) throw thrown
  }
}

async function runTask(
  run: SharedRun,
  slot: PoolSlot,
  leased: LeasedTask,
  budget: SliceBudgetTuner,
): Promise<void> {
  let task = leased
  let { cursor } = task
  let found = nothingFound()
  if (!run.keepRows && cursor && cursor.skip > 0) {
    // Rows of the match under way were kept already; a count takes it as a whole.
    found.count = -cursor.skip
    cursor = { ...cursor, skip: 0 }
  }
  let savedAt = performance.now()
  for (;;) {
    const budgetNow = { steps: budget.steps, rows: rowBudget(run) }
    const slice = await runSlice(slot, run.jobId, task.range, cursor, budgetNow, placeFor(run, slot))
    run.onSlice?.(slice.sliceMs)
    budget.learn(slice.sliceMs, run.sliceMs?.())
    const rootBefore = cursor?.root ?? task.range.first
    ;({ cursor } = slice)
    addSlice(found, slice)
    run.foundValues += run.keepRows ? slice.count * run.plan.columns.length : 0
    if (run.asked() === 'cancelled') return run.queue.release([task])
    const isStopping = run.asked() !== null || run.limitReached || mayReachLimit(run, found.count)
    const rest = isStopping ? [] : restForOthers(run, task.range, slice, rootBefore)
    if (cursor !== null && !isStopping && rest.length === 0 && !isDue(run, found, savedAt)) continue
    if (found.written.length > 0) await flushRows(slot, run.jobId)
    const next = await save(run, task, progressFrom(found, cursor), rest)
    if (next === 'done' || next === 'lease-lost') return
    task = next
    if (run.asked() !== null || run.limitReached) return run.queue.release([task])
    found = nothingFound()
    savedAt = performance.now()
  }
}

/** What idle workers may take of a task. A task that has only begun may be over before another could take it up. A root
 *  item that outlasted a slice is divided itself: it may be all the work there is.
 *  @param rootBefore the root item under way when the slice began */
function restForOthers(
  run: SharedRun,
  range: RootRange,
  { cursor, ends, sliceMs }: TimedSlice,
  rootBefore: number,
): RootRange[] {
  const isHelpWanted = run.idle.waiting > 0 || (run.isHelpWanted?.() ?? false)
  if (cursor === null || !isHelpWanted || sliceMs < splitFromMs) return []
  const within = cursor.root === rootBefore && ends ? splitWithin(run.plan, range, cursor, ends) : null
  return (within ?? splitRemaining(range, cursor))?.rest ?? []
}

/** Whether what was found must be saved: it is much, it waits long, or it is the first that the job has to show. */
function isDue(run: SharedRun, found: FoundRows, savedAt: number): boolean {
  if (Math.abs(found.count) >= mostPerSave || found.values >= mostHeldValues) return true
  const isFirst = run.keepRows && found.count > 0 && run.totals.rowCount === 0
  return isFirst || performance.now() - savedAt >= (run.saveEveryMs ?? saveEveryMs)
}

/** Where the rows of a large result go: a file that this worker alone writes. */
function placeFor(run: SharedRun, { rowFile }: PoolSlot): ResultFilePlace | null {
  const { limit, keepRows, plan, totals, foundValues, rowFolder } = run
  const place = { database: run.databaseName, jobId: run.jobId, file: rowFile }
  if (keepRows && rowFolder) return { ...place, folder: rowFolder }
  const width = plan.columns.length
  const mayBeLarge = keepRows && (limit === null || limit * width >= mostInlineValues)
  if (!mayBeLarge || totals.rowCount * width + foundValues < mostInlineValues) return null
  return place
}

function rowBudget({ keepRows, plan, limit, totals }: SharedRun): number | null {
  if (!keepRows) return null
  const most = Math.max(1, Math.floor(sliceValues / plan.columns.length))
  return limit === null ? most : Math.max(1, Math.min(most, limit - totals.rowCount))
}

function mayReachLimit({ limit, totals }: SharedRun, foundHere: number): boolean {
  return limit !== null && Number(totals.count) + foundHere >= limit
}

/** All at once: rows, count, cursor or completion, split-off tasks, renewed lease. `lease-lost`: nothing was kept,
 *  another has the task or the job is deleted. */
async function save(run: SharedRun, task: LeasedTask, progress: TaskProgress, newRanges: RootRange[]) {
  const { outcomes, job, limitReached } = await run.queue.save({
    jobId: run.jobId,
    entries: [{ task, progress, newRanges }],
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
