/** Binds what was found to the variables of a pattern, where it is what the pattern asks for. */
import type { NodePattern, RelationshipPattern } from '../language/cypher-ast'
import type { CypherValue } from '../values/cypher-values'
import { CypherEdge, CypherNode, CypherPath, equals } from '../values/cypher-values'
import type { CypherRun } from '../cypher-run'
import { evaluate, isTrue } from '../evaluate'
import { hasProperties } from '../properties'
import { fitsLabels } from '../language/free-variables'
import type { PropertyGraph } from '../host/property-graph'
import type { MatchState } from './walk-edges'

/** The node and edge lists of a path that is being matched: nodes by place in the pattern. */
export interface Trail {
  nodes: number[]
  /** Edges of each relationship, in the direction of the pattern. */
  edges: number[][]
}

/** Null when the variable already stands for other edges. */
export function bindEdges(
  { variable, range }: RelationshipPattern,
  edges: number[],
  state: MatchState,
): MatchState | null {
  if (!variable) return state
  const value: CypherValue = range ? edges.map((edge) => new CypherEdge(edge)) : new CypherEdge(edges[0] ?? 0)
  const known = state.row.get(variable.name)
  if (known === undefined) return { ...state, row: state.row.with(variable.name, value) }
  const isSame = equals(known, value) === true
  return isSame ? state : null
}

/** Null when the node is not what the pattern asks for, or its variable stands for another one. */
export function bindNode(
  run: CypherRun,
  pattern: NodePattern | undefined,
  node: number,
  state: MatchState,
): MatchState | null {
  if (!pattern) return null
  const { variable, labels, properties, where } = pattern
  const known = variable ? state.row.get(variable.name) : undefined
  if (known !== undefined && !(known instanceof CypherNode && known.node === node)) return null
  if (labels && !fitsLabels(run.graph.labelsOf(node), labels)) return null
  const value = new CypherNode(node)
  if (properties && !hasProperties(run, value, evaluate(run, properties, state.row))) return null
  const row = variable && known === undefined ? state.row.with(variable.name, value) : state.row
  if (where && !isTrue(run, where, row)) return null
  return row === state.row ? state : { ...state, row }
}

/** Nodes between the edges of a relationship of variable length are those the edges share. */
export function pathOf({ nodes, edges }: Trail, graph: PropertyGraph): CypherPath {
  const allNodes = [nodes[0] ?? 0]
  for (const edge of edges.flat()) {
    const from = allNodes.at(-1)
    allNodes.push(graph.sourceOf(edge) === from ? graph.targetOf(edge) : graph.sourceOf(edge))
  }
  return new CypherPath(allNodes, edges.flat())
}
