/** The nodes to which walks along a relationship of any length lead, each once, nearest first: a sweep by breadth, which
 *  takes as long as the edges are many, where there may be more walks than anyone could wait for. */
import type { RelationshipPattern } from '../language/cypher-ast'
import type { CypherRun } from '../cypher-run'
import type { Row } from '../row'
import { steps } from './walk-edges'

/** How a node was reached first: by how many edges, and by which from the start. */
interface Reached {
  depth: number
  firstEdge: number
}

/** A node other than the start is reached by some walk exactly when it is reached by a shortest one, which repeats no
 *  edge. The start is reached again by a cycle; where edges are walked either way, going back is none: the two ways to
 *  its farthest edge must leave the start by different edges.
 *  @param relationship of any length from 0 or 1 on
 *  @param to the only node that is asked for, where it is known */
export function* reachedEnds(
  run: CypherRun,
  relationship: RelationshipPattern,
  start: number,
  isBackwards: boolean,
  row: Row,
  to?: number,
): Generator<number> {
  const { from: least, to: most } = relationship.range ?? { from: 1, to: 1 }
  const isEither = relationship.direction === 'either' || !run.graph.directed
  const reached = new Map<number, Reached>()
  const isWanted = (node: number) => to === undefined || to === node
  let isClosed = least === 0
  if (isClosed && isWanted(start)) yield start
  let front = [start]
  for (let depth = 1; depth <= (most ?? Infinity) && front.length > 0; depth++) {
    const following: number[] = []
    for (const from of front)
      for (const { edge, node } of steps(run, relationship, from, isBackwards, { row, walked: null })) {
        const firstEdge = reached.get(from)?.firstEdge ?? edge
        const known = reached.get(node)
        if (node !== start && !known) {
          reached.set(node, { depth, firstEdge })
          following.push(node)
          if (isWanted(node)) yield node
        } else if (!isClosed) {
          const length = depth + (known?.depth ?? 0)
          const isCycle =
            node === start
              ? !isEither || from === start || firstEdge !== edge
              : isEither && known?.firstEdge !== firstEdge
          isClosed = isCycle && length <= (most ?? Infinity)
          if (isClosed && isWanted(start)) yield start
        }
      }
    if (to !== undefined && (to === start ? isClosed : reached.has(to))) return
    front = following
  }
}
