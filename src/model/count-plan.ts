/** Counting without visiting match by match: a count as a sum of terms, each a loop over host nodes that a kernel knows
 *  how to run. Plain data that goes between threads, like the rest of a plan.
 *
 *  Everything here is said in pair codes. The code of an ordered pair of host nodes (a, b) has bit 0 set when a → b is an
 *  edge of the term's adjacency and bit 1 when b → a is: 0 none, 1 out, 2 in, 3 both. The code of (b, a) is the same with
 *  its bits swapped. What a motif asks of a pair is a set of codes. */
import type { Csr } from './host-graph'

/** A set of pair codes: bit c says that code c is allowed. 15 allows all (no condition), 14 all neighbours. */
export type PairCodes = number

/** The neighbours of every host node with their pair codes: entry = neighbour × 4 + code(owner, neighbour), ascending.
 *  `offsets`: length nodeCount + 1. `below`: per node, how many of its entries are neighbours of a smaller number. */
export interface CodedRows {
  offsets: Uint32Array
  entries: Uint32Array
  below: Uint32Array
}

/** Whether and from where a motif node may only be certain host nodes: an index into `CountSpace.sets`; null: all. */
export type SetIndex = number | null

interface TermBase {
  /** Raw counts are multiplied by this (it may be negative) and divided by `divisor`, which divides the raw count of
   *  every root, of every prefix and of every pair X, Y. */
  factor: number
  divisor: number
  /** The host nodes that are roots: `first` (inclusive) to `end` (exclusive). */
  first: number
  end: number
  /** Index into `CountSpace.layers`. */
  layer: number
  /** Plain words for the user: what is counted here, and why so. */
  reason: string
}

/** Motifs of three nodes that are all neighbours of each other. Every triangle u > v > w of neighbours is visited once,
 *  from u, and `weights[code(u,v) << 4 | code(u,w) << 2 | code(v,w)]` raw units are counted for it. Neighbours whose code
 *  is not in `codes` are never walked (`codes` is closed under swapping the bits of its codes). */
export interface TriadTerm extends TermBase {
  kind: 'triads'
  weights: number[]
  codes: PairCodes
}

/** A node of a prefix in matching order. */
export interface PrefixStep {
  set: SetIndex
  /** The codes allowed between the host node of each earlier step and this one's: code(earlier, this). The row that is
   *  walked is that of step `generator`, whose entry never contains code 0; absent for the root. */
  codes: PairCodes[]
  generator: number | null
  above: number[]
  below: number[]
}

/** A node of the tail: a neighbour of at least one step of the prefix, and free of conditions towards other tail nodes
 *  (they are only different from each other). `codes` as in `PrefixStep`, one per step. */
export interface TailNode {
  set: SetIndex
  codes: PairCodes[]
}

/** A few motif nodes are visited (`steps`, at most four, the first is the root), and for each choice of theirs the number
 *  of ways to give the rest (`tail`, at most three) different host nodes is computed from sizes of intersections, by
 *  inclusion and exclusion: no tail node is visited singly. The tail is counted in order; `divisor` undoes that where
 *  tail nodes are interchangeable. An empty tail counts the prefix itself. */
export interface PrefixTerm extends TermBase {
  kind: 'prefix'
  steps: PrefixStep[]
  tail: TailNode[]
  /** How often a prefix counts, by the code of its first two steps; null: once. Lets a motif that is symmetric but for
   *  the edge between its two centres visit each pair of neighbours once. */
  pairWeights: [number, number, number, number] | null
}

/** Two motif nodes X and Y that share `middles` and nothing else: 4-cycles, bi-fans, K(2,k). For the root X the walks
 *  X – middle – Y are counted per Y, then combined; no match is visited singly.
 *  Raw units: for each X and each Y (with code(X, Y) in `between`), the number of ways to give the middles, in order,
 *  different host nodes. */
export interface PairTerm extends TermBase {
  kind: 'pairs'
  /** Two or more. `near` = codes of (X, middle), `far` = codes of (middle, Y). All equal, or exactly two. */
  middles: { near: PairCodes; far: PairCodes; set: SetIndex }[]
  between: PairCodes
  rootSet: SetIndex
  farSet: SetIndex
  /** `all`: middles and Y have larger numbers than X. `far`: only Y has. `none`: no condition. */
  aboveRoot: 'all' | 'far' | 'none'
}

/** An inner node of a universe, in matching order. */
export interface UniverseStep {
  set: SetIndex
  /** Codes of (root, this): never contains 0. */
  root: PairCodes
  /** Codes of (earlier step, this), one per earlier step. */
  codes: PairCodes[]
  above: number[]
  below: number[]
}

/** One motif node is a neighbour of all others. For each root its neighbours are numbered anew and their edges become
 *  rows of bits; the rest of the motif is searched by intersecting bit rows, the last node counted by population count.
 *  `above` and `below` compare with earlier steps (the numbering keeps the order); `rootBelow`: all others must have
 *  smaller numbers than the root, so only the first `below[root]` entries of its row are walked. (Numbers descend by
 *  degree: these rows are short, also for hubs.) Roots with more than `mostNeighbours` walked neighbours have no place in
 *  this term: the planner leaves them to another. */
export interface UniverseTerm extends TermBase {
  kind: 'universe'
  steps: UniverseStep[]
  rootSet: SetIndex
  rootBelow: boolean
  mostNeighbours: number
}

export type CountTerm = TriadTerm | PrefixTerm | PairTerm | UniverseTerm

/** Root item i of a counting plan is, for the term whose roots include position i when all terms' roots are laid end to
 *  end, the host node `i − start + term.first`. A cursor stands between root items, or within one (`Cursor.positions`)
 *  where a kernel needs to yield inside a hub. */
export interface CountPlan {
  terms: CountTerm[]
}

/** What the terms read. */
export interface CountSpace {
  nodeCount: number
  layers: CountLayer[]
  /** Ascending host nodes: what `SetIndex` points to. */
  sets: Uint32Array[]
}

/** One adjacency, in the forms that terms ask for. */
export interface CountLayer {
  coded: CodedRows
  out: Csr
  in: Csr
}
