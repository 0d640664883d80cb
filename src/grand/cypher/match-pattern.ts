/** Finds the rows of a pattern, one by one and only as they are asked for: from a node that is known, or else the one
 *  that is narrowed most, along the relationships to both ends. Within one MATCH an edge is walked once (openCypher's
 *  relationship isomorphism); nodes may repeat. Conditions are asked as soon as all they speak of is bound. */
import type { Expression, NodePattern, PathPattern, RelationshipPattern } from './cypher-ast'
import type { CypherValue } from './cypher-values'
import { CypherEdge, CypherNode, CypherPath } from './cypher-values'
import type { CypherRun } from './evaluate'
import { evaluate, hasProperties } from './evaluate'
import { truthOf } from './cypher-operators'
import { conjunctsOf, fitsLabels, freeVariables, holdsPattern } from './free-variables'
import type { Row } from './row'
import { shortestPaths } from './shortest-path'

/** A condition and what it must wait for. */
interface Condition {
  expression: Expression
  names: string[]
  waitsForAll: boolean
}

/** Edges walked so far in this MATCH. */
interface Walked {
  edge: number
  before: Walked | null
}

interface State {
  row: Row
  walked: Walked | null
}

const hasWalked = (walked: Walked | null, edge: number): boolean => {
  for (let at = walked; at; at = at.before) if (at.edge === edge) return true
  return false
}

/** The node and edge lists of a path that is being matched: nodes by place in the pattern. */
interface Trail {
  nodes: number[]
  /** Edges of each relationship, in the direction of the pattern. */
  edges: number[][]
}

export class PatternMatch {
  private readonly conditions: Condition[]

  constructor(
    private readonly run: CypherRun,
    private readonly patterns: PathPattern[],
    where: Expression | null,
  ) {
    this.conditions = conjunctsOf(where).map((expression) => ({
      expression,
      names: [...new Set(freeVariables(expression).map(({ name }) => name))],
      waitsForAll: holdsPattern(expression),
    }))
  }

  *rows(row: Row): Generator<Row> {
    const open = this.conditions.filter((condition) => !this.isDecidable(condition, row, false))
    for (const condition of this.conditions)
      if (!open.includes(condition) && !this.holds(condition, row)) return
    const order = this.orderOf(row)
    for (const { row: found } of this.matchFrom(order, 0, { row, walked: null }, open)) yield found
  }

  /** Patterns that touch what is known come first. */
  private orderOf(row: Row): PathPattern[] {
    const known = new Set<string>()
    const isKnown = (name: string) => known.has(name) || row.get(name) !== undefined
    const left = [...this.patterns]
    const order: PathPattern[] = []
    while (left.length > 0) {
      const touching = left.findIndex(({ nodes }) =>
        nodes.some(({ variable }) => variable && isKnown(variable.name)),
      )
      const [next] = left.splice(Math.max(0, touching), 1)
      if (!next) break
      order.push(next)
      for (const { variable } of next.nodes) if (variable) known.add(variable.name)
    }
    return order
  }

  private isDecidable({ names, waitsForAll }: Condition, row: Row, isComplete: boolean): boolean {
    return (isComplete || !waitsForAll) && (isComplete || names.every((name) => row.get(name) !== undefined))
  }

  private holds({ expression }: Condition, row: Row): boolean {
    return truthOf(evaluate(this.run, expression, row)) === true
  }

  /** Matches patterns from the one at `index` on. */
  private *matchFrom(order: PathPattern[], index: number, state: State, open: Condition[]): Generator<State> {
    const pattern = order[index]
    if (!pattern) {
      if (open.every((condition) => this.holds(condition, state.row))) yield state
      return
    }
    for (const found of this.matchPath(pattern, state)) {
      const decided = open.filter((condition) => this.isDecidable(condition, found.row, false))
      if (!decided.every((condition) => this.holds(condition, found.row))) continue
      const still = decided.length > 0 ? open.filter((condition) => !decided.includes(condition)) : open
      yield* this.matchFrom(order, index + 1, found, still)
    }
  }

  private *matchPath(pattern: PathPattern, state: State): Generator<State> {
    if (pattern.shortest) {
      yield* this.matchShortest(pattern, state)
      return
    }
    const anchor = this.anchorOf(pattern, state.row)
    const trail: Trail = { nodes: [], edges: [] }
    const { variable } = pattern
    for (const start of this.nodesFor(pattern.nodes[anchor], state.row)) {
      trail.nodes[anchor] = start
      const bound = this.bindNode(pattern.nodes[anchor], start, state)
      if (!bound) continue
      for (const found of this.extend(pattern, anchor, anchor + 1, trail, bound)) {
        if (!variable) yield found
        else yield { ...found, row: found.row.with(variable.name, pathOf(trail, this.run)) }
      }
    }
  }

  /** Goes on to the right until the end, then to the left. */
  private *extend(
    pattern: PathPattern,
    anchor: number,
    next: number,
    trail: Trail,
    state: State,
  ): Generator<State> {
    const isRight = next > anchor
    if (isRight && next === pattern.nodes.length) {
      yield* this.extend(pattern, anchor, anchor - 1, trail, state)
      return
    }
    if (next < 0) {
      yield state
      return
    }
    const at = isRight ? next - 1 : next
    const relationship = pattern.relationships[at]
    const node = pattern.nodes[next]
    const from = trail.nodes[isRight ? next - 1 : next + 1]
    if (!relationship || !node || from === undefined) return
    for (const hop of this.hops(relationship, from, !isRight, state)) {
      trail.nodes[next] = hop.node
      trail.edges[at] = isRight ? hop.edges : hop.edges.toReversed()
      const edgeRow = this.bindEdges(relationship, trail.edges[at] ?? [], hop.state)
      const bound = edgeRow && this.bindNode(node, hop.node, edgeRow)
      if (bound) yield* this.extend(pattern, anchor, isRight ? next + 1 : next - 1, trail, bound)
    }
  }

  /** The ways along one relationship pattern. */
  private *hops(
    relationship: RelationshipPattern,
    from: number,
    isBackwards: boolean,
    state: State,
  ): Generator<{ node: number; edges: number[]; state: State }> {
    const { range } = relationship
    if (!range) {
      for (const { edge, node } of this.steps(relationship, from, isBackwards, state))
        yield { node, edges: [edge], state: { row: state.row, walked: { edge, before: state.walked } } }
      return
    }
    yield* this.walk(
      relationship,
      { from: range.from, to: range.to ?? Infinity },
      from,
      isBackwards,
      state,
      [],
    )
  }

  private *walk(
    relationship: RelationshipPattern,
    range: { from: number; to: number },
    node: number,
    isBackwards: boolean,
    state: State,
    edges: number[],
  ): Generator<{ node: number; edges: number[]; state: State }> {
    if (edges.length >= range.from) yield { node, edges, state }
    if (edges.length >= range.to) return
    for (const step of this.steps(relationship, node, isBackwards, state)) {
      const walked = { edge: step.edge, before: state.walked }
      const next = { row: state.row, walked }
      yield* this.walk(relationship, range, step.node, isBackwards, next, [...edges, step.edge])
    }
  }

  /** Single edges from a node that fit a relationship pattern and were not walked yet. */
  *steps(
    relationship: RelationshipPattern,
    from: number,
    isBackwards: boolean,
    { row, walked }: State,
  ): Generator<{ edge: number; node: number }> {
    const { graph } = this.run
    const isEither = relationship.direction === 'either' || !graph.directed
    const isOut = (relationship.direction === 'left') === isBackwards
    for (const outwards of isEither && graph.directed ? [true, false] : [isEither || isOut]) {
      const edges = outwards ? graph.outEdges(from) : graph.inEdges(from)
      for (let i = 0; i < edges.length; i++) {
        const edge = edges[i] ?? 0
        this.run.tick()
        const [source, target] = [graph.sourceOf(edge), graph.targetOf(edge)]
        // Seen from both its ends, a self-loop is still one edge.
        if (isEither && !outwards && source === target) continue
        const node = graph.directed ? (outwards ? target : source) : source === from ? target : source
        if (!hasWalked(walked, edge) && this.fitsEdge(relationship, edge, row)) yield { edge, node }
      }
    }
  }

  private fitsEdge(
    { types, properties, where, variable }: RelationshipPattern,
    edge: number,
    row: Row,
  ): boolean {
    if (types && !fitsLabels([this.run.graph.typeOf(edge)], types)) return false
    const value = new CypherEdge(edge)
    if (properties && !hasProperties(this.run, value, evaluate(this.run, properties, row))) return false
    if (!where) return true
    const inner = variable ? row.with(variable.name, value) : row
    return truthOf(evaluate(this.run, where, inner)) === true
  }

  /** Null when the variable already stands for other edges. */
  private bindEdges({ variable, range }: RelationshipPattern, edges: number[], state: State): State | null {
    if (!variable) return state
    const value: CypherValue = range
      ? edges.map((edge) => new CypherEdge(edge))
      : new CypherEdge(edges[0] ?? 0)
    const known = state.row.get(variable.name)
    if (known === undefined) return { ...state, row: state.row.with(variable.name, value) }
    const isSame = known instanceof CypherEdge && value instanceof CypherEdge && known.edge === value.edge
    return isSame ? state : null
  }

  private bindNode(pattern: NodePattern | undefined, node: number, state: State): State | null {
    if (!pattern) return null
    const { variable, labels, properties, where } = pattern
    const known = variable ? state.row.get(variable.name) : undefined
    if (known !== undefined && !(known instanceof CypherNode && known.node === node)) return null
    if (labels && !fitsLabels(this.run.graph.labelsOf(node), labels)) return null
    const value = new CypherNode(node)
    if (properties && !hasProperties(this.run, value, evaluate(this.run, properties, state.row))) return null
    const row = variable && known === undefined ? state.row.with(variable.name, value) : state.row
    if (where && truthOf(evaluate(this.run, where, row)) !== true) return null
    return row === state.row ? state : { ...state, row }
  }

  /** Where to begin: a known node, else one with properties, else one with labels, else the first. */
  private anchorOf({ nodes }: PathPattern, row: Row): number {
    const worth = nodes.map(({ variable, labels, properties }) => {
      if (variable && row.get(variable.name) !== undefined) return 3
      return properties ? 2 : labels ? 1 : 0
    })
    return worth.indexOf(Math.max(...worth) as 0 | 1 | 2 | 3)
  }

  private *nodesFor(pattern: NodePattern | undefined, row: Row): Generator<number> {
    const known = pattern?.variable ? row.get(pattern.variable.name) : undefined
    if (known !== undefined) {
      if (known instanceof CypherNode) yield known.node
      return
    }
    for (let node = 0; node < this.run.graph.nodeCount; node++) {
      this.run.tick()
      yield node
    }
  }

  private *matchShortest(pattern: PathPattern, state: State): Generator<State> {
    const [first, last] = [pattern.nodes[0], pattern.nodes.at(-1)]
    const [relationship] = pattern.relationships
    if (!first || !last || !relationship) return
    for (const start of this.nodesFor(first, state.row)) {
      const begun = this.bindNode(first, start, state)
      if (!begun) continue
      for (const end of this.nodesFor(last, begun.row)) {
        const bound = this.bindNode(last, end, begun)
        if (!bound) continue
        const next = (node: number) => this.steps(relationship, node, false, bound)
        for (const path of shortestPaths(next, start, end, relationship.range, pattern.shortest === 'all')) {
          const withEdges = this.bindEdges(relationship, path.edges, bound)
          if (!withEdges) continue
          const { variable } = pattern
          yield variable
            ? { ...withEdges, row: withEdges.row.with(variable.name, new CypherPath(path.nodes, path.edges)) }
            : withEdges
        }
      }
    }
  }
}

/** Nodes between the edges of a relationship of variable length are those the edges share. */
function pathOf({ nodes, edges }: Trail, { graph }: CypherRun): CypherPath {
  const allNodes = [nodes[0] ?? 0]
  for (const edge of edges.flat()) {
    const from = allNodes.at(-1)
    allNodes.push(graph.sourceOf(edge) === from ? graph.targetOf(edge) : graph.sourceOf(edge))
  }
  return new CypherPath(allNodes, edges.flat())
}
