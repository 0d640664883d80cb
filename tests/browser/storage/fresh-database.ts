/** A database of its own for each test, deleted afterwards; records to put in it. */
import { onTestFinished } from 'vitest'
import type { JobRecord, SearchSemantics } from '../../../src/model/job'
import type { RootRange } from '../../../src/model/plan'
import { openMotifscopeDatabase } from '../../../src/storage/database'
import type { MotifscopeDatabase } from '../../../src/storage/database'

let databaseCount = 0

/** A name nobody has used; what is stored under it goes when the test ends. */
export function freshName(): string {
  const name = `test-${Date.now()}-${databaseCount++}`
  onTestFinished(async () => {
    await new Promise((resolve) => {
      const request = indexedDB.deleteDatabase(name)
      request.onsuccess = resolve
      // A test that clears the site data can cut this off; then it is gone anyway.
      request.onerror = resolve
    })
    const root = await navigator.storage.getDirectory()
    await root.removeEntry(name, { recursive: true }).catch(() => undefined)
  })
  return name
}

export async function freshDatabase(): Promise<MotifscopeDatabase> {
  const db = await openMotifscopeDatabase(freshName())
  onTestFinished(() => db.close())
  return db
}

const semantics: SearchSemantics = {
  ignoreDirection: false,
  excludeAutomorphisms: false,
  induced: false,
  limit: null,
  countOnly: false,
}

export function jobRecord(options: Partial<SearchSemantics> = {}, rest: Partial<JobRecord> = {}): JobRecord {
  return {
    id: 'job',
    hostId: 'host',
    motif: 'A -> B',
    options: { ...semantics, ...options },
    state: 'running',
    tasksDone: 0,
    tasksTotal: 0,
    elapsedMs: 0,
    columns: ['A', 'B'],
    count: 0n,
    rowCount: 0,
    truncated: false,
    automorphismCount: 1,
    warnings: [],
    timings: { parseMs: 0, planMs: 0, searchMs: 0, totalMs: 0 },
    createdAt: 0,
    ...rest,
  }
}

/** `count` ranges of `size` root items, one after the other. */
export function rangesOf(count: number, size = 10): RootRange[] {
  return Array.from({ length: count }, (_, i) => ({ first: i * size, end: (i + 1) * size }))
}

/** Rows [first, 0], [first + 1, 0], …: which row is which can be told. */
export function rowsFrom(first: number, count: number): Uint32Array<ArrayBuffer> {
  return Uint32Array.from({ length: 2 * count }, (_, i) => (i % 2 === 0 ? first + i / 2 : 0))
}

/** The first column of rows of two. */
export function firstColumn(rows: Uint32Array): number[] {
  return [...rows].filter((_, i) => i % 2 === 0)
}
