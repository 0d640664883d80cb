/** What the page gives to others: the link to what is on screen, its code for another page, and programs that ask the same
 *  question. Nothing is sent; all of it is text to copy. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { errorDataFrom } from '../model/errors'
import { embedSnippet } from '../scripting/embed-snippet'
import { markdownOf, programOf, scriptOf } from '../scripting/reproduce'
import type { ReportLanguage, SearchReport } from '../scripting/reproduce'
import { queryMarkdown } from '../scripting/reproduce-query'
import { hostFacts } from './host-address'
import { motifOnOneLine } from './job-words'
import { useMotifscope } from './motifscope'
import { programOfQuery, queryReport } from './query-report'
import { encodeUrlState, plainFragment, plainState } from './url-state'
import type { UrlState } from './url-state'
import { useCypherStore } from './use-cypher-store'
import { useHostsStore } from './use-hosts-store'
import { useMotifStore } from './use-motif-store'
import { semanticsOf } from './use-note-subjects'
import { usePlaceStore } from './use-place-store'
import { useSearchStore } from './use-search-store'

/** A longer fragment nobody reads, and chat programs cut it. */
const mostReadable = 400

export type ShareTab = 'link' | 'markdown' | 'embed' | 'reproduce'

/** What is asked of a link beside what is on screen. */
export interface LinkWishes {
  /** `run=1`: run when opened; obeyed for examples and stored hosts only. */
  runs: boolean
  /** Readable even where the packed form is shorter; null: while it is short enough to read. */
  isReadable: boolean | null
}

export const useShareStore = defineStore('share', () => {
  const cypher = useCypherStore()
  const hosts = useHostsStore()
  const motif = useMotifStore()
  const place = usePlaceStore()
  const search = useSearchStore()
  /** Of this page, without its fragment: main.ts says it. */
  const pageAddress = ref('')
  const isOpen = ref(false)
  const tab = ref<ShareTab>('link')
  const wishes = ref<LinkWishes>({ runs: false, isReadable: null })
  const link = ref('')
  const embedAddress = ref('')
  /** Whether packing makes the link shorter. */
  const canBePacked = ref(false)
  const isReadable = ref(false)
  const language = ref<ReportLanguage>('javascript')
  const program = shallowRef<{ text: string } | { message: string; hint?: string }>({ text: '' })
  let turn = 0

  const shared = computed<UrlState>(() => ({
    ...plainState(place.state),
    ...(wishes.value.runs ? { run: true } : {}),
  }))
  const embedded = computed<UrlState>(() => {
    const state = { ...shared.value, embed: true }
    delete state.view
    delete state.mossTarget
    return state
  })
  /** The recipient gets a name, not the graph. */
  const isLocal = computed(() => shared.value.hosts[0]?.startsWith('graph://') ?? false)

  const report = computed<SearchReport>(() => {
    const host = hosts.current
    const { result } = search
    const isAnswered = search.answersPresentQuestion && search.job?.state === 'done' && result !== null
    return {
      version: useMotifscope().version,
      link: link.value,
      motif: motif.source,
      options: semanticsOf(search.options),
      ...(host ? { host: hostFacts(host) } : {}),
      ...(isAnswered && result
        ? {
            answer: {
              count: result.count,
              truncated: result.truncated,
              ...(result.distinctCount === undefined ? {} : { distinctCount: result.distinctCount }),
            },
          }
        : {}),
    }
  })
  /** Null: a motif is written. */
  const asked = computed(() => (cypher.isChosen ? queryReport(link.value) : null))
  const markdown = computed(() => (asked.value ? queryMarkdown(asked.value) : markdownOf(report.value)))
  const snippet = computed(() => {
    const query = cypher.text.replace(/\s+/g, ' ').trim()
    const shown = cypher.isChosen
      ? `Query in Motifscope: ${query}`
      : `Motif in Motifscope: ${motifOnOneLine(motif.source)}`
    return embedSnippet(embedAddress.value, shown)
  })

  async function writeLinks(): Promise<void> {
    const own = ++turn
    const [packed, forEmbed] = [await encodeUrlState(shared.value), await encodeUrlState(embedded.value)]
    if (own !== turn) return
    const plain = plainFragment(shared.value)
    canBePacked.value = packed.length < plain.length
    isReadable.value = wishes.value.isReadable ?? plain.length <= mostReadable
    link.value = `${pageAddress.value}#${isReadable.value ? plain : packed}`
    embedAddress.value = `${pageAddress.value}#${isReadable.value ? plainFragment(embedded.value) : forEmbed}`
  }

  async function writeProgram(): Promise<void> {
    const chosen = language.value
    let written: typeof program.value
    try {
      written = { text: await programText(chosen) }
    } catch (thrown) {
      const { message, hint } = errorDataFrom(thrown)
      written = { message, ...(hint === undefined ? {} : { hint }) }
    }
    if (chosen === language.value) program.value = written
  }

  async function programText(chosen: ReportLanguage): Promise<string> {
    if (asked.value) return programOfQuery(asked.value, chosen === 'sql' ? 'cypher' : chosen)
    if (chosen === 'javascript') return scriptOf(report.value)
    const { options, host } = report.value
    const compiled = await useMotifscope().compile(motif.source, chosen, {
      ...options,
      ...(host ? { hostId: host.id } : {}),
    })
    return programOf(report.value, chosen, compiled)
  }

  watch(
    () => [isOpen.value, shared.value, embedded.value, wishes.value.isReadable, pageAddress.value],
    () => {
      if (isOpen.value) void writeLinks()
    },
  )
  watch(
    () => [isOpen.value, tab.value, language.value, report.value, asked.value],
    () => {
      if (isOpen.value && tab.value === 'reproduce') void writeProgram()
    },
  )

  async function open(on: ShareTab = 'link'): Promise<void> {
    tab.value = on
    await writeLinks()
    isOpen.value = true
  }

  /** The link alone, as the address bar would have it. */
  async function linkNow(): Promise<string> {
    await writeLinks()
    return link.value
  }

  return {
    pageAddress,
    isOpen,
    tab,
    wishes,
    link,
    embedAddress,
    canBePacked,
    isReadable,
    isLocal,
    asked,
    markdown,
    snippet,
    language,
    program,
    open,
    linkNow,
  }
})
