/** The value of a `$parameter` as somebody types it: a number, a text, true, false, null, a list or a map. Quotes may be
 *  left out around a word. A mistake is a value too. Pure. */

export type ParameterValue =
  null | boolean | number | bigint | string | ParameterValue[] | { [key: string]: ParameterValue }

export type ParameterReading =
  | { kind: 'empty' }
  /** `words`: what it was taken for, as `list of 3`. */
  | { kind: 'value'; value: ParameterValue; words: string }
  /** `message`: a sentence, and what to do. */
  | { kind: 'fault'; message: string }

class Fault extends Error {}
const fail = (message: string): never => {
  throw new Fault(message)
}

const deepest = 50
const [lowest, highest] = [-(2n ** 63n), 2n ** 63n - 1n]
const constants: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null }
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' }
/** Of letters, digits and what holds names together: no sign that could mean something else. */
const word = /[\p{L}_][\p{L}\p{N}\p{M}_.\- ]*/uy
const numeral = /[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?(?![\p{L}\p{N}_.-])/iuy
const name = /[\p{L}_][\p{L}\p{N}_]*/uy

class ParameterReader {
  private at = 0

  constructor(private readonly text: string) {}

  whole(): ParameterValue {
    const value = this.value(0)
    this.skip()
    const rest = this.text.slice(this.at)
    return rest === ''
      ? value
      : fail(`“${rest.slice(0, 20)}” cannot follow here. Text with signs in it needs quotes.`)
  }

  private skip(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++
  }

  private take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at
    const [found] = pattern.exec(this.text) ?? []
    if (found !== undefined) this.at += found.length
    return found ?? null
  }

  private takes(sign: string): boolean {
    this.skip()
    if (this.text[this.at] !== sign) return false
    this.at++
    return true
  }

  private value(depth: number): ParameterValue {
    if (depth > deepest) return fail('Lists are nested too deeply.')
    if (this.takes('[')) return this.list(depth)
    if (this.takes('{')) return this.map(depth)
    const mark = this.text[this.at]
    if (mark === '"' || mark === "'") return this.quoted(mark)
    const digits = this.take(numeral)
    if (digits !== null) return numberFrom(digits)
    const bare = this.take(word)?.trim()
    if (bare === undefined) return this.failHere()
    const constant = constants[bare.toLowerCase()]
    return constant === undefined ? bare : constant
  }

  private failHere(): never {
    const rest = this.text.slice(this.at).trim()
    if (rest === '') return fail('A value is missing at the end.')
    return fail(`“${rest.slice(0, 20)}” is no value. Text that is more than a word needs quotes.`)
  }

  private list(depth: number): ParameterValue[] {
    const items: ParameterValue[] = []
    if (this.takes(']')) return items
    do items.push(this.value(depth + 1))
    while (this.takes(','))
    return this.takes(']')
      ? items
      : fail('The list is not closed: write ] at its end, commas between values.')
  }

  private map(depth: number): Record<string, ParameterValue> {
    const entries: [string, ParameterValue][] = []
    if (this.takes('}')) return {}
    do {
      const key = this.key()
      if (!this.takes(':')) fail(`A colon is missing behind “${key}”.`)
      entries.push([key, this.value(depth + 1)])
    } while (this.takes(','))
    return this.takes('}') ? Object.fromEntries(entries) : fail('The map is not closed: write } at its end.')
  }

  private key(): string {
    this.skip()
    const mark = this.text[this.at] ?? ''
    if ('"\'`'.includes(mark) && mark !== '') return this.quoted(mark)
    return this.take(name) ?? fail('A map needs names, such as {size: 3}.')
  }

  /** In backticks nothing is escaped, but two of them are one. */
  private quoted(mark: string): string {
    let found = ''
    for (this.at++; this.at < this.text.length; this.at++) {
      const character = this.text[this.at] ?? ''
      const next = this.text[this.at + 1] ?? ''
      if (character === mark && !(mark === '`' && next === '`')) {
        this.at++
        return found
      }
      if (character === mark || (character === '\\' && mark !== '`')) this.at++
      found += character === '\\' && mark !== '`' ? this.escaped(next) : character
    }
    return fail('The quotation mark is not closed.')
  }

  private escaped(character: string): string {
    if (character !== 'u') return escapes[character] ?? character
    const hex = /^[0-9a-f]{4}/i.exec(this.text.slice(this.at + 1))?.[0]
    if (hex === undefined) return fail('Four digits stand behind \\u, as in \\u00e9.')
    this.at += 4
    return String.fromCharCode(parseInt(hex, 16))
  }
}

function numberFrom(digits: string): number | bigint {
  if (!/^[+-]?\d+$/.test(digits)) {
    const value = Number(digits)
    return Number.isFinite(value) ? value : fail('This number is too large. In quotes it is text.')
  }
  const value = BigInt(digits.replace('+', ''))
  if (value < lowest || value > highest)
    return fail('This number has more than 64 bits. In quotes it is text.')
  return Number.isSafeInteger(Number(value)) ? Number(value) : value
}

function wordsOf(value: ParameterValue): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return `list of ${value.length}`
  if (typeof value === 'object') return 'map'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'boolean') return 'true or false'
  return typeof value === 'bigint' || Number.isInteger(value) ? 'whole number' : 'number'
}

/** @param text as in `3`, `-0.5`, `KC`, `'two words'`, `[1, 2]`, `{size: 3}`; whole numbers beyond 2^53 become bigint */
export function readParameter(text: string): ParameterReading {
  if (text.trim() === '') return { kind: 'empty' }
  try {
    const value = new ParameterReader(text).whole()
    return { kind: 'value', value, words: wordsOf(value) }
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    return { kind: 'fault', message: thrown.message }
  }
}
