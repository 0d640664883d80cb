/** Works out an expression of Cypher on a row. What is missing or unknown is null; what is of the wrong kind is an error
 *  at its place. */
import type { MotifscopeError } from '../../model/errors'
import type { Expression, Place } from './language/cypher-ast'
import { cypherFunctions, CypherTypeError } from './cypher-functions'
import { binary, isIn, slice, textOperator, truthOf, unary } from './cypher-operators'
import type { CypherRun } from './cypher-run'
import type { CypherValue, Truth } from './cypher-values'
import { CypherEdge, CypherNode, equals } from './cypher-values'
import { fitsLabels } from './language/free-variables'
import { cypherError } from './language/parse-cypher'
import type { Row } from './row'

/** What aggregating functions came to, by the expression that calls them. */
export type Aggregated = ReadonlyMap<Expression, CypherValue>

export function evaluate(
  run: CypherRun,
  expression: Expression,
  row: Row,
  aggregated?: Aggregated,
): CypherValue {
  const known = aggregated?.get(expression)
  if (known !== undefined) return known
  const value = (part: Expression) => evaluate(run, part, row, aggregated)
  try {
    return evaluateKind(run, expression, row, value)
  } catch (thrown) {
    if (thrown instanceof CypherTypeError) throw typeError(run, expression, thrown.message)
    throw thrown
  }
}

function typeError({ source }: CypherRun, place: Place, message: string): MotifscopeError {
  const text = source.slice(place.start, place.end)
  return cypherError(source, place, 'type-error', `\`${text}\` cannot be worked out. ${message}`)
}

type Evaluate = (part: Expression) => CypherValue

function evaluateKind(run: CypherRun, expression: Expression, row: Row, value: Evaluate): CypherValue {
  switch (expression.kind) {
    case 'literal':
      return expression.value
    case 'variable':
      return row.get(expression.name) ?? null
    case 'parameter':
      return parameterOf(run, expression)
    case 'binary':
      return binary(expression.operator, value(expression.left), () => value(expression.right))
    case 'unary':
      return unary(expression.operator, value(expression.operand))
    case 'property':
      return property(run, value(expression.operand), expression.key)
    case 'index':
      return at(run, value(expression.operand), value(expression.index))
    case 'slice':
      return slice(
        value(expression.operand),
        expression.from && value(expression.from),
        expression.to && value(expression.to),
      )
    case 'is-null':
      return (value(expression.operand) === null) !== expression.not
    case 'text-operator':
      return textOperator(expression.operator, value(expression.operand), value(expression.right))
    case 'in':
      return isIn(value(expression.operand), value(expression.list))
    case 'has-labels': {
      const of = value(expression.operand)
      if (of === null) return null
      return fitsLabels(labelsOf(run, of), expression.labels)
    }
    case 'list':
      return expression.items.map(value)
    case 'map':
      return new Map(expression.entries.map(({ key, value: part }) => [key, value(part)]))
    case 'case':
      return caseOf(expression, value)
    case 'call':
      return call(run, expression, value)
    case 'count-all':
      throw new CypherTypeError('Aggregates stand in WITH and RETURN only.')
    default:
      return evaluateScoped(run, expression, row, value)
  }
}

type Scoped = Extract<
  Expression,
  {
    kind:
      'subquery' | 'quantifier' | 'reduce' | 'list-comprehension' | 'pattern-comprehension' | 'shortest-path'
  }
>

/** Expressions that bring variables of their own. */
function evaluateScoped(run: CypherRun, expression: Scoped, row: Row, value: Evaluate): CypherValue {
  switch (expression.kind) {
    case 'subquery': {
      const found = run.match(expression.patterns, expression.where, row)[Symbol.iterator]()
      if (expression.word === 'EXISTS') return !found.next().done
      let count = 0n
      while (!found.next().done) count++
      return count
    }
    case 'quantifier':
      return quantify(run, expression, listOrNull(value(expression.list)), row)
    case 'reduce':
      return reduce(run, expression, value(expression.initial), listOrNull(value(expression.list)), row)
    case 'list-comprehension':
      return comprehend(run, expression, listOrNull(value(expression.list)), row)
    case 'pattern-comprehension': {
      const items: CypherValue[] = []
      for (const found of run.match([expression.pattern], expression.where, row))
        items.push(evaluate(run, expression.map, found))
      return items
    }
    case 'shortest-path': {
      const name = ' path'
      const pattern = { ...expression.pattern, variable: { kind: 'name' as const, name, start: 0, end: 0 } }
      const paths: CypherValue[] = []
      for (const found of run.match([pattern], null, row)) paths.push(found.get(name) ?? null)
      return expression.pattern.shortest === 'all' ? paths : (paths[0] ?? null)
    }
  }
}

function listOrNull(value: CypherValue): CypherValue[] | null {
  if (value === null || Array.isArray(value)) return value
  throw new CypherTypeError('This needs a list.')
}

function parameterOf({ parameters, source }: CypherRun, expression: Place & { name: string }): CypherValue {
  const value = parameters.get(expression.name)
  if (value !== undefined) return value
  throw cypherError(
    source,
    expression,
    'missing-parameter',
    `There is no value for the parameter \`$${expression.name}\`.`,
    'Give one with the query, or write the value itself.',
  )
}

function property({ graph }: CypherRun, of: CypherValue, key: string): CypherValue {
  if (of === null) return null
  if (of instanceof CypherNode) return graph.nodeProperty(of.node, key)
  if (of instanceof CypherEdge) return graph.edgeProperty(of.edge, key)
  if (of instanceof Map) return of.get(key) ?? null
  throw new CypherTypeError('Only a node, a relationship or a map has properties.')
}

function at(run: CypherRun, of: CypherValue, index: CypherValue): CypherValue {
  if (of === null || index === null) return null
  if (Array.isArray(of)) {
    if (typeof index !== 'bigint') throw new CypherTypeError('A list is asked by a whole number.')
    return of.at(Number(index)) ?? null
  }
  if (typeof index !== 'string') throw new CypherTypeError('Properties are asked by a text.')
  return property(run, of, index)
}

function labelsOf({ graph }: CypherRun, of: CypherValue): readonly string[] {
  if (of instanceof CypherNode) return graph.labelsOf(of.node)
  if (of instanceof CypherEdge) return [graph.typeOf(of.edge)]
  throw new CypherTypeError('Only a node or a relationship has labels.')
}

function caseOf(expression: Extract<Expression, { kind: 'case' }>, value: Evaluate): CypherValue {
  const subject = expression.subject ? value(expression.subject) : undefined
  for (const { when, then } of expression.branches) {
    const asked = value(when)
    if (subject === undefined ? truthOf(asked) : equals(subject, asked)) return value(then)
  }
  return expression.otherwise ? value(expression.otherwise) : null
}

function call(
  run: CypherRun,
  expression: Extract<Expression, { kind: 'call' }>,
  value: Evaluate,
): CypherValue {
  const known = cypherFunctions[expression.name.toLowerCase()]
  if (!known) throw new CypherTypeError('There is no such function here.')
  const args = expression.args.map(value)
  if (!known.takesNull && args.includes(null)) return null
  return known.call(args, run.graph)
}

function quantify(
  run: CypherRun,
  { word, variable, where }: Extract<Expression, { kind: 'quantifier' }>,
  list: CypherValue[] | null,
  row: Row,
): Truth {
  if (!list) return null
  const truths = list.map((item) => truthOf(evaluate(run, where, row.with(variable.name, item))))
  const [yes, unknown] = [truths.filter((truth) => truth).length, truths.includes(null)]
  if (word === 'ALL') return truths.includes(false) ? false : unknown ? null : true
  if (word === 'ANY') return yes > 0 ? true : unknown ? null : false
  if (word === 'NONE') return yes > 0 ? false : unknown ? null : true
  return yes > 1 ? false : unknown ? null : yes === 1
}

function reduce(
  run: CypherRun,
  { accumulator, variable, step }: Extract<Expression, { kind: 'reduce' }>,
  initial: CypherValue,
  list: CypherValue[] | null,
  row: Row,
): CypherValue {
  if (!list) return null
  return list.reduce(
    (sum: CypherValue, item) =>
      evaluate(run, step, row.with(accumulator.name, sum).with(variable.name, item)),
    initial,
  )
}

function comprehend(
  run: CypherRun,
  { variable, where, map }: Extract<Expression, { kind: 'list-comprehension' }>,
  list: CypherValue[] | null,
  row: Row,
): CypherValue {
  if (!list) return null
  return list.flatMap((item) => {
    const inner = row.with(variable.name, item)
    if (where && truthOf(evaluate(run, where, inner)) !== true) return []
    return [map ? evaluate(run, map, inner) : item]
  })
}

/** Whether what a pattern asks of properties is so. */
export function hasProperties(run: CypherRun, of: CypherNode | CypherEdge, wanted: CypherValue): boolean {
  if (!(wanted instanceof Map)) throw new CypherTypeError('The properties of a pattern are a map.')
  for (const [key, value] of wanted) if (equals(property(run, of, key), value) !== true) return false
  return true
}
