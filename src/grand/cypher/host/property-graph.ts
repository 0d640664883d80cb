/** What Cypher reads of a graph: by index, at once. A host, a graph in memory or a part brought from elsewhere. */
import type { CypherValue } from '../values/cypher-values'

export interface PropertyGraph {
  nodeCount: number
  edgeCount: number
  /** False: every pattern matches an edge either way. */
  directed: boolean
  /** The id that the user knows. */
  nodeId(node: number): string
  labelsOf(node: number): readonly string[]
  typeOf(edge: number): string
  sourceOf(edge: number): number
  targetOf(edge: number): number
  /** Edges that leave (enter) a node, self-loops included; in an undirected graph both answer all edges at it. */
  outEdges(node: number): ArrayLike<number>
  inEdges(node: number): ArrayLike<number>
  /** Null where it is missing. */
  nodeProperty(node: number, key: string): CypherValue
  edgeProperty(edge: number, key: string): CypherValue
  /** Names of the properties that are not missing. */
  nodeKeys(node: number): string[]
  edgeKeys(edge: number): string[]
}
