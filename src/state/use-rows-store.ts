/** The rows of the result on screen: which order, which filters, and the pages looked at. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, triggerRef, watch } from 'vue'
import { errorDataFrom } from '../model/errors'
import type { ErrorData } from '../model/errors'
import type { RowQuery, SearchResult } from '../scripting/result-types'
import { readColumn } from '../scripting/rows/read-row-filter'
import { PageCache } from './page-cache'
import { useFiltersStore } from './use-filters-store'
import { useNoticesStore } from './use-notices-store'
import { useResultViewStore } from './use-result-view-store'
import { useSearchStore } from './use-search-store'
import { useSessionStore } from './use-session-store'

const filterDelayMs = 200

/** Which rows all views are about. */
export type WhichShown = Pick<RowQuery, 'filter' | 'where' | 'marked'>

export const useRowsStore = defineStore('rows', () => {
  const search = useSearchStore()
  const filters = useFiltersStore()
  const look = useResultViewStore()
  const notices = useNoticesStore()
  const session = useSessionStore()
  const filter = ref('')
  const appliedFilter = ref('')
  /** Rows told apart by what is marked in them; null: all. */
  const marked = shallowRef<RowQuery['marked'] | null>(null)
  const shownJob = ref<string | null>(null)
  const hasArrived = ref(false)
  /** Why the last rows that were asked for did not come. */
  const failure = shallowRef<ErrorData | null>(null)
  /** The user asked for another order or filter, and the rows on screen do not have it yet. */
  const isReordering = ref(false)
  let wanted: [first: number, end: number] = [0, 1]
  let filterTimer: ReturnType<typeof setTimeout> | undefined

  const cache = shallowRef(
    new PageCache({
      fetchPage: (offset, limit) => fetchPage(offset, limit),
      onChange: () => {
        hasArrived.value = true
        failure.value = null
        session.reportTablesAnswer()
        if (cache.value.isCurrent) isReordering.value = false
        triggerRef(cache)
      },
      onError: (thrown) => {
        failure.value = errorDataFrom(thrown)
        isReordering.value = false
        // Where no row is on screen, it is said in their place.
        if (total.value > 0) notices.showError(thrown, 'The rows could not be read')
      },
    }),
  )
  const columns = computed(() => search.result?.columns ?? [])
  const total = computed(() => cache.value.total)
  const canAsk = computed(() => search.result !== null && !search.job?.options.countOnly)
  /** The order, where the result has such a column. */
  const sort = computed(() =>
    look.sort && readColumn(look.sort.column, filters.vocabulary) ? look.sort : null,
  )

  const which = computed<WhichShown>(() => ({
    ...(appliedFilter.value !== '' && { filter: appliedFilter.value }),
    ...(filters.where !== '' && { where: filters.where }),
    ...(marked.value && { marked: marked.value }),
  }))
  const isNarrowed = computed(() => Object.keys(which.value).length > 0)
  /** Which rows are shown, in which order. */
  const query = computed<RowQuery>(() => ({ ...which.value, ...(sort.value && { sort: { ...sort.value } }) }))

  async function fetchPage(offset: number, limit: number) {
    const result: SearchResult | null = search.result
    if (!result) return { rows: [], total: 0 }
    return result.page({ ...query.value, columns: [...look.columns], offset, limit })
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

  /** Asks once more for what did not come. */
  function again(): void {
    failure.value = null
    ask(true)
  }

  /** Ascending, then descending, then as found. */
  function toggleSort(column: string): void {
    if (sort.value?.column !== column) look.sort = { column, descending: false }
    else look.sort = sort.value.descending ? null : { column, descending: true }
  }

  /** Keeps the rows that fit, or all. */
  function mark(wish: NonNullable<RowQuery['marked']> | null): void {
    if (JSON.stringify(wish) !== JSON.stringify(marked.value)) marked.value = wish
  }

  const row = (index: number): string[] | undefined => cache.value.row(index)
  const values = (index: number): unknown[] | undefined => cache.value.values(index)

  watch(
    () => search.rowsVersion,
    () => {
      const isSameJob = shownJob.value === search.job?.id
      shownJob.value = search.job?.id ?? null
      if (!isSameJob) wanted = [0, 1]
      ask(isSameJob)
    },
    // After a reload the answer can be there before the first view that shows rows is.
    { immediate: true },
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
    filterTimer = setTimeout(() => (appliedFilter.value = text.trim()), filterDelayMs)
  })
  watch(
    () => JSON.stringify([query.value, look.columns]),
    () => {
      isReordering.value = canAsk.value
      ask(true)
    },
  )

  return {
    columns,
    sort,
    filter,
    appliedFilter,
    which,
    isNarrowed,
    query,
    total,
    hasArrived,
    failure,
    isReordering,
    canAsk,
    want,
    again,
    row,
    values,
    toggleSort,
    mark,
  }
})
