/** How this browser serves the page: stored for offline use or not, isolated or not, able to search or not.
 *  src/main.ts reports; components show. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { errorDataFrom } from '../model/errors'

export type OfflineState = 'unsupported' | 'loading' | 'ready'

const offlineWords: Record<OfflineState, { text: string; explanation: string }> = {
  unsupported: {
    text: 'Online only',
    explanation: 'This copy of the page is not stored by the browser: it needs the network to start.',
  },
  loading: {
    text: 'Storing for offline…',
    explanation:
      'The page is storing itself in this browser. When it is done, it starts and searches without a network.',
  },
  ready: {
    text: 'Ready offline',
    explanation: 'Everything is stored: the page starts and searches without a network.',
  },
}

export const useSessionStore = defineStore('session', () => {
  const offline = ref<OfflineState>('loading')
  const isIsolated = ref(true)
  const failure = shallowRef<{ message: string; hint?: string } | null>(null)
  const applyUpdate = shallowRef<(() => void) | null>(null)
  const offlineText = computed(() => offlineWords[offline.value].text)
  const offlineExplanation = computed(() => offlineWords[offline.value].explanation)

  /** The tables or the workers could not start; the page still shows, edits and shares motifs. */
  function reportFailure(thrown: unknown): void {
    const { message, hint } = errorDataFrom(thrown)
    failure.value = { message, ...(hint === undefined ? {} : { hint }) }
  }

  /** The tables answer, whatever was wrong with them before. */
  function reportTablesAnswer(): void {
    failure.value = null
  }

  return {
    offline,
    isIsolated,
    failure,
    applyUpdate,
    offlineText,
    offlineExplanation,
    reportFailure,
    reportTablesAnswer,
  }
})
