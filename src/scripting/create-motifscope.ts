/** Makes the public API of one tab. The page sets it as `globalThis.motifscope` and is itself built on it. */
import { automorphismCount } from '../grandiso/symmetry'
import { createHostLibrary } from '../hosts/host-library'
import { computeStatistics } from '../hosts/import-worker'
import { allocateBytes } from '../jobs/shared-arrays'
import type { Motifscope } from './api'
import { startEngine } from './engine'
import { createHostsApi } from './hosts-api'
import { createJobsApi, motifFromText } from './jobs-api'

export function createMotifscope(): Motifscope {
  const engine = startEngine()
  const library = createHostLibrary({
    database: engine.database,
    sql: engine.sql,
    allocate: allocateBytes,
    computeStatistics,
  })
  const { jobs, search } = createJobsApi(engine, library)
  return {
    version: __APP_VERSION__,
    ready: engine.ready,
    parse(source) {
      const { motif, warnings } = motifFromText(source)
      return { ...motif, automorphismCount: automorphismCount(motif), warnings }
    },
    hosts: createHostsApi(library),
    search,
    jobs,
  }
}
