/** The first moments of a job, on a queue in memory. A short job is over then, and is written down in one transaction,
 *  with its rows; what a crash takes before that is a search of some milliseconds whose answer nobody has seen. A longer
 *  one moves to storage as it stands and goes on there, where other tabs find it. */
import type { JobRecord } from '../model/job'
import type { RootRange } from '../model/plan'
import { createMemoryQueue } from '../storage/memory-queue'
import type { HeldJob } from '../storage/memory-queue'
import { runTasks } from './run-job'
import type { RunContext } from './run-job'

/** How long a job may run before it is written down. */
export const sprintMs = 50
/** Where the browser does not tell how much memory there is, in GiB. */
const usualMemory = 4
/** The share of memory that a job may take before it is written down. */
const memoryShare = 1 / 128

/** Bytes of rows and tasks that a job may hold in memory before it moves to storage: 32 MiB on a machine of 4 GiB. */
export function memoryBudget(): number {
  const { deviceMemory = usualMemory } = navigator as Navigator & { deviceMemory?: number }
  return deviceMemory * 2 ** 30 * memoryShare
}

export interface SprintEnd extends HeldJob {
  isOver: boolean
  isCutShort: boolean
}

/** Runs a fresh job in memory until it is over, its time or memory is used up, or it is asked to stop.
 *  @param most milliseconds, and bytes of rows and tasks in memory */
export async function sprint(
  context: Omit<RunContext, 'queue' | 'totals'>,
  record: JobRecord,
  ranges: readonly RootRange[],
  most: { ms?: number; bytes?: number } = {},
): Promise<SprintEnd> {
  const queue = createMemoryQueue()
  const totals = await queue.start(record, ranges)
  const { ms = sprintMs, bytes = memoryBudget() } = most
  const end = performance.now() + ms
  const asked = () =>
    context.asked() ?? (performance.now() >= end || queue.heldBytes() >= bytes ? 'paused' : null)
  const outcome = ranges.length > 0 ? await runTasks({ ...context, queue, totals, asked }) : done
  const held = queue.held(record.id)
  if (!held) throw new Error(`Job ${record.id} was lost in memory.`)
  return { ...held, ...outcome }
}

const done = { isOver: true, isCutShort: false }
