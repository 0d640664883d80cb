/** The first moments of a job, on a queue in memory. A short job is over then, and is written down in one transaction,
 *  with its rows; what a crash takes before that is a search of some milliseconds: asked again, it is run again, and
 *  nothing is doubled. A longer one moves to storage as it stands and goes on there, where other tabs find it; one that
 *  finds much at once is written down in batches on the way, and a count, which stays longer, in copies. */
import type { JobRecord, TaskProgress } from '../model/job'
import type { RootRange } from '../model/plan'
import type { MotifscopeDatabase } from '../storage/database'
import type { HeldJob } from '../storage/held-job'
import { createSpillingQueue, spillBatch } from '../storage/spilling-queue'
import type { SpillingQueue } from '../storage/spilling-queue'
import { enterDash } from './dash'
import { createRunningCopies } from './running-copies'
import { runTasks } from './run-job'
import type { RunContext } from './run-job'
import { timedQueue } from './timed-queue'

/** How long a job may run before it moves to storage: rows can be looked at only then; of a count, storage that is asked
 *  between its parts would take a tenth of such a time, and no other tab would help with it yet. */
const sprintMs = { rows: 50, count: 500 }
/** Where the browser does not tell how much memory there is, in GiB. */
const usualMemory = 4
/** The share of memory that a job may take. */
const memoryShare = 1 / 128

/** Bytes of rows and tasks that a job may hold in memory where its user does not say: 32 MiB on a machine of 4 GiB. */
export function memoryBudget(): number {
  const { deviceMemory = usualMemory } = navigator as Navigator & { deviceMemory?: number }
  return deviceMemory * 2 ** 30 * memoryShare
}

export interface SprintEnd extends HeldJob {
  isOver: boolean
  isCutShort: boolean
}

export interface SprintLimits {
  ms?: number | undefined
  /** Of rows and tasks in memory: beyond them the oldest are written down. */
  bytes?: number | undefined
  /** What a dash found of the ranges, of the first ones as far as it came: the rest is searched from there. */
  begun?: readonly TaskProgress[]
  /** Called with the milliseconds that workers waited for the queue. */
  onWaited?: (waitedMs: number) => void
}

/** Runs a fresh job in memory until it is over, its time is up, or it is asked to stop. What it then holds is to be
 *  written down (`keepHeldJob`).
 *  @throws what a search throws; MotifscopeError `quota-exceeded` when a batch finds no room */
export async function sprint(
  db: MotifscopeDatabase,
  context: Omit<RunContext, 'queue' | 'totals'>,
  record: JobRecord,
  ranges: readonly RootRange[],
  {
    ms = context.keepRows ? sprintMs.rows : sprintMs.count,
    bytes = memoryBudget(),
    begun = [],
    onWaited = () => undefined,
  }: SprintLimits = {},
): Promise<SprintEnd> {
  const queue = createSpillingQueue(db, bytes)
  const fresh = await queue.start(record, ranges)
  const totals = begun.length > 0 ? await enterDash(queue, context, begun) : fresh
  const end = performance.now() + ms
  const asked = () => context.asked() ?? (performance.now() >= end ? 'paused' : null)
  const run = { ...context, queue: timedQueue(queue, onWaited), totals, asked }
  if (!context.keepRows) Object.assign(run, leavingCopies(db, queue, context))
  const outcome = ranges.length === 0 ? done : await runTasks(run)
  await queue.shrink(record.id, spillBatch.most)
  const held = queue.held(record.id)
  if (!held) throw new Error(`Job ${record.id} was lost in memory.`)
  return { ...held, ...outcome }
}

const done = { isOver: true, isCutShort: false }

/** Counts and cursors are saved in memory after every slice, which costs nothing, and copied to storage now and then. */
function leavingCopies(
  db: MotifscopeDatabase,
  queue: SpillingQueue,
  { jobId, onSaved }: Pick<RunContext, 'jobId' | 'onSaved'>,
): Pick<RunContext, 'saveEveryMs' | 'onSaved'> {
  const copies = createRunningCopies(db, () => queue.held(jobId))
  return {
    saveEveryMs: 0,
    onSaved(totals) {
      onSaved(totals)
      copies.copy()
    },
  }
}
