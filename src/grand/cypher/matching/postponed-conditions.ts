/** Properties and conditions inside a pattern may speak of its other parts: `(a)-->(b {type: a.type})`. These wait, like
 *  WHERE, until what they speak of is bound. Pure. */
import type {
  Expression,
  MapLiteral,
  Name,
  NodePattern,
  PathPattern,
  RelationshipPattern,
} from '../language/cypher-ast'
import { freeVariables, namesOf } from '../language/free-variables'

export interface Postponed {
  patterns: PathPattern[]
  /** What the patterns asked of each other. */
  conditions: Expression[]
}

class Postponing {
  readonly conditions: Expression[] = []
  private readonly names: Set<string>
  private fresh = 0

  constructor(patterns: readonly PathPattern[]) {
    this.names = new Set(patterns.flatMap(namesOf).map(({ name }) => name))
  }

  pattern(path: PathPattern): PathPattern {
    return {
      ...path,
      nodes: path.nodes.map((node) => this.part(node)),
      relationships: path.relationships.map((relationship) => this.part(relationship)),
    }
  }

  private part<T extends NodePattern | RelationshipPattern>(part: T): T {
    const { properties, where } = part
    const own = part.variable?.name
    const speaksOfOthers = (expression: Expression) =>
      freeVariables(expression).some(({ name }) => name !== own && this.names.has(name))
    const given = properties?.kind === 'map' ? properties : null
    const waiting = given?.entries.filter(({ value }) => this.speaksOfAny(value)) ?? []
    const waits = where !== null && speaksOfOthers(where) && !('range' in part && part.range)
    if (waiting.length === 0 && !waits) return part
    const { start, end } = part
    // No query can write a name that begins with a blank between its quotes and means this one.
    const variable: Name = part.variable ?? { kind: 'name', name: ` ${this.fresh++}`, start, end }
    for (const entry of waiting) this.conditions.push(equality(part, variable, entry))
    if (waits) this.conditions.push(where)
    const kept = given
      ? { ...given, entries: given.entries.filter((entry) => !waiting.includes(entry)) }
      : properties
    return { ...part, variable, properties: kept, where: waits ? null : where }
  }

  private speaksOfAny(expression: Expression): boolean {
    return freeVariables(expression).some(({ name }) => this.names.has(name))
  }
}

/** `b.type = a.type`, of every relationship where there are several. */
function equality(
  part: NodePattern | RelationshipPattern,
  { name }: Name,
  { key, value }: MapLiteral['entries'][number],
): Expression {
  const { start, end } = value
  const place = { start, end }
  const equals = (of: string): Expression => ({
    kind: 'binary',
    operator: '=',
    left: { kind: 'property', operand: { kind: 'variable', name: of, ...place }, key, ...place },
    right: value,
    ...place,
  })
  if (!('range' in part && part.range)) return equals(name)
  const variable: Name = { kind: 'name', name: ' each', ...place }
  const list: Expression = { kind: 'variable', name, ...place }
  return { kind: 'quantifier', word: 'ALL', variable, list, where: equals(variable.name), ...place }
}

/** A pattern inside an expression is matched once per row: what is made of it is kept. */
const known = new WeakMap<readonly PathPattern[], Postponed>()

export function postponedIn(patterns: PathPattern[]): Postponed {
  const before = known.get(patterns)
  if (before) return before
  const postponing = new Postponing(patterns)
  const written = patterns.map((pattern) => postponing.pattern(pattern))
  const { conditions } = postponing
  const postponed = { patterns: conditions.length > 0 ? written : patterns, conditions }
  known.set(patterns, postponed)
  return postponed
}
