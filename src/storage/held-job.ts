/** A job in memory: its tasks, and what every call made of it, in order, until that is written down. What is oldest can
 *  be written while the newest stays; whatever is written so far is a job that can go on from there. */
import type { JobRecord, TaskRecord } from '../model/job'
import type { RootRange } from '../model/plan'
import type { RowPart } from './progress-ledger'
import { byTurn, waitingTasks } from './stored-tasks'

/** A job, or the part of it that is to be written down. */
export interface HeldJob {
  record: JobRecord
  /** Those that are in memory, done ones too. */
  tasks: TaskRecord[]
  /** In the order they came; with the rows that are written down as many as the record says, or more, which are then
   *  not wanted. */
  rows: RowPart[]
  /** How many of its rows are written down already; absent: nothing of it is. */
  rowsWritten?: number
}

/** What one call made of a job. */
interface Step {
  record: JobRecord
  tasks: readonly TaskRecord[]
  rows: readonly RowPart[]
  bytes: number
}

/** A task with its range and state. */
const bytesPerTask = 512
const bytesPerPosition = 8

/** Bytes that a task takes in memory, by reckoning. */
export function reckonedBytes({ cursor }: TaskRecord): number {
  return bytesPerTask + bytesPerPosition * (cursor?.positions.length ?? 0)
}

const bytesOf = (part: RowPart) => (part instanceof Uint32Array ? part.byteLength : 0)
const total = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0)
const isWaiting = ({ state }: TaskRecord) => state.kind === 'waiting'

export class JobInMemory {
  readonly tasks = new Map<number, TaskRecord>()
  /** Those that are not written down. */
  private steps: Step[] = []
  private rowsWritten: number | undefined
  private bytes = 0

  constructor(
    public record: JobRecord,
    public nextId: number,
  ) {}

  /** Bytes in memory, by reckoning. */
  get heldBytes(): number {
    return this.bytes
  }

  /** Adds tasks, or puts them in place of what they were. */
  setTasks(tasks: readonly TaskRecord[]): void {
    for (const task of tasks) {
      const known = this.tasks.get(task.taskId)
      this.tasks.set(task.taskId, task)
      this.bytes += reckonedBytes(task) - (known ? reckonedBytes(known) : 0)
    }
  }

  /** Adds a waiting task for each range; answers them. */
  addTasks(ranges: readonly RootRange[], areSplitOff: boolean): TaskRecord[] {
    const tasks = waitingTasks(this.record.id, this.nextId, ranges, areSplitOff)
    this.nextId += tasks.length
    this.setTasks(tasks)
    return tasks
  }

  /** Remembers what a call made of the job: these tasks as they now stand, these rows, the record as it is. */
  addStep(tasks: readonly TaskRecord[], rows: readonly RowPart[]): void {
    const bytes = total(tasks.map(reckonedBytes)) + total(rows.map(bytesOf))
    this.steps.push({ record: this.record, tasks, rows, bytes })
    this.bytes += bytes
  }

  /** All that is in memory. */
  whole(): HeldJob {
    const rows = this.steps.flatMap((step) => step.rows)
    return this.partOf(this.record, [...this.tasks.values()], rows)
  }

  /** What is oldest of what is not written down, and how many steps it is: the fewest that make up `bytes`, or all. */
  oldest(bytes: number): { part: HeldJob; stepCount: number } | undefined {
    let taken = 0
    let stepCount = 0
    for (const step of this.steps) {
      if (taken >= bytes) break
      taken += step.bytes
      stepCount++
    }
    const steps = this.steps.slice(0, stepCount)
    const last = steps.at(-1)
    if (!last) return undefined
    const tasks = steps.flatMap((step) => step.tasks.map((task) => [task.taskId, task] as const))
    const rows = steps.flatMap((step) => step.rows)
    return { part: this.partOf(last.record, [...new Map(tasks).values()], rows), stepCount }
  }

  /** The oldest steps are written down now. */
  noteWritten(stepCount: number): void {
    const written = this.steps.splice(0, stepCount)
    this.bytes -= total(written.map(({ bytes }) => bytes))
    this.rowsWritten = written.at(-1)?.record.rowCount ?? this.rowsWritten
    const pending = new Set(this.steps.flatMap(({ tasks }) => tasks.map(({ taskId }) => taskId)))
    for (const { taskId } of written.flatMap((step) => step.tasks))
      if (this.tasks.get(taskId)?.state.kind === 'done' && !pending.has(taskId)) this.removeTask(taskId)
  }

  /** Forgets all tasks; rows and record stay. */
  forgetTasks(): void {
    for (const taskId of [...this.tasks.keys()]) this.removeTask(taskId)
    this.steps = this.steps.map((step) => ({ ...step, tasks: [] }))
  }

  /** The next waiting tasks, by turn. */
  waiting(count = Infinity): TaskRecord[] {
    return [...this.tasks.values()].filter(isWaiting).sort(byTurn).slice(0, count)
  }

  /** Takes waiting tasks out: those whose turn comes last, until no more than `mostBytes` are held. For when all is
   *  written down. */
  takeOut(mostBytes: number): TaskRecord[] {
    if (this.steps.length > 0) throw new Error('Tasks that are not written down would be lost.')
    const taken: TaskRecord[] = []
    for (const task of this.waiting().reverse()) {
      if (this.bytes <= mostBytes) break
      this.removeTask(task.taskId)
      taken.push(task)
    }
    return taken
  }

  private removeTask(taskId: number): void {
    const task = this.tasks.get(taskId)
    if (!task) return
    this.tasks.delete(taskId)
    this.bytes -= reckonedBytes(task)
  }

  private partOf(record: JobRecord, tasks: TaskRecord[], rows: RowPart[]): HeldJob {
    const { rowsWritten } = this
    return { record, tasks, rows, ...(rowsWritten === undefined ? {} : { rowsWritten }) }
  }
}
