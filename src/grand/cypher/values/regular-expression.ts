/** Regular expressions as Cypher has them, which are Java's, in terms of JavaScript's. What has no counterpart is refused
 *  by name rather than read as something else. */
import { CypherTypeError } from './cypher-texts'

const refuse = (what: string): never => {
  throw new CypherTypeError(`This regular expression has ${what}, which cannot be asked here.`)
}

const blanks = ' \\t\\n\\v\\f\\r'
const sideways = ' \\t\\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000'
const lineEnds = '\\n\\v\\f\\r\\x85\\u2028\\u2029'

/** Classes of characters by their names in Java, as members of a class. */
const named: Readonly<Record<string, string>> = {
  Lower: 'a-z',
  Upper: 'A-Z',
  ASCII: '\\x00-\\x7f',
  Alpha: 'a-zA-Z',
  Digit: '0-9',
  Alnum: 'a-zA-Z0-9',
  Punct: '!-\\/:-@\\[-`\\{-~',
  Graph: '!-~',
  Print: ' -~',
  Blank: ' \\t',
  Cntrl: '\\x00-\\x1f\\x7f',
  XDigit: '0-9a-fA-F',
  Space: blanks,
}
/** Escapes outside of classes that stand for a place or for several characters. */
const places: Readonly<Record<string, string>> = {
  A: '(?<![\\s\\S])',
  z: '(?![\\s\\S])',
  Z: '(?=\\n?(?![\\s\\S]))',
  R: `(?:\\r\\n|[${lineEnds}])`,
}
const members: Readonly<Record<string, string>> = { s: blanks, h: sideways, v: lineEnds }

class Translation {
  private at = 0
  private isInClass = false
  private written = ''

  constructor(
    private readonly source: string,
    private readonly ignoresBlanks: boolean,
  ) {}

  translate(): string {
    while (this.at < this.source.length) this.written += this.next()
    if (this.isInClass) throw new CypherTypeError('This is no regular expression: a class is not closed.')
    return this.written
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    const found = new RegExp(pattern.source, 'yu')
    found.lastIndex = this.at
    const match = found.exec(this.source)
    if (match) this.at = found.lastIndex
    return match
  }

  private next(): string {
    const quoted = this.take(/\\Q([^]*?)(?:\\E|$)/)
    if (quoted) return (quoted[1] ?? '').replaceAll(/[\\^$.*+?()[\]{}|/-]/gu, (sign) => this.literal(sign))
    if (this.take(/\\[pP]\{?/)) return this.property()
    const escaped = this.take(/\\([^])/)
    if (escaped) return this.escape(escaped[1] ?? '')
    return this.isInClass ? this.inClass() : this.outside()
  }

  private literal(sign: string): string {
    return sign === '-' && !this.isInClass ? sign : `\\${sign}`
  }

  private asClass(inside: string, isNot = false): string {
    if (!this.isInClass) return `[${isNot ? '^' : ''}${inside}]`
    return isNot ? refuse('a class without some characters inside another') : inside
  }

  /** `\p{Alpha}`, `\p{IsGreek}`, `\pL` */
  private property(): string {
    const before = this.source.slice(0, this.at)
    const isNot = /\\P\{?$/u.test(before)
    const name = (before.endsWith('{') ? this.take(/([^}]*)\}/)?.[1] : this.take(/([A-Z])/)?.[1]) ?? ''
    const inside = Object.hasOwn(named, name) ? named[name] : undefined
    if (inside !== undefined) return this.asClass(inside, isNot)
    const plain = name.replace(/^(Is|general_category=|gc=)/u, '').replace(/^(script|sc)=/iu, 'Script=')
    for (const tried of [plain, `Script=${plain}`]) {
      const written = `\\${isNot ? 'P' : 'p'}{${tried}}`
      if (isReadable(written)) return written
    }
    return refuse(`the class \`${name}\``)
  }

  private escape(sign: string): string {
    const lower = sign.toLowerCase()
    if (!this.isInClass && Object.hasOwn(places, sign)) return places[sign] ?? ''
    if (Object.hasOwn(members, lower)) return this.asClass(members[lower] ?? '', sign !== lower)
    if (sign === 'a') return '\\x07'
    if (sign === 'e') return '\\x1b'
    if (sign === 'x' && this.take(/\{([0-9a-fA-F]+)\}/)) return this.codePoint()
    if (/[dDwWbBtnrfkucx0-9]/u.test(sign)) return `\\${sign}`
    if (/[a-zA-Z]/u.test(sign)) return refuse(`\`\\${sign}\``)
    return /[\\^$.*+?()[\]{}|/]/u.test(sign) || (sign === '-' && this.isInClass) ? `\\${sign}` : sign
  }

  private codePoint(): string {
    return `\\u${/\{[0-9a-fA-F]+\}$/u.exec(this.source.slice(0, this.at))?.[0] ?? ''}`
  }

  private inClass(): string {
    if (this.take(/&&/)) return refuse('an intersection of classes')
    const [sign = ''] = this.take(/[^]/) ?? []
    if (sign === '[') return refuse('a class inside another')
    if (sign === ']') this.isInClass = false
    return sign
  }

  private outside(): string {
    if (this.ignoresBlanks && this.take(/\s+|#[^\n]*/)) return ''
    if (this.take(/\(\?>/)) return refuse('a group that does not give back')
    if (this.take(/\(\?[a-zA-Z-]+[:)]/)) return refuse('options in its middle')
    if (this.take(/(?:[*+?]|\{\d+(?:,\d*)?\})\+/)) return refuse('a repetition that does not give back')
    const counted = this.take(/\{\d+(?:,\d*)?\}/)
    if (counted) return counted[0]
    const [sign = ''] = this.take(/[^]/) ?? []
    if (sign === '[') {
      this.isInClass = true
      return this.take(/\^/) ? '[^' : '['
    }
    return sign === '}' || sign === ']' ? `\\${sign}` : sign
  }
}

function isReadable(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').source !== ''
  } catch {
    return false
  }
}

function compiled(source: string): RegExp {
  const [begin = ''] = /^(?:\(\?[a-zA-Z]+\))*/u.exec(source) ?? []
  const letters = begin.replaceAll(/[()?]/gu, '')
  const unknown = letters.replaceAll(/[imsuUx]/gu, '')
  if (unknown) refuse(`the option \`${unknown}\``)
  const flags = ['i', 'm', 's'].filter((flag) => letters.includes(flag)).join('')
  const inside = new Translation(source.slice(begin.length), letters.includes('x')).translate()
  try {
    return new RegExp(`(?<![\\s\\S])(?:${inside})(?![\\s\\S])`, `u${flags}`)
  } catch {
    throw new CypherTypeError('This is no regular expression.')
  }
}

/** The last one read: most queries ask one of every row. */
let latest: { source: string; expression: RegExp } | null = null

/** @returns an expression that only a whole text fits @throws CypherTypeError */
export function wholeTextExpression(source: string): RegExp {
  if (latest?.source !== source) latest = { source, expression: compiled(source) }
  return latest.expression
}
