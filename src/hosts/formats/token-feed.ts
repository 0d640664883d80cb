/** Cuts text that streams in into tokens, wherever its pieces end. */
import { MotifscopeError } from '../../model/errors'
import { countLines } from './decode-text'

/** A token may be a quoted text, but hardly this long. */
const maximumTokenLength = 1 << 24
const lineFeed = 10
const backslash = 92

/** Where the token that begins at `at` ends; −1: it is not there to its end. Comments are tokens too. */
export type TokenScan = (text: string, at: number) => number

/** A sticky expression that matches anything but a token that is still open. */
export function scanWith(pattern: RegExp): TokenScan {
  return (text, at) => {
    pattern.lastIndex = at
    return pattern.test(text) ? pattern.lastIndex : -1
  }
}

export class TokenFeed {
  private readonly scan: TokenScan
  private readonly take: (token: string, line: number) => void
  private pending = ''
  /** A token that did not end is looked at again when there is twice as much of it, so that all of them together
   *  cost linear time. */
  private enough = 0
  private line = 1

  constructor(scan: TokenScan, take: (token: string, line: number) => void) {
    this.scan = scan
    this.take = take
  }

  /** @throws MotifscopeError `unclosed-quote` for a token that grows beyond all measure. */
  push(text: string): void {
    this.pending += text
    if (this.pending.length >= this.enough) this.run(false)
  }

  /** The file ends here.
   *  @throws MotifscopeError `unclosed-quote`. */
  finish(): void {
    this.run(true)
    if (this.pending !== '') throw this.unclosed()
  }

  private run(isLast: boolean): void {
    const { pending } = this
    let at = 0
    for (;;) {
      at = this.skipBlanks(pending, at)
      if (at === pending.length) break
      const end = this.scan(pending, at)
      // What ends with the text may go on in the next piece.
      if (end < 0 || (end === pending.length && !isLast)) break
      const token = pending.slice(at, end)
      const { line } = this
      if (token.length > 1) this.line += countLines(token)
      at = end
      this.take(token, line)
    }
    this.pending = pending.slice(at)
    this.enough = this.pending.length * 2
    if (this.pending.length > maximumTokenLength) throw this.unclosed()
  }

  private skipBlanks(text: string, from: number): number {
    for (let at = from; ; at++) {
      const code = text.charCodeAt(at)
      if (code === lineFeed) this.line++
      else if (!(code <= 32) && code !== 0xfeff && code !== 0xa0) return at
    }
  }

  private unclosed(): MotifscopeError {
    const { line } = this
    return new MotifscopeError(
      'unclosed-quote',
      `What opens on line ${line} (${this.pending.slice(0, 20).trimEnd()}…) is never closed.`,
      {
        hint: 'Close the quote or the comment. The file may also have been cut off while it was saved or downloaded.',
        line,
      },
    )
  }
}

/** Where the quoted text that begins at `at` ends, a backslash before a quote keeping it open; −1: not here. */
export function quoteEnd(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end
    while (text.charCodeAt(before - 1) === backslash && before - 1 > at) before--
    if ((end - before) % 2 === 0) return end + 1
  }
  return -1
}

/** A line or word as an error shows it. */
export function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return `“${line.length > 30 ? `${line.slice(0, 30)}…` : line}”`
}
