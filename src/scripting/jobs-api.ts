/** `motifscope.jobs` and `motifscope.search`: questions to the job board, answers with rows. */
import { createJobBoard } from '../jobs/job-board'
import type { JobBoard } from '../jobs/job-board'
import { createRowsAtHand } from '../jobs/rows-at-hand'
import { memoryBudget as suggestedBudget } from '../jobs/sprint'
import { announceTab } from '../jobs/tab-locks'
import { readMotif } from '../dotmotif/read-motif'
import { MotifscopeError, errorFromData } from '../model/errors'
import type { JobInfo, JobRecord, SearchOptions, SearchSemantics } from '../model/job'
import type { Motif } from '../model/motif'
import type { SearchResult } from './result-types'
import type { JobsApi, MemoryBudget } from './jobs-types'
import type { Engine } from './engine'
import type { HostLibrary } from '../hosts/host-library'
import { getSetting, putSetting } from '../storage/settings'
import { chooseRowFolder, openRowFolder, rowFoldersOf } from '../storage/row-folders'
import { searchResultFrom } from './search-result'

/** The motif of a text.
 *  @throws MotifscopeError with the first mistake's place; `errors` lists all of them. */
export function motifFromText(source: string): { motif: Motif; warnings: string[] } {
  const reading = readMotif(source)
  if (reading.ok) return reading
  const [first] = reading.errors
  if (!first) throw new Error('A motif was refused without an error.')
  throw errorFromData({ ...first, errors: reading.errors })
}

/** The options that define the search, with their defaults.
 *  @throws MotifscopeError `invalid-option` on a limit that is no positive whole number. */
export function semanticsFrom(options: SearchOptions): SearchSemantics {
  const { limit = null } = options
  if (limit !== null && !(Number.isSafeInteger(limit) && limit > 0))
    throw new MotifscopeError(
      'invalid-option',
      `The limit must be a whole number above 0, or null; it is ${limit}.`,
    )
  return {
    ignoreDirection: options.ignoreDirection ?? false,
    excludeAutomorphisms: options.excludeAutomorphisms ?? false,
    induced: options.induced ?? false,
    limit,
    countOnly: options.countOnly ?? false,
    ...(options.strategy ? { strategy: options.strategy } : {}),
  }
}

function cancelled(): MotifscopeError {
  return new MotifscopeError('cancelled', 'The search was cancelled.')
}

const budgetKey = 'memory-budget'

/** What the user allows a job to hold in memory, kept in the settings. */
function memoryBudgetOf({ database }: Engine) {
  let bytes: number | undefined
  let isSet = false
  const take = (stored: unknown) => {
    if (typeof stored === 'number' && !isSet) bytes = stored
  }
  const taken = database()
    .then((db) => getSetting(db, budgetKey))
    .then(take, () => undefined)
  return {
    get: () => bytes,
    async read(): Promise<MemoryBudget> {
      await taken
      const suggested = suggestedBudget()
      return { bytes: bytes ?? suggested, suggested, isChosen: bytes !== undefined }
    },
    async set(wanted: number | null): Promise<void> {
      if (wanted !== null && !(Number.isSafeInteger(wanted) && wanted >= 0))
        throw new MotifscopeError('invalid-option', `The budget must be a number of bytes; it is ${wanted}.`)
      isSet = true
      bytes = wanted ?? undefined
      await putSetting(await database(), budgetKey, bytes)
    },
  }
}

export interface JobsAndSearch {
  dropRows: (jobId: string) => Promise<void>
  jobs: JobsApi
  search: (hostId: string, motif: string, options?: SearchOptions) => Promise<SearchResult>
}

export function createJobsApi(engine: Engine, library: HostLibrary): JobsAndSearch {
  const owner = crypto.randomUUID()
  const budget = memoryBudgetOf(engine)
  const rowsAtHand = createRowsAtHand()
  const board: JobBoard = createJobBoard({
    db: engine.database,
    pool: engine.pool,
    host: library.searchable,
    readMotif: motifFromText,
    now: () => Date.now(),
    owner,
    announced: announceTab(owner),
    memoryBudget: budget.get,
    rowsAtHand,
    forgetRows(id) {
      rowsAtHand.forget(id)
      return forgetCopy(id).catch(() => undefined)
    },
  })

  async function start(hostId: string, motif: string, options: SearchOptions = {}): Promise<JobInfo> {
    await library.known(hostId)
    const { recompute = false, workers } = options
    return board.start({ hostId, motif, semantics: semanticsFrom(options), recompute, workers })
  }

  /** The table engine's copy of a job's rows, if it has one. */
  async function forgetCopy(id: string): Promise<void> {
    const { dropMatches } = await import('../tables/match-table')
    await dropMatches(await engine.sql(), id)
  }

  async function resultOf(record: JobRecord): Promise<SearchResult> {
    return searchResultFrom({
      record,
      db: await engine.database(),
      rowsAtHand: () => rowsAtHand.of(record.id),
      tables: (part) => library.tables(record.hostId, part),
    })
  }

  const resume: JobsApi['resume'] = async (id, { folder, ...options } = {}) => {
    const { rowFolder } = await board.get(id)
    const db = await engine.database()
    const used = folder ?? (rowFolder === undefined ? undefined : (await rowFoldersOf(db, id)).at(-1)?.handle)
    if (used && !options.countOnly) await openRowFolder(used)
    if (folder) await chooseRowFolder(db, id, folder)
    return board.resume(id, options)
  }

  const jobs: JobsApi = {
    start,
    list: board.list,
    get: board.get,
    pause: board.pause,
    resume,
    cancel: board.cancel,
    watch: board.watch,
    watchAll: board.watchAll,
    setPriority: board.setPriority,
    setMemoryBudget: budget.set,
    memoryBudget: budget.read,
    result: async (id) => resultOf(await board.record(id)),
    async delete(id) {
      await board.remove(id)
      await library.sweep()
    },
  }

  return {
    jobs,
    dropRows: board.dropRows,
    async search(hostId, motif, options = {}) {
      const { signal, onProgress } = options
      if (signal?.aborted) throw cancelled()
      const { id } = await start(hostId, motif, options)
      const unwatch = onProgress ? board.watch(id, onProgress) : () => undefined
      const cancel = () => void board.cancel(id)
      signal?.addEventListener('abort', cancel, { once: true })
      if (signal?.aborted) cancel()
      try {
        const record = await board.ended(id)
        if (record.state === 'failed' && record.error) throw errorFromData(record.error)
        if (record.state !== 'done') throw cancelled()
        return await resultOf(record)
      } finally {
        signal?.removeEventListener('abort', cancel)
        unwatch()
      }
    },
  }
}
