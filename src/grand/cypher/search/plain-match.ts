/** Reads a MATCH, or several, as what the compiled search looks for: nodes, relationships of one edge each, and what is asked of them,
 *  each by itself or of several at once. Null where the search has no word for it: paths with a name or of variable
 *  length, and conditions inside a pattern that speak of other parts of it. Pure. */
import type {
  Expression,
  LabelExpression,
  MapLiteral,
  Match,
  NodePattern,
  Parameter,
  PathPattern,
  RelationshipPattern,
} from '../language/cypher-ast'
import { conjunctsOf, freeVariables, holdsPattern } from '../language/free-variables'

/** What is asked of one node or one edge, whatever the others are. */
export interface PlainPart {
  /** Null: it has no name. */
  variable: string | null
  labels: LabelExpression[]
  properties: (MapLiteral | Parameter)[]
  conditions: Expression[]
}

export interface PlainRelationship extends PlainPart {
  /** Indexes into the nodes; along the edge, unless it may go either way. */
  from: number
  to: number
  isEither: boolean
  /** The MATCH it stands in: within one, no two relationships are the same edge. */
  clause: number
}

/** `NOT (a)-[:TYPE]->(b)`: edges of this type must not be there. */
export interface PlainAbsence extends Pick<PlainRelationship, 'from' | 'to' | 'isEither'> {
  types: LabelExpression | null
  expression: Expression
}

export interface PlainMatch {
  nodes: PlainPart[]
  relationships: PlainRelationship[]
  /** Pairs of nodes that must not be one node. */
  different: [number, number][]
  absences: PlainAbsence[]
  /** Conditions on whole rows. */
  rest: Expression[]
}

const freshPart = (variable: string | null): PlainPart => ({
  variable,
  labels: [],
  properties: [],
  conditions: [],
})

/** Whether an expression speaks of nothing but this variable and looks at no pattern. */
const isAbout = (expression: Expression, variable: string | null) =>
  !holdsPattern(expression) && freeVariables(expression).every(({ name }) => name === variable)

/** Adds what a pattern asks of its node or edge; false where it speaks of something else. */
function addPattern(
  part: PlainPart,
  pattern: Pick<NodePattern, 'properties' | 'where'>,
  labels: LabelExpression | null,
): boolean {
  if (labels) part.labels.push(labels)
  const { properties, where } = pattern
  if (properties) {
    if (properties.kind === 'map' && !isAbout(properties, null)) return false
    part.properties.push(properties)
  }
  if (!where) return true
  part.conditions.push(where)
  return isAbout(where, part.variable)
}

class PlainReading {
  readonly match: PlainMatch = { nodes: [], relationships: [], different: [], absences: [], rest: [] }
  private readonly nodeOf = new Map<string, number>()
  private readonly partOf = new Map<string, PlainPart>()

  /** The place of the MATCH that is read. */
  clause = 0

  /** False where the search has no word for a path. */
  readPath({ variable, shortest, nodes, relationships }: PathPattern): boolean {
    if (variable || shortest) return false
    const places = nodes.map((node) => this.readNode(node))
    if (places.includes(null)) return false
    return relationships.every((relationship, i) =>
      this.readRelationship(relationship, places[i] ?? null, places[i + 1] ?? null),
    )
  }

  private readNode(pattern: NodePattern): number | null {
    const name = pattern.variable?.name ?? null
    let place = name === null ? undefined : this.nodeOf.get(name)
    if (place === undefined) {
      if (name !== null && this.partOf.has(name)) return null
      const part = freshPart(name)
      place = this.match.nodes.push(part) - 1
      if (name !== null) {
        this.nodeOf.set(name, place)
        this.partOf.set(name, part)
      }
    }
    const part = this.match.nodes[place]
    return part && addPattern(part, pattern, pattern.labels) ? place : null
  }

  private readRelationship(pattern: RelationshipPattern, left: number | null, right: number | null): boolean {
    const name = pattern.variable?.name ?? null
    if (left === null || right === null || pattern.range) return false
    if (name !== null && this.partOf.has(name)) return false
    const isBack = pattern.direction === 'left'
    const ends = { from: isBack ? right : left, to: isBack ? left : right }
    const part = {
      ...freshPart(name),
      ...ends,
      isEither: pattern.direction === 'either',
      clause: this.clause,
    }
    this.match.relationships.push(part)
    if (name !== null) this.partOf.set(name, part)
    return addPattern(part, pattern, pattern.types)
  }

  readCondition(condition: Expression): void {
    const pair = this.differentNodes(condition)
    const absence = this.absenceOf(condition)
    const [use] = freeVariables(condition)
    const part = use && isAbout(condition, use.name) ? this.partOf.get(use.name) : undefined
    if (pair) this.match.different.push(pair.nodes)
    if (pair?.isAll) return
    if (absence) this.match.absences.push(absence)
    else if (part) part.conditions.push(condition)
    else this.match.rest.push(condition)
  }

  /** `a <> b` says all there is to say; `id(a) < id(b)` says besides that they are different. */
  private differentNodes(condition: Expression): { nodes: [number, number]; isAll: boolean } | null {
    if (condition.kind !== 'binary' || !['<>', '<', '>'].includes(condition.operator)) return null
    const { left, right, operator } = condition
    const isPlain = operator === '<>' && left.kind === 'variable' && right.kind === 'variable'
    const areIds = left.kind === 'call' && right.kind === 'call' && left.name === right.name
    if (!isPlain && !(areIds && /^(element)?id$/i.test(left.name))) return null
    const [a, b] = [left, right].map((side) => {
      const inner = side.kind === 'call' ? side.args[0] : side
      return inner?.kind === 'variable' ? this.nodeOf.get(inner.name) : undefined
    })
    return a === undefined || b === undefined || a === b ? null : { nodes: [a, b], isAll: isPlain }
  }

  private absenceOf(condition: Expression): PlainAbsence | null {
    if (condition.kind !== 'unary' || condition.operator !== 'NOT') return null
    const { operand } = condition
    if (operand.kind !== 'subquery' || operand.word !== 'EXISTS' || operand.where) return null
    const [path, ...others] = operand.patterns
    const [relationship, ...further] = path?.relationships ?? []
    if (!path || path.variable || path.shortest || !relationship || others.length + further.length > 0)
      return null
    const { variable, range, properties, where, types, direction } = relationship
    if (variable || range || properties || where) return null
    const ends = path.nodes.map((node) =>
      node.variable && !node.labels && !node.properties && !node.where
        ? this.nodeOf.get(node.variable.name)
        : undefined,
    )
    const [left, right] = direction === 'left' ? ends.toReversed() : ends
    if (left === undefined || right === undefined) return null
    return { from: left, to: right, isEither: direction === 'either', types, expression: condition }
  }
}

/** @param matches clauses that follow each other: what they have in common is asked at once
 *  @returns null where a part of them is beyond the search */
export function plainMatchFrom(matches: readonly Pick<Match, 'patterns' | 'where'>[]): PlainMatch | null {
  const reading = new PlainReading()
  for (const [clause, { patterns }] of matches.entries()) {
    reading.clause = clause
    if (!patterns.every((pattern) => reading.readPath(pattern))) return null
  }
  for (const { where } of matches)
    for (const condition of conjunctsOf(where)) reading.readCondition(condition)
  return reading.match.relationships.length > 0 ? reading.match : null
}
