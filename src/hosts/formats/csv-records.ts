/** Cuts the text of a table, as it streams in, where a record ends: at a line feed outside quotes. */
import { MotifscopeError } from '../../model/errors'
import { countLines } from './decode-text'

/** Whole records, without the last line feed, and the line on which they start. */
export interface RecordText {
  text: string
  line: number
  hasQuotes: boolean
}

/** A quoted cell may hold line feeds, but hardly this much text. */
const maximumRecordLength = 1 << 24

/** Line ends of any system as line feeds. */
export async function* unifyLineEnds(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let isPending = false
  for await (const piece of texts) {
    const text: string = isPending ? `\r${piece}` : piece
    isPending = text.endsWith('\r')
    const whole: string = isPending ? text.slice(0, -1) : text
    if (whole !== '') yield whole.includes('\r') ? whole.replace(/\r\n?/g, '\n') : whole
  }
  if (isPending) yield '\n'
}

export class RecordSplitter {
  private readonly delimiter: string
  private pending = ''
  private line: number
  /** How far `pending` was looked at, and whether that place is within quotes. */
  private scanned = 0
  private isQuoted = false
  private quoteAt = 0

  constructor(delimiter: string, firstLine: number) {
    this.delimiter = delimiter
    this.line = firstLine
  }

  /** All that was taken was given back as records. */
  get isIdle(): boolean {
    return this.pending === ''
  }

  /** The line on which the next record starts. */
  get nextLine(): number {
    return this.line
  }

  /** Takes more text; gives the records that are complete, or null.
   *  @throws MotifscopeError `unclosed-quote` when a record grows beyond all measure. */
  push(text: string): RecordText | null {
    this.pending += text
    const end = this.findLastRecordEnd()
    if (end < 0) {
      if (this.pending.length > maximumRecordLength) throw this.tooLong()
      return null
    }
    return this.take(end, end + 1)
  }

  /** The last record, which no line feed ends.
   *  @throws MotifscopeError `unclosed-quote`. */
  finish(): RecordText | null {
    // The scan stops in front of a quote at the very end: that one closes the cell.
    const isClosed = this.scanned < this.pending.length
    if (this.isQuoted && !isClosed) throw this.unclosedQuote()
    return this.pending === '' ? null : this.take(this.pending.length, this.pending.length)
  }

  private take(end: number, next: number): RecordText {
    const text = this.pending.slice(0, end)
    const record = { text, line: this.line, hasQuotes: text.includes('"') }
    this.line += countLines(this.pending.slice(0, next))
    this.pending = this.pending.slice(next)
    this.scanned = Math.max(0, this.scanned - next)
    this.quoteAt -= next
    return record
  }

  /** A quote opens a quoted cell at the start of a cell only; within, two stand for one. */
  private findLastRecordEnd(): number {
    const { pending } = this
    let end = -1
    let at = this.scanned
    while (at < pending.length) {
      const quote = pending.indexOf('"', at)
      if (!this.isQuoted) {
        const lineEnd = pending.lastIndexOf('\n', (quote < 0 ? pending.length : quote) - 1)
        if (lineEnd >= at) end = lineEnd
        if (quote < 0) at = pending.length
        else {
          this.isQuoted = this.isCellStart(quote)
          this.quoteAt = quote
          at = quote + 1
        }
      } else if (quote < 0) at = pending.length
      else if (quote + 1 === pending.length) {
        // Whether this quote closes the cell or stands for one is decided by what comes next.
        this.scanned = quote
        return end
      } else if (pending[quote + 1] === '"') at = quote + 2
      else {
        this.isQuoted = false
        at = quote + 1
      }
    }
    this.scanned = at
    return end
  }

  private isCellStart(at: number): boolean {
    if (at === 0) return true
    const before = this.pending[at - 1]
    return before === '\n' || before === this.delimiter
  }

  private unclosedQuote(): MotifscopeError {
    const line = this.line + countLines(this.pending.slice(0, this.quoteAt))
    return new MotifscopeError('unclosed-quote', `The quote that opens on line ${line} is never closed.`, {
      hint: 'Close it, or write a quote within a quoted cell twice ("").',
      line,
    })
  }

  private tooLong(): MotifscopeError {
    if (this.isQuoted) return this.unclosedQuote()
    return new MotifscopeError(
      'not-a-graph',
      `Line ${this.line} is longer than 16 million characters; this is no table.`,
      {
        line: this.line,
      },
    )
  }
}
