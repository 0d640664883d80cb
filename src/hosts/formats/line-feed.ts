/** Lines of a text that streams in, wherever its pieces end. Line ends are line feeds (csv-records makes them so). */
import { MotifscopeError } from '../../model/errors'

const maximumLineLength = 1 << 26

export class LineFeed {
  private readonly take: (line: string, number: number) => void
  /** Pieces of the line that has not ended. */
  private parts: string[] = []
  private length = 0
  private number = 1

  constructor(take: (line: string, number: number) => void) {
    this.take = take
  }

  /** @throws MotifscopeError `not-a-graph` for a line that is no line. */
  push(text: string): void {
    let start = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      this.parts.push(text.slice(start, end))
      this.flush()
      start = end + 1
    }
    if (start === text.length) return
    this.parts.push(text.slice(start))
    this.length += text.length - start
    if (this.length <= maximumLineLength) return
    const sentence = `Line ${this.number} is longer than 64 million characters; this is no graph file.`
    throw new MotifscopeError('not-a-graph', sentence, { line: this.number })
  }

  finish(): void {
    if (this.parts.length > 0) this.flush()
  }

  private flush(): void {
    const line = this.parts.length === 1 ? (this.parts[0] as string) : this.parts.join('')
    this.parts = []
    this.length = 0
    this.take(line, this.number++)
  }
}
