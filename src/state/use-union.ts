/** The rows that the subgraph and the matrix put together: those that are selected, or the first that pass the
 *  filters. */
import { computed, ref, shallowRef, watch } from 'vue'
import { useAnswer } from './use-answer'
import { useRowsStore } from './use-rows-store'
import { mostSelected, useSelectionStore } from './use-selection-store'

export const unionSizes = [100, 500, 2_000, 10_000, 100_000] as const

/** `attribute`: of the nodes, to be told along. */
export function useUnion(attribute: () => string | null) {
  const rows = useRowsStore()
  const selection = useSelectionStore()
  const limit = ref<number>(500)
  const picked = shallowRef<string[][] | null>(null)
  const isReading = ref(false)
  let turn = 0

  async function pick(): Promise<void> {
    const own = ++turn
    if (selection.count === 0 || selection.isAll) {
      picked.value = null
      isReading.value = false
      return
    }
    isReading.value = true
    const read = await selection.readRows().catch(() => null)
    if (own !== turn) return
    picked.value = read
    isReading.value = false
  }
  watch(() => [selection.indexes, selection.isAll], pick, { immediate: true })

  const answer = useAnswer(
    () => {
      if (isReading.value || !rows.canAsk) return null
      const named = attribute()
      const told = named === null ? {} : { attribute: named }
      if (picked.value) return { rows: picked.value, ...told }
      return { ...rows.query, limit: selection.isAll ? 5_000_000 : limit.value, ...told }
    },
    (result, query, signal) => result.subgraph({ ...query, signal }),
  )
  const isSelection = computed(() => selection.count > 0)
  const isCut = computed(() => !isSelection.value && rows.total > limit.value)
  return { answer, limit, isSelection, isCut, mostSelected }
}
