/** Several owners of two tabs work on one job, first in memory, from some moment on in the real store, each tab over a
 *  connection of its own: they lease, search, save, split,
 *  renew, give back, die and come back late, while the clock runs and jumps; rows come in memory or in a file. Whatever
 *  the order, every row of the job must end up once. */
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import type { JobRecord, TaskRecord } from '../../../src/model/job'
import type { Cursor, RootRange } from '../../../src/model/plan'
import { openMotifscopeDatabase } from '../../../src/storage/database'
import type { MotifscopeDatabase } from '../../../src/storage/database'
import { getJob } from '../../../src/storage/job-records'
import { createMemoryQueue } from '../../../src/storage/memory-queue'
import type { MemoryQueue } from '../../../src/storage/memory-queue'
import { readRows } from '../../../src/storage/results'
import type { ProgressEntry } from '../../../src/storage/save-progress'
import type { LeasedTask } from '../../../src/storage/stored-tasks'
import { storedQueue } from '../../../src/storage/task-queue'
import type { TaskQueue } from '../../../src/storage/task-queue'
import { keepHeldJob, listTasks } from '../../../src/storage/work-queue'
import { firstColumn, freshDatabase, jobRecord, rowsFrom } from './fresh-database'

const leaseMs = 100
const rootCount = 24
const owners = ['a', 'b', 'c']

/** How many matches a root item has, and which numbers stand for them. */
const matchCount = (root: number) => (root * 7) % 4
const matchesOf = (root: number) => Array.from({ length: matchCount(root) }, (_, i) => root * 10 + i)
const everyMatch = Array.from({ length: rootCount }, (_, root) => matchesOf(root)).flat()

/** Searches from where a task stands for `steps` matches or root items; `newEnd` is where its range then ends. */
function search(
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

/** A file in which row number m is [m, 0]. */
async function writeMatches(db: MotifscopeDatabase): Promise<void> {
  let folder = await navigator.storage.getDirectory()
  for (const name of [db.name, 'results', 'job'])
    folder = await folder.getDirectoryHandle(name, { create: true })
  const file = await (await folder.getFileHandle('matches', { create: true })).createWritable()
  await file.write(rowsFrom(0, rootCount * 10 + 10))
  await file.close()
}

/** Half of what a task has not begun, if it is enough to share. */
function splitOf({ range, cursor }: TaskRecord): RootRange | undefined {
  const next = (cursor?.root ?? range.first) + 1
  const middle = Math.ceil((next + range.end) / 2)
  return middle < range.end ? { first: middle, end: range.end } : undefined
}

interface World {
  db: MotifscopeDatabase
  /** Null once the job has moved to storage. */
  memory: MemoryQueue | null
  /** As the tab of an owner has it. */
  queueOf: (owner: string) => TaskQueue
  storedQueueOf: (owner: string) => TaskQueue
  /** Tasks that were done before the job moved: storage never saw them. */
  doneBefore: TaskRecord[]
  /** How often a save was refused. */
  refused: number
  now: number
  /** What each owner believes to hold. Beliefs may be wrong: that is the point. */
  held: Map<string, LeasedTask[]>
  /** Saves on their way: sent, not yet arrived; their sender may be dead by then. */
  late: ProgressEntry[]
}

type Event =
  | { do: 'lease'; owner: string; count: number }
  | { do: 'search'; owner: string; steps: number; isSplit: boolean; isLate: boolean; isInFile: boolean }
  | { do: 'arrive' | 'spill' }
  | { do: 'renew' | 'release' | 'crash'; owner: string }
  | { do: 'wait'; ms: number }

const owner = fc.constantFrom(...owners)
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('lease' as const), owner, count: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('search' as const),
      owner,
      steps: fc.integer({ min: 1, max: 12 }),
      isSplit: fc.boolean(),
      isLate: fc.boolean(),
      isInFile: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'arrive' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'spill' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('renew' as const, 'release' as const, 'crash' as const),
      owner,
    }),
  },
  // Lids are closed, clocks are set back and forth.
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(1, 60, 101, 5_000, -5_000),
    }),
  },
)

async function happen(world: World, happening: Event): Promise<void> {
  const { held, now } = world
  switch (happening.do) {
    case 'lease': {
      const { owner, count } = happening
      const leased = await world.queueOf(owner).lease({ jobId: 'job', owner, now, leaseMs, count })
      return void held.set(owner, [...(held.get(owner) ?? []), ...leased])
    }
    case 'search':
      return searchAll(world, happening)
    case 'arrive':
      return save(world, 'b', world.late.splice(0)).then(() => undefined)
    case 'renew': {
      const renewed = await world
        .queueOf(happening.owner)
        .renew(held.get(happening.owner) ?? [], { now, leaseMs })
      return void held.set(
        happening.owner,
        renewed.filter((task) => task !== 'lease-lost'),
      )
    }
    case 'release':
      await world.queueOf(happening.owner).release(held.get(happening.owner) ?? [])
      return void held.delete(happening.owner)
    case 'crash':
      return void held.delete(happening.owner)
    case 'wait':
      world.now += happening.ms
      return
    case 'spill':
      return spill(world)
  }
}

/** The job moves to storage as it stands; who has a task does not know. */
async function spill(world: World): Promise<void> {
  const held = world.memory?.held('job')
  if (!held) return
  await keepHeldJob(world.db, held)
  world.doneBefore = held.tasks.filter(({ state }) => state.kind === 'done')
  world.memory = null
  world.queueOf = world.storedQueueOf
}

/** The job as it stands, wherever that is. */
async function jobOf({ db, memory }: World): Promise<JobRecord> {
  const record = memory ? memory.held('job')?.record : await getJob(db, 'job')
  if (!record) throw new Error('The job is gone.')
  return record
}

async function searchAll(
  world: World,
  { owner, steps, isSplit, isLate, isInFile }: Extract<Event, { do: 'search' }>,
) {
  const entries = (world.held.get(owner) ?? []).map((task): ProgressEntry => {
    const split = isSplit ? splitOf(task) : undefined
    const progress = search(task, steps, split?.first ?? task.range.end, isInFile)
    return { task, progress, ...(split ? { newRanges: [split] } : {}) }
  })
  if (isLate) {
    // The owner sends and forgets; others may do the work again before it arrives.
    world.late.push(...entries)
    world.held.delete(owner)
    return
  }
  const outcomes = await save(world, owner, entries)
  world.held.set(
    owner,
    outcomes.filter((outcome) => outcome !== 'lease-lost' && outcome !== 'done'),
  )
}

async function save(world: World, owner: string, entries: ProgressEntry[]) {
  const { outcomes } = await world.queueOf(owner).save({ jobId: 'job', now: world.now, leaseMs, entries })
  world.refused += outcomes.filter((outcome) => outcome === 'lease-lost').length
  return outcomes
}

/** One owner finishes alone, once all leases have run out. */
async function finish(world: World): Promise<void> {
  world.now += 1_000_000
  await happen(world, { do: 'lease', owner: 'last', count: 1_000 })
  const all = { owner: 'last', steps: 10_000, isSplit: false, isLate: false, isInFile: true }
  await happen(world, { do: 'search', ...all })
  await happen(world, { do: 'arrive' })
  await spill(world)
}

/** Whether the tasks' ranges cover all root items once. */
function expectDisjointAndComplete(tasks: TaskRecord[]): void {
  const roots = tasks.flatMap(({ range }) =>
    Array.from({ length: range.end - range.first }, (_, i) => range.first + i),
  )
  expect(roots.sort((a, b) => a - b)).toEqual(Array.from({ length: rootCount }, (_, i) => i))
}

const begun = async (limit: number | null): Promise<World> => {
  const db = await freshDatabase()
  const ranges = [0, 8, 16].map((first) => ({ first, end: first + 8 }))
  await writeMatches(db)
  const memory = createMemoryQueue()
  await memory.start(jobRecord({ limit }), ranges)
  const other = await openMotifscopeDatabase(db.name)
  onTestFinished(() => other.close())
  const [here, there] = [storedQueue(db), storedQueue(other)]
  const storedQueueOf = (owner: string) => (owner === 'b' ? there : here)
  const lists = { doneBefore: [], late: [], held: new Map<string, LeasedTask[]>() }
  return { db, memory, queueOf: () => memory, storedQueueOf, ...lists, refused: 0, now: 0 }
}

it('any interleaving completes every task once and keeps every row once', async () => {
  const seen = { splits: 0, refused: 0, early: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 60, size: 'max' }), async (events) => {
      const world = await begun(null)
      for (const happening of events) {
        await happen(world, happening)
        const job = await jobOf(world)
        expect(job.count).toBe(BigInt(job.rowCount))
      }
      seen.early += world.memory ? 0 : 1
      await finish(world)
      const job = (await getJob(world.db, 'job'))!
      const tasks = [...world.doneBefore, ...(await listTasks(world.db, 'job'))]
      expect(tasks.every(({ state }) => state.kind === 'done')).toBe(true)
      expectDisjointAndComplete(tasks)
      expect(job).toMatchObject({ tasksDone: tasks.length, tasksTotal: tasks.length, truncated: false })
      expect(job.count).toBe(BigInt(everyMatch.length))
      expect(firstColumn(await readRows(world.db, 'job')).sort((a, b) => a - b)).toEqual(everyMatch)
      seen.splits += tasks.length - 3
      seen.refused += world.refused
    }),
    { numRuns: 120, seed: 20_261_123 },
  )
  expect(seen.splits).toBeGreaterThan(50)
  expect(seen.refused).toBeGreaterThan(50)
  expect(seen.early).toBeGreaterThan(50)
})

it('any interleaving under a limit keeps that many distinct rows', async () => {
  const limits = fc.integer({ min: 0, max: everyMatch.length + 2 })
  await fc.assert(
    fc.asyncProperty(limits, fc.array(event, { maxLength: 40, size: 'max' }), async (limit, events) => {
      const world = await begun(limit)
      for (const happening of events) await happen(world, happening)
      await finish(world)
      const kept = firstColumn(await readRows(world.db, 'job'))
      const expected = Math.min(limit, everyMatch.length)
      expect(kept).toHaveLength(expected)
      expect(new Set(kept).size).toBe(expected)
      expect(kept.every((match) => everyMatch.includes(match))).toBe(true)
      expect(await getJob(world.db, 'job')).toMatchObject({
        count: BigInt(expected),
        rowCount: expected,
        truncated: limit < everyMatch.length,
      })
    }),
    { numRuns: 60, seed: 20_261_123 },
  )
})
