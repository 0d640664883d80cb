/** Tasks as rows of the store: how a task's state becomes the place it has in the queue. Everything that writes a task
 *  writes it through here. Runs inside a transaction of its caller. */
import type { RootRange } from '../model/plan'
import type { TaskRecord } from '../model/job'
import type { Store, StoredTask } from './schema'
import { keysOf } from './schema'

/** A task someone has the right to work on until `expiresAt`; afterwards, until somebody else takes it. */
export interface LeasedTask extends TaskRecord {
  state: { kind: 'leased'; owner: string; expiresAt: number }
}

/** Before any time that a caller may tell: what waits is due. Earlier versions wrote −∞, which is before that too. */
export const waitingAt = -1e15

/** Depth first: what was split off waits before what the job began with, the newest first. So a queue never holds more
 *  than that and the parts of what is being searched. */
function dueAtOf({ state, taskId, isSplitOff }: TaskRecord): number | undefined {
  if (state.kind === 'waiting') return isSplitOff ? waitingAt - 1 - taskId : waitingAt
  return state.kind === 'leased' ? state.expiresAt : undefined
}

/** The same order, for waiting tasks in memory: the smallest number is next. Tells the task, too (`taskIdOfTurn`). */
export function turnOf({ taskId, isSplitOff }: Pick<TaskRecord, 'taskId' | 'isSplitOff'>): number {
  return isSplitOff ? -1 - taskId : taskId
}

export function taskIdOfTurn(turn: number): number {
  return turn < 0 ? -1 - turn : turn
}

export function byTurn(left: TaskRecord, right: TaskRecord): number {
  return turnOf(left) - turnOf(right)
}

/** Writes tasks with their places in the queue. */
export async function putTasks(store: Store<'tasks'>, tasks: Iterable<TaskRecord>): Promise<void> {
  const rows = Array.from(tasks, (task): StoredTask => {
    const dueAt = dueAtOf(task)
    return dueAt === undefined ? task : { ...task, dueAt }
  })
  // Async: what cannot be stored throws at once, and would leave the requests before it without anyone to hear of them.
  await Promise.all(rows.map(async (row) => store.put(row)))
}

/** The task of a row. */
export function taskFromStored(row: StoredTask): TaskRecord {
  const task = { ...row }
  delete task.dueAt
  return task
}

/** Appends a waiting task for each range; ids go on from the last. */
export async function addWaitingTasks(
  store: Store<'tasks'>,
  jobId: string,
  ranges: readonly RootRange[],
  areSplitOff: boolean,
): Promise<void> {
  if (ranges.length === 0) return
  await putTasks(store, waitingTasks(jobId, await nextTaskId(store, jobId), ranges, areSplitOff))
}

/** A waiting task for each range. */
export function waitingTasks(
  jobId: string,
  firstId: number,
  ranges: readonly RootRange[],
  areSplitOff = false,
): TaskRecord[] {
  return ranges.map((range, i) => ({
    jobId,
    taskId: firstId + i,
    range,
    cursor: null,
    state: { kind: 'waiting' },
    ...(areSplitOff ? { isSplitOff: true } : {}),
  }))
}

/** The id after the last one a job has in the store; 0 when it has none. */
export async function nextTaskId(store: Store<'tasks'>, jobId: string): Promise<number> {
  const last = await store.openKeyCursor(keysOf(jobId), 'prev')
  return last ? last.primaryKey[1] + 1 : 0
}

/** Whether a stored task is leased by the one who holds `task`. */
export function isLeasedTo(stored: TaskRecord | undefined, { state }: LeasedTask): stored is LeasedTask {
  return stored?.state.kind === 'leased' && stored.state.owner === state.owner
}

/** The task, leased. */
export function withLease(task: TaskRecord, owner: string, expiresAt: number): LeasedTask {
  return { ...task, state: { kind: 'leased', owner, expiresAt } }
}
