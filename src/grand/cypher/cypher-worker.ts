/** The Cypher worker as seen from the page: one worker for one query, which ends with it, whatever the query does. Main
 *  thread. */
import { MotifscopeError } from '../../model/errors'
import { proxy, spawn } from '../../spawn'
import type { CypherAnswer, CypherProgress, CypherQuestion } from './answer-query'
import type { CypherHost } from './host/host-property-graph'
import { createRowTables } from './reduction/row-tables'
import type { OpenTables, RowTables } from './reduction/row-tables'

/** What the worker offers. */
export interface CypherWorkerApi {
  answer(
    host: CypherHost,
    question: CypherQuestion,
    onProgress: (progress: CypherProgress) => void,
    tables: RowTables | null,
  ): Promise<CypherAnswer>
}

export interface CypherHooks {
  /** The host's tables, for queries that make few rows of many. */
  tables?: { hostId: string; open: OpenTables }
  signal?: AbortSignal
  onProgress?: (progress: CypherProgress) => void
}

/** How long after its limit a query may take to notice it. */
const graceMs = 5_000

/** @param host its `nodes` and `edges` are blobs, which the worker reads itself
 *  @throws MotifscopeError `cancelled`, `time-limit`, `worker-failed`, and what is wrong with the query */
export async function answerInWorker(
  host: CypherHost,
  question: CypherQuestion,
  { signal, onProgress, tables }: CypherHooks,
): Promise<CypherAnswer> {
  const cancelled = () => new MotifscopeError('cancelled', 'The query was cancelled.')
  if (signal?.aborted) throw cancelled()
  const worker = spawn<CypherWorkerApi>('cypher')
  let abort: () => void = () => undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const stopped = new Promise<never>((_, reject) => {
    abort = () => reject(cancelled())
    const tooLong = () =>
      reject(new MotifscopeError('time-limit', 'The query took too long and was stopped.'))
    timer = setTimeout(tooLong, question.limitMs + graceMs)
  })
  signal?.addEventListener('abort', abort)
  const ended = new AbortController()
  const rows = tables && createRowTables(tables.hostId, tables.open, ended.signal)
  try {
    const report = proxy((progress: CypherProgress) => onProgress?.(progress))
    const answer = worker.api.answer(host, question, report, rows ? proxy(rows.tables) : null)
    return await Promise.race([answer, worker.failed, stopped])
  } finally {
    ended.abort()
    // Not waited for: the engine may be at work for somebody else.
    rows?.close().catch(() => undefined)
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
    worker.terminate()
  }
}
