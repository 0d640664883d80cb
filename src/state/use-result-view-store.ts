/** Which view of the result is open and what it shows: columns, groups, the histogram. With the filters and the order it
 *  stands in the address, under keys that other versions keep as keys they do not know. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { allColumns, writeColumn } from '../scripting/rows/column-words'
import { splitColumns } from '../scripting/rows/filter-shapes'
import { readColumn } from '../scripting/rows/read-row-filter'
import { joinFilters } from '../scripting/rows/write-row-filter'
import { useFiltersStore } from './use-filters-store'

export const resultViews = ['table', 'groups', 'histogram', 'subgraph', 'matrix'] as const
export type ResultViewName = (typeof resultViews)[number]

/** What groups are made of: values of columns, or host nodes with how often they take part. */
export type Grouping = 'values' | 'nodes'

export interface RowSort {
  column: string
  descending: boolean
}

const addressKeys = ['results', 'where', 'columns', 'order', 'by', 'histogram'] as const

/** The keys of an address that are not about the views of a result. */
export function withoutViewKeys(keys: Readonly<Record<string, string>>): Record<string, string> {
  const own: readonly string[] = addressKeys
  return Object.fromEntries(Object.entries(keys).filter(([key]) => !own.includes(key)))
}

export const useResultViewStore = defineStore('resultView', () => {
  const filters = useFiltersStore()
  const view = ref<ResultViewName>('table')
  /** Columns that the table shows besides ids, as wished; some may not fit the result on screen. */
  const wishedColumns = shallowRef<readonly string[]>([])
  const sort = shallowRef<RowSort | null>(null)
  const wishedGroups = shallowRef<readonly string[]>([])
  const grouping = ref<Grouping>('values')
  const wishedHistogram = ref<string | null>(null)

  const isThere = (column: string) => readColumn(column, filters.vocabulary) !== null
  const columns = computed(() => wishedColumns.value.filter(isThere))
  /** Every column there is, as text, with its type. */
  const choices = computed(() => allColumns(filters.vocabulary))
  const groupBy = computed(() => {
    const wished = wishedGroups.value.filter(isThere)
    const first = choices.value.find((column) => column.kind === 'node' && column.key !== null)
    const fallback = first ?? choices.value[0]
    return wished.length > 0 || !fallback ? wished : [writeColumn(fallback)]
  })
  const histogramOf = computed(() => {
    if (wishedHistogram.value !== null && isThere(wishedHistogram.value)) return wishedHistogram.value
    const { nodeAttributes, edgeAttributes } = filters.vocabulary
    const isNumber = (column: (typeof choices.value)[number]) =>
      column.key !== null &&
      (column.kind === 'edge' ? edgeAttributes : nodeAttributes)[column.key] === 'number'
    const first = choices.value.find(isNumber) ?? choices.value.find(({ key }) => key !== null)
    return first ? writeColumn(first) : null
  })

  function toggleColumn(column: string): void {
    const isShown = wishedColumns.value.includes(column)
    wishedColumns.value = isShown
      ? wishedColumns.value.filter((other) => other !== column)
      : [...wishedColumns.value, column]
    // No order by what nobody sees.
    if (isShown && sort.value?.column === column) sort.value = null
  }

  function showGroups(by: readonly string[]): void {
    wishedGroups.value = by
    grouping.value = 'values'
    view.value = 'groups'
  }

  function showHistogram(column: string): void {
    wishedHistogram.value = column
    view.value = 'histogram'
  }

  const address = computed<Record<string, string>>(() => {
    const order = sort.value && `${sort.value.descending ? '-' : ''}${sort.value.column}`
    const by = grouping.value === 'nodes' ? 'nodes' : wishedGroups.value.join(', ')
    const pairs = {
      results: view.value === 'table' ? '' : view.value,
      where: joinFilters(filters.texts),
      columns: wishedColumns.value.join(', '),
      order: order ?? '',
      by,
      histogram: wishedHistogram.value ?? '',
    }
    return Object.fromEntries(Object.entries(pairs).filter(([, text]) => text !== ''))
  })

  /** Takes what an address says and answers its other keys. */
  function readAddress(keys: Readonly<Record<string, string>>): Record<string, string> {
    const { results = 'table', where = '', columns: shown = '', order = '', by = '', histogram = '' } = keys
    view.value = resultViews.find((name) => name === results) ?? 'table'
    filters.replaceAll(where)
    wishedColumns.value = splitColumns(shown)
    sort.value = order === '' ? null : { column: order.replace(/^-/, ''), descending: order.startsWith('-') }
    grouping.value = by === 'nodes' ? 'nodes' : 'values'
    wishedGroups.value = by === 'nodes' ? [] : splitColumns(by).slice(0, 2)
    wishedHistogram.value = histogram === '' ? null : histogram
    return withoutViewKeys(keys)
  }

  return {
    view,
    columns,
    choices,
    sort,
    grouping,
    groupBy,
    wishedGroups,
    histogramOf,
    wishedHistogram,
    toggleColumn,
    showGroups,
    showHistogram,
    address,
    readAddress,
  }
})
