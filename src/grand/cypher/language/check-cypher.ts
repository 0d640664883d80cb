/** What the tree of a query must keep to before it runs: it only reads, ends with RETURN, asks only variables that are
 *  there, and aggregates only where rows are grouped. The first mistake is thrown, at its place. */
import { cypherAggregates } from '../cypher-aggregates'
import type { Clause, CypherQuery, Expression, Match, Name, Place, Projection } from './cypher-ast'
import { cypherFunctions } from '../cypher-functions'
import { expressionsOf, freeVariables, namesOf, partsOf } from './free-variables'
import { cypherError } from './parse-cypher'
import { nearestName, suggestion } from '../../../dotmotif/suggest'

type Fail = (place: Place, code: string, message: string, hint?: string) => never

/** Whether an expression is itself a call of an aggregating function. */
export const isAggregate = (expression: Expression) =>
  expression.kind === 'count-all' ||
  (expression.kind === 'call' && Object.hasOwn(cypherAggregates, expression.name.toLowerCase()))

/** The aggregating calls in an expression, outermost first. */
export function aggregatesIn(expression: Expression): Expression[] {
  return [...(isAggregate(expression) ? [expression] : []), ...partsOf(expression).flatMap(aggregatesIn)]
}

/** The columns of a projection by name, `*` written out. */
export function columnsOf({ all, items }: Projection, scope: readonly string[]): string[] {
  return [...(all ? scope : []), ...items.map(({ alias, text }) => alias?.name ?? text.trim())]
}

/** Not in the form that an editor takes for a remedy: the place is the whole call. */
function nearestFunction(name: string): string | undefined {
  const nearest = nearestName(name, [...Object.keys(cypherAggregates), ...Object.keys(cypherFunctions)])
  return nearest === null ? undefined : `Did you mean the function \`${nearest}\`?`
}

function checkCalls(expression: Expression, fail: Fail): void {
  if (expression.kind === 'call') {
    const name = expression.name.toLowerCase()
    const [least, most] = Object.hasOwn(cypherAggregates, name)
      ? [cypherAggregates[name]?.arity ?? 1, cypherAggregates[name]?.arity ?? 1]
      : Object.hasOwn(cypherFunctions, name)
        ? (cypherFunctions[name]?.arity ?? [0, 0])
        : fail(
            expression,
            'unknown-function',
            `There is no function \`${expression.name}\` here.`,
            nearestFunction(name),
          )
    const count = expression.args.length
    if (count < least || count > most)
      fail(
        expression,
        'wrong-arguments',
        `\`${expression.name}\` takes ${least === most ? least : `${least} to ${most}`} argument${most === 1 ? '' : 's'}, not ${count}.`,
      )
  }
  for (const part of partsOf(expression)) checkCalls(part, fail)
}

function checkExpression(expression: Expression, scope: readonly string[], fail: Fail): void {
  for (const use of freeVariables(expression))
    if (!scope.includes(use.name))
      fail(
        use,
        'unknown-variable',
        `Nothing before this is named \`${use.name}\`.`,
        suggestion(use.name, scope).hint ??
          'Name it in a MATCH, WITH or UNWIND before, or mend the spelling.',
      )
  checkCalls(expression, fail)
}

function checkRows(expression: Expression, scope: readonly string[], where: string, fail: Fail): void {
  checkExpression(expression, scope, fail)
  const [aggregate] = aggregatesIn(expression)
  if (aggregate)
    fail(
      aggregate,
      'misplaced-aggregate',
      `${where} looks at single rows, so it cannot aggregate.`,
      'Aggregate in a WITH before, and use its result here.',
    )
}

function checkMatch({ patterns, where }: Match, scope: string[], fail: Fail): string[] {
  const edges = new Set<string>()
  for (const { variable } of patterns.flatMap(({ relationships }) => relationships)) {
    if (variable && edges.has(variable.name))
      fail(
        variable,
        'repeated-variable',
        `\`${variable.name}\` stands for another relationship in the same MATCH.`,
      )
    if (variable) edges.add(variable.name)
  }
  for (const { shortest, relationships, ...place } of patterns)
    if (shortest && relationships.length !== 1)
      fail(place, 'unsupported', 'A shortest path is asked along exactly one relationship, such as -[*]->.')
  const inner = [...new Set([...scope, ...patterns.flatMap(namesOf).map(({ name }) => name)])]
  for (const expression of patterns.flatMap(expressionsOf)) checkRows(expression, inner, 'A pattern', fail)
  if (where) checkRows(where, inner, 'WHERE', fail)
  return inner
}

function checkCount(expression: Expression | null, fail: Fail): void {
  const [use] = expression ? freeVariables(expression) : []
  if (use) fail(use, 'not-constant', 'SKIP and LIMIT are the same for all rows: they cannot ask a variable.')
}

function checkProjection(clause: Projection, scope: readonly string[], fail: Fail): string[] {
  const { items, order, skip, limit, where, kind } = clause
  if (clause.all && scope.length === 0)
    fail(clause, 'nothing-in-scope', 'There is nothing that * could stand for.')
  for (const { expression, alias, ...place } of items) {
    checkExpression(expression, scope, fail)
    for (const aggregate of aggregatesIn(expression))
      for (const part of partsOf(aggregate))
        if (aggregatesIn(part).length > 0)
          fail(part, 'nested-aggregate', 'An aggregate cannot stand inside another.')
    if (kind === 'with' && !alias && expression.kind !== 'variable')
      fail(
        place,
        'name-needed',
        'What WITH hands on needs a name.',
        `Write \`${clause.kind === 'with' ? '… AS name' : ''}\`.`,
      )
  }
  const columns = columnsOf(clause, scope)
  const twice = columns.find((name, i) => columns.indexOf(name) !== i)
  if (twice !== undefined)
    fail(
      clause,
      'repeated-column',
      `Two columns are named \`${twice}\`.`,
      'Give one of them another name with AS.',
    )
  for (const { expression } of order) checkExpression(expression, [...scope, ...columns], fail)
  checkCount(skip, fail)
  checkCount(limit, fail)
  if (where) checkRows(where, columns, 'WHERE', fail)
  return columns
}

function checkClause(clause: Clause, scope: string[], fail: Fail): string[] {
  switch (clause.kind) {
    case 'match':
      return checkMatch(clause, scope, fail)
    case 'unwind': {
      checkRows(clause.list, scope, 'UNWIND', fail)
      return [...scope, fresh(clause.variable, scope, fail)]
    }
    case 'refused':
      return fail(
        clause,
        'read-only',
        `${clause.word} is refused: here Cypher only reads.`,
        'Ask with MATCH, WHERE, WITH, UNWIND and RETURN.',
      )
    default:
      return checkProjection(clause, scope, fail)
  }
}

function fresh({ name, ...place }: Name, scope: readonly string[], fail: Fail): string {
  if (scope.includes(name)) fail(place, 'repeated-variable', `\`${name}\` stands for something already.`)
  return name
}

/** The names of the columns that a query answers with.
 *  @throws MotifscopeError with the place of the first mistake: `read-only`, `unknown-variable`, … */
export function checkCypher(query: CypherQuery, source: string): string[] {
  const fail: Fail = (place, code, message, hint) => {
    throw cypherError(source, place, code, message, hint)
  }
  const results = query.queries.map(({ clauses }) => {
    let scope: string[] = []
    clauses.forEach((clause, i) => {
      scope = checkClause(clause, scope, fail)
      const isLast = i === clauses.length - 1
      if (clause.kind === 'return' && !isLast)
        fail(
          clauses[i + 1] ?? clause,
          'after-return',
          'RETURN ends a query; nothing can follow it but UNION.',
        )
      if (clause.kind !== 'return' && isLast)
        fail(clause, 'return-needed', 'A query ends with RETURN.', 'Add what it is to answer with: RETURN …')
    })
    return { scope, place: clauses[0] }
  })
  const [first, ...others] = results
  for (const { scope, place } of others)
    if (place && String(scope) !== String(first?.scope))
      fail(place, 'different-columns', 'The parts of a UNION must have the same columns in the same order.')
  return first?.scope ?? []
}
