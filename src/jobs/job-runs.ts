/** The jobs this tab works on: those it leads, and those of other tabs that it lends its workers. What a job is and has
 *  found is in storage; here is only what must be at hand while it runs. */
import { errorDataFrom } from '../model/errors'
import type { JobInfo, JobPriority, JobRecord } from '../model/job'
import { addJob, getJob, updateJob } from '../storage/job-records'
import { listTasks } from '../storage/work-queue'
import { sliceMsFor } from './fair-share'
import { Crew } from './job-crew'
import { infoFrom, isUnderWay, mergedRecord } from './job-info'
import type { JobServices, LiveJob } from './live-job'
import { searchJob } from './search-job'
import type { TabChannel } from './tab-channel'
import { countTabs, waitForJobLock, withJobLock } from './tab-locks'

/** A job that is over sooner needs no help: getting ready would take another tab as long. */
const lendAfterMs = 1_500
/** Nobody need hear of every save: not this page, not other tabs, not storage. */
const tellHereEveryMs = 100
const tellOthersEveryMs = 250
const storeEveryMs = 2_000
const measureEveryMs = 250
/** A job that is over sooner is written down once, with its answer, and told of once. */
const announceAfterMs = 20

export interface JobRuns {
  live(id: string): LiveJob | undefined
  all(): LiveJob[]
  /** Leads a job, if no other tab does: `begin` answers its record, or null to let it be. One of which nothing is stored
   *  is written down when it is over, or some milliseconds after it began. Answers the record as soon as that is known;
   *  `elsewhere` when another tab leads it. */
  lead(id: string, begin: () => Promise<JobRecord | null>): Promise<JobRecord | null | 'elsewhere'>
  /** Leads a job that another tab leads when that tab is gone; before, once it runs, lends it this tab's workers. */
  join(id: string, isRunning: boolean): void
  /** Stops waiting for a job. */
  leave(id: string): void
  /** Asks this tab's workers to stop; settles when they have. */
  stop(id: string, what: 'paused' | 'cancelled'): Promise<void>
}

/** This tab waits to lead a job, and from `timer` on it helps. */
interface Waiting {
  controller: AbortController
  timer?: ReturnType<typeof setTimeout>
}

export function createJobRuns(
  services: JobServices,
  channel: TabChannel,
  tell: (job: JobInfo) => void,
): JobRuns {
  const live = new Map<string, LiveJob>()
  /** Jobs that other tabs lead. */
  const joined = new Map<string, Waiting>()

  const priorityOf = ({ record }: LiveJob): JobPriority => record.priority ?? 'normal'

  /** One run of a job in this tab, to its end, its interruption or its failure. Where the tab leads it, it has `ended`
   *  only when another may lead it: who then asks again finds it free.
   *  @param lock settled when the lock of the tab that leads is given back; absent: this tab lends its workers
   *  @returns the job, and what is settled when nothing is left to do but to give back the lock */
  function run(record: JobRecord, lock?: () => Promise<unknown>): { job: LiveJob; isOver: Promise<void> } {
    const leads = lock !== undefined
    const { id } = record
    const slots = services.pool().slots.slice(0, record.workerLimit)
    const crew = new Crew(id, services.owner, channel)
    crew.leads = leads
    let noteAnswer: () => void = () => undefined
    const job: LiveJob = {
      ...{ record, crew, workers: slots.length, asked: null, meter: null, ended: Promise.resolve() },
      isAnswered: false,
      answered: new Promise((resolve) => (noteAnswer = resolve)),
      answer(change) {
        job.record = { ...job.record, ...change }
        if (!job.isAnswered) tell(infoFrom(job.record, job.workers))
        job.isAnswered = true
        noteAnswer()
      },
      sliceMs: () =>
        sliceMsFor(
          priorityOf(job),
          [...live.values()].filter((other) => other !== job).map((other) => priorityOf(other)),
        ),
    }
    live.set(id, job)
    const update = createUpdate(job)
    const announce = async () => {
      // Then it is about to be written down, and told of.
      if (job.isAnswered) return
      tell(infoFrom(job.record, job.workers))
      channel.post({ kind: 'job', job: infoFrom(job.record, job.workers) })
      await addJob(await services.db(), record)
    }
    const announcing = leads
      ? setTimeout(() => void announce().catch(() => undefined), announceAfterMs)
      : undefined
    const isOver = searchJob(services, job, slots, update)
      .catch(async (thrown: unknown) => {
        if (!crew.leads) return console.warn('This tab could not help with a search.', thrown)
        await update({ state: 'failed', error: errorDataFrom(thrown), finishedAt: services.now() }, true)
      })
      .finally(() => clearTimeout(announcing))
    job.ended = isOver.finally(() => lock?.().catch(() => undefined)).finally(() => live.delete(id))
    job.ended.catch(() => undefined)
    return { job, isOver }
  }

  /** How a run changes its record: told here at once, stored and told elsewhere when it matters or is due. */
  function createUpdate(job: LiveJob) {
    const begun = job.record
    const { id } = begun
    let toldHereAt = performance.now() + announceAfterMs - tellHereEveryMs
    let toldAt = performance.now()
    let storedAt = services.now()
    let isMeasuring = false
    let measuredAt = 0
    let tabCount = 1

    async function measure(): Promise<void> {
      if (!job.meter || isMeasuring || performance.now() - measuredAt < measureEveryMs) return
      isMeasuring = true
      try {
        const begin = performance.now()
        const progress = job.meter(await listTasks(await services.db(), id))
        ;({ working: tabCount } = await countTabs(id))
        // With very many tasks asking takes its time: it is then asked less often.
        measuredAt = performance.now() + 20 * (performance.now() - begin)
        job.record = { ...job.record, progress: Math.max(progress, job.record.progress ?? 0) }
      } finally {
        isMeasuring = false
      }
    }

    async function store(): Promise<void> {
      storedAt = services.now()
      const db = await services.db()
      const kept = await updateJob(db, id, (stored) => mergedRecord(stored, job.record))
      // What it found before anything was written down is lost.
      job.record = mergedRecord(kept ?? (await addJob(db, mergedRecord(begun, job.record))), job.record)
    }

    function tellAll(isUrgent: boolean): void {
      const isDue = (at: number, everyMs: number) => isUrgent || performance.now() - at >= everyMs
      if (!isDue(toldHereAt, tellHereEveryMs)) return
      toldHereAt = performance.now()
      const info = infoFrom(job.record, job.workers)
      if (!job.crew.leads) return tell(info)
      if (info.state === 'done') job.answer({})
      else tell({ ...info, tabCount })
      if (!isDue(toldAt, tellOthersEveryMs)) return
      toldAt = performance.now()
      channel.post({ kind: 'job', job: { ...info, tabCount } })
    }

    return async (change: Partial<JobRecord>, isStored: boolean): Promise<void> => {
      // How long it has run is the leading tab's to say.
      const { elapsedMs } = job.crew.leads ? { ...job.record, ...change } : job.record
      job.record = { ...job.record, ...change, elapsedMs }
      if (change.state === 'done') job.record.progress = 1
      if (isStored && job.crew.leads) await store()
      tellAll(isStored || change.state !== undefined)
      // A job that is still short of being written down (it has no meter yet) has nothing to look up.
      if (isStored || !job.crew.leads || !job.meter) return
      // What storage refuses now, the next save of matches says aloud.
      await measure().catch(() => undefined)
      if (Math.abs(services.now() - storedAt) >= storeEveryMs) await store().catch(() => undefined)
    }
  }

  /** Runs a job with the lock that lets only one tab lead it. */
  async function runToEnd(record: JobRecord, lock: () => Promise<unknown>): Promise<void> {
    const begun: JobRecord = { ...record, state: 'queued' }
    // Whatever stopped it before, it goes on now.
    delete begun.pausedBecause
    await run(begun, lock).isOver
  }

  function lead(id: string, begin: () => Promise<JobRecord | null>): Promise<JobRecord | null | 'elsewhere'> {
    return new Promise((resolve, reject) => {
      const work = async () => {
        await services.announced
        leave(id)
        await live.get(id)?.ended
        const record = await begin()
        const ended = record && runToEnd(record, () => lock)
        resolve(record && (live.get(id)?.record ?? record))
        await ended
      }
      const lock = withJobLock(id, work)
      lock.then((isRun) => !isRun && resolve('elsewhere'), reject)
    })
  }

  /** This tab now leads a job that it heard of or worked on before. */
  async function takeOver(id: string, lock: () => Promise<unknown>): Promise<void> {
    const job = live.get(id)
    if (job) {
      job.crew.leads = true
      job.crew.wake()
      await job.ended
      // Who asked for it writes it down.
      if (job.asked !== null) return
    }
    const stored = await getJob(await services.db(), id)
    if (stored && isUnderWay(stored)) await runToEnd(stored, lock)
  }

  function join(id: string, isRunning: boolean): void {
    if (live.has(id) || !navigator.locks) return
    const known = joined.get(id)
    const waiting = known ?? { controller: new AbortController() }
    if (isRunning) waiting.timer ??= setTimeout(() => void lend(id, waiting), lendAfterMs)
    if (known) return
    joined.set(id, waiting)
    const lock: Promise<boolean> = waitForJobLock(id, waiting.controller.signal, () => {
      clearTimeout(waiting.timer)
      joined.delete(id)
      return takeOver(id, () => lock)
    })
    lock.catch((thrown: unknown) => console.warn('This tab could not go on with a search.', thrown))
  }

  async function lend(id: string, { controller }: Waiting): Promise<void> {
    const stored = await getJob(await services.db(), id).catch(() => undefined)
    if (!controller.signal.aborted && stored?.state === 'running' && !live.has(id)) run(stored)
  }

  function leave(id: string): void {
    const waiting = joined.get(id)
    clearTimeout(waiting?.timer)
    waiting?.controller.abort()
    joined.delete(id)
  }

  return {
    live: (id) => live.get(id),
    all: () => [...live.values()],
    lead,
    join,
    leave,
    async stop(id, what) {
      leave(id)
      const job = live.get(id)
      if (!job) return
      job.asked = what
      job.crew.wake()
      await job.ended
    },
  }
}
