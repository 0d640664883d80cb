/** The import worker as seen from the page: each import has a worker of its own, which ends with it. Main thread. */
import { MotifscopeError } from '../model/errors'
import type { HostStatistics, HostTopology } from '../model/host-graph'
import type { EdgePairs } from '../model/plan'
import { proxy, spawn } from '../spawn'
import type { GraphInput } from './graph-input'
import type { ImportHooks, ImportOptions, ImportProgress } from './import-graph'
import type { ImportedHost } from './imported-host'

/** An import as plain data. */
export interface ImportRequest {
  graph: GraphInput
  nodes: GraphInput | null
  options: ImportOptions
}

/** What the worker offers. Its answer's buffers are moved, not copied. */
export interface ImportWorkerApi {
  importGraph(request: ImportRequest, onProgress: (progress: ImportProgress) => void): Promise<ImportedHost>
  statistics(topology: HostTopology, edges: EdgePairs): HostStatistics
}

/** Imports in a worker. Aborting ends the worker at once.
 *  @throws MotifscopeError `cancelled`, `worker-failed`, and what importing throws. */
export async function importInWorker(request: ImportRequest, hooks: ImportHooks): Promise<ImportedHost> {
  const { signal } = hooks
  const cancelled = () => new MotifscopeError('cancelled', 'Opening the graph was cancelled.')
  if (signal?.aborted) throw cancelled()
  const worker = spawn<ImportWorkerApi>('import')
  let abort: () => void = () => undefined
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(cancelled())
  })
  signal?.addEventListener('abort', abort)
  try {
    const onProgress = proxy((progress: ImportProgress) => hooks.onProgress?.(progress))
    return await Promise.race([worker.api.importGraph(request, onProgress), worker.failed, aborted])
  } finally {
    signal?.removeEventListener('abort', abort)
    worker.terminate()
  }
}

/** Counts what is asked of a whole host, in a worker of its own. `edges` are all host edges, parallel ones and loops
 *  included.
 *  @throws MotifscopeError `worker-failed`. */
export async function computeStatistics(topology: HostTopology, edges: EdgePairs): Promise<HostStatistics> {
  const worker = spawn<ImportWorkerApi>('import')
  try {
    return await Promise.race([worker.api.statistics(topology, edges), worker.failed])
  } finally {
    worker.terminate()
  }
}
