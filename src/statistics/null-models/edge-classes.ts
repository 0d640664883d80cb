/** What a restricted null model keeps besides degrees: how many edges lead from each group of nodes to each, and how
 *  many span each range of distances. An edge's class is a number; a switch must keep the classes it touches. Pure. */
import { MotifscopeError } from '../../model/errors'

export interface EdgeClasses {
  /** A whole number ≥ 0 per ordered pair of host nodes. */
  of(source: number, target: number): number
}

export interface NodeGroups {
  /** Length nodeCount: a whole number from 0 per host node; nodes without a value share one of their own. */
  groups: Uint32Array
  groupCount: number
}

export interface DistanceBins {
  /** Length nodeCount each, in one unit; NaN where a node has no place. */
  coordinates: Float64Array[]
  /** Ascending: bin i holds distances from edges[i − 1] to below edges[i]. */
  edges: number[]
}

/** The bin of the distance between two host nodes; pairs without a distance have a bin of their own, the last. */
function binOf({ coordinates, edges }: DistanceBins, source: number, target: number): number {
  let squares = 0
  for (const axis of coordinates) squares += (axis[source]! - axis[target]!) ** 2
  if (Number.isNaN(squares)) return edges.length + 1
  const distance = Math.sqrt(squares)
  let bin = 0
  while (bin < edges.length && distance >= edges[bin]!) bin++
  return bin
}

/** Null where nothing is restricted.
 *  @throws MotifscopeError `null-model-restriction` when bins are not ascending */
export function edgeClassesOf(groups: NodeGroups | null, distance: DistanceBins | null): EdgeClasses | null {
  if (!groups && !distance) return null
  if (distance?.edges.some((edge, i) => i > 0 && edge <= distance.edges[i - 1]!))
    throw new MotifscopeError('null-model-restriction', 'The limits of the distance bins must ascend.', {
      hint: 'Write each limit once, the smallest first.',
    })
  const binCount = distance ? distance.edges.length + 2 : 1
  return {
    of(source, target) {
      const block = groups ? groups.groups[source]! * groups.groupCount + groups.groups[target]! : 0
      return block * binCount + (distance ? binOf(distance, source, target) : 0)
    },
  }
}

/** Limits that put about as many edges into each of `count` bins. */
export function evenBins(distances: Float64Array, count: number): number[] {
  const sorted = distances.filter((distance) => !Number.isNaN(distance)).sort()
  const limits = new Set<number>()
  for (let i = 1; i < count; i++) {
    const limit = sorted[Math.floor((i * sorted.length) / count)]
    if (limit !== undefined && limit > sorted[0]!) limits.add(limit)
  }
  return [...limits]
}

/** Whether edges of two pairs may change places with those of two others: the same classes, in any order. */
export function keepsClasses(
  classes: EdgeClasses,
  [a, b]: [number, number],
  [c, d]: [number, number],
): boolean {
  const [before, beforeToo] = [classes.of(a, b), classes.of(c, d)]
  const [after, afterToo] = [classes.of(a, d), classes.of(c, b)]
  return (before === after && beforeToo === afterToo) || (before === afterToo && beforeToo === after)
}

/** The same for a cycle of three that is turned round. */
export function keepsClassesTurned(classes: EdgeClasses, a: number, b: number, c: number): boolean {
  const before = [classes.of(a, b), classes.of(b, c), classes.of(c, a)].sort((x, y) => x - y)
  const after = [classes.of(b, a), classes.of(c, b), classes.of(a, c)].sort((x, y) => x - y)
  return before.every((value, i) => value === after[i])
}
