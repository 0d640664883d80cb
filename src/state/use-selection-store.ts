/** The rows of the result that are selected, by their place on screen, or all that pass the filters; another order,
 *  filter or result ends the selection. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { useRowsStore } from './use-rows-store'
import { useSearchStore } from './use-search-store'

/** What one document can name and stay readable. */
export const mostInNote = 1_000
/** What can be picked one by one; `all` has no such bound. */
export const mostSelected = 10_000

export const useSelectionStore = defineStore('selection', () => {
  const search = useSearchStore()
  const rows = useRowsStore()
  const indexes = shallowRef<ReadonlySet<number>>(new Set())
  /** Every row that passes the filters. */
  const isAll = ref(false)
  const anchor = ref(0)
  const count = computed(() => (isAll.value ? rows.total : indexes.value.size))

  const has = (index: number) => isAll.value || indexes.value.has(index)

  function toggle(index: number): void {
    isAll.value = false
    const next = new Set(indexes.value)
    if (!next.delete(index) && next.size < mostSelected) next.add(index)
    indexes.value = next
    anchor.value = index
  }

  /** From where the selection began to here. */
  function extendTo(index: number): void {
    isAll.value = false
    const from = Math.min(anchor.value, index)
    const length = Math.min(mostSelected, Math.abs(index - anchor.value) + 1)
    const first = index < anchor.value ? anchor.value - length + 1 : from
    indexes.value = new Set(Array.from({ length }, (_, i) => first + i))
  }

  function begin(index: number): void {
    anchor.value = index
  }

  function selectAll(): void {
    indexes.value = new Set()
    isAll.value = rows.total > 0
  }

  function clear(): void {
    indexes.value = new Set()
    isAll.value = false
  }

  /** The selected rows' ids, in the order on screen; of all rows the first `mostSelected`. Rejects when they cannot be
   *  read. */
  async function readRows(): Promise<string[][]> {
    const { result } = search
    if (result && isAll.value)
      return (await result.page({ ...rows.query, offset: 0, limit: mostSelected })).rows
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

  watch(() => [rows.query, search.job?.id], clear, { deep: true })

  return { indexes, isAll, count, has, toggle, extendTo, begin, selectAll, clear, readRows }
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
