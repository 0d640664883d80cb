/** A count that takes a while: how far it is, what came of it, and why it failed. A new one ends the one before. */
import { computed, ref, shallowRef } from 'vue'
import { MotifscopeError, errorDataFrom } from '../model/errors'

export interface CountOptions {
  signal: AbortSignal
  onProgress: (done: number, total: number) => void
}

export function useLongCount<Answer>() {
  const answer = shallowRef<Answer | null>(null)
  /** From 0 to 1 while it runs; null: it does not. */
  const progress = ref<number | null>(null)
  /** A sentence; empty: it did not fail. */
  const failure = ref('')
  let abort: AbortController | null = null

  function stop(): void {
    abort?.abort()
    abort = null
    progress.value = null
  }

  function clear(): void {
    stop()
    answer.value = null
    failure.value = ''
  }

  async function run(count: (options: CountOptions) => Promise<Answer>): Promise<void> {
    clear()
    const own = (abort = new AbortController())
    progress.value = 0
    const onProgress = (done: number, total: number) => {
      if (abort === own) progress.value = done / total
    }
    try {
      const counted = await count({ signal: own.signal, onProgress })
      if (abort === own) answer.value = counted
    } catch (thrown) {
      const { message, hint } = errorDataFrom(thrown)
      const isCancelled = thrown instanceof MotifscopeError && thrown.code === 'cancelled'
      if (abort === own && !isCancelled) failure.value = [message, hint].filter(Boolean).join(' ')
    }
    if (abort !== own) return
    abort = null
    progress.value = null
  }

  return { answer, progress, failure, isRunning: computed(() => progress.value !== null), run, stop, clear }
}
