/** Shortest paths between two nodes, by breadth: one, or all of the least length. */

interface FoundPath {
  nodes: number[]
  edges: number[]
}

/** How a node was first reached, and by which other edges at the same depth. */
interface Reached {
  depth: number
  by: { from: number; edge: number }[]
}

/** @param next the steps from a node @param range least and most number of edges; null for one edge
 *  @param wantsAll all shortest paths rather than one */
export function* shortestPaths(
  next: (node: number) => Iterable<{ edge: number; node: number }>,
  start: number,
  end: number,
  range: { from: number; to: number | null } | null,
  wantsAll: boolean,
): Generator<FoundPath> {
  const [least, most] = range ? [range.from, range.to ?? Infinity] : [1, 1]
  if (start === end) {
    if (least === 0) yield { nodes: [start], edges: [] }
    return
  }
  const reached = new Map<number, Reached>([[start, { depth: 0, by: [] }]])
  let front = [start]
  for (let depth = 1; depth <= most && front.length > 0 && !reached.has(end); depth++) {
    const following: number[] = []
    for (const from of front)
      for (const { edge, node } of next(from)) {
        const known = reached.get(node)
        if (!known) {
          reached.set(node, { depth, by: [{ from, edge }] })
          following.push(node)
        } else if (wantsAll && known.depth === depth) known.by.push({ from, edge })
      }
    front = following
  }
  const found = reached.get(end)
  if (found && found.depth >= least) yield* backwards(reached, end, [end], [])
}

function* backwards(
  reached: Map<number, Reached>,
  node: number,
  nodes: number[],
  edges: number[],
): Generator<FoundPath> {
  const by = reached.get(node)?.by ?? []
  if (by.length === 0) yield { nodes, edges }
  for (const { from, edge } of by) yield* backwards(reached, from, [from, ...nodes], [edge, ...edges])
}
