/** From a question to its job: the stored answer, the one under way here or in another tab, or a new one. */
import { MotifscopeError } from '../model/errors'
import type { JobInfo, JobRecord, SearchSemantics } from '../model/job'
import { deleteJob, getJob } from '../storage/job-records'
import { jobIdOf } from './job-id'
import { infoFrom, isUnderWay, newRecord } from './job-info'
import type { NewJob } from './job-info'
import type { JobRuns } from './job-runs'
import type { JobServices } from './live-job'
import type { TabChannel } from './tab-channel'
import { findRunningJobs } from './tab-locks'

export interface Question {
  hostId: string
  motif: string
  semantics: SearchSemantics
  recompute: boolean
  workers?: number | undefined
}

export interface JobStart {
  services: JobServices
  runs: JobRuns
  channel: TabChannel
  /** How a job stands, here or elsewhere, given its record. */
  infoOf: (record: JobRecord) => Promise<JobInfo>
}

/** How soon to look again for a job that another tab has only just begun. */
const lookAgainMs = 10

/** Whether a job is done and has all it was asked for: rows that were found may not be kept any more, or were not, for
 *  want of room. */
const isAnswer = ({ state, options, rowCount, count }: JobRecord) =>
  state === 'done' && (options.countOnly || BigInt(rowCount) >= count)

export function unknownJob(id: string): MotifscopeError {
  return new MotifscopeError('unknown-job', `There is no job ${id}.`)
}

/** Answers the job of a question as soon as it is known; what it then finds comes by and by.
 *  @throws what `readMotif` throws; MotifscopeError of storage */
export async function startJob(start: JobStart, question: Question): Promise<JobInfo> {
  const { services, runs, infoOf } = start
  const { hostId, motif: source, semantics, recompute, workers } = question
  const begin = performance.now()
  const { motif, warnings } = services.readMotif(source)
  const parseMs = performance.now() - begin
  const id = await jobIdOf(motif, hostId, semantics)
  const asked = { id, hostId, motif: source, options: semantics, warnings, parseMs }
  for (;;) {
    const own = runs.live(id)
    if (own && isUnderWay(own.record)) return infoFrom(own.record, own.workers)
    await own?.ended
    const known = await beginOrFind(start, asked, { recompute, workers })
    if (known !== 'elsewhere') return infoOf(known)
    const found = await infoFromElsewhere(start, id, recompute)
    if (found) return found
    // The other tab died before anything of the job was written down: nobody has asked yet.
  }
}

/** The record of a job that this tab now leads, or of one that has its answer. */
async function beginOrFind(
  start: JobStart,
  asked: NewJob,
  { recompute, workers }: Pick<Question, 'recompute' | 'workers'>,
): Promise<JobRecord | 'elsewhere'> {
  const { services, runs } = start
  const { id } = asked
  let answer: JobRecord | undefined
  const begun = await runs.lead(id, async () => {
    const found = await getJob(await services.db(), id)
    if (found && isAnswer(found) && !recompute) {
      answer = found
      return null
    }
    const canGoOn = found && (isUnderWay(found) || found.state === 'paused') && !recompute
    if (canGoOn) return withLimit(found, workers)
    if (found) await clear(start, found)
    return withLimit(newRecord(asked, services.now()), workers)
  })
  const known = begun ?? answer
  if (!known) throw unknownJob(id)
  return known
}

/** What is stored of a job that is to begin anew goes. A count is left to be written over, once, by the next. */
async function clear({ services, channel }: JobStart, { id, options, state }: JobRecord): Promise<void> {
  if (options.countOnly && state === 'done') return
  await deleteJob(await services.db(), id)
  await services.forgetRows(id)
  channel.post({ kind: 'rows', jobId: id })
}

/** A job that another tab leads: as it is stored, which a new one is after some milliseconds. Undefined when that tab is
 *  gone and nothing is stored. */
async function infoFromElsewhere(
  { services, runs, infoOf }: JobStart,
  id: string,
  recompute: boolean,
): Promise<JobInfo | undefined> {
  const db = await services.db()
  for (;;) {
    const isLed = (await findRunningJobs())(id)
    const stored = await getJob(db, id)
    if (stored && isAnswer(stored) && !recompute) return infoFrom(stored)
    if (stored) {
      runs.join(id, false)
      return infoOf(stored)
    }
    if (!isLed) return undefined
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs))
  }
}

const withLimit = (record: JobRecord, workers: number | undefined): JobRecord =>
  workers === undefined ? record : { ...record, workerLimit: workers }
