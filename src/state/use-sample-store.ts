/** The sampled count on screen: its question, how far it has narrowed, and its end. */
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { errorDataFrom } from '../model/errors'
import type { ErrorData } from '../model/errors'
import type { SearchSemantics } from '../model/job'
import type { SampledCount } from '../scripting/api'
import { useMotifscope } from './motifscope'
import { useHostsStore } from './use-hosts-store'
import { useMotifStore } from './use-motif-store'
import { useSearchStore } from './use-search-store'

export interface ShownSample {
  hostId: string
  motif: string
  options: SearchSemantics
  /** Null: nothing is known yet. */
  found: SampledCount | null
  error: ErrorData | null
}

/** Narrow enough to be quoted, and the time someone would wait for it. */
const precision = 0.005
const maxMs = 120_000

export const useSampleStore = defineStore('sample', () => {
  const hosts = useHostsStore()
  const motif = useMotifStore()
  const search = useSearchStore()
  const shown = shallowRef<ShownSample | null>(null)
  let controller = new AbortController()

  const isRunning = computed(
    () => shown.value !== null && shown.value.error === null && (shown.value.found?.endedBy ?? null) === null,
  )
  const answersPresentQuestion = computed(() => {
    if (!shown.value || shown.value.hostId !== hosts.currentId || shown.value.motif !== motif.source)
      return false
    const { ignoreDirection, excludeAutomorphisms, induced } = shown.value.options
    const { options } = search
    return (
      ignoreDirection === options.ignoreDirection &&
      excludeAutomorphisms === options.excludeAutomorphisms &&
      induced === options.induced
    )
  })

  async function run(): Promise<void> {
    motif.readNow()
    const hostId = hosts.currentId
    if (search.obstacle !== null || hostId === null) return
    stop()
    controller = new AbortController()
    const { signal } = controller
    const question = { hostId, motif: motif.source, options: { ...search.options } }
    shown.value = { ...question, found: null, error: null }
    const show = (change: Partial<ShownSample>) => {
      if (shown.value?.motif === question.motif && controller.signal === signal)
        shown.value = { ...shown.value, ...change }
    }
    const onProgress = (found: SampledCount) => show({ found })
    try {
      const seed = Math.floor(Math.random() * 2 ** 32)
      const how = { precision, maxMs, seed, onProgress, signal }
      show({ found: await useMotifscope().sample(hostId, question.motif, { ...question.options, ...how }) })
    } catch (thrown) {
      if (signal.aborted && shown.value?.found === null) close()
      else show({ error: errorDataFrom(thrown) })
    }
  }

  /** Ends it with what is known. */
  function stop(): void {
    controller.abort()
  }

  function close(): void {
    stop()
    shown.value = null
  }

  /** Counts every match of the sampled question instead. */
  async function countExactly(): Promise<void> {
    close()
    Object.assign(search.options, { countOnly: true, limit: null })
    await search.run()
  }

  // A search takes the place of the samples.
  watch(
    () => search.isStarting,
    (isStarting) => {
      if (isStarting) close()
    },
  )

  return { shown, isRunning, answersPresentQuestion, run, stop, close, countExactly }
})
