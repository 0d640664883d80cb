/** The census of the open host graph, three or four nodes at a time. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Census } from '../scripting/significance-types'
import { useMotifscope } from './motifscope'
import { useHostsStore } from './use-hosts-store'
import { useSignificanceStore } from './use-significance-store'

export const useCensusStore = defineStore('census', () => {
  const hosts = useHostsStore()
  const significance = useSignificanceStore()
  const size = ref<3 | 4>(3)
  const census = shallowRef<Census | null>(null)
  const progress = ref<number | null>(null)
  let abort: AbortController | null = null

  const isRunning = computed(() => progress.value !== null)

  function stop(): void {
    abort?.abort()
    abort = null
    progress.value = null
  }

  /** @param samples null: counts where that is not too much */
  async function take(samples: number | null = null): Promise<void> {
    const id = hosts.currentId
    if (id === null) return
    stop()
    const own = (abort = new AbortController())
    progress.value = 0
    census.value = null
    const onProgress = (done: number, total: number) => {
      if (abort === own) progress.value = done / total
    }
    const options = { signal: own.signal, onProgress, ...(samples === null ? {} : { samples }) }
    const taken = await significance.tried(
      () => useMotifscope().census(id, size.value, options),
      'The census could not be taken',
    )
    if (abort !== own) return
    census.value = taken
    abort = null
    progress.value = null
  }

  watch([() => hosts.currentId, size], () => {
    stop()
    census.value = null
  })

  return { size, census, progress, isRunning, take, stop }
})
