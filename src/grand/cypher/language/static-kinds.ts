/** What kind of value an expression has, as far as its text says: enough to refuse what can never be worked out. Pure. */
import type { Expression } from './cypher-ast'

/** `any`: only known while the query runs. */
export type StaticKind =
  'any' | 'boolean' | 'integer' | 'float' | 'text' | 'list' | 'map' | 'node' | 'relationship' | 'path'

/** The variables there are, and what they stand for. */
export type Scope = ReadonlyMap<string, StaticKind>

const kindWords: Readonly<Record<StaticKind, string>> = {
  any: 'a value',
  boolean: 'true or false',
  integer: 'a number',
  float: 'a number',
  text: 'a text',
  list: 'a list',
  map: 'a map',
  node: 'a node',
  relationship: 'a relationship',
  path: 'a path',
}
export const inWords = (kind: StaticKind) => kindWords[kind]

const functionKinds: Readonly<Record<string, StaticKind>> = {
  count: 'integer',
  collect: 'list',
  size: 'integer',
  length: 'integer',
  type: 'text',
  labels: 'list',
  keys: 'list',
  nodes: 'list',
  relationships: 'list',
  tostring: 'text',
  tointeger: 'integer',
  tofloat: 'float',
  startnode: 'node',
  endnode: 'node',
}

const isNumber = (kind: StaticKind) => kind === 'integer' || kind === 'float'

function arithmeticKind(operator: string, left: StaticKind, right: StaticKind): StaticKind {
  if (isNumber(left) && isNumber(right))
    return left === 'float' || right === 'float' || operator === '^' ? 'float' : 'integer'
  if (operator !== '+') return 'any'
  if (left === 'list' || right === 'list') return 'list'
  return left === 'text' && right === 'text' ? 'text' : 'any'
}

function kindOfLiteral(value: null | boolean | bigint | number | string): StaticKind {
  if (value === null) return 'any'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'string') return 'text'
  return typeof value === 'bigint' ? 'integer' : 'float'
}

const arithmetic = ['+', '-', '*', '/', '%', '^']

export function kindOf(expression: Expression, scope: Scope): StaticKind {
  switch (expression.kind) {
    case 'literal':
      return kindOfLiteral(expression.value)
    case 'variable':
      return scope.get(expression.name) ?? 'any'
    case 'binary':
      return arithmetic.includes(expression.operator)
        ? arithmeticKind(expression.operator, kindOf(expression.left, scope), kindOf(expression.right, scope))
        : 'boolean'
    case 'unary':
      return expression.operator === 'NOT' ? 'boolean' : kindOf(expression.operand, scope)
    case 'is-null':
    case 'text-operator':
    case 'in':
    case 'has-labels':
    case 'quantifier':
      return 'boolean'
    case 'subquery':
      return expression.word === 'EXISTS' ? 'boolean' : 'integer'
    case 'query-expression':
      return expression.word === 'EXISTS' ? 'boolean' : expression.word === 'COUNT' ? 'integer' : 'list'
    case 'list':
    case 'list-comprehension':
    case 'pattern-comprehension':
    case 'slice':
      return 'list'
    case 'map':
      return 'map'
    case 'count-all':
      return 'integer'
    case 'call':
      return functionKinds[expression.name.toLowerCase()] ?? 'any'
    default:
      return 'any'
  }
}

/** What the items of a list are, where they are written out and all of one kind. */
export function kindOfItems(list: Expression, scope: Scope): StaticKind {
  if (list.kind !== 'list') return 'any'
  const [first = 'any', ...others] = new Set(list.items.map((item) => kindOf(item, scope)))
  return others.length > 0 ? 'any' : first
}

/** What an operator or a function needs and cannot get; null where it may go well. */
export function misfitOf(
  expression: Expression,
  scope: Scope,
): { part: Expression; kind: StaticKind; wanted: string } | null {
  const misfit = (part: Expression, wanted: string, fits: (kind: StaticKind) => boolean) => {
    const kind = kindOf(part, scope)
    return kind === 'any' || fits(kind) ? null : { part, kind, wanted }
  }
  const isTruth = (kind: StaticKind) => kind === 'boolean'
  if (expression.kind === 'unary')
    return expression.operator === 'NOT'
      ? misfit(expression.operand, 'true or false', isTruth)
      : misfit(expression.operand, 'a number', isNumber)
  if (expression.kind === 'call' && expression.name.toLowerCase() === 'length' && expression.args[0])
    return misfit(expression.args[0], 'a path', (kind) => kind === 'path')
  if (expression.kind !== 'binary') return null
  const { operator, left, right } = expression
  const both = (wanted: string, fits: (kind: StaticKind) => boolean) =>
    misfit(left, wanted, fits) ?? misfit(right, wanted, fits)
  if (['AND', 'OR', 'XOR'].includes(operator)) return both('true or false', isTruth)
  if (operator === '=~') return both('a text', (kind) => kind === 'text')
  if (operator === '+') {
    if ([left, right].some((part) => ['list', 'any'].includes(kindOf(part, scope)))) return null
    return both('numbers, texts or a list', (kind) => kind === 'text' || isNumber(kind))
  }
  return arithmetic.includes(operator) ? both('a number', isNumber) : null
}
