/** Joins graphs on servers to the API of those in this browser: lists hold both, and each question goes where its graph
 *  is. */
import type { HostLibrary } from '../hosts/host-library'
import { errorFromData, MotifscopeError } from '../model/errors'
import type { HostRecord } from '../model/host-graph'
import type { JobInfo } from '../model/job'
import { isRemoteId, takesCypher } from '../model/remote-host'
import type { HostsApi, Motifscope } from './api'
import type { CypherApi } from './cypher-api'
import type { JobsAndSearch } from './jobs-api'
import type { RemoteDoor } from './remote-door'

/** The library, with words for graphs on servers instead of “unknown”. */
export function withWords(library: HostLibrary, door: RemoteDoor): HostLibrary {
  const guarded =
    <Rest extends unknown[], Value>(work: (id: string, ...rest: Rest) => Promise<Value>) =>
    async (id: string, ...rest: Rest): Promise<Value> =>
      isRemoteId(id) ? (await door.open()).notHere(id) : work(id, ...rest)
  return {
    ...library,
    get: guarded(library.get),
    known: guarded(library.known),
    tables: guarded(library.tables),
    stored: guarded(library.stored),
    searchable: guarded(library.searchable),
    statistics: guarded(library.statistics),
    describe: guarded(library.describe),
  }
}

/** What a comparison must know of a host, wherever that is. */
export function comparableHosts(library: HostLibrary, { api }: RemoteDoor): Pick<HostLibrary, 'get'> {
  const bare = { nodeColumns: [], edgeColumns: [], byteLength: 0, isClosed: false }
  return {
    async get(id): Promise<HostRecord> {
      if (!isRemoteId(id)) return library.get(id)
      const info = await api.get(id)
      return { ...info, ...bare, openedAt: info.readAt }
    },
  }
}

export function hostsWithRemotes(local: HostsApi, door: RemoteDoor): HostsApi {
  return {
    ...local,
    list: async () => [...(await local.list()), ...(await door.list())],
    get: (id) => (isRemoteId(id) ? door.api.get(id) : local.get(id)),
    close: (id) => (isRemoteId(id) ? door.api.forget(id) : local.close(id)),
    subgraph: async (id, nodeIds) =>
      isRemoteId(id) ? (await door.open()).subgraph(id, nodeIds) : local.subgraph(id, nodeIds),
  }
}

export function cypherWithRemotes(local: CypherApi, door: RemoteDoor): CypherApi {
  return async (hostId, query, options) =>
    isRemoteId(hostId) ? (await door.open()).cypher(hostId, query, options) : local(hostId, query, options)
}

/** Of a graph on a server: its own Cypher or Gremlin, in its own names; SQL is for graphs that are here. */
export function compileWithRemotes(local: Motifscope['compile'], door: RemoteDoor): Motifscope['compile'] {
  return async (source, language, options = {}) => {
    const { hostId = '', ...rest } = options
    if (!isRemoteId(hostId)) return local(source, language, options)
    const remotes = await door.open()
    if (language === 'sql') return remotes.notHere(hostId)
    if (language === 'gremlin') return remotes.compile(source, language, options)
    // What is not asked in Cypher has no names of its own in it.
    if (!takesCypher((await remotes.api.get(hostId)).connection.kind)) return local(source, language, rest)
    return language === 'cypher' ? remotes.compile(source, language, options) : local(source, language, rest)
  }
}

const cancelled = () => new MotifscopeError('cancelled', 'The search was cancelled.')

function remoteSearch(door: RemoteDoor): JobsAndSearch['search'] {
  return async (hostId, motif, options = {}) => {
    const { signal, onProgress } = options
    if (signal?.aborted) throw cancelled()
    const remote = (await door.open()).jobs
    let id = ''
    const unwatch = onProgress
      ? door.watchJobs((changed, job) => changed === id && onProgress(job))
      : () => undefined
    const cancel = () => void remote.stop(id, 'cancelled')
    try {
      const job = await remote.start(hostId, motif, options)
      id = job.id
      signal?.addEventListener('abort', cancel, { once: true })
      if (signal?.aborted) cancel()
      const { state, error }: Pick<JobInfo, 'state' | 'error'> = (await remote.ended(id)) ?? job
      if (state === 'failed' && error) throw errorFromData(error)
      if (state !== 'done') throw cancelled()
      return await remote.result(id)
    } finally {
      signal?.removeEventListener('abort', cancel)
      unwatch()
    }
  }
}

/** @param local of this browser's hosts; stored records of searches on servers are in its lists too */
export function jobsWithRemotes(local: JobsAndSearch, door: RemoteDoor): JobsAndSearch {
  const { jobs } = local
  const live = (id: string) => door.opened()?.jobs.live(id)
  /** Answers whether it was under way in this tab. */
  const stop = async (id: string, what: 'paused' | 'cancelled') =>
    isRemoteId(id) && ((await door.opened()?.jobs.stop(id, what)) ?? false)
  const searchThere = remoteSearch(door)
  const watchAll: typeof jobs.watchAll = (callback) => {
    const ends = [jobs.watchAll(callback), door.watchJobs(callback)]
    return () => ends.forEach((end) => end())
  }

  return {
    async dropRows(id) {
      await stop(id, 'cancelled')
      await local.dropRows(id)
    },
    search: (hostId, motif, options) =>
      isRemoteId(hostId) ? searchThere(hostId, motif, options) : local.search(hostId, motif, options),
    jobs: {
      ...jobs,
      start: async (hostId, motif, options) =>
        isRemoteId(hostId)
          ? (await door.open()).jobs.start(hostId, motif, options)
          : jobs.start(hostId, motif, options),
      list: async () => (await jobs.list()).map((job) => live(job.id) ?? job),
      get: async (id) => live(id) ?? jobs.get(id),
      pause: async (id) => {
        if (!(await stop(id, 'paused'))) await jobs.pause(id)
      },
      cancel: async (id) => {
        if (!(await stop(id, 'cancelled'))) await jobs.cancel(id)
      },
      resume: async (id, options) => {
        if (isRemoteId(id)) await (await door.open()).jobs.again(id)
        else await jobs.resume(id, options)
      },
      result: async (id) => (isRemoteId(id) ? (await door.open()).jobs.result(id) : jobs.result(id)),
      async delete(id) {
        await stop(id, 'cancelled')
        await jobs.delete(id)
      },
      watchAll,
      watch: (id, callback) => watchAll((changed, job) => changed === id && job && callback(job)),
    },
  }
}
