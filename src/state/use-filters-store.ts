/** The filters on the rows of the result, shared by all its views: each a condition in words, shown as a chip that can be
 *  taken away. What does not fit the result on screen stays, says so, and keeps no row out. */
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { LocatedError } from '../model/errors'
import type { MatchReference, RowCondition } from '../model/match-query'
import { edgesOfMotif } from '../scripting/result-questions'
import type { RowVocabulary } from '../scripting/rows/column-words'
import { isAbout, rangeAsked, splitFilters, valuesAsked } from '../scripting/rows/filter-shapes'
import { readRowFilter } from '../scripting/rows/read-row-filter'
import { filterForRange, filterForValues, joinFilters } from '../scripting/rows/write-row-filter'
import { useHostsStore } from './use-hosts-store'
import { useSearchStore } from './use-search-store'

export interface FilterChip {
  text: string
  /** Null where it does not fit the result on screen. */
  condition: RowCondition | null
  error: LocatedError | null
}

export const useFiltersStore = defineStore('filters', () => {
  const search = useSearchStore()
  const hosts = useHostsStore()
  const texts = shallowRef<readonly string[]>([])

  const host = computed(() => hosts.hosts.find(({ id }) => id === search.job?.hostId) ?? null)
  const edges = computed(() => (search.job ? edgesOfMotif(search.job.motif) : []))
  const vocabulary = computed<RowVocabulary>(() => ({
    nodes: search.result?.columns ?? [],
    edges: edges.value,
    nodeAttributes: host.value?.nodeAttributes ?? {},
    edgeAttributes: host.value?.edgeAttributes ?? {},
  }))
  const chips = computed(() => texts.value.map(chipFrom))
  const where = computed(() => whereWithout(null))

  function chipFrom(text: string): FilterChip {
    const reading = readRowFilter(text, vocabulary.value)
    return reading.ok
      ? { text, condition: reading.condition, error: null }
      : { text, condition: null, error: reading.error }
  }

  /** The filters as one, but for those about one column alone: what a view of that column shows its values among. */
  function whereWithout(column: MatchReference | null): string {
    const used = chips.value.filter(
      ({ condition }) => condition !== null && !(column && isAbout(condition, column)),
    )
    return joinFilters(used.map(({ text }) => text))
  }

  /** Adds a filter, or says what is wrong with it. */
  function add(text: string): LocatedError | null {
    const trimmed = text.trim()
    const { error } = chipFrom(trimmed)
    if (!error && !texts.value.includes(trimmed)) texts.value = [...texts.value, trimmed]
    return error
  }

  function remove(text: string): void {
    texts.value = texts.value.filter((other) => other !== text)
  }

  function clear(): void {
    texts.value = []
  }

  /** Reads what an address holds. */
  function replaceAll(text: string): void {
    texts.value = [...new Set(splitFilters(text))]
  }

  const clickedChip = (column: MatchReference, asks: (condition: RowCondition) => unknown) =>
    chips.value.find(
      ({ condition }) => condition !== null && isAbout(condition, column) && asks(condition) !== null,
    )

  /** Another filter in the place of one that a click made, or beside the others. */
  function swap(old: FilterChip | undefined, text: string | null): void {
    const kept = texts.value.filter((other) => other !== old?.text && other !== text)
    const at = old ? texts.value.indexOf(old.text) : kept.length
    texts.value = text === null ? kept : kept.toSpliced(at, 0, text)
  }

  /** The values that are clicked of a column. */
  const valuesOf = (column: MatchReference): readonly unknown[] => {
    const condition = clickedChip(column, valuesAsked)?.condition
    return condition ? (valuesAsked(condition) ?? []) : []
  }

  function toggleValue(column: MatchReference, value: unknown, isList = false): void {
    const old = clickedChip(column, valuesAsked)
    const chosen = valuesOf(column)
    const next = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]
    swap(old, filterForValues(column, next, isList))
  }

  /** The stretch that is brushed of a column; null: none. */
  const rangeOf = (column: MatchReference): { from: number; to: number } | null => {
    const condition = clickedChip(column, rangeAsked)?.condition
    return condition ? rangeAsked(condition) : null
  }

  function setRange(column: MatchReference, range: { from: number; to: number } | null): void {
    swap(clickedChip(column, rangeAsked), range && filterForRange(column, range.from, range.to))
  }

  return {
    texts,
    vocabulary,
    chips,
    where,
    whereWithout,
    add,
    remove,
    clear,
    replaceAll,
    valuesOf,
    toggleValue,
    rangeOf,
    setRange,
  }
})
