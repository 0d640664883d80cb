/** What the API stands on, started once per tab: the database, the table engine and the search workers. */
import { MotifscopeError } from '../model/errors'
import { startPool, poolSize } from '../jobs/worker-pool'
import type { WorkerPool } from '../jobs/worker-pool'
import { loadedOnce } from '../model/loaded-once'
import { openMotifscopeDatabase } from '../storage/database'
import type { MotifscopeDatabase } from '../storage/database'
import { sweepTemporaryFiles } from '../storage/temporary-files'
import type { SqlConnection } from '../tables/sql-connection'

export interface Engine {
  database(): Promise<MotifscopeDatabase>
  /** The table engine; its module (34 MB) is loaded apart from the app. */
  sql(): Promise<SqlConnection>
  pool(): WorkerPool
  /** Settled once everything above answers. */
  ready: Promise<void>
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined
  return () => (made ??= { value: make() }).value
}

function checkBrowser(): void {
  const lacking = [
    { name: 'WebAssembly', has: 'WebAssembly' in globalThis },
    { name: 'web workers', has: 'Worker' in globalThis },
    { name: 'IndexedDB', has: 'indexedDB' in globalThis },
    { name: 'web cryptography (open the page over https or from localhost)', has: 'subtle' in crypto },
  ].filter(({ has }) => !has)
  if (lacking.length === 0) return
  const names = lacking.map(({ name }) => name).join(', ')
  throw new MotifscopeError('unsupported-browser', `This browser lacks ${names}.`, {
    hint: 'Use a current Chrome, Edge, Firefox or Safari.',
  })
}

export function startEngine(): Engine {
  const database = once(() => openMotifscopeDatabase())
  // Not kept: it opens once by itself, and anew after a question that could only be stopped by ending the engine.
  const duckdb = loadedOnce(() => import('../tables/duckdb'))
  const sql = async () => (await duckdb()).openDuckDb()
  const pool = once(() => startPool(poolSize()))
  const ready = Promise.resolve()
    .then(checkBrowser)
    .then(() => Promise.all([database(), sql(), pool().ready]))
    .then(() => undefined)
  // What tabs that are gone made for one use.
  ready.then(async () => sweepTemporaryFiles(await database(), Date.now())).catch(() => undefined)
  return { database, sql, pool, ready }
}
