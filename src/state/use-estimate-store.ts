/** About how many matches the question on screen has, told while it is written. */
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { MotifscopeError } from '../model/errors'
import type { SearchSemantics } from '../model/job'
import type { SearchEstimate } from '../scripting/api'
import { explosionOf } from './estimate-words'
import { useMotifscope } from './motifscope'
import { mostEdgesPlannedUnasked } from './planning'
import { useHostsStore } from './use-hosts-store'
import { useMotifStore } from './use-motif-store'
import { useSearchStore } from './use-search-store'
import { useSessionStore } from './use-session-store'

export type EstimateState =
  | { kind: 'none' }
  | { kind: 'computing' }
  /** `isOutdated`: of the question before this one, until there is an answer to this one. */
  | { kind: 'known'; estimate: SearchEstimate; options: SearchSemantics; isOutdated: boolean }
  | { kind: 'unavailable'; why: string }

const typingDelayMs = 250
/** A first answer that is less sure than this is bettered when the typing rests. */
const wideInterval = 2
const secondMs = 500

const isWide = ({ low, high, isExact }: SearchEstimate) => !isExact && high > wideInterval * low

export const useEstimateStore = defineStore('estimate', () => {
  const hosts = useHostsStore()
  const motif = useMotifStore()
  const search = useSearchStore()
  const session = useSessionStore()
  const state = shallowRef<EstimateState>({ kind: 'none' })
  /** The motif and host about which the user has chosen how to go on. */
  const settled = shallowRef<string | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let controller = new AbortController()
  let last: Promise<void> = Promise.resolve()

  const question = computed(() => `${hosts.currentId} ${motif.motifSource}`)
  /** Why to think it over before it is run; null when there is no reason, or the user has. */
  const warning = computed(() => {
    if (state.value.kind !== 'known' || state.value.isOutdated || settled.value === question.value)
      return null
    return explosionOf(state.value.estimate, state.value.options)
  })

  /** The user has chosen: no more warnings about this motif. */
  function settle(): void {
    settled.value = question.value
  }

  /** Why there will be no estimate, as a sentence; null when there may be one. */
  function obstacle(): string | null {
    const edgeCount = hosts.current?.edgeCount ?? 0
    if (session.isIsolated || edgeCount <= mostEdgesPlannedUnasked) return null
    return 'No estimate: this page may not share memory between threads, and the host graph is large.'
  }

  async function estimate(signal: AbortSignal): Promise<void> {
    const hostId = hosts.currentId
    if (signal.aborted || hostId === null) return
    const options = { ...search.options }
    const show = (found: SearchEstimate) => {
      if (!signal.aborted) state.value = { kind: 'known', estimate: found, options, isOutdated: false }
    }
    try {
      const { ready, estimate: ask } = useMotifscope()
      await ready
      const first = await ask(hostId, motif.motifSource, { ...options, signal })
      show(first)
      if (signal.aborted || !isWide(first)) return
      const second = await ask(hostId, motif.motifSource, { ...options, signal, maxMs: secondMs })
      show(second)
    } catch (thrown) {
      if (signal.aborted) return
      const message = thrown instanceof MotifscopeError ? thrown.message : 'It could not be computed.'
      state.value = { kind: 'unavailable', why: `No estimate: ${message}` }
    }
  }

  function begin(): void {
    controller.abort()
    controller = new AbortController()
    const { signal } = controller
    const why = obstacle()
    if (search.obstacle !== null || search.answersPresentQuestion) state.value = { kind: 'none' }
    else if (why !== null) state.value = { kind: 'unavailable', why }
    else {
      if (state.value.kind !== 'known') state.value = { kind: 'computing' }
      // One at a time: what a host must look up for an earlier motif cannot be called back.
      last = last.then(() => estimate(signal))
    }
  }

  watch(
    () => [
      motif.motif,
      motif.problems.length,
      hosts.currentId,
      { ...search.options },
      search.answersPresentQuestion,
      session.isIsolated,
    ],
    () => {
      clearTimeout(timer)
      controller.abort()
      if (search.obstacle !== null || search.answersPresentQuestion) state.value = { kind: 'none' }
      else if (state.value.kind === 'known') state.value = { ...state.value, isOutdated: true }
      timer = setTimeout(begin, typingDelayMs)
    },
    { immediate: true },
  )

  return { state, warning, settle }
})
