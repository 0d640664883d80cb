/** The rows of the result that are selected, by their place on screen; another order, filter or result ends the
 *  selection. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { useRowsStore } from './use-rows-store'
import { useSearchStore } from './use-search-store'

/** What one document can name and stay readable. */
export const mostSelected = 1_000

export const useSelectionStore = defineStore('selection', () => {
  const search = useSearchStore()
  const rows = useRowsStore()
  const indexes = shallowRef<ReadonlySet<number>>(new Set())
  const anchor = ref(0)
  const count = computed(() => indexes.value.size)

  function toggle(index: number): void {
    const next = new Set(indexes.value)
    if (!next.delete(index) && next.size < mostSelected) next.add(index)
    indexes.value = next
    anchor.value = index
  }

  /** From where the selection began to here. */
  function extendTo(index: number): void {
    const from = Math.min(anchor.value, index)
    const length = Math.min(mostSelected, Math.abs(index - anchor.value) + 1)
    const first = index < anchor.value ? anchor.value - length + 1 : from
    indexes.value = new Set(Array.from({ length }, (_, i) => first + i))
  }

  function begin(index: number): void {
    anchor.value = index
  }

  function clear(): void {
    indexes.value = new Set()
  }

  /** The selected rows' ids, in the order on screen. Rejects when they cannot be read. */
  async function readRows(): Promise<string[][]> {
    const { result } = search
    const wanted = [...indexes.value].toSorted((a, b) => a - b)
    const [first, last] = [wanted[0], wanted.at(-1)]
    if (!result || first === undefined || last === undefined) return []
    const isShown = wanted.every((index) => rows.row(index) !== undefined)
    if (isShown) return wanted.map((index) => rows.row(index) ?? [])
    const read: string[][] = []
    for (const [from, to] of runsOf(wanted))
      read.push(...(await result.page({ ...rows.query, offset: from, limit: to - from + 1 })).rows)
    return read
  }

  watch(() => [rows.sort, rows.query, search.job?.id], clear, { deep: true })

  return { indexes, count, toggle, extendTo, begin, clear, readRows }
})

/** Ascending numbers as runs without a gap: first and last of each. */
function runsOf(numbers: readonly number[]): [number, number][] {
  const runs: [number, number][] = []
  for (const number of numbers) {
    const run = runs.at(-1)
    if (run && run[1] + 1 === number) run[1] = number
    else runs.push([number, number])
  }
  return runs
}
