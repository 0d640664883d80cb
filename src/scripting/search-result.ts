/** A job's result as the API gives it: counts at once, rows a page at a time, exports as streams. */
import { plainCount } from '../jobs/job-info'
import { MotifscopeError } from '../model/errors'
import type { HostRecord } from '../model/host-graph'
import type { JobRecord } from '../model/job'
import { loadedOnce } from '../model/loaded-once'
import type { MotifscopeDatabase } from '../storage/database'
import { readRows } from '../storage/results'
import { writeParts, writeTemporaryFile } from '../storage/temporary-files'
import type { MatchRows } from '../tables/match-table'
import type { SqlConnection } from '../tables/sql-connection'
import type { ExportFormat, SearchResult } from './result-types'
import { createQuestions } from './answer-questions'
import { openRows } from './result-questions'

export interface ResultSources {
  record: JobRecord
  db: MotifscopeDatabase
  /** All its rows, where they are in memory already. */
  rowsAtHand: () => Uint32Array | undefined
  /** The host with its tables loaded, of its edges only for `all`; called when rows are first asked for. */
  tables: (part: 'nodes' | 'all') => Promise<{ connection: SqlConnection; host: HostRecord }>
}

const matchPage = loadedOnce(() => import('../tables/match-page'))

/** Row values whose text a Blob may hold in memory. */
const mostBlobValues = 2_000_000
const mostRowsAtOnce = 5_000_000

const mediaTypes = {
  csv: 'text/csv;charset=utf-8',
  json: 'application/json',
  jsonl: 'application/jsonl',
  arrow: 'application/vnd.apache.arrow.stream',
  parquet: 'application/vnd.apache.parquet',
}

/** Matches ÷ |Aut|: every orbit is found whole, so the division is exact. */
function distinctOf({ count, options, automorphismCount }: JobRecord): bigint {
  return options.excludeAutomorphisms ? count : count / BigInt(automorphismCount)
}

function matchRows({ record, db, rowsAtHand }: ResultSources): MatchRows {
  const { id, columns, rowCount } = record
  const width = columns.length
  return {
    jobId: id,
    columns,
    rowCount,
    async read(offset, limit) {
      const rows = rowsAtHand()
      return rows ? rows.slice(offset * width, (offset + limit) * width) : readRows(db, id, { offset, limit })
    },
  }
}

/** The whole result in a format, in parts of bounded size. */
async function* exportParts(sources: ResultSources, format: ExportFormat): AsyncGenerator<Uint8Array> {
  const { connection, host } = await sources.tables('nodes')
  const { exportMatches, matchTables } = await import('../tables/match-export')
  const matches = matchRows(sources)
  if (format !== 'parquet') return yield* exportMatches(connection, host, matches, format)
  const { writeParquetFile } = await import('../hosts/write-arrow')
  yield* writeParquetFile(matchTables(connection, host, matches))
}

/** Undefined where there are no files, or no room for another. */
async function temporaryFile(sources: ResultSources, format: ExportFormat): Promise<File | undefined> {
  try {
    return await writeTemporaryFile(sources.db, exportParts(sources, format))
  } catch (thrown) {
    if (thrown instanceof MotifscopeError && thrown.code === 'quota-exceeded') return undefined
    throw thrown
  }
}

/** Small results in memory, large ones in a file that the Blob stands for. */
async function exportBlob(sources: ResultSources, format: ExportFormat): Promise<Blob> {
  const type = mediaTypes[format]
  const { rowCount, columns } = sources.record
  if (rowCount * columns.length > mostBlobValues) {
    const file = await temporaryFile(sources, format)
    if (file) return file.slice(0, file.size, type)
  }
  const parts: BlobPart[] = []
  // Parts become blobs at once: the browser may keep those on disk.
  for await (const part of exportParts(sources, format))
    parts.push(new Blob([part as Uint8Array<ArrayBuffer>]))
  return new Blob(parts, { type })
}

async function exportTo(
  sources: ResultSources,
  format: ExportFormat,
  file: FileSystemFileHandle,
): Promise<void> {
  await writeParts(await file.createWritable(), exportParts(sources, format))
}

/** @throws MotifscopeError `too-many-rows` when so many ids at once would fill the tab's memory */
function checkRowCount(rowCount: number): void {
  if (rowCount <= mostRowsAtOnce) return
  throw new MotifscopeError(
    'too-many-rows',
    `${rowCount.toLocaleString('en')} rows at once are more than a tab can hold; it gives up to ${mostRowsAtOnce.toLocaleString('en')}.`,
    { hint: 'Ask for a part with offset and limit, or use export.' },
  )
}

export function searchResultFrom(sources: ResultSources): SearchResult {
  const { record } = sources
  const matches = matchRows(sources)
  const asked = { record, rows: matches, tables: sources.tables }
  const open = openRows(asked)
  const page: SearchResult['page'] = async (query) => {
    if (record.rowCount === 0) return { rows: [], total: 0 }
    const { asked, space } = await open.read(query, query.columns)
    const { pageOfMatches } = await matchPage()
    const { filter, sort, columns } = asked
    const { offset = 0, limit = 100 } = query
    const wanted = { ...filter, ...(sort && { sort }), columns, offset, limit }
    return pageOfMatches(space.connection, space.host, space.matches, wanted, query.signal)
  }
  const isComplete = record.state === 'done' && !record.truncated
  return {
    jobId: record.id,
    columns: record.columns,
    count: plainCount(record.count),
    ...(isComplete ? { distinctCount: plainCount(distinctOf(record)) } : {}),
    truncated: record.truncated,
    timings: record.timings,
    ...createQuestions(asked),
    page,
    async rows({ offset = 0, limit = Infinity } = {}) {
      const rowCount = Math.max(0, Math.min(limit, record.rowCount - offset))
      checkRowCount(rowCount)
      return (await page({ offset, limit: rowCount })).rows
    },
    export: (format) => exportBlob(sources, format),
    exportTo: (format, file) => exportTo(sources, format, file),
  }
}
