/** What is told of a job, from what is stored of it. Pure. */
import type { JobInfo, JobRecord, SearchSemantics } from '../model/job'

const safeCount = BigInt(Number.MAX_SAFE_INTEGER)

/** A count as the API gives it: a number while it is exact, else a bigint. */
export function plainCount(count: bigint): number | bigint {
  return count <= safeCount ? Number(count) : count
}

export const isUnderWay = ({ state }: Pick<JobInfo, 'state'>) => state === 'running' || state === 'queued'

/** @param workers how many of this tab's workers are at it */
export function infoFrom(record: JobRecord, workers = 0): JobInfo {
  const { id, hostId, motif, options, state, tasksDone, tasksTotal, elapsedMs, warnings, error } = record
  const { progress, priority, createdAt, finishedAt, rowCount, rowFolder } = record
  const { pausedBecause, keepsNoMoreRows } = record
  return {
    ...{ id, hostId, motif, options, state, tasksDone, tasksTotal, elapsedMs, workers, warnings },
    ...{ createdAt, rowCount },
    count: plainCount(record.count),
    ...(progress === undefined ? {} : { progress }),
    ...(priority === undefined ? {} : { priority }),
    ...(finishedAt === undefined ? {} : { finishedAt }),
    ...(pausedBecause && state === 'paused' ? { pausedBecause } : {}),
    ...(keepsNoMoreRows ? { keepsNoMoreRows } : {}),
    ...(rowFolder === undefined ? {} : { rowFolder }),
    ...(error ? { error } : {}),
  }
}

/** A stored job that is under way but led by no tab: its tab was closed or died, and it waits to go on. */
export function interruptedInfo(record: JobRecord): JobInfo {
  return { ...infoFrom(record), state: 'paused', isInterrupted: true }
}

export interface NewJob {
  id: string
  hostId: string
  motif: string
  options: SearchSemantics
  warnings: string[]
  parseMs: number
}

/** The record of a job of which nothing has been done. */
export function newRecord({ parseMs, ...question }: NewJob, now: number): JobRecord {
  return {
    ...question,
    state: 'queued',
    tasksDone: 0,
    tasksTotal: 0,
    elapsedMs: 0,
    columns: [],
    count: 0n,
    rowCount: 0,
    truncated: false,
    automorphismCount: 1,
    timings: { parseMs, planMs: 0, searchMs: 0, totalMs: 0 },
    createdAt: now,
  }
}

/** What a tab that lends its workers knows of a job, after the leading tab told how it stands. */
export function withTold(known: JobRecord, told: JobInfo): JobRecord {
  const { tasksDone, tasksTotal, elapsedMs, rowCount = known.rowCount } = told
  const progress = told.progress ?? known.progress
  return {
    ...known,
    ...{ tasksDone, tasksTotal, elapsedMs, rowCount },
    count: BigInt(told.count),
    ...(progress === undefined ? {} : { progress }),
  }
}

/** The record after what a tab knows of it changed. What tasks bring (counts) is as stored: another tab's workers may
 *  have brought more. */
export function mergedRecord(stored: JobRecord, known: JobRecord): JobRecord {
  const { count, rowCount, tasksDone, tasksTotal } = stored
  const priority = stored.priority ?? known.priority
  return {
    ...known,
    ...{ count, rowCount, tasksDone, tasksTotal },
    truncated: stored.truncated || known.truncated,
    ...(priority === undefined ? {} : { priority }),
  }
}
