/** The real engine in Node, behind the same door as in the page: DuckDB-Wasm's blocking bundle. */
import { createRequire } from 'node:module'
import type * as Blocking from '@duckdb/duckdb-wasm/blocking'
import type { Table } from 'apache-arrow'
import { cancelledError, errorFromEngine, startStatements } from '../../src/tables/sql-connection'
import type { SqlConnection } from '../../src/tables/sql-connection'

const require = createRequire(import.meta.url)

/** A fresh in-memory database with the same settings as the page's. */
export async function openNodeDuckDb(): Promise<SqlConnection> {
  const { createDuckDB, NODE_RUNTIME, VoidLogger } =
    require('@duckdb/duckdb-wasm/blocking') as typeof Blocking
  const mainModule = require.resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm')
  const bundle = { mainModule, mainWorker: '' }
  const database = await createDuckDB({ mvp: bundle, eh: bundle }, new VoidLogger(), NODE_RUNTIME)
  await database.instantiate(() => undefined)
  database.open({ path: ':memory:', query: { castBigIntToDouble: false } })
  const engine = database.connect()
  const answer = <T>(call: () => T): Promise<T> =>
    new Promise<T>((resolve) => resolve(call())).catch((thrown: unknown): never => {
      throw errorFromEngine(thrown)
    })
  const connection: SqlConnection = {
    // It blocks: a signal can only stop what has not begun.
    query: (sql, signal) =>
      signal?.aborted ? Promise.reject(cancelledError()) : answer(() => engine.query(sql) as Table),
    insertArrow: (target, stream, create) =>
      answer(() => engine.insertArrowFromIPCStream(stream, { ...target, create })),
  }
  for (const statement of startStatements) await connection.query(statement)
  return connection
}
