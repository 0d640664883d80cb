/** The import worker as seen from the page: each piece of work has a worker of its own, which ends with it. Main
 *  thread. */
import type { Derivation } from '../model/derivation'
import { MotifscopeError } from '../model/errors'
import type { HostDescription, HostTopology } from '../model/host-graph'
import type { FilePreview } from '../model/import-preview'
import type { EdgePairs } from '../model/plan'
import { proxy, spawn } from '../spawn'
import type { FilterAnswer } from './choose-part'
import type { GraphFormatName } from './formats/format'
import type { GraphInput } from './graph-input'
import type { FurtherTable, ImportHooks, ImportOptions, ImportProgress } from './import-graph'
import type { ImportedHost } from './imported-host'
import type { Join, JoinTally } from './join-table'
import type { StoredHost } from './stored-host'

/** An import as plain data. */
export interface ImportRequest {
  graph: GraphInput
  further: (FurtherTable & { input: GraphInput })[]
  options: ImportOptions
}

/** A derivation as plain data: the stored host's files are blobs. */
export interface DeriveRequest {
  host: StoredHost
  derivation: Derivation
  answer: FilterAnswer
  table: GraphInput | null
}

type Report = (progress: ImportProgress) => void

/** What the worker offers. Its answer's buffers are moved, not copied. */
export interface ImportWorkerApi {
  importGraph(request: ImportRequest, onProgress: Report): Promise<ImportedHost>
  previewFile(input: GraphInput, format: GraphFormatName | undefined): Promise<FilePreview>
  rebuildHost(request: DeriveRequest, onProgress: Report): Promise<ImportedHost>
  tallyJoin(host: StoredHost, join: Join, table: GraphInput, onProgress: Report): Promise<JoinTally>
  describeHost(topology: HostTopology, edges: EdgePairs, onProgress: Report): HostDescription
}

/** Does one piece of work in a worker. Aborting ends the worker at once.
 *  @throws MotifscopeError `cancelled`, `worker-failed`, and what the work throws. */
async function inWorker<Result>(
  { onProgress, signal }: ImportHooks,
  sentence: string,
  work: (api: ReturnType<typeof spawn<ImportWorkerApi>>['api'], report: Report) => Promise<unknown>,
): Promise<Result> {
  const cancelled = () => new MotifscopeError('cancelled', sentence)
  if (signal?.aborted) throw cancelled()
  const worker = spawn<ImportWorkerApi>('import')
  let abort: () => void = () => undefined
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(cancelled())
  })
  signal?.addEventListener('abort', abort)
  try {
    const report = proxy((progress: ImportProgress) => onProgress?.(progress))
    return (await Promise.race([work(worker.api, report), worker.failed, aborted])) as Result
  } finally {
    signal?.removeEventListener('abort', abort)
    worker.terminate()
  }
}

/** Imports in a worker. */
export function importInWorker(request: ImportRequest, hooks: ImportHooks): Promise<ImportedHost> {
  return inWorker(hooks, 'Opening the graph was cancelled.', (api, report) =>
    api.importGraph(request, report),
  )
}

/** Looks at the beginning of a file in a worker. */
export function previewInWorker(
  input: GraphInput,
  format: GraphFormatName | undefined,
  hooks: ImportHooks,
): Promise<FilePreview> {
  return inWorker(hooks, 'Looking at the file was cancelled.', (api) => api.previewFile(input, format))
}

/** Makes a host from a stored one in a worker. */
export function rebuildInWorker(request: DeriveRequest, hooks: ImportHooks): Promise<ImportedHost> {
  return inWorker(hooks, 'Making the host graph was cancelled.', (api, report) =>
    api.rebuildHost(request, report),
  )
}

/** Reads a table through to see how it fits a stored host, in a worker. */
export function tallyInWorker(
  host: StoredHost,
  join: Join,
  table: GraphInput,
  hooks: ImportHooks,
): Promise<JoinTally> {
  return inWorker(hooks, 'Looking at the table was cancelled.', (api, report) =>
    api.tallyJoin(host, join, table, report),
  )
}

/** Counts what is asked of a whole host, in a worker of its own. `edges` are all host edges, parallel ones and loops
 *  included.
 *  @throws MotifscopeError `cancelled`, `worker-failed`. */
export function describeInWorker(
  topology: HostTopology,
  edges: EdgePairs,
  hooks: ImportHooks,
): Promise<HostDescription> {
  return inWorker(hooks, 'Counting was cancelled.', (api, report) =>
    api.describeHost(topology, edges, report),
  )
}
