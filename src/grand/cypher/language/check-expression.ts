/** What an expression must keep to: it asks only what is there, calls what there is with as many arguments as it takes,
 *  and does not put together what can never go together. */
import { cypherAggregates } from '../values/cypher-aggregates'
import { cypherFunctions } from '../values/cypher-functions'
import { nearestName, suggestion } from '../../../dotmotif/suggest'
import type { Call, CypherQuery, Expression, PathPattern, Place } from './cypher-ast'
import { freeVariables, namesOf } from './free-variables'
import { aggregatesIn } from './projections'
import { inWords, kindOf, misfitOf } from './static-kinds'
import type { Scope } from './static-kinds'

export type Fail = (place: Place, code: string, message: string, hint?: string) => never

/** What a check needs to go on: how to fail, and how to check a query inside an expression. */
export interface Checking {
  fail: Fail
  query(query: CypherQuery, scope: Scope): string[]
}

/** Not in the form that an editor takes for a remedy: the place is the whole call. */
function nearestFunction(name: string): string | undefined {
  const nearest = nearestName(name, [...Object.keys(cypherAggregates), ...Object.keys(cypherFunctions)])
  return nearest === null ? undefined : `Did you mean the function \`${nearest}\`?`
}

function checkCall(call: Call, fail: Fail): void {
  const name = call.name.toLowerCase()
  const arity = Object.hasOwn(cypherAggregates, name) ? cypherAggregates[name]?.arity : undefined
  const [least, most] =
    arity !== undefined
      ? [arity, arity]
      : Object.hasOwn(cypherFunctions, name)
        ? (cypherFunctions[name]?.arity ?? [0, 0])
        : fail(call, 'unknown-function', `There is no function \`${call.name}\` here.`, nearestFunction(name))
  const count = call.args.length
  if (count < least || count > most)
    fail(
      call,
      'wrong-arguments',
      `\`${call.name}\` takes ${least === most ? least : `${least} to ${most}`} argument${most === 1 ? '' : 's'}, not ${count}.`,
    )
}

/** The names that a part of an expression has of its own. */
function ownNames(part: Expression): string[] {
  switch (part.kind) {
    case 'quantifier':
    case 'list-comprehension':
      return [part.variable.name]
    case 'reduce':
      return [part.accumulator.name, part.variable.name]
    case 'subquery':
      return part.patterns.flatMap(namesOf).map(({ name }) => name)
    case 'pattern-comprehension':
      return namesOf(part.pattern).map(({ name }) => name)
    default:
      return []
  }
}

function checkBare(patterns: PathPattern[], scope: Scope, fail: Fail): void {
  for (const use of patterns.flatMap(namesOf))
    if (!scope.has(use.name))
      fail(
        use,
        'unknown-variable',
        `Nothing before this is named \`${use.name}\`, and a pattern that stands for true or false names nothing new.`,
        'Leave the name out, or write EXISTS { … } around the pattern.',
      )
}

function checkPart(part: Expression, scope: Scope, checking: Checking): void {
  const { fail } = checking
  if (part.kind === 'call') checkCall(part, fail)
  if (part.kind === 'subquery' && part.isBare) checkBare(part.patterns, scope, fail)
  if (part.kind === 'query-expression') {
    const columns = checking.query(part.query, scope)
    if (part.word === 'COLLECT' && columns.length !== 1)
      fail(part, 'one-column', 'COLLECT { … } collects one column: its RETURN must name exactly one.')
    return
  }
  const misfit = misfitOf(part, scope)
  if (misfit)
    fail(
      misfit.part,
      'type-error',
      `This is ${inWords(misfit.kind)}, and ${misfit.wanted} ${misfit.wanted.startsWith('numbers') ? 'are' : 'is'} needed here.`,
    )
}

/** Looks at every part of an expression, each with the names that it sees. */
function checkParts(part: unknown, scope: Scope, checking: Checking): void {
  if (Array.isArray(part)) {
    for (const one of part) checkParts(one, scope, checking)
    return
  }
  if (typeof part !== 'object' || part === null) return
  let inner = scope
  if ('kind' in part) {
    const own = ownNames(part as Expression).filter((name) => !isPatternOf(part) || !scope.has(name))
    if (own.length > 0) inner = new Map([...scope, ...own.map((name) => [name, 'any'] as const)])
    checkPart(part as Expression, (part as Expression).kind === 'subquery' ? scope : inner, checking)
    if (part.kind === 'query-expression') return
  }
  for (const one of Object.values(part)) checkParts(one, inner, checking)
}

/** A name in a pattern may be one that is there; one of a list hides it. */
const isPatternOf = (part: { kind?: unknown }) =>
  part.kind === 'subquery' || part.kind === 'pattern-comprehension'

export function checkExpression(expression: Expression, scope: Scope, checking: Checking): void {
  for (const use of freeVariables(expression))
    if (!scope.has(use.name))
      checking.fail(
        use,
        'unknown-variable',
        `Nothing before this is named \`${use.name}\`.`,
        suggestion(use.name, [...scope.keys()]).hint ??
          'Name it in a MATCH, WITH or UNWIND before, or mend the spelling.',
      )
  checkParts(expression, scope, checking)
}

/** An expression that looks at single rows. @param where what it stands in, for people */
export function checkRows(expression: Expression, scope: Scope, where: string, checking: Checking): void {
  checkExpression(expression, scope, checking)
  const [aggregate] = aggregatesIn(expression)
  if (aggregate)
    checking.fail(
      aggregate,
      'misplaced-aggregate',
      `${where} looks at single rows, so it cannot aggregate.`,
      'Aggregate in a WITH before, and use its result here.',
    )
}

export function checkCondition(expression: Expression, scope: Scope, checking: Checking): void {
  checkRows(expression, scope, 'WHERE', checking)
  const kind = kindOf(expression, scope)
  if (kind !== 'any' && kind !== 'boolean')
    checking.fail(expression, 'type-error', `WHERE needs true or false, and this is ${inWords(kind)}.`)
}
