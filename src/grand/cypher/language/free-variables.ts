/** Which variables an expression or a pattern asks from outside, each with its place; and which a pattern brings. */
import type { Expression, LabelExpression, Name, PathPattern, Place } from './cypher-ast'

export interface VariableUse extends Place {
  name: string
}

type Part = Expression | null

/** Sub-expressions that see the same variables as the expression itself. */
export function partsOf(expression: Expression): Expression[] {
  const given = (...parts: Part[]) => parts.filter((part) => part !== null)
  switch (expression.kind) {
    case 'binary':
      return [expression.left, expression.right]
    case 'unary':
    case 'property':
    case 'is-null':
    case 'has-labels':
      return [expression.operand]
    case 'index':
      return [expression.operand, expression.index]
    case 'slice':
      return given(expression.operand, expression.from, expression.to)
    case 'text-operator':
      return [expression.operand, expression.right]
    case 'in':
      return [expression.operand, expression.list]
    case 'list':
      return expression.items
    case 'map':
      return expression.entries.map(({ value }) => value)
    case 'map-projection':
      return [
        expression.of,
        ...expression.items.flatMap((item) => (item.kind === 'entry' ? [item.value] : [])),
      ]
    case 'case':
      return given(
        expression.subject,
        ...expression.branches.flatMap(({ when, then }) => [when, then]),
        expression.otherwise,
      )
    case 'call':
      return expression.args
    case 'quantifier':
    case 'list-comprehension':
      return [expression.list]
    case 'reduce':
      return [expression.initial, expression.list]
    default:
      return []
  }
}

const without = (uses: VariableUse[], ...names: (Name | null)[]) =>
  uses.filter(({ name }) => !names.some((local) => local?.name === name))

/** Expressions inside a pattern: properties and conditions. */
export function expressionsOf({ nodes, relationships }: PathPattern): Expression[] {
  return [...nodes, ...relationships].flatMap(({ properties, where }) => [
    ...(properties?.kind === 'map' ? [properties] : []),
    ...(where ? [where] : []),
  ])
}

/** Variables of a pattern, in order of appearance, possibly more than once. */
export function namesOf({ variable, nodes, relationships }: PathPattern): Name[] {
  return [
    variable,
    ...nodes.map((node) => node.variable),
    ...relationships.map((one) => one.variable),
  ].filter((name) => name !== null)
}

function usesInPatterns(patterns: PathPattern[], ...inner: Part[]): VariableUse[] {
  const expressions = [...patterns.flatMap(expressionsOf), ...inner.filter((part) => part !== null)]
  return without(expressions.flatMap(freeVariables), ...patterns.flatMap(namesOf))
}

/** What the inner expressions of a comprehension ask of variables outside. */
export function innerUses(expression: Expression): VariableUse[] {
  switch (expression.kind) {
    case 'quantifier':
      return without(freeVariables(expression.where), expression.variable)
    case 'list-comprehension': {
      const inner = [expression.where, expression.map].filter((part) => part !== null)
      return without(inner.flatMap(freeVariables), expression.variable)
    }
    case 'reduce':
      return without(freeVariables(expression.step), expression.accumulator, expression.variable)
    default:
      return []
  }
}

/** Variables that must be there for an expression to be worked out. Those of a pattern inside it may be there, or are
 *  its own; of a query inside it nothing is said here. */
export function freeVariables(expression: Expression): VariableUse[] {
  switch (expression.kind) {
    case 'variable':
      return [expression]
    case 'subquery':
      return usesInPatterns(expression.patterns, expression.where)
    case 'pattern-comprehension':
      return usesInPatterns([expression.pattern], expression.where, expression.map)
    case 'shortest-path':
      return [...usesInPatterns([expression.pattern]), ...namesOf(expression.pattern)]
    default:
      return [...partsOf(expression).flatMap(freeVariables), ...innerUses(expression)]
  }
}

const patternKinds: Expression['kind'][] = [
  'subquery',
  'query-expression',
  'pattern-comprehension',
  'shortest-path',
]

/** Whether an expression looks into the graph by a pattern: such a condition waits until all variables are bound. */
export function holdsPattern(expression: Expression): boolean {
  if (patternKinds.includes(expression.kind)) return true
  const inner = [
    ...('where' in expression && expression.where ? [expression.where] : []),
    ...('map' in expression && expression.map ? [expression.map] : []),
    ...('step' in expression ? [expression.step] : []),
  ]
  return [...partsOf(expression), ...inner].some(holdsPattern)
}

/** The parts of `a AND b AND c`: a row stays only if each is true, so each may be asked as early as it can be. */
export function conjunctsOf(expression: Expression | null): Expression[] {
  if (!expression) return []
  if (expression.kind !== 'binary' || expression.operator !== 'AND') return [expression]
  return [...conjunctsOf(expression.left), ...conjunctsOf(expression.right)]
}

/** Whether something has the labels that an expression asks for. */
export function fitsLabels(labels: readonly string[], expression: LabelExpression): boolean {
  switch (expression.kind) {
    case 'label':
      return labels.includes(expression.name)
    case 'label-any':
      return labels.length > 0
    case 'label-not':
      return !fitsLabels(labels, expression.part)
    case 'label-and':
      return expression.parts.every((part) => fitsLabels(labels, part))
    case 'label-or':
      return expression.parts.some((part) => fitsLabels(labels, part))
  }
}
