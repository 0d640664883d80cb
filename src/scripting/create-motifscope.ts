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
import { readCypherText } from './cypher-reading'
import { startEngine } from './engine'
import { createSampling } from './estimate-search'
import { createGraphs, openGraph } from './grand-api'
import { createHostsApi } from './hosts-api'
import { createJobsApi, motifFromText } from './jobs-api'
import { createLinksApi } from './links-api'
import { createMossApi } from './moss-api'
import { mossSourcesOf } from './moss-sources'
import { symmetryOfMotif } from './motif-symmetry'
import { createRemoteDoor } from './remote-door'
import { createNodeClasses } from './node-class-api'
import { createParticipation } from './participation-api'
import { createScripts } from './script-api'
import { createSignificance } from './significance-api'
import { createStorageApi } from './storage-api'
import { getSetting, putSetting } from '../storage/settings'
import {
  comparableHosts,
  compileWithRemotes,
  cypherWithRemotes,
  hostsWithRemotes,
  jobsWithRemotes,
  withWords,
} from './with-remotes'

export function createMotifscope(): Motifscope {
  const engine = startEngine()
  const stored = createHostLibrary({
    database: engine.database,
    sql: engine.sql,
    allocate: allocateBytes,
    describeHost: describeInWorker,
  })
  const local = createJobsApi(engine, stored)
  const door = createRemoteDoor({
    engine,
    library: stored,
    settings: {
      get: async (name) => getSetting(await engine.database(), name),
      put: async (name, value) => putSetting(await engine.database(), name, value),
    },
    openHost: (file, options) => hosts.open(file, options),
  })
  const library = withWords(stored, door)
  const comparable = comparableHosts(library, door)
  const { jobs, search, dropRows } = jobsWithRemotes(local, door)
  const hosts = hostsWithRemotes(createHostsApi(library), door)
  const moss = createMossApi(mossSourcesOf(engine, { ...library, ...comparable }))
  const compiler = createCompiler(library)
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
    ...compiler,
    compile: compileWithRemotes(compiler.compile, door),
    ...createSampling(engine, library),
    ...createComparer(comparable, search),
    ...createSignificance(engine, library),
    ...createNodeClasses(library),
    participation: createParticipation(library),
    hosts,
    search,
    jobs,
    links: createLinksApi(hosts, moss),
    moss,
    cypher: cypherWithRemotes(createCypher(library), door),
    readCypher: readCypherText,
    remote: door.api,
    graph: createGraphs(library),
    openGraph,
    script: createScripts(library, engine.database, async (id) => (await door.open()).backend(id)),
    storage: createStorageApi({ database: engine.database, library, dropRows }),
  }
}
