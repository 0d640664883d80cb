/** What the scripting API says of a motif: its texts in other languages, its explanation, its plan and its symmetry. */
import type { TextPlace } from '../model/errors'
import type { SearchOptions } from '../model/job'
import type { ConstraintValue } from '../model/motif'

/** What a motif can be written as. `dotmotif`: in canonical form; `cypher`: for Neo4j; `neuprint`: Cypher for neuPrint;
 *  `sql`: for `hosts.sql` of one host; `python`: a script with the package dotmotif; `json`: motif and plan;
 *  `gremlin`: for a graph on a Gremlin server. */
export type OutputLanguage = 'dotmotif' | 'cypher' | 'neuprint' | 'sql' | 'python' | 'json' | 'gremlin'

/** The options of the search that the text shall do. */
export interface CompileOptions extends SearchOptions {
  /** The host it is written for: needed by `sql` and `gremlin`; `python` reads its file, `json` adds the plan on it, and an
   *  undirected host makes every language ignore direction. */
  hostId?: string
}

export interface CompiledText {
  text: string
  /** Of Cypher: the values that the text names as `$p1`, `$p2`, …; integers beyond 2^53 are bigint. */
  parameters?: Record<string, ConstraintValue>
  /** Of JSON with a host. */
  plan?: MotifPlan
}

/** One sentence about a motif. */
export interface StatementExplanation {
  /** The statement in canonical DotMotif; empty for a sentence about the whole. */
  statement: string
  sentence: string
  /** The motif nodes it speaks of. */
  nodes: string[]
  /** Where the text says so. */
  place: TextPlace | null
}

/** How a search would go about a motif on a host. */
export interface MotifPlan {
  /** Motif nodes in matching order. */
  order: string[]
  /** Why this order, in sentences. */
  reasons: string[]
  /** What to know before it runs. */
  warnings: string[]
  /** From degrees alone: right within some orders of magnitude. */
  expectedMatches: number
  automorphismCount: number
}

export interface MotifSymmetry {
  /** The size of the symmetry group: matches ÷ distinct. */
  automorphismCount: number | bigint
  /** The sets of nodes that can take each other's place. */
  orbits: string[][]
  /** `interchange`: the nodes of each orbit in any order. `rotation`: one orbit, in a ring. `joint`: nodes move together
   *  only. */
  kind: 'none' | 'interchange' | 'rotation' | 'joint'
}
