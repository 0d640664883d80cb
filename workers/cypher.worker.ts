/** A Cypher worker: reads a stored host's files and answers one query; the page ends it. Plain patterns are searched by
 *  the kernel in WebAssembly, where that can be had. */
import { answerCypher } from '../src/grand/cypher/answer-query'
import type { CypherWorkerApi } from '../src/grand/cypher/cypher-worker'
import type { CreateSearch } from '../src/grandiso/kernel'
import { canPack } from '../src/grandiso/pack-search'
import { createReferenceSearch } from '../src/grandiso/reference-kernel'
import { createWasmSearch } from '../src/grandiso/wasm-kernel'
import { exposeToParent } from './expose-to-parent'
import { loadKernel } from './kernel/load-kernel'

/** The host lies in this worker's own memory: so does the kernel. */
async function kernel(): Promise<CreateSearch> {
  const module = await loadKernel(false)
  return (plan, space) =>
    module && canPack(space)
      ? createWasmSearch(module, plan, space, null)
      : createReferenceSearch(plan, space)
}

const api: CypherWorkerApi = {
  answer: async (host, question, onProgress, tables) =>
    answerCypher(host, question, () => performance.now(), onProgress, {
      createSearch: await kernel(),
      tables,
    }),
}

exposeToParent(api)
