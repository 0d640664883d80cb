/** What WITH and RETURN must keep to: named columns, no aggregate inside another, nothing asked of single rows once they
 *  are grouped. */
import type { Expression, Projection } from './cypher-ast'
import { checkCondition, checkExpression } from './check-expression'
import type { Checking, Fail } from './check-expression'
import { freeVariables, partsOf } from './free-variables'
import { aggregatesIn, columnsOf, isAggregate, isGroupedBy, shapeOf, usesOutside } from './projections'
import { kindOf } from './static-kinds'
import type { Scope, StaticKind } from './static-kinds'

function checkCount(expression: Expression | null, fail: Fail): void {
  const [use] = expression ? freeVariables(expression) : []
  if (use) fail(use, 'not-constant', 'SKIP and LIMIT are the same for all rows: they cannot ask a variable.')
  if (expression?.kind === 'literal' && (typeof expression.value !== 'bigint' || expression.value < 0n))
    fail(expression, 'type-error', 'SKIP and LIMIT need a whole number from 0 on.')
}

function checkItems({ items, kind }: Projection, scope: Scope, checking: Checking): void {
  const { fail } = checking
  for (const { expression, alias, ...place } of items) {
    checkExpression(expression, scope, checking)
    for (const aggregate of aggregatesIn(expression))
      for (const part of partsOf(aggregate))
        if (aggregatesIn(part).length > 0)
          fail(part, 'nested-aggregate', 'An aggregate cannot stand inside another.')
    if (kind === 'with' && !alias && expression.kind !== 'variable' && expression.kind !== 'map-projection')
      fail(place, 'name-needed', 'What WITH hands on needs a name.', 'Write `… AS name`.')
  }
}

const isPlain = (expression: Expression): boolean =>
  expression.kind === 'variable' || (expression.kind === 'property' && isPlain(expression.operand))

/** `a.x + count(*)` groups by `a.x` only where that is a column of its own. */
function checkGrouping({ items, all }: Projection, fail: Fail): void {
  if (all) return
  const keys = new Set(
    items
      .map(({ expression }) => expression)
      .filter(isPlain)
      .map(shapeOf),
  )
  for (const { expression } of items) {
    if (aggregatesIn(expression).length === 0) continue
    const use = usesOutside(expression, (part) => isPlain(part) && keys.has(shapeOf(part))).find(
      ({ name }) => !keys.has(shapeOf({ kind: 'variable', name, start: 0, end: 0 })),
    )
    if (use)
      fail(
        use,
        'implicit-grouping',
        `Beside an aggregate, \`${use.name}\` must be a column of its own: else it is not clear which row it is of.`,
        'Return it as a column too, or aggregate it.',
      )
  }
}

const aggregatesOutside = (expression: Expression, isKnown: (part: Expression) => boolean): Expression[] =>
  isKnown(expression)
    ? []
    : isAggregate(expression)
      ? [expression]
      : partsOf(expression).flatMap((part) => aggregatesOutside(part, isKnown))

function checkOrder(clause: Projection, scope: Scope, columns: readonly string[], checking: Checking): void {
  const { fail } = checking
  const [isGrouped, isReduced] = [isGroupedBy(clause), isGroupedBy(clause) || clause.distinct]
  const visible = new Map([...scope, ...columns.map((name) => [name, 'any'] as const)])
  const shapes = new Set(clause.items.map(({ expression }) => shapeOf(expression)))
  const isColumn = (part: Expression) => shapes.has(shapeOf(part))
  for (const { expression } of clause.order) {
    checkExpression(expression, visible, checking)
    const [stray] = aggregatesOutside(expression, isGrouped ? isColumn : () => false)
    if (stray)
      fail(
        stray,
        'misplaced-aggregate',
        'ORDER BY can aggregate only what is aggregated in a column too.',
        'Add it as a column, and sort by the column.',
      )
    if (!isReduced) continue
    const lost = usesOutside(expression, isColumn).find(({ name }) => !columns.includes(name))
    if (lost)
      fail(
        lost,
        'unknown-variable',
        `\`${lost.name}\` is not there any more: rows were grouped or made distinct before they are sorted.`,
        'Sort by one of the columns, or add what is asked as a column.',
      )
  }
}

/** @returns the columns, and what is known of them */
export function checkProjection(
  clause: Projection,
  scope: Scope,
  checking: Checking,
): Map<string, StaticKind> {
  const { fail } = checking
  if (clause.all && scope.size === 0)
    fail(clause, 'nothing-in-scope', 'There is nothing that * could stand for.')
  checkItems(clause, scope, checking)
  const columns = columnsOf(clause, [...scope.keys()])
  const twice = columns.find((name, i) => columns.indexOf(name) !== i)
  if (twice !== undefined)
    fail(
      clause,
      'repeated-column',
      `Two columns are named \`${twice}\`.`,
      'Give one of them another name with AS.',
    )
  checkGrouping(clause, fail)
  checkOrder(clause, scope, columns, checking)
  checkCount(clause.skip, fail)
  checkCount(clause.limit, fail)
  const kinds = new Map<string, StaticKind>(columns.map((name) => [name, scope.get(name) ?? 'any']))
  for (const { alias, text, expression } of clause.items)
    kinds.set(alias?.name ?? text.trim(), kindOf(expression, scope))
  const isReduced = isGroupedBy(clause) || clause.distinct
  if (clause.where) checkCondition(clause.where, isReduced ? kinds : new Map([...scope, ...kinds]), checking)
  return kinds
}
