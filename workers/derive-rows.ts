/** The half of a search worker that works out rows of a host, so that the page need not. */
import { derivedTreeOf } from '../src/grandiso/derived-rows'
import { planSearch } from '../src/grandiso/plan'
import type { DeriveWorkerApi } from '../src/jobs/derive-api'

const onSharedMemory = (length: number) => new Uint32Array(new SharedArrayBuffer(4 * length))

export const deriveApi: DeriveWorkerApi = {
  derive(question) {
    planSearch({ ...question, allocateLasting: onSharedMemory })
    return derivedTreeOf(question.topology.adjacency)
  },
  move(moves) {
    for (const { from, to } of moves) to.set(from)
  },
}
