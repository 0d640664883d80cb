/** Row filters, from text to a condition or to the first mistake with its place:
 *  `A.celltype = "KC" and (B.size > 3 or not C in ["1", "2"]) and (A -> B).weight >= A.size`. Pure. */
import { readLiteral, readOperator } from '../../dotmotif/read-literal'
import type { LocatedError } from '../../model/errors'
import type { MatchReference, RowCondition } from '../../model/match-query'
import type { ConstraintValue, Operator } from '../../model/motif'
import { checkCondition, unknownName } from './check-condition'
import { typeOfColumn } from './column-words'
import type { RowVocabulary } from './column-words'
import { readRowTokens } from './row-tokens'
import type { RowToken } from './row-tokens'
import { Mistake, TokenReader, reading } from './token-reader'

export type RowFilterReading = { ok: true; condition: RowCondition } | { ok: false; error: LocatedError }

const operators = new Set(['=', '==', '!=', '<>', '<', '<=', '>', '>='])
const mostDepth = 100

class FilterReader extends TokenReader {
  #depth = 0
  readonly #words: RowVocabulary

  constructor(tokens: readonly RowToken[], words: RowVocabulary) {
    super(tokens)
    this.#words = words
  }

  readAll(): RowCondition {
    const condition = this.#any()
    if (this.peek().kind !== 'end') throw this.surprise('“and” or “or”')
    return condition
  }

  /** One column and nothing else. */
  readOnlyColumn(): MatchReference {
    const column = this.#column()
    if (this.peek().kind !== 'end') throw this.surprise('the end of the name')
    return column
  }

  #any(): RowCondition {
    const parts = [this.#all()]
    while (this.take('or')) parts.push(this.#all())
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'any', parts }
  }

  #all(): RowCondition {
    const parts = [this.#one()]
    while (this.take('and')) parts.push(this.#one())
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'all', parts }
  }

  #one(): RowCondition {
    if (++this.#depth > mostDepth) throw new Mistake(this.peek(), 'too-deep', 'This is nested too deeply.')
    const condition = this.#negatedOrPlain()
    this.#depth--
    return condition
  }

  #negatedOrPlain(): RowCondition {
    if (this.isNext('not') && !this.isNext('.', 1)) {
      this.next()
      return { kind: 'not', part: this.#one() }
    }
    if (!this.isNext('(') || this.isNext('->', 2)) return this.#comparison()
    this.next()
    const inner = this.#any()
    this.expect(')')
    return inner
  }

  #column(): MatchReference {
    const { start } = this.peek()
    const reference = this.#namedColumn()
    if (typeOfColumn(this.#words, reference) !== undefined) return reference
    const { message, hint } = unknownName(this.#words, reference)
    throw new Mistake({ start, end: this.peek(-1).end }, 'unknown-column', message, hint)
  }

  #namedColumn(): MatchReference {
    if (this.take('(')) {
      const from = this.takeKind(['word'], 'a motif node').text
      this.expect('->')
      const to = this.takeKind(['word'], 'a motif node').text
      this.expect(')')
      return { kind: 'edge', from, to, key: this.#key() }
    }
    const { text } = this.takeKind(['word'], 'a column, such as A or A.size')
    const hasKey = this.isNext('.') || (this.isNext('[') && this.peek(1).kind === 'text')
    const edge = this.#words.edges.find(({ name }) => name === text)
    if (edge && !this.#words.nodes.includes(text))
      return { kind: 'edge', from: edge.from, to: edge.to, key: this.#key() }
    return { kind: 'node', node: text, key: hasKey ? this.#key() : null }
  }

  #key(): string {
    if (this.take('.')) return this.takeKind(['word', 'text'], 'the name of an attribute').text
    this.expect('[')
    const { text } = this.takeKind(['text'], 'the name of an attribute in quotes')
    this.expect(']')
    return text
  }

  #comparison(): RowCondition {
    const { start } = this.peek()
    const condition = this.#relation(this.#column())
    const wrong = checkCondition(this.#words, condition)
    if (!wrong) return condition
    throw new Mistake({ start, end: this.peek(-1).end }, 'type-mismatch', wrong.message, wrong.hint)
  }

  #relation(left: MatchReference): RowCondition {
    if (this.take('is')) {
      const isNot = this.take('not')
      this.expect('missing')
      return isNot ? { kind: 'not', part: { kind: 'missing', left } } : { kind: 'missing', left }
    }
    const isNegated = this.take('not') || this.take('!')
    if (this.isNext('in') && this.isNext('[', 1)) {
      this.next()
      const list: RowCondition = { kind: 'oneOf', left, values: this.#list(left) }
      return isNegated ? { kind: 'not', part: list } : list
    }
    const op = this.#operator(isNegated)
    return this.#isColumnNext()
      ? { kind: 'relate', left, op, right: this.#column() }
      : { kind: 'compare', left, op, value: this.#value(left) }
  }

  #operator(isNegated: boolean): Operator {
    if (this.take('in')) return isNegated ? '!in' : 'in'
    if (this.take('contains')) return isNegated ? '!contains' : 'contains'
    if (isNegated) throw this.surprise('“in” or “contains”')
    const { kind, text } = this.peek()
    if (kind !== 'sign' || !operators.has(text))
      throw this.surprise('a comparison (=, !=, <, <=, >, >=, in, contains, is missing)')
    this.next()
    return readOperator(text)
  }

  #isColumnNext(): boolean {
    const { kind, text } = this.peek()
    if (kind === 'sign') return text === '('
    if (kind !== 'word') return false
    return this.#words.nodes.includes(text) || this.#words.edges.some(({ name }) => name === text)
  }

  #list(left: MatchReference): ConstraintValue[] {
    const values: ConstraintValue[] = []
    this.expect('[')
    while (!this.take(']')) {
      values.push(this.#value(left))
      if (!this.take(',') && !this.isNext(']')) throw this.surprise('“,” or “]”')
    }
    return values
  }

  /** The value of a literal. An id is text, quoted or not. */
  #value(left: MatchReference): ConstraintValue {
    const token = this.takeKind(['text', 'number', 'word'], 'a value')
    if (left.kind === 'node' && left.key === null) return token.text
    const kind = token.kind === 'text' ? 'string' : token.kind === 'number' ? 'number' : 'word'
    const value = readLiteral({ kind, text: token.text, start: token.start, end: token.end })
    if (value === null) throw new Mistake(token, 'bad-number', 'This number is too large.')
    return value
  }
}

/** The condition that a text says, or its first mistake. An empty text is one. */
export function readRowFilter(text: string, words: RowVocabulary): RowFilterReading {
  const answer = reading(text, () => new FilterReader(readRowTokens(text), words).readAll())
  return answer.ok ? { ok: true, condition: answer.value } : answer
}

/** The column that a text names; null: none. */
export function readColumn(text: string, words: RowVocabulary): MatchReference | null {
  const answer = reading(text, () => new FilterReader(readRowTokens(text), words).readOnlyColumn())
  return answer.ok ? answer.value : null
}
