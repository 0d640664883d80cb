/** The match that is looked at closely: which host node each motif node is, and what the host knows of them. */
import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import type { HostEdge, HostNode } from '../scripting/result-types'
import { useMotifscope } from './motifscope'
import { useMotifStore } from './use-motif-store'
import { useNoticesStore } from './use-notices-store'
import { useSearchStore } from './use-search-store'
import type { Motif } from '../model/motif'

export interface OpenMatch {
  rowIndex: number
  columns: string[]
  ids: string[]
  /** The motif that was searched, to tell its edges from the host's others. */
  motif: Motif | null
  nodes: HostNode[]
  edges: HostEdge[]
}

export const useMatchStore = defineStore('match', () => {
  const search = useSearchStore()
  const motif = useMotifStore()
  const notices = useNoticesStore()
  const match = shallowRef<OpenMatch | null>(null)
  const isLoading = ref(false)
  let lastRequest = 0

  async function open(rowIndex: number, ids: string[]): Promise<void> {
    const { job, result } = search
    if (!job || !result) return
    const request = ++lastRequest
    isLoading.value = true
    try {
      const { nodes, edges } = await useMotifscope().hosts.subgraph(job.hostId, [...new Set(ids)])
      if (request !== lastRequest) return
      match.value = { rowIndex, columns: result.columns, ids, motif: motif.motifOf(job.motif), nodes, edges }
    } catch (thrown) {
      if (request === lastRequest) notices.showError(thrown, 'The match could not be drawn')
    } finally {
      if (request === lastRequest) isLoading.value = false
    }
  }

  function close(): void {
    lastRequest++
    match.value = null
    isLoading.value = false
  }

  watch(() => search.job?.id, close)

  return { match, isLoading, open, close }
})
