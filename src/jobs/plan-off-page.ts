/** Plans a search without holding up the page: what a plan needs of a large host and nobody has worked out yet (its edges
 *  in both directions, its mutual edges, its coded rows) is worked out by a worker, once, and then stands beside the
 *  host in shared memory for every later plan and every worker. */
import { keepDerivedTree } from '../grandiso/derived-rows'
import type { DerivedTree } from '../grandiso/derived-rows'
import { planSearch } from '../grandiso/plan'
import type { PlannedSearch } from '../grandiso/plan'
import type { SearchQuestion } from '../grandiso/search-question'
import type { ArrayMove } from './derive-api'
import { mapArrays } from './map-arrays'
import { canShareMemory, placeBeside } from './shared-arrays'
import type { PoolSlot } from './worker-pool'

/** With fewer edges the page does it sooner than it could ask. */
const fewestLinks = 200_000

class RowsNeeded extends Error {}

const refuse = () => {
  throw new RowsNeeded()
}

/** Plans a search.
 *  @throws what `planSearch` throws; MotifscopeError `worker-failed` */
export async function planOffPage(
  question: SearchQuestion,
  slot: PoolSlot | undefined,
): Promise<PlannedSearch> {
  const { topology } = question
  const isLarge = topology.adjacency.out.targets.length >= fewestLinks
  const place =
    slot && isLarge && canShareMemory() ? placeBeside(topology.adjacency.out.targets.buffer) : null
  if (!slot || !place) return planSearch(question)
  try {
    return planSearch({ ...question, allocateLasting: refuse })
  } catch (thrown) {
    if (!(thrown instanceof RowsNeeded)) throw thrown
  }
  await deriveRows(question, slot, place)
  return planSearch(question)
}

async function deriveRows(
  question: SearchQuestion,
  { worker }: PoolSlot,
  place: (length: number) => Uint32Array,
): Promise<void> {
  const { motif, semantics, topology, resolved, strategy = {} } = question
  const asked = { motif, semantics, topology, resolved, strategy }
  const tree = (await Promise.race([worker.api.derive(asked), worker.failed])) as DerivedTree
  const moves: ArrayMove[] = []
  const placed = mapArrays(tree, (from) => {
    const to = place(from.length)
    moves.push({ from: from as Uint32Array, to })
    return to
  })
  await Promise.race([worker.api.move(moves), worker.failed])
  keepDerivedTree(topology.adjacency, placed)
}
