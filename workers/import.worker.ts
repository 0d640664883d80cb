/** An import worker: bytes of a file → a host as plain data, a host → another or its statistics. One piece of work each;
 *  the page ends it. */
import { openInput } from '../src/hosts/graph-input'
import { importGraph } from '../src/hosts/import-graph'
import type { ImportWorkerApi } from '../src/hosts/import-worker'
import { buffersOf } from '../src/hosts/imported-host'
import { previewFile } from '../src/hosts/preview-file'
import { rebuildHost, tallyJoin } from '../src/hosts/rebuild-host'
import { exposeToParent, transfer } from './expose-to-parent'
import { spreadOf } from '../src/statistics/describe-spread'
import { statisticsOf } from '../src/statistics/host-statistics'

const api: ImportWorkerApi = {
  async importGraph({ graph, further, options }, onProgress) {
    const tables = []
    for (const { input, ...table } of further) tables.push({ ...table, source: await openInput(input) })
    const imported = await importGraph(await openInput(graph), tables, options, { onProgress })
    return transfer(imported, buffersOf(imported))
  },
  previewFile: async (input, format) => previewFile(await openInput(input), format),
  async rebuildHost({ host, derivation, answer, table }, onProgress) {
    const source = table ? await openInput(table) : null
    const imported = await rebuildHost(host, derivation, answer, source, { onProgress })
    return transfer(imported, buffersOf(imported))
  },
  tallyJoin: async (host, join, table, onProgress) =>
    tallyJoin(host, join, await openInput(table), { onProgress }),
  describeHost(topology, edges, report) {
    const { directed } = topology
    const onProgress = (done: number, total: number) => report({ phase: 'counting', done, total })
    return {
      statistics: statisticsOf({ topology, edges, directed, onProgress }),
      ...spreadOf({ topology, edges, directed }),
    }
  },
}

exposeToParent(api)
