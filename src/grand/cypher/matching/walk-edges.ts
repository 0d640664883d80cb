/** The ways along one relationship pattern from a node: single edges, or walks of several. Within one MATCH an edge is
 *  walked once (openCypher's relationship isomorphism). */
import type { RelationshipPattern } from '../language/cypher-ast'
import { CypherEdge } from '../values/cypher-values'
import type { CypherRun } from '../cypher-run'
import { evaluate, isTrue } from '../evaluate'
import { hasProperties } from '../properties'
import { fitsLabels } from '../language/free-variables'
import type { Row } from '../row'

/** Edges walked so far in this MATCH. */
export interface Walked {
  edge: number
  before: Walked | null
}

/** How far a MATCH has come. */
export interface MatchState {
  row: Row
  walked: Walked | null
}

export interface Hop {
  node: number
  /** In the order they were walked. */
  edges: number[]
  state: MatchState
}

const hasWalked = (walked: Walked | null, edge: number): boolean => {
  for (let at = walked; at; at = at.before) if (at.edge === edge) return true
  return false
}

function fitsEdge(
  run: CypherRun,
  { types, properties, where, variable }: RelationshipPattern,
  edge: number,
  row: Row,
): boolean {
  if (types && !fitsLabels([run.graph.typeOf(edge)], types)) return false
  const value = new CypherEdge(edge)
  if (properties && !hasProperties(run, value, evaluate(run, properties, row))) return false
  if (!where) return true
  const inner = variable ? row.with(variable.name, value) : row
  return isTrue(run, where, inner)
}

/** Single edges from a node that fit a relationship pattern and were not walked yet.
 *  @param to the node that they must lead to, where it is known */
export function* steps(
  run: CypherRun,
  relationship: RelationshipPattern,
  from: number,
  isBackwards: boolean,
  { row, walked }: MatchState,
  to?: number,
): Generator<{ edge: number; node: number }> {
  const { graph, between } = run
  const isEither = relationship.direction === 'either' || !graph.directed
  const isOut = (relationship.direction === 'left') === isBackwards
  for (const outwards of isEither && graph.directed ? [true, false] : [isEither || isOut]) {
    const all = () => (outwards ? graph.outEdges(from) : graph.inEdges(from))
    const edges = to === undefined ? all() : outwards ? between.find(from, to) : between.find(to, from)
    for (let i = 0; i < edges.length; i++) {
      const edge = edges[i] ?? 0
      run.tick()
      const [source, target] = [graph.sourceOf(edge), graph.targetOf(edge)]
      // Seen from both its ends, a self-loop is still one edge.
      if (isEither && !outwards && source === target) continue
      const node = graph.directed ? (outwards ? target : source) : source === from ? target : source
      if (!hasWalked(walked, edge) && fitsEdge(run, relationship, edge, row)) yield { edge, node }
    }
  }
}

/** The ways along one relationship pattern, whatever its length.
 *  @param to the node at their end, where it is known */
export function* hops(
  run: CypherRun,
  relationship: RelationshipPattern,
  from: number,
  isBackwards: boolean,
  state: MatchState,
  to?: number,
): Generator<Hop> {
  const { range } = relationship
  if (range) {
    const bounds = { from: range.from, to: range.to ?? Infinity }
    yield* walk(run, relationship, bounds, isBackwards, { node: from, edges: [], state })
    return
  }
  for (const { edge, node } of steps(run, relationship, from, isBackwards, state, to))
    yield { node, edges: [edge], state: { row: state.row, walked: { edge, before: state.walked } } }
}

function* walk(
  run: CypherRun,
  relationship: RelationshipPattern,
  range: { from: number; to: number },
  isBackwards: boolean,
  hop: Hop,
): Generator<Hop> {
  const { node, edges, state } = hop
  if (edges.length >= range.from) yield hop
  if (edges.length >= range.to) return
  for (const step of steps(run, relationship, node, isBackwards, state)) {
    const walked = { edge: step.edge, before: state.walked }
    const next = { row: state.row, walked }
    yield* walk(run, relationship, range, isBackwards, {
      node: step.node,
      edges: [...edges, step.edge],
      state: next,
    })
  }
}
