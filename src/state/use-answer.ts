/** A question to the result on screen that is asked anew when it, or the result, changes: only the last one counts, the
 *  one before is stopped. While a search brings new rows, the present answer is finished before it is renewed. */
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { errorDataFrom } from '../model/errors'
import type { ErrorData } from '../model/errors'
import type { SearchResult } from '../scripting/result-types'
import { useSearchStore } from './use-search-store'

const renewMs = 500

/** An answer as a view shows it: the last one, and what became of the question under way. */
export interface Answer<Value> {
  value: Readonly<Ref<Value | null>>
  failure: Readonly<Ref<ErrorData | null>>
  isWorking: Readonly<Ref<boolean>>
  isStopped: Readonly<Ref<boolean>>
  /** Stops the question under way; the last answer stays. */
  cancel: () => void
  again: () => void
}

/** `wanted`: what to ask, as plain data; null: nothing. */
export function useAnswer<Query, Value>(
  wanted: () => Query | null,
  ask: (result: SearchResult, query: Query, signal: AbortSignal) => Promise<Value>,
): Answer<Value> {
  const search = useSearchStore()
  const value = shallowRef<Value | null>(null)
  const failure = shallowRef<ErrorData | null>(null)
  const isWorking = ref(false)
  const isStopped = ref(false)
  let stop: AbortController | null = null
  let isOutdated = false
  let timer: ReturnType<typeof setTimeout> | undefined

  async function start(): Promise<void> {
    clearTimeout(timer)
    stop?.abort()
    const query = wanted()
    const { result } = search
    isOutdated = false
    isStopped.value = false
    if (query === null || !result) {
      value.value = null
      failure.value = null
      isWorking.value = false
      return
    }
    const own = new AbortController()
    stop = own
    isWorking.value = true
    try {
      const answer = await ask(result, query, own.signal)
      if (stop !== own) return
      value.value = answer
      failure.value = null
    } catch (thrown) {
      if (stop !== own) return
      const error = errorDataFrom(thrown)
      isStopped.value = error.code === 'cancelled'
      failure.value = isStopped.value ? null : error
    }
    isWorking.value = false
    if (isOutdated) timer = setTimeout(() => void start(), renewMs)
  }

  watch(
    () => JSON.stringify([wanted(), search.result?.jobId ?? null]),
    () => void start(),
    { immediate: true },
  )
  watch(
    () => search.rowsVersion,
    () => {
      if (isWorking.value) isOutdated = true
      else void start()
    },
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    stop?.abort()
    stop = null
  })

  return { value, failure, isWorking, isStopped, cancel: () => stop?.abort(), again: () => void start() }
}
