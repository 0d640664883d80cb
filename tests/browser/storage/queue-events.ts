/** What can happen to a job in the small world of queue-world.ts: its owners lease, search, save, split, renew, give back,
 *  die and come back late, while the clock runs and jumps, parts of it leave memory, tabs die and it moves to storage. */
import fc from 'fast-check'
import type { ProgressEntry } from '../../../src/storage/save-progress'
import { keepHeldJob, startJob } from '../../../src/storage/work-queue'
import { getJob } from '../../../src/storage/job-records'
import { firstRanges, leaseMs, owners, search, splitOf, tabs } from './queue-world'
import type { World } from './queue-world'

type TabName = keyof typeof tabs

export type Event =
  | { do: 'lease'; owner: string; count: number }
  | { do: 'search'; owner: string; steps: number; isSplit: boolean; isLate: boolean; isInFile: boolean }
  | { do: 'arrive' | 'move' | 'rush' }
  | { do: 'spill'; bytes: number }
  | { do: 'renew' | 'release' | 'crash'; owner: string }
  | { do: 'die'; tab: TabName }
  | { do: 'wait'; ms: number }

const owner = fc.constantFrom(...owners)
const named = <Name extends string>(name: Name) => fc.constant(name)

export const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: named('lease'), owner, count: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      do: named('search'),
      owner,
      steps: fc.integer({ min: 1, max: 12 }),
      isSplit: fc.boolean(),
      isLate: fc.boolean(),
      isInFile: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: named('arrive') }) },
  { weight: 1, arbitrary: fc.record({ do: named('move') }) },
  { weight: 2, arbitrary: fc.record({ do: named('rush') }) },
  // Tasks take 512 bytes: some, all or nothing leave.
  { weight: 3, arbitrary: fc.record({ do: named('spill'), bytes: fc.constantFrom(1, 1_200, 5_000) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('renew' as const, 'release' as const, 'crash' as const),
      owner,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: named('die'), tab: fc.constantFrom<TabName>('here', 'there') }) },
  // Lids are closed, clocks are set back and forth.
  { weight: 4, arbitrary: fc.record({ do: named('wait'), ms: fc.constantFrom(1, 60, 101, 5_000, -5_000) }) },
)

/** Lets one thing happen. */
export async function happen(world: World, happening: Event): Promise<void> {
  switch (happening.do) {
    case 'lease':
      return lease(world, happening.owner, happening.count)
    case 'search':
      return searchAll(world, happening)
    case 'arrive':
      return save(world, 'b', world.late.splice(0)).then(() => undefined)
    case 'move':
      return move(world)
    case 'rush':
      return rush(world)
    case 'spill':
      return spill(world, happening.bytes)
    case 'die':
      return die(world, happening.tab)
    case 'wait':
      world.now += happening.ms
      return
    default:
      return change(world, happening.owner, happening.do)
  }
}

/** One owner finishes alone, once all leases have run out; then the job is in storage. */
export async function finish(world: World): Promise<void> {
  world.now += 1_000_000
  await lease(world, 'last', 1_000)
  await searchAll(world, { owner: 'last', steps: 10_000, isSplit: false, isLate: false, isInFile: true })
  await save(world, 'b', world.late.splice(0))
  await move(world)
}

async function lease(world: World, owner: string, count: number): Promise<void> {
  const { held, now, memory } = world
  const inMemory = memory?.held('job')?.tasks.filter(({ state }) => state.kind === 'waiting').length ?? 0
  const leased = await world.queueOf(owner).lease({ jobId: 'job', owner, now, leaseMs, count })
  held.set(owner, [...(held.get(owner) ?? []), ...leased])
  const waited = leased.length - inMemory
  if (memory && waited > 0 && memory.held('job')?.rowsWritten !== undefined) world.seen.broughtBack++
}

async function change(world: World, owner: string, what: 'renew' | 'release' | 'crash'): Promise<void> {
  const { held, now } = world
  const tasks = held.get(owner) ?? []
  held.delete(owner)
  if (what === 'release') await world.queueOf(owner).release(tasks)
  if (what !== 'renew') return
  const renewed = await world.queueOf(owner).renew(tasks, { now, leaseMs })
  held.set(
    owner,
    renewed.filter((task) => task !== 'lease-lost'),
  )
}

/** All at the same time. */
async function rush(world: World): Promise<void> {
  const work = async (owner: string, i: number) => {
    await lease(world, owner, 1)
    await searchAll(world, { owner, steps: 4 * i + 3, isSplit: i === 1, isLate: false, isInFile: false })
  }
  await Promise.all(owners.map(work))
}

async function spill({ memory, seen }: World, bytes: number): Promise<void> {
  const before = memory?.held('job')?.rowsWritten
  await memory?.shrink('job', bytes)
  if (memory && memory.held('job')?.rowsWritten !== before) seen.spilled++
}

/** The job moves to storage as it stands; who has a task does not know. */
async function move(world: World): Promise<void> {
  const held = world.memory?.held('job')
  if (!held) return
  await keepHeldJob(world.db, { ...held, record: { ...held.record, state: 'running' } })
  world.seen.moved++
  leaveMemory(world)
}

function leaveMemory(world: World): void {
  world.memory = null
  world.queueOf = world.storedQueueOf
}

/** A tab dies. What was in its memory alone is gone; the other tab gives its tasks back, and begins anew where nothing
 *  was written down. */
async function die(world: World, tab: TabName): Promise<void> {
  const gone: readonly string[] = tabs[tab]
  if (world.memory) {
    if (tab === 'there') return
    for (const owner of owners) world.held.delete(owner)
    world.late = []
    leaveMemory(world)
    const stored = await getJob(world.db, 'job')
    if (stored) world.seen.diedSpilled++
    else world.seen.diedUnwritten++
    if (!stored) await startJob(world.db, world.record, firstRanges)
    return
  }
  for (const owner of gone) world.held.delete(owner)
  const heir = tab === 'here' ? 'b' : 'a'
  const isGone = (owner: string) => gone.includes(owner)
  if ((await world.queueOf(heir).releaseAbandoned('job', isGone)) > 0) world.seen.diedStored++
}

async function searchAll(
  world: World,
  { owner, steps, isSplit, isLate, isInFile }: Omit<Extract<Event, { do: 'search' }>, 'do'>,
): Promise<void> {
  const entries = (world.held.get(owner) ?? []).map((task): ProgressEntry => {
    const split = isSplit ? splitOf(task) : undefined
    const progress = search(task, steps, split?.first ?? task.range.end, isInFile)
    return { task, progress, ...(split ? { newRanges: [split] } : {}) }
  })
  world.held.delete(owner)
  if (isLate) {
    // The owner sends and forgets; others may do the work again before it arrives.
    world.late.push(...entries)
    return
  }
  const outcomes = await save(world, owner, entries)
  world.held.set(
    owner,
    outcomes.filter((outcome) => outcome !== 'lease-lost' && outcome !== 'done'),
  )
}

async function save(world: World, owner: string, entries: ProgressEntry[]) {
  const { seen } = world
  const { outcomes, rowsKept } = await world
    .queueOf(owner)
    .save({ jobId: 'job', now: world.now, leaseMs, entries })
  seen.refused += outcomes.filter((outcome) => outcome === 'lease-lost').length
  seen.splits += entries.filter(({ newRanges }, i) => newRanges && outcomes[i] !== 'lease-lost').length
  if (!world.memory && owner !== 'last') seen[owner === 'b' ? 'there' : 'here'] += rowsKept
  return outcomes
}
