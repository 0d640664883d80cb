/** The motif: what DotMotif text means, after macros are expanded. Plain data. */

export type Operator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'contains' | '!in' | '!contains'

/** A literal. Integers beyond 2^53 are bigint, so that they stay exact. */
export type ConstraintValue = number | bigint | string | boolean

export interface Constraint {
  key: string
  op: Operator
  value: ConstraintValue
}

/** The relation types of DotMotif: `>` synapses, `+` excites, `-` or `|` inhibits. Never compared with the host. */
export type EdgeAction = 'SYN' | 'EXC' | 'INH'

export interface MotifEdge {
  from: string
  to: string
  /** False for a forbidden edge (`!`, `~`). */
  exists: boolean
  action: EdgeAction
  /** The edge's own bracket clauses only. */
  constraints: Constraint[]
}

export interface NodeConstraint extends Constraint {
  node: string
}

/** Keyed by the ordered node pair: bracket clauses and alias constraints together. */
export interface EdgeConstraint extends Constraint {
  from: string
  to: string
}

export interface DynamicNodeConstraint {
  node: string
  key: string
  op: Operator
  otherNode: string
  otherKey: string
}

export interface DynamicEdgeConstraint {
  from: string
  to: string
  key: string
  op: Operator
  otherFrom: string
  otherTo: string
  otherKey: string
}

/** One entry per distinct (from, to, exists, action) in `edges`; all lists free of duplicates. */
export interface Motif {
  /** In order of first appearance in an edge. */
  nodes: string[]
  edges: MotifEdge[]
  /** After propagation through `===`. */
  nodeConstraints: NodeConstraint[]
  edgeConstraints: EdgeConstraint[]
  dynamicNodeConstraints: DynamicNodeConstraint[]
  dynamicEdgeConstraints: DynamicEdgeConstraint[]
  /** Pairs as written with `===`. */
  automorphisms: [string, string][]
  /** Top-level aliases only. */
  namedEdges: { name: string; from: string; to: string }[]
}

/** What `motifscope.parse` answers. */
export interface ParsedMotif extends Motif {
  /** Size of the symmetry group of the constrained motif. */
  automorphismCount: number
  warnings: string[]
}
