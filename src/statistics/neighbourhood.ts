/** Which nodes lie within some steps of others. Pure; linear in the edges that are met. */
import type { Adjacency, Csr } from '../model/host-graph'

/** `out` follows edges, `in` goes against them, `both` does either at every step. */
export type StepDirection = 'out' | 'in' | 'both'

/** 1 for every node at most `steps` steps from one of `seeds` (themselves included), 0 for the others.
 *  @throws Error when a seed is no node. */
export function withinSteps(
  { out, in: into }: Adjacency,
  seeds: Iterable<number>,
  steps: number,
  direction: StepDirection = 'both',
): Uint8Array {
  const nodeCount = out.offsets.length - 1
  const isReached = new Uint8Array(nodeCount)
  const queue = new Uint32Array(nodeCount)
  let end = 0
  for (const seed of seeds) {
    if (!(seed < nodeCount)) throw new Error(`Node ${seed} is not one of the ${nodeCount} nodes there are.`)
    if (isReached[seed] === 1) continue
    isReached[seed] = 1
    queue[end++] = seed
  }
  const rows: Csr[] =
    out === into ? [out] : direction === 'both' ? [out, into] : [direction === 'out' ? out : into]
  let at = 0
  for (let step = 0; step < steps && at < end; step++) {
    const last = end
    for (; at < last; at++)
      for (const { offsets, targets } of rows) {
        const node = queue[at] as number
        for (let i = offsets[node] as number; i < (offsets[node + 1] as number); i++) {
          const other = targets[i] as number
          if (isReached[other] === 1) continue
          isReached[other] = 1
          queue[end++] = other
        }
      }
  }
  return isReached
}
