/** The rows of the result on screen: which order, which filter, and the pages looked at. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, triggerRef, watch } from 'vue'
import type { RowQuery, SearchResult } from '../scripting/api'
import { PageCache } from './page-cache'
import { useNoticesStore } from './use-notices-store'
import { useSearchStore } from './use-search-store'

export interface RowSort {
  column: string
  descending: boolean
}

const filterDelayMs = 200

export const useRowsStore = defineStore('rows', () => {
  const search = useSearchStore()
  const notices = useNoticesStore()
  const sort = ref<RowSort | null>(null)
  const filter = ref('')
  const appliedFilter = ref('')
  /** Rows told apart by what is marked in them; null: all. */
  const marked = shallowRef<RowQuery['marked'] | null>(null)
  const isNarrowed = computed(() => appliedFilter.value !== '' || marked.value !== null)
  const shownJob = ref<string | null>(null)
  const hasArrived = ref(false)
  const failure = ref(false)
  /** The user asked for another order or filter, and the rows on screen do not have it yet. */
  const isReordering = ref(false)
  let wanted: [first: number, end: number] = [0, 1]
  let filterTimer: ReturnType<typeof setTimeout> | undefined

  const cache = shallowRef(
    new PageCache({
      fetchPage: (offset, limit) => fetchPage(offset, limit),
      onChange: () => {
        hasArrived.value = true
        failure.value = false
        if (cache.value.isCurrent) isReordering.value = false
        triggerRef(cache)
      },
      onError: (thrown) => {
        failure.value = true
        isReordering.value = false
        notices.showError(thrown, 'The rows could not be read')
      },
    }),
  )
  const columns = computed(() => search.result?.columns ?? [])
  const total = computed(() => cache.value.total)
  const canAsk = computed(() => search.result !== null && !search.job?.options.countOnly)

  /** Which rows are shown, in which order. */
  const query = computed<RowQuery>(() => ({
    ...(sort.value && { sort: { ...sort.value } }),
    ...(appliedFilter.value !== '' && { filter: appliedFilter.value }),
    ...(marked.value && { marked: marked.value }),
  }))

  async function fetchPage(offset: number, limit: number) {
    const result: SearchResult | null = search.result
    if (!result) return { rows: [], total: 0 }
    return result.page({ ...query.value, offset, limit })
  }

  function ask(keepShown: boolean): void {
    cache.value.invalidate({ keepShown })
    if (!keepShown) hasArrived.value = false
    triggerRef(cache)
    if (canAsk.value) cache.value.want(...wanted)
  }

  /** The rows on screen: fetched if they are not there. */
  function want(first: number, end: number): void {
    wanted = [first, end]
    if (canAsk.value) cache.value.want(first, end)
  }

  /** Ascending, then descending, then as found. */
  function toggleSort(column: string): void {
    if (sort.value?.column !== column) sort.value = { column, descending: false }
    else sort.value = sort.value.descending ? null : { column, descending: true }
    isReordering.value = canAsk.value
    ask(true)
  }

  /** Keeps the rows that fit, or all. */
  function mark(wanted: NonNullable<RowQuery['marked']> | null): void {
    if (JSON.stringify(wanted) === JSON.stringify(marked.value)) return
    marked.value = wanted
    isReordering.value = canAsk.value
    ask(true)
  }

  const row = (index: number): string[] | undefined => cache.value.row(index)

  watch(
    () => search.rowsVersion,
    () => {
      const isSameJob = shownJob.value === search.job?.id
      shownJob.value = search.job?.id ?? null
      if (sort.value && !columns.value.includes(sort.value.column)) sort.value = null
      if (!isSameJob) wanted = [0, 1]
      ask(isSameJob)
    },
  )
  watch(
    () => search.job?.id,
    (id) => {
      if (id === shownJob.value) return
      shownJob.value = null
      ask(false)
    },
  )
  watch(filter, (text) => {
    clearTimeout(filterTimer)
    filterTimer = setTimeout(() => {
      appliedFilter.value = text.trim()
      isReordering.value = canAsk.value
      ask(true)
    }, filterDelayMs)
  })

  return {
    columns,
    sort,
    filter,
    appliedFilter,
    isNarrowed,
    query,
    total,
    hasArrived,
    failure,
    isReordering,
    canAsk,
    want,
    row,
    toggleSort,
    mark,
  }
})
