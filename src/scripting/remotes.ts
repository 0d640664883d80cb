/** All that is done with graphs on servers, made when there is the first of them. */
import type { GraphBackend } from '../grand/backend'
import type { HostLibrary } from '../hosts/host-library'
import { graphOf } from '../hosts/providers/open-endpoint'
import { relayMotif } from '../hosts/providers/relay-motif'
import { MotifscopeError } from '../model/errors'
import type { HostInfo } from '../model/host-graph'
import type { JobInfo } from '../model/job'
import type { OpenHostOptions, Motifscope } from './api'
import type { CypherApi } from './cypher-api'
import type { Engine } from './engine'
import { notGremlin } from './compile-motif'
import { motifFromText, semanticsFrom } from './jobs-api'
import { createRemoteApi } from './remote-api'
import type { RemoteApi } from './remote-host-types'
import { RemoteHosts } from './remote-hosts'
import { createRemoteJobs } from './remote-jobs'
import type { RemoteJobs } from './remote-jobs'
import { remoteCypher, remoteSubgraph } from './remote-parts'
import type { SettingsStore } from './remote-records'
import type { HostsApi } from './api'

export interface RemoteSources {
  engine: Pick<Engine, 'database' | 'sql'>
  library: HostLibrary
  settings: SettingsStore
  openHost: (file: File, options: OpenHostOptions) => Promise<HostInfo>
  tellJob: (id: string, job: JobInfo) => void
  tellHosts: () => void
}

export interface Remotes {
  api: Omit<RemoteApi, 'watch' | 'placeOf' | 'defaults'>
  jobs: RemoteJobs
  subgraph: HostsApi['subgraph']
  cypher: CypherApi
  /** A motif for a server, in its own Cypher or Gremlin, and its own names. */
  compile: Motifscope['compile']
  /** For a script; to be closed. */
  backend(id: string): Promise<GraphBackend>
  /** @throws always MotifscopeError `not-here`, or `unknown-host`. */
  notHere(id: string): Promise<never>
}

export function createRemotes(sources: RemoteSources): Remotes {
  const { engine, library, settings, openHost, tellJob, tellHosts } = sources
  const now = () => Date.now()
  const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  const remotes = new RemoteHosts({ settings, now, randomBytes, tell: tellHosts })
  /** The table engine's copy of a job's rows, if it has one. */
  const forgetRows = async (id: string) => {
    const { dropMatches } = await import('../tables/match-table')
    await dropMatches(await engine.sql(), id)
  }
  const jobs = createRemoteJobs({ engine, library, remotes, now, forgetRows, tell: tellJob })

  async function notHere(id: string): Promise<never> {
    const { name, server } = await remotes.get(id)
    throw new MotifscopeError(
      'not-here',
      `${name} stays on its server (${server}); this needs the graph in this browser.`,
      { hint: 'Bring a part of it here (Hosts, Bring a part here), and use that.' },
    )
  }

  const compile: Remotes['compile'] = async (source, language, { hostId = '', ...options } = {}) => {
    const { connection, nodeAttributes, edgeAttributes, idKinds } = await remotes.get(hostId)
    const known = { nodes: nodeAttributes, edges: edgeAttributes }
    if (language === 'gremlin') {
      if (connection.kind !== 'gremlin') throw notGremlin()
      const { motif } = motifFromText(source)
      const { compileGremlin } = await import('../hosts/providers/gremlin-compile')
      return { text: await compileGremlin(connection, motif, semanticsFrom(options), known, idKinds) }
    }
    const graph = graphOf(connection)
    const { text, parameters } = relayMotif(motifFromText(source).motif, semanticsFrom(options), graph, known)
    return { text, parameters }
  }

  return {
    api: createRemoteApi({ remotes, resultOf: (id) => jobs.result(id), openHost }),
    jobs,
    subgraph: async (id, nodeIds) => remoteSubgraph(await remotes.askable(id), nodeIds),
    cypher: async (id, query, options = {}) => remoteCypher(await remotes.askable(id), query, options),
    compile,
    backend: (id) => remotes.backend(id),
    notHere,
  }
}
