/** What is told of a job, and how two tabs' knowledge of it becomes one record. */
import { describe, expect, it } from 'vitest'
import { infoFrom, interruptedInfo, mergedRecord, newRecord, plainCount } from '../../../src/jobs/job-info'
import { engineVersion, jobIdOf } from '../../../src/jobs/job-id'
import { motifFrom } from '../grandiso/motif-text'
import { plainSemantics } from '../grandiso/search-in-memory'

const fresh = newRecord(
  { id: 'job', hostId: 'host', motif: 'A -> B', options: plainSemantics, warnings: [], parseMs: 1 },
  1_000,
)

describe('what is told', () => {
  it('gives counts as numbers while they are exact', () => {
    expect(plainCount(2n ** 53n - 1n)).toBe(Number.MAX_SAFE_INTEGER)
    expect(plainCount(2n ** 53n)).toBe(2n ** 53n)
  })

  it('calls a job without a living tab interrupted, and not running', () => {
    expect(interruptedInfo({ ...fresh, state: 'running' })).toMatchObject({
      state: 'paused',
      isInterrupted: true,
    })
  })

  it('says when it was computed, how far it is and what it is worth only where that is known', () => {
    expect(infoFrom(fresh)).not.toHaveProperty('finishedAt')
    expect(infoFrom({ ...fresh, finishedAt: 5, progress: 0.5, priority: 'high' })).toMatchObject({
      createdAt: 1_000,
      finishedAt: 5,
      progress: 0.5,
      priority: 'high',
    })
  })
})

it('says why it paused only while it is paused', () => {
  const pausedBecause = { code: 'storage-low' as const, message: 'No room.', hint: 'Free some.' }
  expect(infoFrom({ ...fresh, state: 'paused', pausedBecause })).toMatchObject({ pausedBecause })
  for (const state of ['queued', 'running', 'cancelled'] as const)
    expect(infoFrom({ ...fresh, state, pausedBecause })).not.toHaveProperty('pausedBecause')
})

describe('a record that several tabs write', () => {
  it('keeps the counts that are stored: another tab may have brought more', () => {
    const stored = { ...fresh, count: 70n, rowCount: 70, tasksDone: 3, tasksTotal: 9 }
    const known = { ...fresh, count: 50n, rowCount: 50, tasksDone: 2, tasksTotal: 8, state: 'done' as const }
    expect(mergedRecord(stored, known)).toMatchObject({
      count: 70n,
      rowCount: 70,
      tasksDone: 3,
      tasksTotal: 9,
      state: 'done',
    })
  })

  it('keeps the priority a user gave in another tab, and what was cut short', () => {
    const merged = mergedRecord(
      { ...fresh, priority: 'low', truncated: true },
      { ...fresh, priority: 'high' },
    )
    expect(merged).toMatchObject({ priority: 'low', truncated: true })
  })
})

describe('the identity of a question', () => {
  it('is the same for the same question in other words, and another for another host, motif or option', async () => {
    const motif = motifFrom('A -> B')
    const id = await jobIdOf(motif, 'host', plainSemantics)
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    expect(await jobIdOf(motifFrom('  A->B # the same'), 'host', plainSemantics)).toBe(id)
    const others = [
      jobIdOf(motif, 'other', plainSemantics),
      jobIdOf(motifFrom('B -> A; A -> C'), 'host', plainSemantics),
      jobIdOf(motif, 'host', { ...plainSemantics, limit: 5 }),
      jobIdOf(motif, 'host', { ...plainSemantics, induced: true }),
    ]
    expect(new Set([id, ...(await Promise.all(others))]).size).toBe(5)
    expect(engineVersion).toBeGreaterThan(0)
  })
})
