/** `motifscope.remote`: connecting to servers, and bringing parts of their graphs here. */
import { bringSubgraph, sizeOfSubgraph } from '../hosts/providers/bring-subgraph'
import type { HostInfo } from '../model/host-graph'
import { checkedPart } from './remote-drafts'
import { createSelections, partWords } from './remote-selections'
import type { RemoteApi } from './remote-host-types'
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
  const selections = createSelections(resultOf)

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
      return (await remotes.askable(id)).server.statistics(hooks)
    },
    async sizeOf(id, given, { mostNodes = usualLimits.mostNodes, ...hooks } = {}) {
      const part = checkedPart(given)
      const asked = await remotes.askable(id)
      return sizeOfSubgraph(asked, await selections.of(id, asked, part, mostNodes, hooks), hooks)
    },
    async bring(id, given, { name, mostNodes, mostEdges, ...hooks } = {}) {
      const part = checkedPart(given)
      const asked = await remotes.askable(id)
      const limits = {
        mostNodes: mostNodes ?? usualLimits.mostNodes,
        mostEdges: mostEdges ?? usualLimits.mostEdges,
      }
      const selection = await selections.of(id, asked, part, limits.mostNodes, hooks)
      const { file } = await bringSubgraph(asked, selection, limits, hooks)
      const title = name ?? `Part of ${asked.info.name}`
      return openHost(new File([file], `${title}.json`), {
        name: title,
        format: 'json',
        broughtFrom: { uri: asked.info.uri, part: partWords(part), at: Date.now() },
        ...hooks,
      })
    },
  }
}
