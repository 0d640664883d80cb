/** An import worker: bytes of a file → a host as plain data, or a host → its statistics. One piece of work each; the
 *  page ends it. */
import { openInput } from '../src/hosts/graph-input'
import { importGraph } from '../src/hosts/import-graph'
import type { ImportWorkerApi } from '../src/hosts/import-worker'
import { buffersOf } from '../src/hosts/imported-host'
import { exposeToParent, transfer } from './expose-to-parent'
import { statisticsOf } from '../src/statistics/host-statistics'

const api: ImportWorkerApi = {
  async importGraph({ graph, nodes, options }, onProgress) {
    const nodeTable = nodes ? await openInput(nodes) : null
    const imported = await importGraph(await openInput(graph), nodeTable, options, { onProgress })
    return transfer(imported, buffersOf(imported))
  },
  statistics: (topology, edges) => statisticsOf({ topology, edges, directed: topology.directed }),
}

exposeToParent(api)
