/** A job's result as the API gives it: counts at once, rows a page at a time, exports as streams. */
import { plainCount } from '../jobs/job-board'
import { MotifscopeError } from '../model/errors'
import type { HostRecord } from '../model/host-graph'
import type { JobRecord } from '../model/job'
import type { MotifscopeDatabase } from '../storage/database'
import { readRows } from '../storage/results'
import type { MatchRows } from '../tables/match-table'
import type { SqlConnection } from '../tables/sql-connection'
import type { ExportFormat, SearchResult } from './api'

export interface ResultSources {
  record: JobRecord
  db: MotifscopeDatabase
  /** The host with its tables loaded; called when rows are first asked for. */
  tables: () => Promise<{ connection: SqlConnection; host: HostRecord }>
}

const mediaTypes = {
  csv: 'text/csv;charset=utf-8',
  json: 'application/json',
  jsonl: 'application/jsonl',
  arrow: 'application/vnd.apache.arrow.stream',
}

/** Matches ÷ |Aut|: every orbit is found whole, so the division is exact. */
function distinctOf({ count, options, automorphismCount }: JobRecord): bigint {
  return options.excludeAutomorphisms ? count : count / BigInt(automorphismCount)
}

function matchRows({ record, db }: ResultSources): MatchRows {
  return {
    jobId: record.id,
    columns: record.columns,
    rowCount: record.rowCount,
    read: (offset, limit) => readRows(db, record.id, { offset, limit }),
  }
}

async function exportBlob(sources: ResultSources, format: ExportFormat): Promise<Blob> {
  if (format === 'parquet')
    throw new MotifscopeError('unsupported-format', 'Matches cannot be written as Parquet yet.', {
      hint: 'Export Arrow instead: pandas, R and DuckDB read it, and write Parquet.',
    })
  const { connection, host } = await sources.tables()
  const { exportMatches } = await import('../tables/match-export')
  const parts: BlobPart[] = []
  // Parts become blobs at once: the browser may keep those on disk.
  for await (const part of exportMatches(connection, host, matchRows(sources), format))
    parts.push(new Blob([part as Uint8Array<ArrayBuffer>]))
  return new Blob(parts, { type: mediaTypes[format] })
}

export function searchResultFrom(sources: ResultSources): SearchResult {
  const { record } = sources
  const matches = matchRows(sources)
  const page: SearchResult['page'] = async (query) => {
    if (record.rowCount === 0) return { rows: [], total: 0 }
    const { connection, host } = await sources.tables()
    const { pageOfMatches } = await import('../tables/match-table')
    return pageOfMatches(connection, host, matches, query)
  }
  const isComplete = record.state === 'done' && !record.truncated
  return {
    jobId: record.id,
    columns: record.columns,
    count: plainCount(record.count),
    ...(isComplete ? { distinctCount: plainCount(distinctOf(record)) } : {}),
    truncated: record.truncated,
    timings: record.timings,
    page,
    rows: async ({ offset = 0, limit = record.rowCount } = {}) => (await page({ offset, limit })).rows,
    export: (format) => exportBlob(sources, format),
  }
}
