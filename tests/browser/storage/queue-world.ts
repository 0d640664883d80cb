/** A small world in which several owners of two tabs work on one job, first in the memory of one tab, from some moment on
 *  in the real store, each tab over a connection of its own. What can happen in it is in queue-events.ts. */
import { onTestFinished } from 'vitest'
import type { JobRecord, TaskRecord } from '../../../src/model/job'
import type { Cursor, RootRange } from '../../../src/model/plan'
import { openMotifscopeDatabase } from '../../../src/storage/database'
import type { MotifscopeDatabase } from '../../../src/storage/database'
import { getJob } from '../../../src/storage/job-records'
import type { ProgressEntry } from '../../../src/storage/save-progress'
import { createSpillingQueue } from '../../../src/storage/spilling-queue'
import type { SpillingQueue } from '../../../src/storage/spilling-queue'
import type { LeasedTask } from '../../../src/storage/stored-tasks'
import { storedQueue } from '../../../src/storage/task-queue'
import type { TaskQueue } from '../../../src/storage/task-queue'
import { freshDatabase, jobRecord, rowsFrom } from './fresh-database'

export const leaseMs = 100
export const rootCount = 24
/** By tab; the job begins in the first. */
export const tabs = { here: ['a', 'c'], there: ['b'] } as const
export const owners = [...tabs.here, ...tabs.there]
export const firstRanges = [0, 8, 16].map((first) => ({ first, end: first + 8 }))

/** How many matches a root item has, and which numbers stand for them. */
const matchCount = (root: number) => (root * 7) % 4
const matchesOf = (root: number) => Array.from({ length: matchCount(root) }, (_, i) => root * 10 + i)
export const everyMatch = Array.from({ length: rootCount }, (_, root) => matchesOf(root)).flat()

/** Searches from where a task stands for `steps` matches or root items; `newEnd` is where its range then ends. */
export function search(
  task: LeasedTask,
  steps: number,
  newEnd: number,
  isInFile: boolean,
): ProgressEntry['progress'] {
  let { root, skip }: Cursor = task.cursor ?? { root: task.range.first, positions: [], skip: 0 }
  const found: number[] = []
  for (let step = 0; step < steps && root < newEnd; step++) {
    const match = matchesOf(root)[skip]
    if (match === undefined) {
      root++
      skip = 0
    } else {
      found.push(match)
      skip++
    }
  }
  const cursor = root < newEnd ? { root, positions: [], skip } : null
  if (isInFile) {
    const written = found.map((match) => ({ file: 'matches', byteOffset: 8 * match, rowCount: 1 }))
    return { count: found.length, rows: new Uint32Array(0), written, cursor }
  }
  const rows = Uint32Array.from(found.flatMap((match) => [match, 0]))
  return { count: found.length, rows, cursor }
}

/** Half of what a task has not begun, if it is enough to share. */
export function splitOf({ range, cursor }: TaskRecord): RootRange | undefined {
  const next = (cursor?.root ?? range.first) + 1
  const middle = Math.ceil((next + range.end) / 2)
  return middle < range.end ? { first: middle, end: range.end } : undefined
}

export interface World {
  db: MotifscopeDatabase
  record: JobRecord
  /** Null once the job has moved to storage. */
  memory: SpillingQueue | null
  /** As the tab of an owner has it. */
  queueOf: (owner: string) => TaskQueue
  storedQueueOf: (owner: string) => TaskQueue
  now: number
  /** What each owner believes to hold. Beliefs may be wrong: that is the point. */
  held: Map<string, LeasedTask[]>
  /** Saves on their way: sent, not yet arrived; their sender may be dead by then. */
  late: ProgressEntry[]
  /** What came to pass in this world. */
  seen: Seen
}

/** How often something came to pass. */
export interface Seen {
  refused: number
  splits: number
  /** A part was written down, and the job stayed in memory. */
  spilled: number
  /** Tasks had left memory, and one was asked for. */
  broughtBack: number
  moved: number
  /** The tab died with the job in memory: before, and after something was written down. */
  diedUnwritten: number
  diedSpilled: number
  /** A tab died, and the other took its tasks. */
  diedStored: number
  /** Matches that each tab brought once the job was in storage. */
  here: number
  there: number
}

export const nothingSeen = (): Seen => ({
  ...{ refused: 0, splits: 0, spilled: 0, broughtBack: 0, moved: 0 },
  ...{ diedUnwritten: 0, diedSpilled: 0, diedStored: 0, here: 0, there: 0 },
})

/** A file in which row number m is [m, 0]. */
async function writeMatches(db: MotifscopeDatabase): Promise<void> {
  let folder = await navigator.storage.getDirectory()
  for (const name of [db.name, 'results', 'job'])
    folder = await folder.getDirectoryHandle(name, { create: true })
  const file = await (await folder.getFileHandle('matches', { create: true })).createWritable()
  await file.write(rowsFrom(0, rootCount * 10 + 10))
  await file.close()
}

/** A world whose job has begun.
 *  @param budget bytes that it may hold in memory
 *  @param batchBytes that leave it at a time */
export async function beginWorld(
  limit: number | null,
  { budget, batchBytes }: { budget: number; batchBytes: number },
): Promise<World> {
  const db = await freshDatabase()
  await writeMatches(db)
  const record = jobRecord({ limit })
  const memory = createSpillingQueue(db, budget, batchBytes)
  await memory.start(record, firstRanges)
  const other = await openMotifscopeDatabase(db.name)
  onTestFinished(() => other.close())
  const [here, there] = [storedQueue(db), storedQueue(other)]
  return {
    ...{ db, record, memory, seen: nothingSeen() },
    queueOf: () => memory,
    storedQueueOf: (owner) => (tabs.there.some((one) => one === owner) ? there : here),
    ...{ late: [], held: new Map<string, LeasedTask[]>(), now: 0 },
  }
}

/** The job as it stands, wherever that is. */
export async function jobOf({ db, memory }: World): Promise<JobRecord> {
  const record = memory ? memory.held('job')?.record : await getJob(db, 'job')
  if (!record) throw new Error('The job is gone.')
  return record
}
