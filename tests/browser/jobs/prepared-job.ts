/** A job ready to run on real workers, real storage and real files, for tests. */
import { onTestFinished } from 'vitest'
import { planSearch } from '../../../src/grandiso/plan'
import { createReferenceSearch } from '../../../src/grandiso/reference-kernel'
import { splitRoots } from '../../../src/grandiso/split'
import { placeSearch } from '../../../src/jobs/place-search'
import type { RunContext } from '../../../src/jobs/run-job'
import { allocateBytes } from '../../../src/jobs/shared-arrays'
import { startPool } from '../../../src/jobs/worker-pool'
import { packTopology, unpackTopology } from '../../../src/model/topology-blob'
import type { HostTopology } from '../../../src/model/host-graph'
import type { SearchSemantics } from '../../../src/model/job'
import { motifFrom } from '../../unit/grandiso/motif-text'
import { randomTopology } from '../../unit/grandiso/random-host'
import { freshDatabase, jobRecord } from '../storage/fresh-database'

const wholeHost = randomTopology(2_000, 30_000, 5, 3)
const noNeeds = { nodeSets: [], edgeSets: [], nodeComparisons: [], edgeComparisons: [] }

function onHostMemory(host: HostTopology) {
  const bytes = packTopology(host)
  const place = new Uint8Array(allocateBytes(bytes.length), 0, bytes.length)
  place.set(bytes)
  return unpackTopology(place)
}

export type Prepared = Awaited<ReturnType<typeof prepared>>

/** A search on workers and storage of its own; `reference` searches it without either. */
export async function prepared(motif: string, options: Partial<SearchSemantics> = {}, host = wholeHost) {
  const topology = onHostMemory(host)
  const record = jobRecord(options)
  const strategy = options.strategy ?? {}
  const question = {
    motif: motifFrom(motif),
    semantics: record.options,
    strategy,
    topology,
    resolved: noNeeds,
  }
  const { plan, space, cost } = planSearch(question)
  const db = await freshDatabase()
  const pool = startPool(2)
  onTestFinished(() => pool.slots.forEach(({ worker }) => worker.terminate()))
  await pool.ready
  const context: Omit<RunContext, 'queue' | 'totals'> = {
    databaseName: db.name,
    jobId: 'job',
    plan,
    placed: placeSearch(plan, space, topology, 2),
    slots: pool.slots,
    limit: record.options.limit,
    keepRows: !record.options.countOnly,
    owner: 'tab',
    now: () => Date.now(),
    asked: () => null,
    onSaved: () => undefined,
  }
  const all = { first: 0, end: plan.rootCount }
  const reference = () =>
    createReferenceSearch(plan, space).run(all, null, { steps: Infinity, rows: Infinity })
  const fresh = { ...record, columns: plan.columns }
  const split = (taskCount: number) => splitRoots(plan, space, taskCount)
  return { db, pool, plan, space, topology, cost, context, fresh, reference, split, ranges: split(8) }
}

/** Rows as texts, in an order of their own. */
export function sorted(rows: Uint32Array, width: number): string[] {
  return Array.from({ length: rows.length / width }, (_, row) =>
    rows.subarray(row * width, (row + 1) * width).join(),
  ).sort()
}

export const chain = 'A -> B\nB -> C'
