/** What a comparison would find and take, from samples, while its table is open and before it is run. */
import { defineStore } from 'pinia'
import { computed, shallowReactive, watch } from 'vue'
import type { SearchEstimate } from '../scripting/api'
import { aboutTime, countWords } from './estimate-words'
import { useMotifscope } from './motifscope'
import { mostEdgesPlannedUnasked } from './planning'
import { useComparisonStore } from './use-comparison-store'
import { useSessionStore } from './use-session-store'

const delayMs = 250

export const useComparisonEstimatesStore = defineStore('comparisonEstimates', () => {
  const comparison = useComparisonStore()
  const session = useSessionStore()
  /** By host and motif text; null: it could not be had. */
  const estimates = shallowReactive(new Map<string, SearchEstimate | null>())
  let controller = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined

  const semantics = computed(() => JSON.stringify(comparison.options))
  const keyOf = (hostId: string, text: string) => `${hostId} ${semantics.value} ${text}`

  async function estimateAll(signal: AbortSignal): Promise<void> {
    for (const host of comparison.chosen)
      for (const { motif } of comparison.motifs) {
        const key = keyOf(host.id, motif)
        const isTooLarge = !session.isIsolated && host.edgeCount > mostEdgesPlannedUnasked
        if (signal.aborted) return
        if (estimates.has(key) || isTooLarge) continue
        try {
          const found = await useMotifscope().estimate(host.id, motif, { ...comparison.options, signal })
          if (!signal.aborted) estimates.set(key, found)
        } catch {
          // The search will say what is wrong.
          if (!signal.aborted) estimates.set(key, null)
        }
      }
  }

  watch(
    () => [comparison.isOpen, comparison.chosenIds, comparison.motifs, semantics.value, comparison.isRunning],
    () => {
      clearTimeout(timer)
      controller.abort()
      if (!comparison.isOpen || comparison.isRunning) return
      controller = new AbortController()
      const { signal } = controller
      timer = setTimeout(() => void estimateAll(signal), delayMs)
    },
    { immediate: true },
  )

  /** `about 340 matches (…)` of one cell; empty while nothing is known. */
  function wordsOf(hostId: string, text: string): string {
    const found = estimates.get(keyOf(hostId, text))
    return found ? countWords(found) : ''
  }

  /** All of it together, as far as it is known; empty while nothing is. */
  const total = computed(() => {
    const pairs = comparison.chosen.flatMap(({ id }) =>
      comparison.motifs.map(({ motif }) => keyOf(id, motif)),
    )
    const known = pairs.flatMap((key) => estimates.get(key) ?? [])
    const times = known.flatMap(({ searchMs }) => searchMs ?? [])
    if (pairs.length === 0 || known.length < pairs.length || times.length < known.length) return ''
    return `Expected: ${aboutTime(times.reduce((sum, ms) => sum + ms, 0))}`
  })

  return { wordsOf, total }
})
