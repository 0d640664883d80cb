/** What the motif is written as beside the editor: only the tab that is open is computed, a moment after the motif, the
 *  options or the host changed. */
import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, watch } from 'vue'
import { errorDataFrom } from '../model/errors'
import type { CompiledText, OutputLanguage, StatementExplanation } from '../scripting/motif-types'
import { useMotifscope } from './motifscope'
import { mostEdgesPlannedUnasked } from './planning'
import { readSavedText, saveText } from './saved-text'
import { motifRefusal } from './server-words'
import { useAppearanceStore } from './use-appearance-store'
import { useHostsStore } from './use-hosts-store'
import { useMotifStore } from './use-motif-store'
import { useSearchStore } from './use-search-store'

export const outputLabels = {
  problems: 'Problems',
  explain: 'Explain',
  cypher: 'Cypher',
  gremlin: 'Gremlin',
  sql: 'SQL',
  python: 'Python',
  json: 'JSON',
  dotmotif: 'DotMotif',
} as const
export type OutputTab = keyof typeof outputLabels
const outputTabs = Object.keys(outputLabels) as OutputTab[]
export type CypherDialect = 'cypher' | 'neuprint'

/** What a tab shows. Refused: a sentence why the motif cannot be written so. */
export type Output =
  | { kind: 'compiled'; compiled: CompiledText }
  | { kind: 'explained'; explanations: StatementExplanation[] }
  | { kind: 'refused'; message: string; hint: string | undefined }

const writeDelayMs = 60

function savedChoice(): { tab: OutputTab; dialect: CypherDialect } {
  const [tab, dialect] = (readSavedText('output') ?? '').split(' ')
  return {
    tab: outputTabs.find((each) => each === tab) ?? 'problems',
    dialect: dialect === 'neuprint' ? 'neuprint' : 'cypher',
  }
}

export const useOutputsStore = defineStore('outputs', () => {
  const appearance = useAppearanceStore()
  const hosts = useHostsStore()
  const motif = useMotifStore()
  const search = useSearchStore()
  const saved = savedChoice()
  const chosen = ref<OutputTab>(saved.tab)
  const dialect = ref<CypherDialect>(saved.dialect)
  const asksForPlan = ref(false)
  const outputs = shallowReactive(new Map<OutputTab, Output>())
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  /** What a graph database is asked is shown in the language of the one that is chosen. */
  const query = computed(() => (hosts.current?.provider === 'gremlin' ? 'gremlin' : 'cypher'))
  const tab = computed({
    get: () => (chosen.value === 'cypher' || chosen.value === 'gremlin' ? query.value : chosen.value),
    set: (wanted: OutputTab) => (chosen.value = wanted),
  })
  const tabs = computed(() =>
    outputTabs.filter((each) => (each === 'cypher' || each === 'gremlin' ? each === query.value : true)),
  )
  /** Why the chosen graph is asked in no language at all; null: it is, or is here. */
  const refusal = computed(() => motifRefusal(hosts.current))
  const output = computed(() => outputs.get(tab.value) ?? null)
  /** What is shown belongs to the motif before the mistakes that are in the text now. */
  const isOutdated = computed(() => motif.problems.length > 0)
  const canPlanUnasked = computed(() => (hosts.current?.edgeCount ?? 0) <= mostEdgesPlannedUnasked)

  async function write(shown: OutputTab): Promise<Output> {
    const source = motif.motifSource
    if (shown === 'explain') return { kind: 'explained', explanations: useMotifscope().explain(source) }
    if (shown === 'cypher' && refusal.value)
      return { kind: 'refused', message: refusal.value, hint: undefined }
    const language: OutputLanguage =
      shown === 'cypher' ? dialect.value : shown === 'problems' ? 'dotmotif' : shown
    const hasHost = hosts.current && (language !== 'json' || canPlanUnasked.value || asksForPlan.value)
    const options = { ...search.options, ...(hasHost ? { hostId: hosts.current.id } : {}) }
    return { kind: 'compiled', compiled: await useMotifscope().compile(source, language, options) }
  }

  async function refresh(): Promise<void> {
    const shown = tab.value
    const own = ++turn
    let written: Output
    try {
      written = await write(shown)
    } catch (thrown) {
      const { message, hint } = errorDataFrom(thrown)
      written = { kind: 'refused', message, hint }
    }
    if (own === turn) outputs.set(shown, written)
  }

  watch(
    () => [
      tab.value,
      dialect.value,
      asksForPlan.value,
      motif.motif,
      hosts.currentId,
      appearance.view,
      JSON.stringify(search.options),
    ],
    () => {
      clearTimeout(timer)
      if (tab.value !== 'problems' && appearance.view === 'studio')
        timer = setTimeout(() => void refresh(), writeDelayMs)
    },
    { immediate: true },
  )
  watch([tab, dialect], () => saveText('output', `${tab.value} ${dialect.value}`))
  watch(
    () => hosts.currentId,
    () => (asksForPlan.value = false),
  )

  return { tab, tabs, dialect, refusal, output, isOutdated, asksForPlan, canPlanUnasked }
})
