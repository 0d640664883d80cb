/** Makes the public API of one tab. The page sets it as `globalThis.motifscope` and is itself built on it. */
import { explainText } from '../dotmotif/explain-text'
import { automorphismCount } from '../grandiso/symmetry'
import { createHostLibrary } from '../hosts/host-library'
import { describeInWorker } from '../hosts/import-worker'
import { allocateBytes } from '../jobs/shared-arrays'
import type { Motifscope } from './api'
import { createComparer } from './compare-hosts'
import { createCompiler } from './compile-motif'
import { createCypher } from './cypher-api'
import { startEngine } from './engine'
import { createSampling } from './estimate-search'
import { createGraphs } from './grand-api'
import { createHostsApi } from './hosts-api'
import { createJobsApi, motifFromText } from './jobs-api'
import { createLinksApi } from './links-api'
import { createMossApi } from './moss-api'
import { mossSourcesOf } from './moss-sources'
import { symmetryOfMotif } from './motif-symmetry'
import { createSignificance } from './significance-api'
import { createStorageApi } from './storage-api'

export function createMotifscope(): Motifscope {
  const engine = startEngine()
  const library = createHostLibrary({
    database: engine.database,
    sql: engine.sql,
    allocate: allocateBytes,
    describeHost: describeInWorker,
  })
  const { jobs, search, dropRows } = createJobsApi(engine, library)
  const hosts = createHostsApi(library)
  const moss = createMossApi(mossSourcesOf(engine, library))
  return {
    version: __APP_VERSION__,
    ready: engine.ready,
    parse(source) {
      const { motif, warnings } = motifFromText(source)
      let count: number | undefined
      return {
        ...motif,
        warnings,
        // Counted when it is asked for: symmetries of a motif of thousands of nodes take longer than reading it.
        get automorphismCount() {
          return (count ??= automorphismCount(motif))
        },
      }
    },
    explain(source) {
      motifFromText(source)
      return explainText(source)
    },
    symmetry(source, { ignoreDirection = false } = {}) {
      return symmetryOfMotif(motifFromText(source).motif, ignoreDirection)
    },
    ...createCompiler(library),
    ...createSampling(engine, library),
    ...createComparer(library, search),
    ...createSignificance(engine, library),
    hosts,
    search,
    jobs,
    links: createLinksApi(hosts, moss),
    moss,
    cypher: createCypher(library),
    graph: createGraphs(library),
    storage: createStorageApi({ database: engine.database, library, dropRows }),
  }
}
