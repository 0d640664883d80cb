/** Comparisons of attributes as Cypher conditions with the meaning of FORMAT.md, as far as Cypher can tell types apart.
 *  Values, and keys that are no plain words, become parameters: nothing a user wrote is spliced into the query. */
import type { Constraint, ConstraintValue, Operator } from '../model/motif'

export type CypherFlavour = 'neo4j' | 'neuprint'

/** The parameters of a query, in order of first use: `p1`, `p2`, …; equal values share one. */
export class CypherParameters {
  readonly values: Record<string, ConstraintValue> = {}
  private readonly names = new Map<ConstraintValue, string>()

  /** The reference to a value: `$p1`. */
  add(value: ConstraintValue): string {
    const name = this.names.get(value) ?? `p${this.names.size + 1}`
    this.names.set(value, name)
    this.values[name] = value
    return `$${name}`
  }
}

const plainWord = /^[A-Za-z][A-Za-z0-9_]*$/

const reserved = new Set(
  (
    'all and any as asc ascending by call case contains count create delete desc descending detach distinct else end ' +
    'ends exists extract false filter foreach from in is limit load match merge none not null on optional or order ' +
    'reduce remove return set shortestpath single skip starts then true union unique unwind use using when where with ' +
    'xor yield nan inf infinity'
  ).split(' '),
)

/** A node name as a Cypher variable. Names hold letters, digits and `_` only, so quoting is safe. */
export function variableOf(name: string): string {
  return plainWord.test(name) && !reserved.has(name.toLowerCase()) ? name : `\`${name}\``
}

/** Access to an attribute of a node or relationship. neuPrint keeps nested attributes as JSON text: a key such as
 *  `roiInfo.CX.pre` is looked up literally first and then as a path. */
export function attributeOf(
  variable: string,
  key: string,
  parameters: CypherParameters,
  flavour: CypherFlavour,
): string {
  if (plainWord.test(key)) return `${variable}.${key}`
  const literal = `${variable}[${parameters.add(key)}]`
  const [attribute = '', ...path] = key.split('.')
  if (flavour !== 'neuprint' || path.length === 0 || attribute === '') return literal
  const text = attributeOf(variable, attribute, parameters, flavour)
  const steps = path.map((step) => `[${parameters.add(step)}]`).join('')
  return `coalesce(${literal}, apoc.convert.fromJsonMap(${text})${steps})`
}

const signs: Partial<Record<Operator, string>> = {
  '==': '=',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
}

/** True for a list, false for anything else: adding a list to the empty list changes nothing. */
const isList = (operand: string) => `[] + ${operand} = ${operand}`

/** `left` contains `right`: as a substring, or as an element of a list. Null where the types fit neither. */
function containment(left: string, right: string, isNegated: boolean): string {
  const not = isNegated ? 'NOT ' : ''
  return `${not}${left} CONTAINS ${right} OR (${isList(left)} AND ${not}${right} IN [] + ${left})`
}

/** Comparisons with this value that hold for no attribute whatever. Cypher would order truth values. */
function neverHolds(op: Operator, value: ConstraintValue): boolean {
  if (op === 'in' || op === '!in') return typeof value !== 'string'
  return typeof value === 'boolean' && (op === '<' || op === '<=' || op === '>' || op === '>=')
}

/** Whether a present attribute stands in a static relation to a value, of which `isText` tells the type. */
function presentCondition(attribute: string, op: Operator, reference: string, isText: boolean): string {
  switch (op) {
    case 'contains':
    case '!contains':
      if (isText) return containment(attribute, reference, op === '!contains')
      return `${isList(attribute)} AND ${op === '!contains' ? 'NOT ' : ''}${reference} IN [] + ${attribute}`
    case 'in':
      return `${reference} CONTAINS ${attribute}`
    case '!in':
      return `NOT ${reference} CONTAINS ${attribute}`
    default:
      return `${attribute} ${signs[op]} ${reference}`
  }
}

/** A static constraint. Missing attributes fail every operator but the negated ones. */
export function staticCondition(
  variable: string,
  { key, op, value }: Constraint,
  parameters: CypherParameters,
  flavour: CypherFlavour,
): string {
  const isNegated = op.startsWith('!')
  const isHopeless = neverHolds(op, value)
  if (isHopeless && !isNegated) return 'false'
  const attribute = attributeOf(variable, key, parameters, flavour)
  if (isHopeless) return `${attribute} IS NULL`
  const condition = presentCondition(attribute, op, parameters.add(value), typeof value === 'string')
  if (isNegated) return `(${attribute} IS NULL OR ${condition})`
  return op === 'contains' ? `(${condition})` : condition
}

/** A dynamic constraint between two attributes; null, hence not satisfied, where either is missing. */
export function dynamicCondition(left: string, op: Operator, right: string): string {
  switch (op) {
    case 'contains':
    case '!contains':
      return `(${containment(left, right, op === '!contains')})`
    case 'in':
      return `${right} CONTAINS ${left}`
    case '!in':
      return `NOT ${right} CONTAINS ${left}`
    case '==':
    case '!=':
      return `${left} ${signs[op]} ${right}`
    default:
      return `(${left} ${signs[op]} ${right} AND NOT ${left} IN [true, false] AND NOT ${isList(left)})`
  }
}
