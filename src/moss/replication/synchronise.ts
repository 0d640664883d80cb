/** Synchronises a replica with a remote: pushes, pulls, waits for something new, backs off from what fails and goes on
 *  where it stopped. Whatever interrupts it, nothing is lost and nothing is doubled: documents are named by what they
 *  say, and a position is kept only after all that lies before it. Time, chance and the network are passed in. */
import { errorDataFrom, MotifscopeError } from '../../model/errors'
import type { ReceivingTools } from '../receive'
import { backOffMs } from './back-off'
import { CheckpointBook } from './checkpoint-book'
import type { CheckpointKeeper } from './checkpoint-book'
import { pullSince } from './pull'
import { pushAfter } from './push'
import type { RemoteDatabase } from './remote-database'
import { isPassing } from './remote-failure'
import { copyOfTally, emptyTally } from './sync-status'
import type { SyncState, SyncStatus, SyncTally } from './sync-status'

export type SyncDirection = 'push' | 'pull' | 'both'

export interface SyncTools extends ReceivingTools {
  remote: RemoteDatabase
  /** The name of this replica at this remote. */
  name: string
  prefixes: readonly string[]
  checkpoints: CheckpointKeeper
  /** From 0 to 1. */
  random: () => number
  pause(ms: number, signal: AbortSignal): Promise<void>
  isOnline(): boolean
  /** Settled when the browser says that it is online. */
  untilOnline(signal: AbortSignal): Promise<void>
}

export interface SyncRun {
  direction: SyncDirection
  /** Goes on with whatever is new, until it is cancelled. */
  isLive: boolean
  signal: AbortSignal
  report(status: SyncStatus): void
}

/** A remote that fails so many times in a row is given up, unless live. */
const patience = 6
/** How often a live synchronisation looks for documents that were written here. */
const lookMs = 1_000
/** Rounds of a live synchronisation are at least so far apart, whatever a server says. */
const restMs = 200

/** @throws MotifscopeError `cancelled`, a RemoteFailure that does not pass, what the store throws. */
export async function synchronise(tools: SyncTools, run: SyncRun): Promise<SyncTally> {
  const tally = emptyTally()
  const say = (state: SyncState, more: Partial<SyncStatus> = {}) =>
    run.report({ ...copyOfTally(tally), state, ...more })
  let failures = 0
  const progress = () => (failures = 0)
  let book: CheckpointBook | undefined
  let wasInterrupted = false
  for (;;) {
    try {
      await whenOnline(tools, run, say)
      if (!book) book = await CheckpointBook.open(tools, run.signal)
      else if (wasInterrupted) await book.reopen()
      wasInterrupted = false
      await oneRound({ tools, run, tally, say, progress, book })
      failures = 0
      if (!run.isLive) {
        say('idle')
        return copyOfTally(tally)
      }
      say('waiting')
      await untilSomethingNew(tools, run, book)
    } catch (thrown) {
      wasInterrupted = true
      if (run.signal.aborted) {
        say('idle')
        throw cancelled()
      }
      // Offline is no failure of the remote: the next turn waits for the connection.
      if (isPassing(thrown) && !tools.isOnline()) continue
      failures++
      if (!isPassing(thrown) || (!run.isLive && failures >= patience)) {
        say('failed', { reason: errorDataFrom(thrown) })
        throw thrown
      }
      const ms = backOffMs(failures, tools.random(), thrown.retryAfterMs)
      say('waiting', { reason: errorDataFrom(thrown), retryAt: tools.now() + ms })
      await tools.pause(ms, run.signal).catch(() => undefined)
    }
  }
}

function cancelled(): MotifscopeError {
  return new MotifscopeError('cancelled', 'The synchronisation was cancelled.')
}

type Say = (state: SyncState, more?: Partial<SyncStatus>) => void

async function whenOnline(tools: SyncTools, { signal }: SyncRun, say: Say): Promise<void> {
  if (signal.aborted) throw cancelled()
  if (tools.isOnline()) return
  say('offline')
  await tools.untilOnline(signal)
}

interface Round {
  tools: SyncTools
  run: SyncRun
  tally: SyncTally
  say: Say
  /** Called when something was achieved. */
  progress: () => void
  book: CheckpointBook
}

/** Everything that is new on either side when it begins. */
async function oneRound(round: Round): Promise<void> {
  const { run, tally } = round
  tally.filesMissing = 0
  tally.rejected = []
  tally.rejectedCount = 0
  if (run.direction !== 'pull') await pushRound(round)
  if (run.direction !== 'push') await pullRound(round)
}

async function pushRound({ tools, run, tally, say, progress, book }: Round): Promise<void> {
  const start = book.position.pushed
  const { arrival } = await tools.store.lookUp([])
  say('pushing', { done: 0, total: Math.max(0, arrival - start) })
  const steps = pushAfter(start, book.rejected, { ...tools, tally, signal: run.signal })
  let isNoted = true
  for await (const { pushed, rejected, hasAsked } of steps) {
    progress()
    isNoted = hasAsked
    await book.advance({ pushed }, rejected, hasAsked)
    say('pushing', { done: pushed - start, total: Math.max(pushed, arrival) - start })
  }
  if (!isNoted) await book.note()
}

async function pullRound({ tools, run, tally, say, progress, book }: Round): Promise<void> {
  say('pulling', { done: 0 })
  let done = 0
  for await (const { pulled, rowCount } of pullSince(book.position.pulled, {
    ...tools,
    tally,
    signal: run.signal,
  })) {
    progress()
    await book.advance({ pulled })
    say('pulling', { done: (done += rowCount) })
  }
}

/** Waits for a change at the remote or a document that arrives here, whichever comes first. */
async function untilSomethingNew(
  tools: SyncTools,
  run: SyncRun,
  { position }: CheckpointBook,
): Promise<void> {
  await tools.pause(restMs, run.signal)
  const over = new AbortController()
  const signal = AbortSignal.any([run.signal, over.signal])
  const waits: Promise<void>[] = []
  if (run.direction !== 'push') waits.push(untilRemoteChange(tools, position.pulled, signal))
  if (run.direction !== 'pull' && tools.prefixes.length > 0)
    waits.push(untilArrival(tools, position.pushed, signal))
  if (waits.length === 0) waits.push(tools.pause(Number.MAX_SAFE_INTEGER, signal))
  try {
    await Promise.race(waits)
  } finally {
    over.abort()
    await Promise.allSettled(waits)
  }
}

async function untilRemoteChange(
  { remote, pause }: SyncTools,
  since: number | string,
  signal: AbortSignal,
): Promise<void> {
  let at = since
  for (;;) {
    const { rows, last } = await remote.changes({ since: at, limit: 1, isWaiting: true }, signal)
    if (rows.length > 0) return
    at = last
    // A server that does not wait is not asked without end.
    await pause(lookMs, signal)
  }
}

/** What was pulled meanwhile has arrived too: the next round finds that the remote has it. */
async function untilArrival({ store, pause }: SyncTools, pushed: number, signal: AbortSignal): Promise<void> {
  while ((await store.lookUp([])).arrival <= pushed) await pause(lookMs, signal)
}
