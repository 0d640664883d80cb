/** Finds the rows of a pattern, one by one and only as they are asked for: from a node that is known, or else the one
 *  that is narrowed most, along the relationships to both ends. Within one MATCH an edge is walked once (openCypher's
 *  relationship isomorphism); nodes may repeat. Conditions are asked as soon as all they speak of is bound. */
import type { Trail } from './bind-pattern'
import { bindEdges, bindNode, pathOf } from './bind-pattern'
import type { Expression, NodePattern, PathPattern, RelationshipPattern } from '../language/cypher-ast'
import { CypherNode, CypherPath } from '../values/cypher-values'
import type { CypherRun } from '../cypher-run'
import { isTrue } from '../evaluate'
import { namesNoWalk } from '../language/ends-only'
import { conjunctsOf, freeVariables, holdsPattern } from '../language/free-variables'
import { postponedIn } from './postponed-conditions'
import type { Row } from '../row'
import { shortestPaths } from './shortest-path'
import { reachedEnds } from './reached-ends'
import type { Hop, MatchState } from './walk-edges'
import { hops, steps } from './walk-edges'

/** A condition and what it must wait for. */
interface Condition {
  expression: Expression
  names: string[]
  waitsForAll: boolean
}

/** How far a match has come, and the conditions that could not be asked yet. */
interface Found {
  state: MatchState
  open: Condition[]
}

export class PatternMatch {
  private readonly conditions: Condition[]
  private readonly patterns: PathPattern[]
  private readonly seesEndsOnly: boolean

  constructor(
    private readonly run: CypherRun,
    patterns: PathPattern[],
    where: Expression | null,
    /** Rows that are alike may come once. */
    alikeOnce = false,
  ) {
    const postponed = postponedIn(patterns)
    this.patterns = postponed.patterns
    this.seesEndsOnly = alikeOnce && namesNoWalk(this.patterns)
    this.conditions = [...postponed.conditions, ...conjunctsOf(where)].map((expression) => ({
      expression,
      names: [...new Set(freeVariables(expression).map(({ name }) => name))],
      waitsForAll: holdsPattern(expression),
    }))
  }

  *rows(row: Row): Generator<Row> {
    const open = this.settle(row, this.conditions)
    if (!open) return
    const found = this.matchFrom(this.orderOf(row), 0, { state: { row, walked: null }, open })
    for (const { state } of found) yield state.row
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

  private isDecidable({ names, waitsForAll }: Condition, row: Row): boolean {
    return !waitsForAll && names.every((name) => row.get(name) !== undefined)
  }

  private holds({ expression }: Condition, row: Row): boolean {
    return isTrue(this.run, expression, row)
  }

  /** Asks what can be asked by now. Answers what stays open; null when something does not hold. */
  private settle(row: Row, open: Condition[]): Condition[] | null {
    if (open.length === 0) return open
    const decided = open.filter((condition) => this.isDecidable(condition, row))
    if (decided.length === 0) return open
    if (!decided.every((condition) => this.holds(condition, row))) return null
    return open.filter((condition) => !decided.includes(condition))
  }

  /** Matches patterns from the one at `index` on. */
  private *matchFrom(order: PathPattern[], index: number, { state, open }: Found): Generator<Found> {
    const pattern = order[index]
    if (!pattern) {
      if (open.every((condition) => this.holds(condition, state.row))) yield { state, open }
      return
    }
    for (const found of this.matchPath(pattern, { state, open })) {
      const still = this.settle(found.state.row, found.open)
      if (still) yield* this.matchFrom(order, index + 1, { state: found.state, open: still })
    }
  }

  private *matchPath(pattern: PathPattern, { state, open }: Found): Generator<Found> {
    if (pattern.shortest) {
      for (const found of this.matchShortest(pattern, state)) yield { state: found, open }
      return
    }
    const anchor = this.anchorOf(pattern, state.row)
    const trail: Trail = { nodes: [], edges: [] }
    const { variable } = pattern
    for (const start of this.nodesFor(pattern.nodes[anchor], state.row)) {
      trail.nodes[anchor] = start
      const bound = bindNode(this.run, pattern.nodes[anchor], start, state)
      const still = bound && this.settle(bound.row, open)
      if (!still) continue
      for (const found of this.extend(pattern, anchor, anchor + 1, trail, { state: bound, open: still })) {
        if (!variable) yield found
        else {
          const row = found.state.row.with(variable.name, pathOf(trail, this.run.graph))
          yield { ...found, state: { ...found.state, row } }
        }
      }
    }
  }

  /** Goes on to the right until the end, then to the left. */
  private *extend(
    pattern: PathPattern,
    anchor: number,
    next: number,
    trail: Trail,
    { state, open }: Found,
  ): Generator<Found> {
    const isRight = next > anchor
    if (isRight && next === pattern.nodes.length) {
      yield* this.extend(pattern, anchor, anchor - 1, trail, { state, open })
      return
    }
    if (next < 0) {
      yield { state, open }
      return
    }
    const at = isRight ? next - 1 : next
    const relationship = pattern.relationships[at]
    const node = pattern.nodes[next]
    const from = trail.nodes[isRight ? next - 1 : next + 1]
    if (!relationship || !node || from === undefined) return
    const end = node.variable ? state.row.get(node.variable.name) : undefined
    const to = end instanceof CypherNode ? end.node : undefined
    for (const hop of this.hopsFrom(relationship, from, !isRight, state, to)) {
      trail.nodes[next] = hop.node
      trail.edges[at] = isRight ? hop.edges : hop.edges.toReversed()
      const edgeRow = bindEdges(relationship, trail.edges[at] ?? [], hop.state)
      const bound = edgeRow && bindNode(this.run, node, hop.node, edgeRow)
      const still = bound && this.settle(bound.row, open)
      if (still)
        yield* this.extend(pattern, anchor, isRight ? next + 1 : next - 1, trail, {
          state: bound,
          open: still,
        })
    }
  }

  private *hopsFrom(
    relationship: RelationshipPattern,
    from: number,
    isBackwards: boolean,
    state: MatchState,
    to?: number,
  ): Generator<Hop> {
    if (!this.seesEndsOnly) yield* hops(this.run, relationship, from, isBackwards, state, to)
    else
      for (const node of reachedEnds(this.run, relationship, from, isBackwards, state.row, to))
        yield { node, edges: [], state }
  }

  /** Where to begin: a known node, else one with properties or conditions of its own, else one with labels, else the
   *  first. */
  private anchorOf({ nodes }: PathPattern, row: Row): number {
    const isNarrowed = (name: string) =>
      this.conditions.some(({ names, waitsForAll }) => !waitsForAll && String(names) === name)
    const worth = nodes.map(({ variable, labels, properties }) => {
      if (variable && row.get(variable.name) !== undefined) return 3
      return properties || (variable && isNarrowed(variable.name)) ? 2 : labels ? 1 : 0
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

  private *matchShortest(pattern: PathPattern, state: MatchState): Generator<MatchState> {
    const [first, last] = [pattern.nodes[0], pattern.nodes.at(-1)]
    const [relationship] = pattern.relationships
    if (!first || !last || !relationship) return
    for (const start of this.nodesFor(first, state.row)) {
      const begun = bindNode(this.run, first, start, state)
      if (!begun) continue
      for (const end of this.nodesFor(last, begun.row)) {
        const bound = bindNode(this.run, last, end, begun)
        if (!bound) continue
        const next = (node: number) => steps(this.run, relationship, node, false, bound)
        for (const path of shortestPaths(next, start, end, relationship.range, pattern.shortest === 'all')) {
          const withEdges = bindEdges(relationship, path.edges, bound)
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
