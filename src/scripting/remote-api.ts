/** `motifscope.remote`: connecting to servers, and bringing parts of their graphs here. */
import { bringSubgraph, sizeOfSubgraph } from '../hosts/providers/bring-subgraph'
import type { SubgraphSelection } from '../hosts/providers/subgraph-selection'
import { remoteStatistics } from '../hosts/providers/remote-statistics'
import type { HostInfo } from '../model/host-graph'
import { distinctIds } from './remote-parts'
import type { BroughtPart, RemoteApi } from './remote-host-types'
import type { RemoteHosts } from './remote-hosts'
import type { OpenHostOptions } from './api'
import type { SearchResult } from './result-types'

const usualLimits = { mostNodes: 50_000, mostEdges: 1_000_000 }

export interface RemoteApiSources {
  remotes: RemoteHosts
  /** The result of a search on a server. */
  resultOf: (jobId: string) => Promise<SearchResult>
  openHost: (file: File, options: OpenHostOptions) => Promise<HostInfo>
}

export function createRemoteApi({
  remotes,
  resultOf,
  openHost,
}: RemoteApiSources): Omit<RemoteApi, 'watch' | 'placeOf' | 'defaults'> {
  const selectionOf = async (part: BroughtPart): Promise<SubgraphSelection> =>
    'jobId' in part ? { ids: await distinctIds(await resultOf(part.jobId)) } : part

  return {
    test: (draft, credentials, hooks = {}) => remotes.test(draft, credentials, hooks),
    connect: (draft, credentials, options = {}) => remotes.connect(draft, credentials, options),
    list: () => remotes.list(),
    get: (id) => remotes.get(id),
    unlock: (id, passphrase) => remotes.unlock(id, passphrase),
    lock: (id, options = {}) => remotes.lock(id, options),
    forget: (id) => remotes.forget(id),
    refresh: (id, hooks = {}) => remotes.refresh(id, hooks),
    async statistics(id, hooks = {}) {
      const { endpoint, graph, timeoutMs } = await remotes.askable(id)
      return remoteStatistics(endpoint, graph, timeoutMs, hooks)
    },
    async sizeOf(id, part, hooks = {}) {
      return sizeOfSubgraph(await remotes.askable(id), await selectionOf(part), hooks)
    },
    async bring(id, part, { name, mostNodes, mostEdges, onProgress, signal } = {}) {
      const asked = await remotes.askable(id)
      const limits = {
        mostNodes: mostNodes ?? usualLimits.mostNodes,
        mostEdges: mostEdges ?? usualLimits.mostEdges,
      }
      const { file } = await bringSubgraph(asked, await selectionOf(part), limits, { onProgress, signal })
      const title = name ?? `Part of ${asked.info.name}`
      return openHost(new File([file], `${title}.json`), {
        name: title,
        format: 'json',
        ...(onProgress ? { onProgress } : {}),
        ...(signal ? { signal } : {}),
      })
    },
  }
}
