/** Two nodes of a pattern of Cypher may be one node of the graph, those of a motif may not. So a pattern is as many motifs
 *  as there are ways to make some of its nodes one, and to turn each relationship without direction: every row of the
 *  pattern is a match of exactly one of them. Pure. */

export interface PatternShape {
  nodeCount: number
  /** Along the edge; either way where the graph is directed and `isEither` says so. */
  relationships: readonly { from: number; to: number; isEither: boolean; clause: number }[]
  different: readonly (readonly [number, number])[]
}

export interface HostShape {
  directed: boolean
  hasLoops: boolean
  /** Whether two edges may have the same ends (and, where it is directed, the same direction). */
  hasParallels: boolean
}

export interface MergedPattern {
  /** The merged node that each node of the pattern is part of: 0 … blockCount − 1. */
  blockOf: number[]
  blockCount: number
  /** The ends of each relationship among the merged nodes, along the edge. */
  edges: { from: number; to: number }[]
  /** Two of the relationships, of different clauses, have the same ends. */
  sharesEnds: boolean
}

/** Calls back with every way to make some of `nodeCount` nodes one, where no two that must differ are together. */
function eachPartition(
  nodeCount: number,
  mayJoin: (left: number, right: number) => boolean,
  visit: (blockOf: number[], blockCount: number) => boolean,
): boolean {
  const blockOf: number[] = []
  const place = (blockCount: number): boolean => {
    const node = blockOf.length
    if (node === nodeCount) return visit([...blockOf], blockCount)
    for (let block = 0; block <= blockCount; block++) {
      if (!blockOf.every((other, at) => other !== block || mayJoin(at, node))) continue
      blockOf.push(block)
      const goesOn = place(Math.max(blockCount, block + 1))
      blockOf.pop()
      if (!goesOn) return false
    }
    return true
  }
  return place(0)
}

/** Every direction that the relationships can have among merged nodes. */
function orientations(
  { relationships }: PatternShape,
  blockOf: readonly number[],
  host: HostShape,
): MergedPattern['edges'][] {
  let all: MergedPattern['edges'][] = [[]]
  for (const { from, to, isEither } of relationships) {
    const along = { from: blockOf[from] ?? 0, to: blockOf[to] ?? 0 }
    const turns = isEither && host.directed && along.from !== along.to
    const ways = turns ? [along, { from: along.to, to: along.from }] : [along]
    all = all.flatMap((edges) => ways.map((way) => [...edges, way]))
  }
  return all
}

/** Whether no two relationships have the same ends; `inClause`: none of one clause. */
function haveOwnEnds(
  { relationships }: PatternShape,
  edges: MergedPattern['edges'],
  directed: boolean,
  inClause: boolean,
): boolean {
  const keys = edges.map(({ from, to }, i) => {
    const ends = directed || from < to ? `${from} ${to}` : `${to} ${from}`
    return inClause ? `${relationships[i]?.clause} ${ends}` : ends
  })
  return new Set(keys).size === keys.length
}

/** More are not even looked through. */
const mostPartitions = 5_000
/** Each may double the ways. */
const mostTurns = 8

/** @param most where there are more ways than this, null: they would cost more than they save */
export function mergedPatterns(shape: PatternShape, host: HostShape, most: number): MergedPattern[] | null {
  const isDifferent = (a: number, b: number) =>
    shape.different.some(([c, d]) => (a === c && b === d) || (a === d && b === c))
  const isJoined = (a: number, b: number) =>
    shape.relationships.some(({ from, to }) => (a === from && b === to) || (a === to && b === from))
  const mayJoin = (a: number, b: number) => !isDifferent(a, b) && (host.hasLoops || !isJoined(a, b))
  if (host.directed && shape.relationships.filter(({ isEither }) => isEither).length > mostTurns) return null
  if (!host.hasLoops && shape.relationships.some(({ from, to }) => from === to)) return []
  const found: MergedPattern[] = []
  let left = mostPartitions
  const isWhole = eachPartition(shape.nodeCount, mayJoin, (blockOf, blockCount) => {
    for (const edges of orientations(shape, blockOf, host))
      // Two relationships of a clause are two edges: where no two edges have the same ends, they cannot share theirs.
      if (host.hasParallels || haveOwnEnds(shape, edges, host.directed, true)) {
        const sharesEnds = !haveOwnEnds(shape, edges, host.directed, false)
        found.push({ blockOf, blockCount, edges, sharesEnds })
      }
    return found.length <= most && left-- > 0
  })
  return isWhole ? found : null
}
