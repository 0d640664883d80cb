/** The way to graphs on servers. What asks them is loaded when there is one, or when somebody wants to connect; until then
 *  this door answers that there is none. */
import { remoteKinds } from '../hosts/providers/remote-kinds'
import { placeOfUri } from '../hosts/providers/remote-place'
import type { JobInfo } from '../model/job'
import { remoteHostsSetting } from '../model/remote-host'
import type { RemoteHostInfo } from '../model/remote-host'
import { checkedKind } from './remote-drafts'
import type { RemoteApi } from './remote-host-types'
import type { Remotes, RemoteSources } from './remotes'

export interface RemoteDoor {
  open(): Promise<Remotes>
  /** Undefined: nothing was asked of a server in this visit. */
  opened(): Remotes | undefined
  list(): Promise<RemoteHostInfo[]>
  watchJobs(listener: (id: string, job: JobInfo) => void): () => void
  api: RemoteApi
}

function teller<Args extends unknown[]>() {
  const listeners = new Set<(...args: Args) => void>()
  return {
    tell: (...args: Args) => [...listeners].forEach((listener) => listener(...args)),
    watch(listener: (...args: Args) => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export function createRemoteDoor(sources: Omit<RemoteSources, 'tellJob' | 'tellHosts'>): RemoteDoor {
  const jobs = teller<[id: string, job: JobInfo]>()
  const hosts = teller<[]>()
  let made: Remotes | undefined
  let making: Promise<Remotes> | undefined

  async function make(): Promise<Remotes> {
    const { createRemotes } = await import('./remotes')
    return (made = createRemotes({ ...sources, tellJob: jobs.tell, tellHosts: hosts.tell }))
  }

  function open(): Promise<Remotes> {
    making ??= make()
    making.catch(() => (making = undefined))
    return making
  }

  async function list(): Promise<RemoteHostInfo[]> {
    const kept = await sources.settings.get(remoteHostsSetting)
    return Array.isArray(kept) && kept.length > 0 ? (await open()).api.list() : []
  }

  const api: RemoteApi = {
    defaults(kind) {
      const { label, example, database, shape } = remoteKinds[checkedKind(kind)]
      return { label, example, database, ...shape }
    },
    placeOf: (uri) => placeOfUri(typeof uri === 'string' ? uri : ''),
    watch: hosts.watch,
    list,
    test: async (...args) => (await open()).api.test(...args),
    connect: async (...args) => (await open()).api.connect(...args),
    get: async (...args) => (await open()).api.get(...args),
    unlock: async (...args) => (await open()).api.unlock(...args),
    lock: async (...args) => (await open()).api.lock(...args),
    forget: async (...args) => (await open()).api.forget(...args),
    refresh: async (...args) => (await open()).api.refresh(...args),
    statistics: async (...args) => (await open()).api.statistics(...args),
    sizeOf: async (...args) => (await open()).api.sizeOf(...args),
    bring: async (...args) => (await open()).api.bring(...args),
  }
  return { open, opened: () => made, list, watchJobs: jobs.watch, api }
}
