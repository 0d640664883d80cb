/** Opens DuckDB-Wasm, once, in a worker of its own. The only importer of the engine; everything else asks through
 *  `SqlConnection`. Only the `eh` bundle is shipped: `coi` returns wrong answers, `mvp` cannot report errors. */
import { AsyncDuckDB, VoidLogger } from '@duckdb/duckdb-wasm'
import type { AsyncDuckDBConnection } from '@duckdb/duckdb-wasm'
import { Table } from 'apache-arrow'
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url'
import moduleUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url'
import { MotifscopeError } from '../model/errors'
import { rejectWhenStalled } from './reject-when-stalled'
import { cancelledError, errorFromEngine, startStatements } from './sql-connection'
import type { SqlConnection } from './sql-connection'
import { watchWorker } from './worker-life'
import type { WorkerLife } from './worker-life'

/** How long nothing at all may happen while the module (34 MB) is fetched and compiled. */
const stallMs = 60_000
/** After how long a silence it is looked whether the module can be had at all. */
const doubtMs = 2_500
/** How long a question that was told to stop may take to do so. */
const graceMs = 3_000

/** Runs in short turns, between which the engine listens and can be told to stop. A turn that does not end (a product
 *  of whole tables) can only be stopped by ending the engine. */
async function cancellableQuery(
  engine: AsyncDuckDBConnection,
  life: WorkerLife,
  sql: string,
  signal: AbortSignal,
): Promise<Table> {
  if (signal.aborted) throw cancelledError()
  let grace: ReturnType<typeof setTimeout> | undefined
  const cancel = () => {
    void engine.cancelSent()
    grace = setTimeout(() => life.end('a question could not be stopped otherwise'), graceMs)
  }
  signal.addEventListener('abort', cancel)
  try {
    const reader = await engine.send(sql)
    return new Table(reader.schema, await reader.readAll())
  } finally {
    clearTimeout(grace)
    signal.removeEventListener('abort', cancel)
  }
}

/** Calls in the order made, one at a time (the engine mixes up questions asked at once of one connection). */
function connectionTo(engine: AsyncDuckDBConnection, life: WorkerLife): SqlConnection {
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    const answer = last
      .then(() => life.whileAlive(call))
      .catch((thrown: unknown): never => {
        throw signal?.aborted ? cancelledError() : errorFromEngine(thrown)
      })
    // Only the turn is waited for: an answer must not live on in the next one.
    last = answer.then(
      () => undefined,
      () => undefined,
    )
    return answer
  }
  return {
    query: (sql, signal) =>
      inTurn(() => (signal ? cancellableQuery(engine, life, sql, signal) : engine.query(sql)), signal),
    insertArrow: (target, stream, create) =>
      inTurn(() => engine.insertArrowFromIPCStream(stream, { ...target, create })),
  }
}

/** Rejects when the engine's module cannot be had: the engine itself is silent about it for ever. Looked for only where
 *  nothing has happened for a while, and no further than to the answer's head. Otherwise it does not settle. */
function missingModule(isAlive: () => boolean): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(async () => {
      if (isAlive()) return
      const answer = await fetch(moduleUrl).catch(() => null)
      if (answer?.ok) await answer.body?.cancel()
      else
        reject(
          new MotifscopeError('worker-failed', 'The table engine (DuckDB) could not be loaded.', {
            hint: 'Try again when you are online: once loaded, it is kept for offline use. Stored hosts and results are safe.',
          }),
        )
    }, doubtMs)
  })
}

async function startEngine(onDeath: () => void): Promise<SqlConnection> {
  const worker = new Worker(workerUrl)
  const life = watchWorker(worker, onDeath)
  const database = new AsyncDuckDB(new VoidLogger(), worker)
  let isAlive = false
  const start = async (alive: () => void) => {
    const heard = () => {
      isAlive = true
      alive()
    }
    await database.instantiate(moduleUrl, null, heard)
    heard()
    await database.open({ path: ':memory:', query: { castBigIntToDouble: false } })
    return database.connect()
  }
  try {
    const started = life.whileAlive(() => rejectWhenStalled(start, stallMs))
    const engine = await Promise.race([started, missingModule(() => isAlive)])
    const connection = connectionTo(engine, life)
    for (const statement of startStatements) await connection.query(statement)
    return connection
  } catch (thrown) {
    life.end('it could not start')
    throw startFailure(thrown)
  }
}

function startFailure(thrown: unknown): MotifscopeError {
  const failure = errorFromEngine(thrown)
  if (failure.code !== 'sql-error') return failure
  return new MotifscopeError('unsupported-browser', `The table engine could not start: ${failure.message}`, {
    hint: 'Use a recent Chrome, Edge, Firefox or Safari and reload the page.',
    cause: thrown,
  })
}

let opening: Promise<SqlConnection> | undefined

/** The tab's one connection; the engine is started by the first call (1–3 s). When it could not start or has died, the
 *  next call starts another, whose tables are empty: ask again rather than keep the answer.
 *  @throws MotifscopeError `unsupported-browser` when the engine cannot run here, `worker-failed` when it died. */
export function openDuckDb(): Promise<SqlConnection> {
  opening ??= startEngine(() => {
    opening = undefined
  })
  return opening
}
