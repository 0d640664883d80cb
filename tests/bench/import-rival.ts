/** DuckDB-Wasm's own read_csv of the same file in the same page: what opening a table is compared with. The engine of
 *  the app itself refuses to read files, so the page gets another one, from the app's own built files. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { JSHandle, Page } from 'playwright'
import { build } from 'vite'
import type * as DuckDb from '@duckdb/duckdb-wasm'

declare global {
  var duckdbOfBench: typeof DuckDb
}

const entry = 'virtual:duckdb-of-bench'
let bundled: Promise<string> | undefined

/** The library as a plain script that sets a global. */
function duckdbScript(): Promise<string> {
  bundled ??= build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: entry,
        resolveId: (id) => (id === entry ? `\0${entry}` : null),
        load: (id) =>
          id === `\0${entry}`
            ? 'import * as duckdb from "@duckdb/duckdb-wasm"; globalThis.duckdbOfBench = duckdb'
            : null,
      },
    ],
    build: { write: false, minify: false, rollupOptions: { input: entry, output: { format: 'iife' } } },
  }).then((result) => {
    const output = (Array.isArray(result) ? result[0] : result) as { output: { code?: string }[] }
    return output.output.map(({ code }) => code ?? '').join('\n')
  })
  return bundled
}

function builtFile(dist: string, pattern: RegExp): string {
  const found = readdirSync(join(dist, 'assets')).find((name) => pattern.test(name))
  if (!found) throw new Error(`${dist} holds no file like ${pattern}.`)
  return `assets/${found}`
}

/** Milliseconds of `CREATE TABLE AS FROM read_csv` on a started engine, and the rows it found. */
export async function readWithDuckDb(
  page: Page,
  file: JSHandle,
  dist: string,
): Promise<{ ms: number; rowCount: number }> {
  await page.evaluate(await duckdbScript())
  const urls = {
    worker: builtFile(dist, /^duckdb-browser-eh\.worker-.*\.js$/),
    module: builtFile(dist, /^duckdb-eh-.*\.wasm$/),
  }
  return page.evaluate(
    async ({ file, urls }) => {
      const { AsyncDuckDB, VoidLogger, DuckDBDataProtocol } = globalThis.duckdbOfBench
      const chosen = (file as HTMLInputElement).files?.[0]
      if (!chosen) throw new Error('no file')
      const worker = new Worker(new URL(urls.worker, document.baseURI))
      const database = new AsyncDuckDB(new VoidLogger(), worker)
      try {
        await database.instantiate(new URL(urls.module, document.baseURI).href)
        await database.open({ path: ':memory:' })
        await database.registerFileHandle('edges.csv', chosen, DuckDBDataProtocol.BROWSER_FILEREADER, true)
        const connection = await database.connect()
        const begin = performance.now()
        await connection.query(`CREATE TABLE edges AS FROM read_csv('edges.csv')`)
        const ms = performance.now() - begin
        const counted = await connection.query('SELECT count(*)::INT AS n FROM edges')
        return { ms, rowCount: Number(counted.getChild('n')?.get(0)) }
      } finally {
        worker.terminate()
      }
    },
    { file, urls },
  )
}
