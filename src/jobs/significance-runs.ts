/** The significance runs of this browser: begins, goes on, stops and forgets them, and tells whoever watches. A run that
 *  a reload interrupted goes on with the samples that are missing. Main thread. */
import { MotifscopeError, errorDataFrom } from '../model/errors'
import type { NullQuestion, NullRunRecord, NullSample } from '../model/null-run'
import type { MotifscopeDatabase } from '../storage/database'
import {
  changeNullRun,
  deleteNullRun,
  getNullRun,
  listNullRuns,
  putNullSample,
  readNullSamples,
} from '../storage/null-runs'
import type { NullTask } from './null-api'
import { runCrew } from './significance-crew'
import { nullRunIdOf } from './significance-id'

export type NullRunState = 'running' | 'done' | 'stopped' | 'interrupted' | 'failed'

export interface NullRun extends NullRunRecord {
  state: NullRunState
  sampleCount: number
}

/** What a run's workers are given, and what the samples will keep. */
export interface NullSetting {
  task: NullTask
  kept: NullRunRecord['kept']
}

export interface NullRunServices {
  db(): Promise<MotifscopeDatabase>
  now(): number
  workers(): number
  version: string
  hostOf(hostId: string): Promise<Pick<NullRunRecord, 'hostName' | 'hostUri' | 'hostSize'>>
  setting(question: NullQuestion): Promise<NullSetting>
}

export interface NullRuns {
  /** Begins a run, or goes on with it until it has so many samples. */
  start(question: NullQuestion, samples: number): Promise<NullRun>
  /** Goes on with a stored run. @param samples absent: as many as were asked for before */
  resume(id: string, samples?: number): Promise<NullRun>
  stop(id: string): Promise<void>
  /** Settled when it has come to rest.
   *  @throws MotifscopeError `cancelled`, or why it failed */
  ended(id: string): Promise<void>
  get(id: string): Promise<NullRun>
  samples(id: string): Promise<NullSample[]>
  list(): Promise<NullRun[]>
  remove(id: string): Promise<void>
  /** Called with the id of every run that changes. Returns the unsubscribe function. */
  watch(callback: (id: string) => void): () => void
}

interface LiveRun {
  abort: AbortController
  ended: Promise<void>
}

function unknownRun(id: string): MotifscopeError {
  return new MotifscopeError('unknown-run', `There is no significance run ${id} here.`, {
    hint: 'It may have been deleted. Ask the question again.',
  })
}

function running(id: string): MotifscopeError {
  return new MotifscopeError('run-elsewhere', 'Another tab is at work on this run.', {
    hint: `Wait for it there, or close that tab and go on with run ${id.slice(0, 8)} here.`,
  })
}

export function createNullRuns(services: NullRunServices): NullRuns {
  const live = new Map<string, LiveRun>()
  const watchers = new Set<(id: string) => void>()
  const tell = (id: string) => watchers.forEach((watcher) => watcher(id))

  function stateOf(record: NullRunRecord, sampleCount: number): NullRunState {
    if (live.has(record.id)) return 'running'
    if (record.error) return 'failed'
    if (record.observed && sampleCount >= record.wanted) return 'done'
    return record.isStopped ? 'stopped' : 'interrupted'
  }

  async function get(id: string): Promise<NullRun> {
    const db = await services.db()
    const record = await getNullRun(db, id)
    if (!record) throw unknownRun(id)
    const sampleCount = (await readNullSamples(db, id)).length
    return { ...record, sampleCount, state: stateOf(record, sampleCount) }
  }

  const change = async (id: string, parts: Partial<NullRunRecord>) => {
    await changeNullRun(await services.db(), id, (known) => known && { ...known, ...parts })
    tell(id)
  }

  async function work(id: string, signal: AbortSignal): Promise<void> {
    const db = await services.db()
    const record = await getNullRun(db, id)
    if (!record) throw unknownRun(id)
    const { task, kept } = await services.setting(record.question)
    const drawn = new Set((await readNullSamples(db, id)).map(({ index }) => index))
    const missing = Array.from({ length: record.wanted }, (_, index) => index).filter((i) => !drawn.has(i))
    const begin = services.now()
    const elapsed = () => record.elapsedMs + services.now() - begin
    if (missing.length === 0 && record.observed) return
    await change(id, { kept })
    await runCrew({
      ...{ task, missing, signal, workers: services.workers(), known: record },
      onObserved: (observed, effort) => change(id, { observed, effort }),
      onMixing: (mixing) => change(id, { mixing }),
      async onSample(index, counts) {
        if (!(await putNullSample(db, { runId: id, index, counts }))) throw unknownRun(id)
        tell(id)
      },
    }).finally(() => change(id, { elapsedMs: elapsed() }))
  }

  /** Runs under a lock of the run's own: two tabs would draw the same samples twice. */
  async function workAlone(id: string, signal: AbortSignal): Promise<void> {
    if (!navigator.locks) return work(id, signal)
    await navigator.locks.request(`motifscope-null-${id}`, { ifAvailable: true }, async (lock) => {
      if (!lock) throw running(id)
      await work(id, signal)
    })
  }

  function begin(id: string): void {
    if (live.has(id)) return
    const abort = new AbortController()
    const ended = workAlone(id, abort.signal)
      .catch(async (thrown: unknown) => {
        const error = errorDataFrom(thrown)
        if (error.code === 'cancelled') await change(id, { isStopped: true })
        else if (error.code !== 'run-elsewhere') await change(id, { error })
        throw thrown
      })
      .finally(() => {
        live.delete(id)
        tell(id)
      })
    ended.catch(() => undefined)
    live.set(id, { abort, ended })
    tell(id)
  }

  async function goOn(id: string, samples: number | undefined): Promise<NullRun> {
    await changeNullRun(await services.db(), id, (known) => {
      if (!known) return undefined
      const goingOn = { ...known, wanted: Math.max(samples ?? 0, known.wanted) }
      delete goingOn.error
      delete goingOn.isStopped
      return goingOn
    })
    // More samples are asked of a run at work: it goes on when its present part is done.
    const before = live.get(id)
    if (before) void before.ended.then(() => begin(id)).catch(() => undefined)
    else begin(id)
    return get(id)
  }

  return {
    async start(question, samples) {
      const id = await nullRunIdOf(question)
      const host = await services.hostOf(question.hostId)
      const { version } = services
      await changeNullRun(await services.db(), id, (known) => {
        if (known) return known
        const nothing = { observed: null, effort: null, mixing: null, kept: null, elapsedMs: 0 }
        return { id, question, ...host, version, createdAt: services.now(), wanted: samples, ...nothing }
      })
      return goOn(id, samples)
    },
    resume: goOn,
    async stop(id) {
      const run = live.get(id)
      run?.abort.abort()
      await run?.ended.catch(() => undefined)
    },
    ended: async (id) => live.get(id)?.ended,
    get,
    samples: async (id) => readNullSamples(await services.db(), id),
    async list() {
      const stored = await listNullRuns(await services.db())
      return stored.map(({ record, sampleCount }) => ({
        ...record,
        sampleCount,
        state: stateOf(record, sampleCount),
      }))
    },
    async remove(id) {
      live.get(id)?.abort.abort()
      await live.get(id)?.ended.catch(() => undefined)
      await deleteNullRun(await services.db(), id)
      tell(id)
    },
    watch(callback) {
      watchers.add(callback)
      return () => void watchers.delete(callback)
    },
  }
}
