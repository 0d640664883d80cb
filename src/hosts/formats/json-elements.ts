/** Cuts node-link JSON, as it streams in, into its nodes and edges: the text of each, and its line. So the document
 *  is never whole in memory. What the texts mean is decided elsewhere. */
import { MotifscopeError } from '../../model/errors'
import { countLines } from './decode-text'

export interface JsonHandler {
  /** Whether the elements of the list under this key are wanted one by one. */
  wantsElements(key: string): boolean
  element(key: string, text: string, line: number): void
  /** Any other member of the document: its text. */
  member(key: string, text: string, line: number): void
}

type Expectation = 'document' | 'key' | 'colon' | 'value' | 'comma' | 'element' | 'element-comma' | 'end'

const maximumValueLength = 1 << 26

export class JsonSplitter {
  private readonly handler: JsonHandler
  private pending = ''
  private line = 1
  private expected: Expectation = 'document'
  private key = ''
  private mayClose = false
  /** Depth and string state within the value that is being passed over, and how far that was looked at. */
  private depth = 0
  private isInString = false
  private scanned = 0

  constructor(handler: JsonHandler) {
    this.handler = handler
  }

  write(text: string): void {
    this.pending += text
    let at = 0
    for (;;) {
      const next = this.step(at)
      if (next === null) break
      this.line += this.linesBetween(at, next)
      at = next
    }
    this.pending = this.pending.slice(at)
    this.scanned = Math.max(0, this.scanned - at)
    if (this.pending.length > maximumValueLength)
      throw this.mistake('A single value is longer than 64 million characters')
  }

  /** @throws MotifscopeError when the document is not complete. */
  close(): void {
    this.write('\n')
    if (this.expected === 'end') return
    throw new MotifscopeError(
      'truncated-json',
      `The file ends on line ${this.line} before its JSON is complete.`,
      {
        hint: 'The file may have been cut off while it was saved or downloaded.',
        line: this.line,
      },
    )
  }

  private linesBetween(start: number, end: number): number {
    return end - start === 1
      ? Number(this.pending[start] === '\n')
      : countLines(this.pending.slice(start, end))
  }

  /** Reads one token or value from `at`; the place after it, or null when more text is needed. */
  private step(at: number): number | null {
    const mark = this.pending[at]
    if (mark === undefined) return null
    if (mark === ' ' || mark === '\n' || mark === '\r' || mark === '\t') return at + 1
    switch (this.expected) {
      case 'document':
        return this.openDocument(mark, at)
      case 'key':
        return this.readKey(mark, at)
      case 'colon':
        return this.pass(mark === ':', '“:” is missing after a key', 'value', at)
      case 'value':
        return this.readMember(mark, at)
      case 'comma':
        return this.afterMember(mark, at)
      case 'element':
        return this.readElement(mark, at)
      case 'element-comma':
        return this.afterElement(mark, at)
      case 'end':
        throw this.mistake('There is text after the end of the document')
    }
  }

  private pass(holds: boolean, otherwise: string, expected: Expectation, at: number): number {
    if (!holds) throw this.mistake(otherwise)
    this.expected = expected
    return at + 1
  }

  private openDocument(mark: string, at: number): number {
    if (mark === '[')
      throw new MotifscopeError('not-node-link', 'This JSON is a list, not a node-link graph.', {
        hint: 'A node-link graph is an object with “nodes” and “links” (or “edges”), as networkx writes it.',
        line: this.line,
      })
    this.mayClose = true
    return this.pass(mark === '{', 'This is not JSON: it does not begin with “{”', 'key', at)
  }

  private readKey(mark: string, at: number): number | null {
    if (mark === '}' && this.mayClose) return this.pass(true, '', 'end', at)
    if (mark !== '"') throw this.mistake('A key in quotes is missing')
    const end = this.findValueEnd(at)
    if (end === null) return null
    this.key = this.parseKey(this.pending.slice(at, end))
    this.expected = 'colon'
    return end
  }

  private parseKey(text: string): string {
    try {
      return JSON.parse(text) as string
    } catch {
      throw this.mistake('A key is not well formed')
    }
  }

  private readMember(mark: string, at: number): number | null {
    this.mayClose = true
    if (mark === '[' && this.handler.wantsElements(this.key)) return this.pass(true, '', 'element', at)
    const end = this.findValueEnd(at)
    if (end === null) return null
    if (end === at) throw this.mistake('A value is missing')
    this.handler.member(this.key, this.pending.slice(at, end), this.line)
    this.expected = 'comma'
    return end
  }

  private afterMember(mark: string, at: number): number {
    this.mayClose = false
    return this.pass(mark === ',' || mark === '}', '“,” or “}” is missing', mark === ',' ? 'key' : 'end', at)
  }

  private readElement(mark: string, at: number): number | null {
    if (mark === ']' && this.mayClose) return this.pass(true, '', 'comma', at)
    const end = this.findValueEnd(at)
    if (end === null) return null
    if (end === at) throw this.mistake('A value is missing')
    this.handler.element(this.key, this.pending.slice(at, end), this.line)
    this.expected = 'element-comma'
    return end
  }

  private afterElement(mark: string, at: number): number {
    this.mayClose = false
    return this.pass(
      mark === ',' || mark === ']',
      '“,” or “]” is missing',
      mark === ',' ? 'element' : 'comma',
      at,
    )
  }

  /** The end of the value that starts at `at`; null when it is not all there yet. */
  private findValueEnd(at: number): number | null {
    const marks = /["\\[\]{},\s]/g
    marks.lastIndex = Math.max(at, this.scanned)
    for (let match = marks.exec(this.pending); match; match = marks.exec(this.pending)) {
      const mark = match[0]
      const next = match.index + 1
      if (this.isInString) {
        if (mark === '\\') {
          if (next >= this.pending.length) return this.wait(match.index)
          marks.lastIndex = next + 1
        } else if (mark === '"') {
          this.isInString = false
          if (this.depth === 0) return this.found(next)
        }
      } else if (mark === '"') this.isInString = true
      else if (mark === '{' || mark === '[') this.depth++
      else if (mark === '}' || mark === ']') {
        if (this.depth === 0) return this.found(match.index)
        if (--this.depth === 0) return this.found(next)
      } else if (this.depth === 0 && mark !== '\\') return this.found(match.index)
    }
    return this.wait(this.pending.length)
  }

  private found(end: number): number {
    this.depth = 0
    this.scanned = end
    return end
  }

  private wait(at: number): null {
    this.scanned = at
    return null
  }

  private mistake(what: string): MotifscopeError {
    return new MotifscopeError('invalid-json', `${what} (line ${this.line}).`, { line: this.line })
  }
}
