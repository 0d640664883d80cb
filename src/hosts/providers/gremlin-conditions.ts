/** Comparisons of attributes as steps of a traversal, with the meaning of FORMAT.md: types are told apart, what is missing
 *  fails all but the negated. Lists and objects, which no graph database stores as a property, are JSON text behind a
 *  mark there (`gremlin-values`), and are treated as what they stand for. Pure. */
import { propertyOf } from '../../grand/backends/gremlin/gremlin-values'
import type { Constraint, ConstraintValue, Operator } from '../../model/motif'
import type { GremlinSteps, Traversal } from './gremlin-steps'
import { idKey } from './servers-words'

const mark = 'json:'
/** The first text after all that begin with the mark. */
const afterMark = 'json;'
const nothing = 'json:null'
const list = 'json:['
/** Of a text of so many characters all parts are listed. */
export const longestWhole = 60

const quoted = (text: string) => text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')

/** An element of a list of plain values, wherever it stands in the JSON text. */
export function elementPattern(value: ConstraintValue): string {
  const element = quoted(typeof value === 'bigint' ? String(value) : JSON.stringify(value))
  const other = String.raw`(?:"(?:[^"\\]|\\.)*"|[^",\[\]{}]+)`
  return String.raw`^json:\[(?:${other},)*${element}(?:,(?s:.*))?\]$`
}

/** Every part of a text, the empty one too. */
export function partsOfText(text: string): string[] {
  const parts = new Set([''])
  for (let first = 0; first < text.length; first++)
    for (let last = first + 1; last <= text.length; last++) parts.add(text.slice(first, last))
  return [...parts].filter((part) => !part.startsWith(mark))
}

export class GremlinConditions {
  constructor(private readonly steps: GremlinSteps) {}

  /** The nodes that fulfil a constraint, on their ids too. */
  ofNodes(nodes: Traversal, constraint: Constraint): Traversal {
    const { key, op, value } = constraint
    const { idProperty } = this.steps.graph
    const isId = key === (idProperty === '' ? idKey : idProperty)
    if (!isId || (op !== '==' && op !== '!=')) return this.fulfilling(nodes, constraint)
    return this.steps.withId(nodes, String(value), op === '==')
  }

  /** The vertices or edges that fulfil a constraint on an attribute. */
  fulfilling(elements: Traversal, { key, op, value }: Constraint): Traversal {
    const { statics, P } = this.steps
    if (op === '==') return elements.has(key, P.eq(this.stored(value)))
    if (!op.startsWith('!')) return elements.where(this.holding(key, op, value))
    const missing = [statics.hasNot(key), statics.has(key, P.eq(nothing))]
    if (op === '!=') return elements.or(...missing, statics.has(key, P.neq(this.stored(value))))
    return elements.or(...missing, this.holding(key, op, value))
  }

  /** An attribute of a labelled element, for a comparison of two: what can be compared so, and nothing else. */
  comparable(key: string, op: Operator): Traversal {
    const { statics, P } = this.steps
    const values = statics.values(key)
    if (op === '==' || op === '!=') return values.is(P.neq(nothing))
    if (op.endsWith('in') || op.endsWith('contains')) return this.plainTexts(values)
    // Texts that stand for themselves, and numbers; truth values have no order.
    return values.or(statics.is(P.lt(mark)), statics.is(P.gte(afterMark)), statics.is(P.gte(-Infinity)))
  }

  /** The predicate that compares with what another label holds. `in` is said the other way round. */
  predicate(op: Operator, other: string): unknown {
    const { P, TextP } = this.steps
    const predicates: Record<Operator, () => unknown> = {
      '==': () => P.eq(other),
      '!=': () => P.neq(other),
      '<': () => P.lt(other),
      '<=': () => P.lte(other),
      '>': () => P.gt(other),
      '>=': () => P.gte(other),
      contains: () => TextP.containing(other),
      '!contains': () => TextP.notContaining(other),
      in: () => TextP.containing(other),
      '!in': () => TextP.notContaining(other),
    }
    return predicates[op]()
  }

  private stored(value: ConstraintValue): never {
    return propertyOf(value) as never
  }

  private plainTexts(values: Traversal): Traversal {
    const { P, TextP } = this.steps
    return values.is(P.gte('')).is(TextP.notStartingWith(mark))
  }

  /** Attributes that are there and stand in the relation. */
  private holding(key: string, op: Operator, value: ConstraintValue): Traversal {
    const { statics, P } = this.steps
    const values = statics.values(key)
    if (op === 'contains' || op === '!contains') return this.containing(values, op, value)
    if (op === 'in' || op === '!in') {
      if (typeof value !== 'string') return this.never()
      const parts = partsOfText(value)
      return op === 'in' ? values.is(P.within(parts)) : this.plainTexts(values).is(P.without(parts))
    }
    if (typeof value === 'boolean') return this.never()
    const ordered = values.is(this.order(op, value))
    if (typeof value !== 'string') return ordered
    return ordered.or(statics.is(P.lt(mark)), statics.is(P.gte(afterMark)))
  }

  private order(op: Operator, value: number | bigint | string): unknown {
    const { P } = this.steps
    if (op === '<') return P.lt(value)
    if (op === '<=') return P.lte(value)
    return op === '>' ? P.gt(value) : P.gte(value)
  }

  private containing(values: Traversal, op: 'contains' | '!contains', value: ConstraintValue): Traversal {
    const { statics, P, TextP } = this.steps
    const pattern = elementPattern(value) as never
    const lists = statics.is(P.gte(list)).is(TextP.startingWith(list))
    const inList = lists.is(op === 'contains' ? TextP.regex(pattern) : TextP.notRegex(pattern))
    if (typeof value !== 'string') return values.or(inList)
    const [within, without] = [TextP.containing(value), TextP.notContaining(value)]
    const inText = this.plainTexts(statics.is(P.gte(''))).is(op === 'contains' ? within : without)
    return values.or(inText, inList)
  }

  private never(): Traversal {
    const { statics } = this.steps
    return statics.not(statics.identity())
  }
}
