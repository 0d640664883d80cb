/** Works out an expression of Cypher on a row. What is missing or unknown is null; what is of the wrong kind is an error
 *  at its place. */
import type { MotifscopeError } from '../../model/errors'
import type { Expression, Place } from './language/cypher-ast'
import { cypherFunctions } from './values/cypher-functions'
import { CypherTypeError } from './values/cypher-texts'
import { binary, isIn, slice, textOperator, truthOf, unary } from './values/cypher-operators'
import type { CypherRun } from './cypher-run'
import type { CypherValue } from './values/cypher-values'
import { equals } from './values/cypher-values'
import { fitsLabels } from './language/free-variables'
import { comprehend, listOrNull, quantify, reduce } from './evaluate-lists'
import { columnsOfQuery } from './language/projections'
import { cypherError } from './language/parse-cypher'
import { at, labelsOf, projectMap, property } from './properties'
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
        expression.from ? value(expression.from) : 0n,
        expression.to ? value(expression.to) : undefined,
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
    case 'map-projection':
      return projectMap(run, expression, value)
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
      | 'subquery'
      | 'query-expression'
      | 'quantifier'
      | 'reduce'
      | 'list-comprehension'
      | 'pattern-comprehension'
      | 'shortest-path'
  }
>

/** Expressions that bring variables of their own. */
function evaluateScoped(run: CypherRun, expression: Scoped, row: Row, value: Evaluate): CypherValue {
  const on = (part: Expression, inner: Row) => evaluate(run, part, inner)
  switch (expression.kind) {
    case 'subquery': {
      const isAsked = expression.word === 'EXISTS'
      const found = run.match(expression.patterns, expression.where, row, isAsked)[Symbol.iterator]()
      if (isAsked) return !found.next().done
      let count = 0n
      while (!found.next().done) count++
      return count
    }
    case 'query-expression':
      return ofRows(run, expression, row)
    case 'quantifier':
      return quantify(on, expression, listOrNull(value(expression.list)), row)
    case 'reduce':
      return reduce(on, expression, value(expression.initial), listOrNull(value(expression.list)), row)
    case 'list-comprehension':
      return comprehend(on, expression, listOrNull(value(expression.list)), row)
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

/** Whether a query has rows for this one, how many, or what their column holds. */
function ofRows(
  run: CypherRun,
  { word, query }: Extract<Expression, { kind: 'query-expression' }>,
  row: Row,
): CypherValue {
  const rows = run.query(query, columnsOfQuery(query, row.names()), row)[Symbol.iterator]()
  if (word === 'EXISTS') return !rows.next().done
  const found: CypherValue[] = []
  for (let next = rows.next(); !next.done; next = rows.next()) found.push(next.value[0] ?? null)
  return word === 'COUNT' ? BigInt(found.length) : found
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
  if (known.isFirstOf) {
    for (const part of expression.args) {
      const first = value(part)
      if (first !== null) return first
    }
    return null
  }
  const args = expression.args.map(value)
  if (!known.takesNull && args.includes(null)) return null
  return known.call(args, run.graph)
}

/** Whether a condition is true of a row. @throws MotifscopeError `type-error` where it is neither true nor false */
export function isTrue(run: CypherRun, condition: Expression, row: Row): boolean {
  const value = evaluate(run, condition, row)
  if (value === null || typeof value === 'boolean') return value === true
  throw typeError(run, condition, 'A condition must be true or false.')
}
