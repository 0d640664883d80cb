/** From the nodes that the search found to the rows of the pattern: one for each choice of edges, where relationships are
 *  named or edges are parallel, and only those that the rest of the conditions lets through. */
import type { MergedPattern } from './coinciding-nodes'
import type { Expression } from '../language/cypher-ast'
import { truthOf } from '../values/cypher-operators'
import { CypherEdge, CypherNode } from '../values/cypher-values'
import type { CypherRun } from '../cypher-run'
import { evaluate } from '../evaluate'
import type { NarrowedPattern } from './narrowed-pattern'
import type { PlainMatch } from './plain-match'
import type { Row } from '../row'

export class RowMaker {
  private readonly choosesEdges: boolean
  private readonly asked: Expression[]

  constructor(
    private readonly run: CypherRun,
    private readonly plain: PlainMatch,
    private readonly narrowed: NarrowedPattern,
    private readonly hasParallels: boolean,
  ) {
    this.asked = [...plain.rest, ...narrowed.askedOfRows.map(({ expression }) => expression)]
    this.choosesEdges = hasParallels || plain.relationships.some(({ variable }) => variable !== null)
  }

  /** Whether each match is one row, with the only edges there are. */
  isOneToOne({ sharesEnds }: MergedPattern): boolean {
    return !this.hasParallels && !sharesEnds && this.asked.length === 0
  }

  /** How to tell the number of what has a name, where `isOneToOne`.
   *  @returns from the graph's nodes of the merged nodes, which begin at `at` */
  numberOf(name: string, way: MergedPattern): (found: Uint32Array, at: number) => number {
    const node = this.plain.nodes.findIndex(({ variable }) => variable === name)
    if (node >= 0) {
      const block = way.blockOf[node] ?? 0
      return (found, at) => found[at + block] ?? 0
    }
    const ends = way.edges[this.plain.relationships.findIndex(({ variable }) => variable === name)]
    const { from, to } = ends ?? { from: 0, to: 0 }
    return (found, at) => this.run.between.only(found[at + from] ?? 0, found[at + to] ?? 0)
  }

  /** @param found the graph's node of each merged node */
  *rows(before: Row, way: MergedPattern, found: Uint32Array): Generator<Row> {
    let row = before
    for (let node = 0; node < this.plain.nodes.length; node++) {
      const name = this.plain.nodes[node]?.variable
      if (typeof name === 'string') row = row.with(name, new CypherNode(found[way.blockOf[node] ?? 0] ?? 0))
    }
    for (const whole of this.choosesEdges || way.sharesEnds ? this.choices(row, way, found, []) : [row])
      if (this.asked.every((condition) => truthOf(evaluate(this.run, condition, whole)) === true)) yield whole
  }

  /** Edges for the relationships from the `chosen.length`-th on, within a clause no edge twice. */
  private *choices(row: Row, way: MergedPattern, found: Uint32Array, chosen: number[]): Generator<Row> {
    const ends = way.edges[chosen.length]
    if (!ends) {
      yield row
      return
    }
    const { variable: name = null, clause = 0 } = this.plain.relationships[chosen.length] ?? {}
    const isTaken = (edge: number) =>
      chosen.some((other, i) => other === edge && this.plain.relationships[i]?.clause === clause)
    const fitting = this.narrowed.edges[chosen.length]
    const edges = this.run.between.find(found[ends.from] ?? 0, found[ends.to] ?? 0)
    for (const edge of edges) {
      if (isTaken(edge) || (fitting && fitting.fits[edge] === 0)) continue
      const next = name === null ? row : row.with(name, new CypherEdge(edge))
      yield* this.choices(next, way, found, [...chosen, edge])
    }
  }
}
