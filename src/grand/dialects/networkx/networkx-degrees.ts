/** Degrees in which every edge counts what one of its attributes says. */
import type { Attributes, Direction, GraphBackend, NodePair } from '../../backend'
import { partsOf } from '../../backends/merge-records'

/** 1 where it is missing. */
export const weightIn = (attributes: Attributes | undefined, weight: string): number =>
  Number(attributes?.[weight] ?? 1)

/** Nodes whose edges are asked for together. */
const atOnce = 200

/** Of nodes that are there. A self-loop counts at both of its ends. */
export async function weightedDegrees(
  backend: GraphBackend,
  ids: readonly string[],
  direction: Direction,
  weight: string,
): Promise<number[]> {
  const along = backend.directed && direction === 'both' ? (['out', 'in'] as const) : [direction]
  const sums = ids.map(() => 0)
  for (const part of partsOf([...ids.entries()], atOnce))
    for (const one of along) {
      const lists = await backend.neighbours(
        part.map(([, id]) => id),
        one,
      )
      const ends = part.flatMap(([at, id], i) => (lists[i] ?? []).map((other) => ({ at, id, other })))
      const pairs = ends.map(({ id, other }): NodePair => (one === 'in' ? [other, id] : [id, other]))
      const read = await backend.getEdges(pairs)
      for (const [i, { at, id, other }] of ends.entries()) {
        const isTwice = !backend.directed && other === id
        sums[at] = (sums[at] ?? 0) + weightIn(read[i], weight) * (isTwice ? 2 : 1)
      }
    }
  return sums
}

/** Of all nodes that have edges, by reading all edges once. */
export async function allWeightedDegrees(
  backend: GraphBackend,
  direction: Direction,
  weight: string,
): Promise<Map<string, number>> {
  const sums = new Map<string, number>()
  const add = (id: string, more: number) => sums.set(id, (sums.get(id) ?? 0) + more)
  const [atSource, atTarget] = [direction !== 'in', direction !== 'out']
  for await (const batch of backend.edges())
    for (const { source, target, attributes } of batch) {
      const more = weightIn(attributes, weight)
      if (atSource || !backend.directed) add(source, more)
      if (atTarget || !backend.directed) add(target, more)
    }
  return sums
}
