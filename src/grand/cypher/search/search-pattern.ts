/** Finds the rows of a plain pattern, or counts them, by the compiled search: one search for each way in which nodes of
 *  the pattern may be one node of the graph. What the search cannot say is asked of its rows. */
import { topologyFromPairs } from '../../../grandiso/csr'
import type { CreateSearch } from '../../../grandiso/kernel'
import { planSearch } from '../../../grandiso/plan'
import { MotifscopeError } from '../../../model/errors'
import type { HostTopology } from '../../../model/host-graph'
import type { SearchSemantics } from '../../../model/job'
import type { SliceResult } from '../../../model/plan'
import { mergedPatterns } from './coinciding-nodes'
import type { HostShape, MergedPattern } from './coinciding-nodes'
import type { Clause, Match } from '../language/cypher-ast'
import type { CypherRun } from '../cypher-run'
import { mergedMotif } from './merged-motif'
import { narrowPattern, pairsOf } from './narrowed-pattern'
import type { NarrowedPattern } from './narrowed-pattern'
import { plainMatchFrom } from './plain-match'
import type { PlainMatch } from './plain-match'
import type { PropertyGraph } from '../host/property-graph'
import { CypherEdge, CypherNode } from '../values/cypher-values'
import type { CypherValue } from '../values/cypher-values'
import { Row } from '../row'
import { RowMaker } from './row-maker'
import type { TupleBatch, TupleBatches } from './tuple-batches'

/** What searches, and when: `always` is for tests. */
export interface PatternSearch {
  createSearch: CreateSearch
  when: 'worthwhile' | 'always'
}

/** Below so many edges a pattern is walked sooner than a search is planned. */
const fewestEdges = 500
/** Each way is a search of its own. */
const mostWays = 64
/** A slice of some milliseconds. */
const stepsPerSlice = 2_000_000
const [firstRows, mostRows] = [64, 16_384]

const semantics: SearchSemantics = {
  ignoreDirection: false,
  excludeAutomorphisms: false,
  induced: false,
  limit: null,
  countOnly: false,
}

interface SearchedGraph {
  topology: HostTopology
  shape: HostShape
}

const graphs = new WeakMap<PropertyGraph, SearchedGraph>()

function searchedGraph(graph: PropertyGraph): SearchedGraph {
  const known = graphs.get(graph)
  if (known) return known
  const { nodeCount, edgeCount, directed } = graph
  const pairs = pairsOf(graph)
  const topology = topologyFromPairs(nodeCount, directed, pairs)
  const { adjacency, selfLoops } = topology
  const links = adjacency.out.targets.length / (directed ? 1 : 2)
  const hasLoops = selfLoops.length > 0
  const shape = { directed, hasLoops, hasParallels: links + selfLoops.length !== edgeCount }
  const made = { topology, shape }
  graphs.set(graph, made)
  return made
}

const numberIn = (value: CypherValue | undefined) =>
  value instanceof CypherNode ? value.node : value instanceof CypherEdge ? value.edge : 0

export class SearchedPattern {
  private constructor(
    private readonly run: CypherRun,
    private readonly search: PatternSearch,
    /** How many clauses it stands for. */
    readonly clauseCount: number,
    private readonly plain: PlainMatch,
    private readonly narrowed: NarrowedPattern,
    private readonly ways: MergedPattern[],
    private readonly graph: SearchedGraph,
  ) {}

  /** Null where the evaluator is to find the rows: the search has no word for the pattern, or is not worth its plan. */
  static from(run: CypherRun, search: PatternSearch, matches: readonly Match[]): SearchedPattern | null {
    const plain = matches.some(({ optional }) => optional) ? null : plainMatchFrom(matches)
    if (!plain || (search.when === 'worthwhile' && run.graph.edgeCount < fewestEdges)) return null
    const graph = searchedGraph(run.graph)
    const shape = { nodeCount: plain.nodes.length, ...plain }
    const ways = mergedPatterns(shape, graph.shape, mostWays)
    if (!ways) return null
    try {
      const narrowed = narrowPattern(run, plain)
      return new SearchedPattern(run, search, matches.length, plain, narrowed, ways, graph)
    } catch (thrown) {
      // The evaluator asks conditions of fewer nodes: it may go through, or say what is wrong.
      if (thrown instanceof MotifscopeError && thrown.code === 'type-error') return null
      throw thrown
    }
  }

  /** Whether the rows can be counted without being looked at. */
  get isCountable(): boolean {
    const { rest } = this.plain
    if (rest.length + this.narrowed.askedOfRows.length > 0 || this.graph.shape.hasParallels) return false
    // Of two relationships with the same ends the search asks for one.
    return this.narrowed.edges.every((fitting) => !fitting) || !this.ways.some(({ sharesEnds }) => sharesEnds)
  }

  /** Whether a clause is `WITH DISTINCT` of all nodes of the pattern: no two rows of what is countable agree in those. */
  isAllNodes(clause: Clause): boolean {
    if (clause.kind !== 'with' || !clause.distinct || clause.all) return false
    const { items, order, skip, limit, where } = clause
    if (order.length > 0 || skip || limit || where) return false
    const names = items.map(({ expression }) => (expression.kind === 'variable' ? expression.name : null))
    return (
      names.length === this.plain.nodes.length &&
      this.plain.nodes.every(({ variable }) => variable !== null && names.includes(variable))
    )
  }

  /** How many rows there are, where `isCountable`. */
  count(): bigint {
    let count = 0n
    for (const way of this.ways)
      for (const slice of this.slices(way, true)) count += BigInt(slice.result.count)
    return count
  }

  /** The rows, with what has a name in the pattern. */
  *rows(row: Row): Generator<Row> {
    const maker = this.rowMaker()
    for (const way of this.ways) yield* this.rowsOf(maker, way, row)
  }

  /** The rows as numbers of nodes and edges, in the same order, of those that are named.
   *  @param names of nodes and relationships of the pattern */
  *fill(names: readonly string[], batches: TupleBatches): Generator<TupleBatch> {
    const maker = this.rowMaker()
    for (const way of this.ways)
      yield* maker.isOneToOne(way)
        ? this.fillFromMatches(maker, names, way, batches)
        : this.fillFromRows(maker, names, way, batches)
    yield batches.rest()
  }

  private rowMaker(): RowMaker {
    return new RowMaker(this.run, this.plain, this.narrowed, this.graph.shape.hasParallels)
  }

  private *rowsOf(maker: RowMaker, way: MergedPattern, row: Row): Generator<Row> {
    for (const { result, width } of this.slices(way, false))
      for (let at = 0; at < result.rows.length; at += width) {
        this.run.tick()
        yield* maker.rows(row, way, result.rows.subarray(at, at + width))
      }
  }

  private *fillFromMatches(
    maker: RowMaker,
    names: readonly string[],
    way: MergedPattern,
    batches: TupleBatches,
  ): Generator<TupleBatch> {
    const numbers = names.map((name) => maker.numberOf(name, way))
    for (const { result, width } of this.slices(way, false))
      for (let at = 0; at < result.rows.length; at += width) {
        for (let i = 0; i < numbers.length; i++) batches.tuple[i] = numbers[i]?.(result.rows, at) ?? 0
        const full = batches.add()
        if (full) yield full
      }
  }

  private *fillFromRows(
    maker: RowMaker,
    names: readonly string[],
    way: MergedPattern,
    batches: TupleBatches,
  ): Generator<TupleBatch> {
    for (const row of this.rowsOf(maker, way, Row.empty)) {
      for (const [i, name] of names.entries()) batches.tuple[i] = numberIn(row.get(name))
      const full = batches.add()
      if (full) yield full
    }
  }

  private *slices(way: MergedPattern, countOnly: boolean): Generator<{ result: SliceResult; width: number }> {
    const { topology } = this.graph
    const merged = mergedMotif(way, this.narrowed, topology.directed)
    if (!merged) return
    this.run.pause()
    const { plan, space } = planSearch({ ...merged, topology, semantics: { ...semantics, countOnly } })
    const search = this.search.createSearch(plan, space)
    const range = { first: 0, end: plan.rootCount }
    let rows = firstRows
    for (let cursor: SliceResult['cursor'] = null, isFirst = true; isFirst || cursor; isFirst = false) {
      const result: SliceResult = search.run(range, cursor, {
        steps: stepsPerSlice,
        rows: countOnly ? null : rows,
      })
      this.run.pause()
      yield { result, width: plan.columns.length }
      cursor = result.cursor
      rows = Math.min(mostRows, rows * 4)
    }
  }
}
