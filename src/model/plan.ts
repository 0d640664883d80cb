/** From motif and host to integers: what a search needs of the attributes, what it is given, and the plan it follows.
 *  Plain data that goes between threads. */
import type { CountPlan, CountSpace } from './count-plan'
import type { Adjacency } from './host-graph'
import type { Constraint, Operator } from './motif'

/** What of the attributes a search must know, in the motif's words. Made by grandiso/needs, answered by
 *  tables/candidate-sets. */
export interface AttributeNeeds {
  /** One per motif node with static constraints. */
  nodeSets: { node: string; constraints: Constraint[] }[]
  /** Distinct conjunctions of static constraints on host edges. */
  edgeSets: Constraint[][]
  /** Comparisons of two attributes of (usually two) host nodes. */
  nodeComparisons: { leftKey: string; op: Operator; rightKey: string }[]
  /** Comparisons of two attributes of two host edges. */
  edgeComparisons: { leftKey: string; op: Operator; rightKey: string }[]
}

/** Edges as pairs of host node indexes, in no particular order, self-loops and duplicates included. */
export interface EdgePairs {
  sources: Uint32Array
  targets: Uint32Array
}

/** How two attributes compare, as integers. A code is −1 where the attribute is missing. */
export type Comparison =
  | {
      /** Codes are joint ranks: within one of the value classes (numbers, then strings, then the rest) the order of
       *  codes is the order of values; equal codes are equal values.
       *  `classEnds[0]` = number of number codes, `classEnds[1]` = that plus the number of string codes. */
      kind: 'order'
      op: '==' | '!=' | '<' | '<=' | '>' | '>='
      left: Int32Array
      right: Int32Array
      classEnds: [number, number]
    }
  | {
      /** Holds for codes (l, r) when bit l · rightCount + r of `bits` is set (`bits[i >> 5] >> (i & 31) & 1`). */
      kind: 'relation'
      left: Int32Array
      right: Int32Array
      rightCount: number
      bits: Uint32Array
    }

/** The answer to `AttributeNeeds`, entry by entry. */
export interface ResolvedNeeds {
  /** Ascending host node indexes. */
  nodeSets: Uint32Array[]
  edgeSets: EdgePairs[]
  /** `left`, `right`: length nodeCount. */
  nodeComparisons: Comparison[]
  /** `left`, `right`: length of `edgeRows.sources`. */
  edgeComparisons: Comparison[]
  /** The endpoints of every host edge in table order; present when `edgeComparisons` is not empty. */
  edgeRows?: EdgePairs
  /** For each edge set, ascending rows of the edge table; present when `edgeComparisons` is not empty. */
  edgeSetRows?: Uint32Array[]
}

/** A relation between the host node of an earlier step and this step's: `out` = the earlier node's successors. */
export interface Link {
  /** Index into `SearchPlan.steps` of the earlier step. */
  step: number
  /** Index into `SearchSpace.adjacencies`. */
  adjacency: number
  direction: 'out' | 'in'
}

/** One motif node in matching order. */
export interface PlanStep {
  /** Index into `SearchPlan.columns`. */
  column: number
  /** The row this step's candidates are read from; null: every host node (or the node's candidate set). */
  generator: Link | null
  /** Further rows that must contain the candidate. */
  required: Link[]
  /** Rows that must not contain it. */
  forbidden: Link[]
  /** Steps whose host node must have a smaller index (symmetry breaking). */
  above: number[]
  /** Steps whose host node must have a larger index. */
  below: number[]
  /** Indexes into `SearchSpace.nodeChecks` that can be decided once this step is set. */
  nodeChecks: number[]
  /** Indexes into `SearchSpace.edgeChecks` groups that can be decided once this step is set. */
  edgeChecks: number[]
}

export interface SearchPlan {
  /** Motif node names in order of first appearance: the columns of a row. */
  columns: string[]
  steps: PlanStep[]
  /** Whether each orbit is visited once (`above`, `below` are set). Then a count stands for `automorphismCount`
   *  mappings. */
  breaksSymmetry: boolean
  /** When the search breaks symmetry but every mapping is wanted: the permutations to expand each row with
   *  (row'[i] = row[p[i]]); the identity is the first. Null: rows stand as found. */
  expand: number[][] | null
  automorphismCount: number
  /** How many mappings each visited match stands for in `SliceResult.count`: the length of `expand`, or
   *  `automorphismCount` where all mappings are counted but never listed, else 1. */
  mappingsPerMatch: number
  /** Number of root items: what tasks divide. Those of the terms when the plan counts by terms; else edges of the first
   *  link when step 1 has a generator on step 0, else host nodes (or candidates) of step 0. */
  rootCount: number
  /** When the answer is a count that a sum of terms gives sooner than visiting matches; then kernels follow these and
   *  not `steps`. `SearchSpace.counting` is there too. */
  counting: CountPlan | null
  /** Plain words: why this order. */
  reasons: string[]
}

/** Two host nodes compared: by step. */
export interface NodeCheck {
  leftStep: number
  rightStep: number
  comparison: Comparison
}

/** A choice of parallel host edges, one per required motif pair, that satisfies all comparisons at once. A forbidden
 *  pair must have no host edge that satisfies its comparisons with that choice.
 *  `choices` indexes `SearchSpace.edgeChoices`; the required pairs come first. */
export interface EdgeCheckGroup {
  pairs: { fromStep: number; toStep: number; choices: number; forbidden: boolean }[]
  /** `left` and `right` index `pairs`. */
  comparisons: { left: number; right: number; comparison: Comparison }[]
}

/** Host edges by ordered node pair: the edge rows of the pair at position i of `csr.targets` are
 *  `rows[rowOffsets[i]] … rows[rowOffsets[i + 1] − 1]`. Self-loops included. */
export interface EdgeChoices {
  csr: { offsets: Uint32Array; targets: Uint32Array }
  rowOffsets: Uint32Array
  rows: Uint32Array
}

/** Everything a kernel reads while it searches; integers only. */
export interface SearchSpace {
  nodeCount: number
  /** Index 0 is the host itself (made symmetric where direction is ignored); the others are filtered edge sets. */
  adjacencies: Adjacency[]
  /** Per step: ascending host nodes, or null for all. */
  candidates: (Uint32Array | null)[]
  nodeChecks: NodeCheck[]
  edgeChecks: EdgeCheckGroup[]
  edgeChoices: EdgeChoices[]
  /** What the terms of `SearchPlan.counting` read. */
  counting: CountSpace | null
}

/** A part of a search: root items `first` (inclusive) to `end` (exclusive). A part of one item begins within it (`from`
 *  within item `first`) or ends within it (before `to` in item `end − 1`): places in rows below the root item, as in a
 *  cursor's `positions`. A range with `to` is only ever begun within that item: by `from`, or by its task's cursor. */
export interface RootRange {
  first: number
  end: number
  from?: number[]
  to?: number[]
}

/** Where a search stands between two slices; plain JSON. `root` is the root item under way; `positions[k]` is the
 *  place of step k (from the first step the root item does not set) within its generator row; `skip` is how many
 *  expanded rows of the current match were already given.
 *  In a counting plan `positions` is empty between root items; a kernel that stops within one says there, in its own
 *  way, how far it came. */
export interface Cursor {
  root: number
  positions: number[]
  skip: number
}

/** What one slice of a search brings. `cursor` null: the range is finished. */
export interface SliceResult {
  /** Matches of this slice: those visited × `SearchPlan.mappingsPerMatch`. Exact below 2^53; a slice ends before. The
   *  slices of a counting plan may be negative: what one term counts too many, another takes away. */
  count: number
  /** Row-major host node indexes, `count` × `columns.length`; empty when rows are not wanted. */
  rows: Uint32Array
  cursor: Cursor | null
  /** Where the rows of `cursor.positions` end; absent where a root item cannot be divided. */
  ends?: number[]
}

/** A bounded amount of work. */
export interface SliceBudget {
  /** Candidates to look at before yielding, roughly. */
  steps: number
  /** Rows to give at most; null: count only. */
  rows: number | null
}
