/** Opens DuckDB-Wasm, once, in a worker of its own. The only importer of the engine; everything else asks through
 *  `SqlConnection`. Only the `eh` bundle is shipped: `coi` returns wrong answers, `mvp` cannot report errors. */
import { AsyncDuckDB, VoidLogger } from '@duckdb/duckdb-wasm'
import type { AsyncDuckDBConnection } from '@duckdb/duckdb-wasm'
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url'
import moduleUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url'
import { MotifscopeError } from '../model/errors'
import { errorFromEngine, startStatements } from './sql-connection'
import type { SqlConnection } from './sql-connection'

/** How long nothing at all may happen while the module (34 MB) is fetched and compiled. */
const stallMs = 60_000

/** Settles with `work`, or rejects when `alive` has not been called for `limitMs`: where wasm is forbidden or the
 *  worker cannot start, the engine itself says nothing for ever. */
function rejectWhenStalled<T>(work: (alive: () => void) => Promise<T>, limitMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const stalled = () =>
      reject(
        new MotifscopeError('unsupported-browser', 'The table engine (DuckDB, WebAssembly) did not start.', {
          hint: 'Use a recent Chrome, Edge, Firefox or Safari, allow WebAssembly and workers, and reload the page.',
        }),
      )
    let timer = setTimeout(stalled, limitMs)
    const alive = () => {
      clearTimeout(timer)
      timer = setTimeout(stalled, limitMs)
    }
    work(alive)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer))
  })
}

/** Rejects when the worker cannot load or dies; never resolves. */
function failureOf(worker: Worker): Promise<never> {
  const failure = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) =>
      reject(
        new MotifscopeError(
          'worker-failed',
          `The table engine stopped: ${event.message || 'it could not be loaded'}.`,
          {
            hint: 'Reload the page; stored hosts and results are safe.',
          },
        ),
      ),
    )
  })
  failure.catch(() => undefined)
  return failure
}

/** Calls in the order made, one at a time (the engine mixes up questions asked at once of one connection). */
function connectionTo(engine: AsyncDuckDBConnection, failure: Promise<never>): SqlConnection {
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(call: () => Promise<T>): Promise<T> => {
    const answer = last
      .then(() => Promise.race([call(), failure]))
      .catch((thrown: unknown): never => {
        throw errorFromEngine(thrown)
      })
    last = answer.catch(() => undefined)
    return answer
  }
  return {
    query: (sql) => inTurn(() => engine.query(sql)),
    insertArrow: (target, stream, create) =>
      inTurn(() => engine.insertArrowFromIPCStream(stream, { ...target, create })),
  }
}

async function startEngine(): Promise<SqlConnection> {
  const worker = new Worker(workerUrl)
  const failure = failureOf(worker)
  try {
    const database = new AsyncDuckDB(new VoidLogger(), worker)
    const starting = async (alive: () => void) => {
      await database.instantiate(moduleUrl, null, alive)
      alive()
      await database.open({ path: ':memory:', query: { castBigIntToDouble: false } })
      return database.connect()
    }
    const engine = await Promise.race([rejectWhenStalled(starting, stallMs), failure])
    const connection = connectionTo(engine, failure)
    for (const statement of startStatements) await connection.query(statement)
    return connection
  } catch (thrown) {
    worker.terminate()
    throw thrown instanceof MotifscopeError && thrown.code !== 'sql-error'
      ? thrown
      : new MotifscopeError(
          'unsupported-browser',
          `The table engine could not start: ${errorFromEngine(thrown).message}`,
          {
            hint: 'Use a recent Chrome, Edge, Firefox or Safari and reload the page.',
            cause: thrown,
          },
        )
  }
}

let opening: Promise<SqlConnection> | undefined

/** The tab's one connection; the engine is started by the first call (1–3 s). After a failure the next call tries anew.
 *  @throws MotifscopeError `unsupported-browser` when the engine cannot run here, `worker-failed` when it died. */
export function openDuckDb(): Promise<SqlConnection> {
  opening ??= startEngine().catch((thrown: unknown) => {
    opening = undefined
    throw thrown
  })
  return opening
}
