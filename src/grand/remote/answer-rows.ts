/** The rows of an answer over HTTP in batches, while it arrives. */
import type { MotifscopeError } from '../../model/errors'
import type { RemoteValue, RowBatch } from './cypher-endpoint'
import type { Asked } from './remote-faults'
import { interrupted, malformedAnswer } from './remote-faults'
import type { RemoteAnswer } from './remote-request'
import { RowScanner } from './row-scanner'

/** How one kind of server writes its answers. */
export interface AnswerForm {
  /** The keys that lead to the rows. */
  rowsPath: readonly string[]
  /** The names of the columns, in what stands around the rows; null: it holds none. */
  fields(around: unknown): string[] | null
  /** An error told after rows. */
  fault(around: unknown): MotifscopeError | null
  /** The text of a row → its cells. Throws SyntaxError. */
  row(text: string): RemoteValue[]
}

/** @throws MotifscopeError `malformed-answer`, `interrupted` where it ends in the middle, and what `form.fault` finds */
export async function* answerRows(
  answer: RemoteAnswer,
  form: AnswerForm,
  batchSize: number,
  asked: Asked,
): AsyncGenerator<RowBatch> {
  const scanner = new RowScanner(form.rowsPath)
  let fields: string[] | null = null
  let rows: RemoteValue[][] = []
  let isEmpty = true
  for await (const piece of answer.pieces()) {
    const found = reading(asked, () => scanner.push(piece).map(form.row))
    for (const row of found) {
      rows.push(row)
      if (rows.length < batchSize) continue
      // Columns may also come last.
      fields ??= reading(asked, () => form.fields(scanner.head()))
      if (!fields) continue
      yield wholeRows(fields, rows.splice(0, batchSize), asked)
      isEmpty = false
    }
  }
  const around = reading(asked, () => scanner.end())
  const fault = form.fault(around)
  if (fault) throw fault
  fields ??= form.fields(around)
  if (!fields) throw malformedAnswer(asked, 'it holds no rows')
  for (; rows.length > 0 || isEmpty; isEmpty = false) {
    yield wholeRows(fields, rows.slice(0, batchSize), asked)
    rows = rows.slice(batchSize)
  }
}

function wholeRows(fields: string[], rows: RemoteValue[][], asked: Asked): RowBatch {
  const wrong = rows.find((row) => row.length !== fields.length)
  if (wrong) throw malformedAnswer(asked, `a row has ${wrong.length} of ${fields.length} columns`)
  return { fields, rows }
}

/** A row's cells as JSON. */
export function listOf(row: unknown): unknown[] {
  if (!Array.isArray(row)) throw new SyntaxError('a row is no list')
  return row
}

/** What does not read is the server's fault, never a half answer. */
function reading<T>(asked: Asked, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    if (error.message === 'it ends in the middle') throw interrupted(asked, error)
    throw malformedAnswer(asked, error.message, error)
  }
}
