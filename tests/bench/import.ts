/** Opening a host: the app against DuckDB-Wasm's own read_csv of the same file, the renderer's peak memory, and opening
 *  the stored host again. `tsx tests/bench/import.ts [L] [--dist folder] [--repetitions n] [--file table]`. */
import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright'
import { browserVersion } from '../tools/find-browser'
import { hostFiles } from './host-presets'
import type { HostName } from './host-presets'
import { readWithDuckDb } from './import-rival'
import { machineInWords } from './machine'
import { buildNativeReference } from './native'
import { fileInPage, openBenchPage, openHost, openTab } from './page'
import { rendererPeakBytes } from './renderer-memory'
import { median } from './statistics'

export interface ImportFigures {
  file: string
  edgeCount: number
  openMs: number[]
  /** Of DuckDB-Wasm's read_csv; empty when the file is no CSV. */
  duckdbMs: number[]
  /** From a fresh page to a host whose topology is in shared memory. */
  reopenMs: number[]
  /** The largest renderer while opening, in bytes. */
  peakBytes: number
}

/** The stored host's topology, read from a page that knows nothing yet: a plan needs it, a second plan no longer. */
async function reopen(page: Page, id: string): Promise<number> {
  return page.evaluate(async (id) => {
    const begin = performance.now()
    await globalThis.motifscope.plan(id, 'A -> B')
    const middle = performance.now()
    await globalThis.motifscope.plan(id, 'A -> B')
    return middle - begin - (performance.now() - middle)
  }, id)
}

/** Opens a file, opens what was stored again, and lets DuckDB read it, `repetitions` times in turn, each in a browser of
 *  its own, so that peaks of memory do not mix. Refuses different numbers of rows. */
export async function measureImport(
  file: string,
  { repetitions = 3, dist = 'dist' } = {},
): Promise<ImportFigures> {
  const figures: ImportFigures = {
    file: basename(file),
    edgeCount: 0,
    openMs: [],
    duckdbMs: [],
    reopenMs: [],
    peakBytes: 0,
  }
  const isCsv = /\.(csv|tsv)(\.gz)?$/.test(file)
  for (let i = 0; i < repetitions; i++) {
    const bench = await openBenchPage(dist)
    try {
      const { id, edgeCount, openMs } = await openHost(bench.page, file, {}, undefined)
      figures.peakBytes = Math.max(figures.peakBytes, rendererPeakBytes())
      figures.edgeCount = edgeCount
      figures.openMs.push(openMs)
      const tab = await openTab(bench.page.context(), bench.address)
      await bench.page.close()
      figures.reopenMs.push(await reopen(tab, id))
      if (!isCsv) continue
      const { ms, rowCount } = await readWithDuckDb(tab, await fileInPage(tab, file), dist)
      if (rowCount !== edgeCount) throw new Error(`DuckDB read ${rowCount} rows, the app ${edgeCount} edges.`)
      figures.duckdbMs.push(ms)
    } finally {
      await bench.close()
    }
  }
  return figures
}

/** One Markdown table. */
export function importTable(all: ImportFigures[]): string {
  const seconds = (ms: number[]) => (ms.length === 0 ? '–' : (median(ms) / 1000).toFixed(1))
  const lines = all.map(({ file, edgeCount, openMs, duckdbMs, reopenMs, peakBytes }) => {
    const ratio = duckdbMs.length === 0 ? '–' : (median(openMs) / median(duckdbMs)).toFixed(2)
    const rate = edgeCount / 1e6 / (median(reopenMs) / 1000)
    const peak = Number.isNaN(peakBytes) ? '–' : `${(peakBytes / 2 ** 30).toFixed(2)} GiB`
    const cells = [file, edgeCount.toLocaleString('en'), seconds(openMs), seconds(duckdbMs), ratio, peak]
    return `| ${[...cells, median(reopenMs).toFixed(0), rate.toFixed(0)].join(' | ')} |`
  })
  return [
    '| file | edges | open s | DuckDB read_csv s | ratio | renderer peak | re-open ms | M edges/s |',
    '|---|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n')
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      dist: { type: 'string', default: 'dist' },
      file: { type: 'string', multiple: true },
      repetitions: { type: 'string', default: '3' },
    },
  })
  const names = positionals.length > 0 || values.file ? positionals : ['L']
  const native = names.length > 0 ? buildNativeReference() : undefined
  const files = [...(values.file ?? []), ...names.map((name) => hostFiles(name as HostName, native).edges)]
  const figures: ImportFigures[] = []
  for (const file of files)
    figures.push(await measureImport(file, { repetitions: Number(values.repetitions), dist: values.dist }))
  console.log(`${machineInWords()}; ${browserVersion()}`)
  console.log(importTable(figures))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
