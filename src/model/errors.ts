/** The one error type that crosses a room's border towards the user. */

/** Where in a text something is wrong: `line` and `column` start at 1, `length` in UTF-16 units. */
export interface TextPlace {
  line: number
  column: number
  length: number
}

/** One mistake in a motif (or another text), as a value. `code` is a stable kebab-case word. */
export interface LocatedError extends TextPlace {
  code: string
  message: string
  hint?: string
  /** Absent: an error. */
  severity?: 'warning'
}

/** The head of a table whose columns nobody recognised, so that the user can point them out. */
export interface TablePreview {
  columns: string[]
  /** The first rows, as text. */
  rows: string[][]
}

export interface ErrorDetails extends Partial<TextPlace> {
  hint?: string
  errors?: LocatedError[]
  /** With code `columns-needed`. */
  preview?: TablePreview
  cause?: unknown
}

/** What every promise of the scripting API rejects with; see the contract of the API. */
export class MotifscopeError extends Error {
  override readonly name = 'MotifscopeError'
  readonly code: string
  declare readonly hint?: string
  declare readonly line?: number
  declare readonly column?: number
  declare readonly length?: number
  declare readonly errors?: LocatedError[]
  declare readonly preview?: TablePreview

  constructor(code: string, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    const { hint, line, column, length, errors, preview } = details
    const given = Object.entries({ hint, line, column, length, errors, preview })
    Object.assign(this, Object.fromEntries(given.filter(([, value]) => value !== undefined)))
  }
}

/** The plain-data form of an error: what survives a trip between threads or into storage. */
export interface ErrorData extends Omit<ErrorDetails, 'cause'> {
  code: string
  message: string
}

/** Any thrown thing as plain data; what is not a MotifscopeError gets the code `internal`. */
export function errorDataFrom(thrown: unknown): ErrorData {
  if (thrown instanceof MotifscopeError) {
    const { code, message, hint, line, column, length, errors, preview } = thrown
    const data = { code, message, hint, line, column, length, errors, preview }
    return Object.fromEntries(
      Object.entries(data).filter(([, value]) => value !== undefined),
    ) as unknown as ErrorData
  }
  if (thrown instanceof DOMException && thrown.name === 'AbortError')
    return { code: 'cancelled', message: 'Cancelled.' }
  return { code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown) }
}

/** The inverse of `errorDataFrom`. */
export function errorFromData({ code, message, ...details }: ErrorData): MotifscopeError {
  return new MotifscopeError(code, message, details)
}
