/** Expressions that go through a list, with a variable for its items. */
import type { Expression } from './language/cypher-ast'
import { truthOf } from './values/cypher-operators'
import { CypherTypeError } from './values/cypher-texts'
import type { CypherValue, Truth } from './values/cypher-values'
import type { Row } from './row'

/** Works out an expression on a row. */
export type EvaluateOn = (expression: Expression, row: Row) => CypherValue

/** @throws CypherTypeError */
export function listOrNull(value: CypherValue): CypherValue[] | null {
  if (value === null || Array.isArray(value)) return value
  throw new CypherTypeError('This needs a list.')
}

/** `all(…)`, `any(…)`, `none(…)`, `single(…)`: unknown where a null decides. */
export function quantify(
  evaluate: EvaluateOn,
  { word, variable, where }: Extract<Expression, { kind: 'quantifier' }>,
  list: CypherValue[] | null,
  row: Row,
): Truth {
  if (!list) return null
  const truths = list.map((item) => truthOf(evaluate(where, row.with(variable.name, item))))
  const [yes, unknown] = [truths.filter((truth) => truth).length, truths.includes(null)]
  if (word === 'ALL') return truths.includes(false) ? false : unknown ? null : true
  if (word === 'ANY') return yes > 0 ? true : unknown ? null : false
  if (word === 'NONE') return yes > 0 ? false : unknown ? null : true
  return yes > 1 ? false : unknown ? null : yes === 1
}

/** `reduce(sum = 0, x IN list | sum + x)` */
export function reduce(
  evaluate: EvaluateOn,
  { accumulator, variable, step }: Extract<Expression, { kind: 'reduce' }>,
  initial: CypherValue,
  list: CypherValue[] | null,
  row: Row,
): CypherValue {
  if (!list) return null
  return list.reduce(
    (sum: CypherValue, item) => evaluate(step, row.with(accumulator.name, sum).with(variable.name, item)),
    initial,
  )
}

/** `[x IN list WHERE x > 0 | x * 2]` */
export function comprehend(
  evaluate: EvaluateOn,
  { variable, where, map }: Extract<Expression, { kind: 'list-comprehension' }>,
  list: CypherValue[] | null,
  row: Row,
): CypherValue {
  if (!list) return null
  return list.flatMap((item) => {
    const inner = row.with(variable.name, item)
    if (where && truthOf(evaluate(where, inner)) !== true) return []
    return [map ? evaluate(map, inner) : item]
  })
}
