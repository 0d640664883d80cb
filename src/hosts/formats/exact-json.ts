/** JSON with exact integers. `JSON.parse` rounds integers beyond 2^53 and refuses the `NaN` and `Infinity` Python
 *  writes; this reader keeps the first as bigint and takes the second: NaN as null, infinities as numbers. */
import type { AttributeValue } from '../../model/attribute'

/** Where in the text reading stopped, counted in UTF-16 units, and why. */
export class JsonMistake extends Error {
  readonly position: number

  constructor(message: string, position: number) {
    super(message)
    this.position = position
  }
}

/** A run of digits this long may be an integer that a double cannot hold. */
const longDigits = /\d{16}/

/** Reads one JSON value. Throws JsonMistake. The common case goes through `JSON.parse`. */
export function readExactJson(text: string): AttributeValue {
  if (!longDigits.test(text)) {
    try {
      return JSON.parse(text) as AttributeValue
    } catch {
      // Read again below, for Python's words or for a located mistake.
    }
  }
  const reader = new ExactReader(text)
  return reader.readDocument()
}

/** Writes a value back as compact JSON; bigint as plain digits. */
export function writeExactJson(value: AttributeValue): string {
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null'
  if (Array.isArray(value)) return `[${value.map(writeExactJson).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}:${writeExactJson(member)}`,
  )
  return `{${members.join(',')}}`
}

const words = new Map<string, AttributeValue>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['NaN', null],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
])
const space = /[ \t\n\r]*/y
const token = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|NaN|-?Infinity/y
const stringToken = /"[^"\\]*(?:\\[^][^"\\]*)*"/y
const maximumDepth = 512

class ExactReader {
  private readonly text: string
  private position = 0
  private depth = 0

  constructor(text: string) {
    this.text = text
  }

  readDocument(): AttributeValue {
    const value = this.readValue()
    this.skipSpace()
    if (this.position < this.text.length)
      throw new JsonMistake('There is text after the end of the value', this.position)
    return value
  }

  private readValue(): AttributeValue {
    this.skipSpace()
    const first = this.text[this.position]
    if (first === '"') return this.readString()
    if (first === '{' || first === '[') {
      if (++this.depth > maximumDepth) throw new JsonMistake('The nesting is too deep', this.position)
      const value = first === '{' ? this.readObject() : this.readList()
      this.depth--
      return value
    }
    const text = this.take(token)
    if (text === null)
      throw new JsonMistake(first === undefined ? 'The text ends early' : 'A value is missing', this.position)
    return words.has(text) ? (words.get(text) as AttributeValue) : numberFrom(text)
  }

  private readString(): string {
    const text = this.take(stringToken)
    if (text === null) throw new JsonMistake('A string is missing or not closed', this.position)
    try {
      return JSON.parse(text) as string
    } catch {
      throw new JsonMistake('A string is not well formed', this.position - text.length)
    }
  }

  private readList(): AttributeValue[] {
    const list: AttributeValue[] = []
    this.position++
    if (this.takeMark(']')) return list
    do list.push(this.readValue())
    while (this.takeMark(','))
    if (!this.takeMark(']')) throw new JsonMistake('“,” or “]” is missing', this.position)
    return list
  }

  private readObject(): Record<string, AttributeValue> {
    const members: [string, AttributeValue][] = []
    this.position++
    if (this.takeMark('}')) return {}
    do {
      this.skipSpace()
      const key = this.readString()
      if (!this.takeMark(':')) throw new JsonMistake('“:” is missing', this.position)
      members.push([key, this.readValue()])
    } while (this.takeMark(','))
    if (!this.takeMark('}')) throw new JsonMistake('“,” or “}” is missing', this.position)
    return Object.fromEntries(members)
  }

  private takeMark(mark: string): boolean {
    this.skipSpace()
    if (this.text[this.position] !== mark) return false
    this.position++
    return true
  }

  private skipSpace(): void {
    this.take(space)
  }

  private take(pattern: RegExp): string | null {
    pattern.lastIndex = this.position
    const match = pattern.exec(this.text)
    if (!match) return null
    this.position += match[0].length
    return match[0]
  }
}

function numberFrom(text: string): number | bigint {
  const value = Number(text)
  return /^-?\d+$/.test(text) && !Number.isSafeInteger(value) ? BigInt(text) : value
}
