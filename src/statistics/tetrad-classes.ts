/** The classes of four nodes: 199 connected directed graphs, numbered as mfinder does (Kashtan et al. 2004): the smallest
 *  number, over all orders of the nodes, whose bit 4 · i + j says that i → j is an edge; the bi-fan is 204. Pure. */

/** Six dyads of four nodes; each state as its first node sees it: 1 out, 2 in, 3 both. A set's code has two bits a dyad,
 *  in this order. */
const dyads = [[0, 1], [0, 2], [1, 2], [0, 3], [1, 3], [2, 3]] as const // prettier-ignore

export const tetradCodeCount = 4 ** dyads.length

function permutations(items: number[]): number[][] {
  if (items.length < 2) return [items]
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]))
}

const orders = permutations([0, 1, 2, 3])

type Edge = [number, number]

function edgesOfCode(code: number): Edge[] {
  return dyads.flatMap(([a, b], i): Edge[] => {
    const state = (code >> (2 * i)) & 3
    return [...(state & 1 ? [[a, b] as Edge] : []), ...(state & 2 ? [[b, a] as Edge] : [])]
  })
}

function isConnected(edges: Edge[]): boolean {
  let reached = 1
  for (let round = 0; round < 3; round++)
    for (const [a, b] of edges) if (reached & ((1 << a) | (1 << b))) reached |= (1 << a) | (1 << b)
  return reached === 15
}

const numberOf = (edges: Edge[], order: number[]) =>
  edges.reduce((sum, [a, b]) => sum + 2 ** (4 * order[a]! + order[b]!), 0)

/** Ways to walk along three edges through all four nodes, directions ignored. */
function spanningPaths(edges: Edge[]): number {
  const adjacent = new Set(edges.flatMap(([a, b]) => [4 * a + b, 4 * b + a]))
  return (
    orders.filter(([a, b, c, d]) =>
      [4 * a! + b!, 4 * b! + c!, 4 * c! + d!].every((pair) => adjacent.has(pair)),
    ).length / 2
  )
}

export interface TetradClass {
  /** mfinder's number. */
  id: number
  edges: Edge[]
  /** 0 for those that are a star when directions are ignored. */
  spanningPaths: number
}

export interface TetradClasses {
  classes: TetradClass[]
  /** Length tetradCodeCount: index into `classes`, or −1 where the four are not connected. */
  classOfCode: Int16Array
}

let known: TetradClasses | null = null

/** All 199, by ascending id. Worked out once, in some milliseconds. */
export function tetradClasses(): TetradClasses {
  if (known) return known
  const idOfCode = Array.from({ length: tetradCodeCount }, (_, code) => {
    const edges = edgesOfCode(code)
    return isConnected(edges) ? Math.min(...orders.map((order) => numberOf(edges, order))) : -1
  })
  const ids = [...new Set(idOfCode.filter((id) => id >= 0))].sort((a, b) => a - b)
  const indexOf = new Map(ids.map((id, i) => [id, i]))
  const classes = ids.map((id): TetradClass => {
    const edges: Edge[] = []
    for (let bit = 0; bit < 16; bit++) if (id & (1 << bit)) edges.push([bit >> 2, bit & 3])
    return { id, edges, spanningPaths: spanningPaths(edges) }
  })
  known = { classes, classOfCode: Int16Array.from(idOfCode, (id) => indexOf.get(id) ?? -1) }
  return known
}
