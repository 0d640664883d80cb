/** Walks over the words of a row filter; knows signs and mistakes, not what a filter means. */
import type { LocatedError } from '../../model/errors'
import type { RowToken } from './row-tokens'

/** A mistake at a place in the text. Caught by `reading`. */
export class Mistake extends Error {
  readonly place: { start: number; end: number }
  readonly code: string
  readonly hint: string | undefined

  constructor(place: { start: number; end: number }, code: string, message: string, hint?: string) {
    super(message)
    this.place = place
    this.code = code
    this.hint = hint
  }
}

export class TokenReader {
  #at = 0
  readonly #tokens: readonly RowToken[]

  constructor(tokens: readonly RowToken[]) {
    this.#tokens = tokens
  }

  protected peek(ahead = 0): RowToken {
    const token = this.#tokens[this.#at + ahead] ?? this.#tokens.at(-1)
    if (!token) throw new Error('A list of words has no end.')
    return token
  }

  protected next(): RowToken {
    const token = this.peek()
    this.#at++
    return token
  }

  protected isNext(text: string, ahead = 0): boolean {
    const { kind, text: said } = this.peek(ahead)
    return kind === 'word' ? said.toLowerCase() === text : kind === 'sign' && said === text
  }

  protected take(text: string): boolean {
    if (!this.isNext(text)) return false
    this.#at++
    return true
  }

  protected expect(text: string): void {
    if (!this.take(text)) throw this.surprise(`“${text}”`)
  }

  /** The next token, which must be of one of these kinds. */
  protected takeKind(kinds: readonly RowToken['kind'][], wanted: string): RowToken {
    if (!kinds.includes(this.peek().kind)) throw this.surprise(wanted)
    return this.next()
  }

  /** Something else stands here than what is wanted. */
  protected surprise(wanted: string): Mistake {
    const token = this.peek()
    if (token.kind === 'end') return new Mistake(token, 'unexpected-end', `Here ${wanted} is missing.`)
    if (token.kind === 'broken' && /^["']/.test(token.text))
      return new Mistake(token, 'open-text', 'This text has no closing quote.')
    return new Mistake(token, 'unexpected-word', `Here should stand ${wanted}, not “${token.text}”.`)
  }
}

function located(text: string, { place, code, message, hint }: Mistake): LocatedError {
  const before = text.slice(0, place.start).split('\n')
  return {
    code,
    message,
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
    length: Math.max(1, place.end - place.start),
    ...(hint === undefined ? {} : { hint }),
  }
}

/** What `read` answers, or the mistake it met, located in `text`. */
export function reading<Value>(
  text: string,
  read: () => Value,
): { ok: true; value: Value } | { ok: false; error: LocatedError } {
  try {
    return { ok: true, value: read() }
  } catch (thrown) {
    if (thrown instanceof Mistake) return { ok: false, error: located(text, thrown) }
    throw thrown
  }
}
