/** A motif made from matched rows: asked for with some wishes, looked at, then put in place of the text in the editor,
 *  which can be taken back. */
import { defineStore } from 'pinia'
import { computed, reactive, ref, shallowRef, watch } from 'vue'
import { errorDataFrom } from '../model/errors'
import type { ErrorData } from '../model/errors'
import type { MotifFromRows } from '../scripting/result-types'
import { useAppearanceStore } from './use-appearance-store'
import { useMotifStore } from './use-motif-store'
import { useNoticesStore } from './use-notices-store'
import { useSearchStore } from './use-search-store'
import { useSelectionStore } from './use-selection-store'
import { useToastsStore } from './use-toasts-store'

export const useTakenMotifStore = defineStore('takenMotif', () => {
  const search = useSearchStore()
  const selection = useSelectionStore()
  const motif = useMotifStore()
  const appearance = useAppearanceStore()
  /** The rows it is made from; null: none is being made. */
  const rows = shallowRef<string[][] | null>(null)
  const wishes = reactive({ edges: 'all' as 'all' | 'motif', attributes: [] as string[], fixIds: false })
  const made = shallowRef<MotifFromRows | null>(null)
  const failure = shallowRef<ErrorData | null>(null)
  const isMaking = ref(false)
  const nodeCount = computed(() => new Set(rows.value?.flat()).size)
  let turn = 0

  async function make(): Promise<void> {
    const own = ++turn
    const { result } = search
    if (!rows.value || !result) return
    isMaking.value = true
    try {
      const found = await result.toMotif({ ...wishes, attributes: [...wishes.attributes], rows: rows.value })
      if (own !== turn) return
      made.value = found
      failure.value = null
    } catch (thrown) {
      if (own !== turn) return
      made.value = null
      failure.value = errorDataFrom(thrown)
    }
    isMaking.value = false
  }

  function open(from: string[][]): void {
    made.value = null
    failure.value = null
    rows.value = from
  }

  async function openSelection(): Promise<void> {
    try {
      open(await selection.readRows())
    } catch (thrown) {
      useNoticesStore().showError(thrown, 'The selected rows could not be read')
    }
  }

  function close(): void {
    turn++
    rows.value = null
  }

  /** Puts the motif in place of the text in the editor. */
  function take(): void {
    if (!made.value) return
    const before = motif.source
    const { text, left } = made.value
    motif.replace(text)
    appearance.studioTab = 'editor'
    useToastsStore().say('The editor holds the motif made from the rows.', {
      action: { label: 'Undo', run: () => motif.replace(before) },
      ...(left.length > 0 ? { hint: `Left out, for want of an edge: ${left.slice(0, 5).join(', ')}.` } : {}),
    })
    close()
  }

  watch([rows, wishes], () => void make(), { deep: true })
  watch(() => search.job?.id, close)

  return { rows, wishes, made, failure, isMaking, nodeCount, open, openSelection, close, take }
})
