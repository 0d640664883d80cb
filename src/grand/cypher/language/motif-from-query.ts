/** A query of Cypher as a motif, where it is a plain pattern; else why it is none. What the motif asks for otherwise than
 *  the query is said in notes: nothing is left out in silence. Pure. */
import { printMotif } from '../../../dotmotif/print'
import { readMotif } from '../../../dotmotif/read-motif'
import { isName } from '../../../dotmotif/write-words'
import type { Constraint, Motif } from '../../../model/motif'
import { literalOf, operators, propertyOf, turned } from './comparison-parts'
import type { Clause, CypherQuery, Expression, MapLiteral, Match } from './cypher-ast'
import { plainMatchFrom } from '../search/plain-match'
import type { PlainMatch, PlainPart, PlainRelationship } from '../search/plain-match'

export type MotifOfQuery =
  | {
      motif: string
      /** The relationships have no direction: the motif says the same when direction is ignored. */
      ignoresDirection: boolean
      /** What the motif asks for otherwise, one sentence each. */
      notes: string[]
    }
  | { reason: string }

class NoMotif extends Error {}
const refuse = (reason: string): never => {
  throw new NoMotif(reason)
}

const reasons: Record<Exclude<Clause['kind'], 'match'>, string> = {
  unwind: 'UNWIND goes through a list: a motif has no lists.',
  with: 'WITH works on rows between patterns: a motif is one pattern.',
  return: '',
  'call-query': 'CALL asks a query of its own for each row: a motif is one pattern.',
  refused: 'Here Cypher only reads.',
}

function onlyMatch({ queries }: CypherQuery): Match {
  const [{ clauses } = { clauses: [] }, ...others] = queries
  if (others.length > 0) refuse('UNION joins several patterns: a motif is one.')
  const body = clauses.slice(0, -1)
  for (const { kind } of body) if (kind !== 'match') refuse(reasons[kind])
  const [match, ...further] = body.filter((clause) => clause.kind === 'match')
  if (!match) return refuse('There is no MATCH, so there is no pattern.')
  if (match.optional || further.some(({ optional }) => optional))
    refuse('OPTIONAL MATCH may find nothing: every part of a motif must be there.')
  if (further.length > 0)
    refuse(
      'Several MATCH may walk the same relationship twice, a motif never. Write them as one, with commas.',
    )
  return match
}

function plainOf(match: Match): PlainMatch {
  const parts = match.patterns.flatMap(({ relationships }) => relationships)
  if (parts.some(({ range }) => range))
    refuse('A path of any length is no motif: a motif has a fixed number of edges.')
  if (match.patterns.some(({ shortest, variable }) => shortest ?? variable))
    refuse('A path as a whole has no form in a motif, which knows nodes and edges.')
  if (parts.length === 0) refuse('The pattern has no relationship: a motif begins with an edge.')
  return plainMatchFrom([match]) ?? refuse('A condition inside the pattern speaks of other parts of it.')
}

class MotifWriter {
  readonly notes = new Set<string>()
  private readonly names: string[]
  private readonly motif: Motif

  constructor(
    private readonly plain: PlainMatch,
    private readonly source: string,
  ) {
    const taken = new Set(plain.nodes.map(({ variable }) => variable))
    let fresh = 0
    const freshName = () => {
      do fresh++
      while (taken.has(`n${fresh}`))
      return `n${fresh}`
    }
    this.names = plain.nodes.map(({ variable }) =>
      variable !== null && isName(variable) ? variable : freshName(),
    )
    const edges = plain.relationships.map(({ from, to }) => this.edge(from, to, true))
    this.motif = {
      nodes: this.names,
      edges,
      nodeConstraints: [],
      edgeConstraints: [],
      dynamicNodeConstraints: [],
      dynamicEdgeConstraints: [],
      automorphisms: [],
      namedEdges: [],
    }
  }

  private nameOf = (node: number) => this.names[node] ?? ''

  private edge(from: number, to: number, exists: boolean): Motif['edges'][number] {
    return { from: this.nameOf(from), to: this.nameOf(to), exists, action: 'SYN', constraints: [] }
  }

  private textOf = ({ start, end }: { start: number; end: number }) =>
    `\`${this.source.slice(start, end).replace(/\s+/g, ' ')}\``

  private refuseCondition(condition: Expression): never {
    return refuse(`${this.textOf(condition)} has no form in a motif.`)
  }

  write(): string {
    this.checkEdges()
    this.plain.nodes.forEach((part, node) => {
      const constraints = this.constraintsOf(part, 'label')
      this.motif.nodeConstraints.push(...constraints.map((one) => ({ node: this.nameOf(node), ...one })))
    })
    this.plain.relationships.forEach((part, at) => this.constrainEdge(part, at))
    for (const condition of this.plain.rest) this.compare(condition)
    for (const { from, to, types, expression, isEither } of this.plain.absences) {
      if (types) this.refuseCondition(expression)
      this.motif.edges.push(this.edge(from, to, false))
      if (isEither && !this.ignoresDirection) this.motif.edges.push(this.edge(to, from, false))
    }
    this.noteCoincidences()
    return printMotif(this.motif)
  }

  get ignoresDirection(): boolean {
    return this.plain.relationships.every(({ isEither }) => isEither)
  }

  private checkEdges(): void {
    const { relationships } = this.plain
    if (!this.ignoresDirection && relationships.some(({ isEither }) => isEither))
      refuse('Some relationships have a direction and some have none: a motif has all or none.')
    const keys = relationships.map(({ from, to }) =>
      this.ignoresDirection && to < from ? `${to} ${from}` : `${from} ${to}`,
    )
    if (new Set(keys).size < keys.length)
      refuse('Two relationships join the same two nodes: a motif has one edge there.')
    const there = relationships.find(({ from, to }) => from !== to && keys.includes(`${to} ${from}`))
    if (!there || this.ignoresDirection) return
    const [a, b] = [this.nameOf(there.from), this.nameOf(there.to)]
    this.notes.add(
      `\`${a}\` and \`${b}\` are joined there and back: in a host graph without direction, one edge does for both.`,
    )
  }

  private constraintsOf(part: PlainPart, labels: 'label' | 'type'): Constraint[] {
    for (const label of part.labels)
      this.notes.add(`The ${labels} ${this.textOf(label)} is left out: a motif asks for attributes only.`)
    const given = part.properties.flatMap((properties) =>
      properties.kind === 'map' ? this.fromMap(properties) : this.refuseCondition(properties),
    )
    return [...given, ...part.conditions.map((condition) => this.fromCondition(condition))]
  }

  private fromMap(map: MapLiteral): Constraint[] {
    return map.entries.map(({ key, value: expression }) => {
      const value = literalOf(expression)
      return value === undefined ? this.refuseCondition(expression) : { key, op: '==', value }
    })
  }

  /** `a.size > 3` of one node or edge. */
  private fromCondition(condition: Expression): Constraint {
    if (condition.kind === 'text-operator' && condition.operator === 'CONTAINS') {
      const [property, value] = [propertyOf(condition.operand), literalOf(condition.right)]
      if (!property || typeof value !== 'string') return this.refuseCondition(condition)
      this.notes.add(`${this.textOf(condition)}: in a motif, a list that contains it passes too.`)
      return { key: property.key, op: 'contains', value }
    }
    const op = condition.kind === 'binary' ? operators[condition.operator] : undefined
    if (condition.kind !== 'binary' || !op) return this.refuseCondition(condition)
    const isTurned = literalOf(condition.left) !== undefined
    const [property, value] = isTurned
      ? [propertyOf(condition.right), literalOf(condition.left)]
      : [propertyOf(condition.left), literalOf(condition.right)]
    if (!property || value === undefined) return this.refuseCondition(condition)
    if (op === '!=')
      this.notes.add(`${this.textOf(condition)}: in a motif, what has no such attribute passes too.`)
    if (typeof value === 'boolean' && op !== '==' && op !== '!=') return this.refuseCondition(condition)
    return { key: property.key, op: isTurned ? (turned[op] ?? op) : op, value }
  }

  private constrainEdge(part: PlainRelationship, at: number): void {
    const edge = this.motif.edges[at]
    if (!edge) return
    const { from, to } = edge
    edge.constraints.push(...this.constraintsOf(part, 'type'))
    this.motif.edgeConstraints.push(...edge.constraints.map((one) => ({ from, to, ...one })))
  }

  /** `a.size < b.size`, of nodes or of edges. */
  private compare(condition: Expression): void {
    const op = condition.kind === 'binary' ? operators[condition.operator] : undefined
    if (condition.kind !== 'binary' || !op) return this.refuseCondition(condition)
    const [left, right] = [propertyOf(condition.left), propertyOf(condition.right)]
    if (!left || !right) return this.refuseCondition(condition)
    const node = (name: string) => this.plain.nodes.findIndex(({ variable }) => variable === name)
    const [a, b] = [node(left.of), node(right.of)]
    if (a >= 0 && b >= 0) {
      const [own, other] = [this.nameOf(a), this.nameOf(b)]
      const compared = { node: own, key: left.key, op, otherNode: other, otherKey: right.key }
      this.motif.dynamicNodeConstraints.push(compared)
      return
    }
    const edge = (name: string) =>
      this.motif.edges[this.plain.relationships.findIndex(({ variable }) => variable === name)]
    const [own, other] = [edge(left.of), edge(right.of)]
    if (!own || !other) return this.refuseCondition(condition)
    const { from, to } = own
    const ends = { otherFrom: other.from, otherTo: other.to, otherKey: right.key }
    this.motif.dynamicEdgeConstraints.push({ from, to, key: left.key, op, ...ends })
  }

  private noteCoincidences(): void {
    const { nodes, different } = this.plain
    const isDifferent = (a: number, b: number) =>
      different.some((pair) => pair.includes(a) && pair.includes(b))
    const pairs = nodes.flatMap((_, a) =>
      nodes.slice(a + 1).flatMap((_, at) => (isDifferent(a, a + 1 + at) ? [] : [[a, a + 1 + at] as const])),
    )
    const [first] = pairs
    if (!first) return
    const [a, b] = first.map(this.nameOf)
    const others = pairs.length > 1 ? ', and others,' : ''
    this.notes.add(
      `In Cypher \`${a}\` and \`${b}\`${others} may be the same node, in a motif never. \`WHERE ${a} <> ${b}\` says that they differ.`,
    )
  }
}

/** @param source the text of the query */
export function motifFromQuery(query: CypherQuery, source: string): MotifOfQuery {
  try {
    const writer = new MotifWriter(plainOf(onlyMatch(query)), source)
    const motif = writer.write()
    const reading = readMotif(motif)
    if (!reading.ok) return { reason: reading.errors[0]?.message ?? 'This motif could match nothing.' }
    return { motif, ignoresDirection: writer.ignoresDirection, notes: [...writer.notes] }
  } catch (thrown) {
    if (!(thrown instanceof NoMotif)) throw thrown
    return { reason: thrown.message }
  }
}
