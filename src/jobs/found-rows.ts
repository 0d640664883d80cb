/** What a task found since it was last saved: its count, and its rows in memory or in a file already. */
import type { TaskProgress, WrittenRows } from '../model/job'
import type { Cursor } from '../model/plan'
import type { TimedSlice } from './search-api'

export interface FoundRows {
  count: number
  parts: Uint32Array[]
  written: WrittenRows[]
  /** Numbers in `parts`. */
  values: number
}

export const nothingFound = (): FoundRows => ({ count: 0, parts: [], written: [], values: 0 })

/** Adds what a slice found. */
export function addSlice(
  found: FoundRows,
  { count, rows, written }: Pick<TimedSlice, 'count' | 'rows' | 'written'>,
): void {
  found.count += count
  if (written) found.written.push(written)
  if (rows.length === 0) return
  found.parts.push(rows)
  found.values += rows.length
}

/** As a save takes it. */
export function progressFrom(found: FoundRows, cursor: Cursor | null): TaskProgress {
  return { count: found.count, rows: joined(found), written: found.written, cursor }
}

function joined({ parts, values }: FoundRows): Uint32Array {
  if (parts.length === 1 && parts[0]) return parts[0]
  const rows = new Uint32Array(values)
  let at = 0
  for (const part of parts) {
    rows.set(part, at)
    at += part.length
  }
  return rows
}
