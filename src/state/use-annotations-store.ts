/** What documents say of the result on screen: which rows carry annotations, and the filter by them. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { MossDocument } from '../model/document'
import { annotatedRows } from '../scripting/annotated-rows'
import { hostUri, partsNamedIn, textOfNote } from '../scripting/annotation'
import { useMotifscope } from './motifscope'
import { useHostsStore } from './use-hosts-store'
import { useMotifStore } from './use-motif-store'
import { useNoticesStore } from './use-notices-store'
import { useRowsStore } from './use-rows-store'
import { useSearchStore } from './use-search-store'

/** Which rows are wanted. */
export type AnnotationChoice = 'all' | 'with' | 'without'

const documentsPerPage = 1_000
/** More annotations of one host graph are not looked at for marks; the page says so. */
export const mostAnnotations = 20_000
const filterDelayMs = 200

/** The annotations of a host graph's parts. */
export async function annotationsOfHost(
  hostId: string,
): Promise<{ documents: MossDocument[]; isCut: boolean }> {
  const { moss } = useMotifscope()
  const documents: MossDocument[] = []
  let cursor: string | undefined
  do {
    const query = { prefix: `${hostUri(hostId)}/`, limit: documentsPerPage }
    const page = await moss.list(cursor === undefined ? query : { ...query, cursor })
    documents.push(...page.documents)
    cursor = page.cursor
  } while (cursor !== undefined && documents.length < mostAnnotations)
  return { documents, isCut: cursor !== undefined }
}

/** Annotations whose words hold a text, whatever the case; the empty text is in all. */
export function withText(documents: readonly MossDocument[], text: string): MossDocument[] {
  const needle = text.trim().toLowerCase()
  return documents.filter((document) => textOfNote(document).toLowerCase().includes(needle))
}

/** The host nodes that annotations name, alone or in a match. */
export function nodesNamed(documents: readonly MossDocument[]): string[] {
  const named = documents.map(partsNamedIn)
  return [
    ...new Set([
      ...named.flatMap(({ nodes }) => nodes),
      ...named.flatMap(({ edges }) => edges.flat()),
      ...named.flatMap(({ matches }) => matches.flatMap((match) => Object.values(match))),
    ]),
  ]
}

export const useAnnotationsStore = defineStore('annotations', () => {
  const search = useSearchStore()
  const hosts = useHostsStore()
  const motif = useMotifStore()
  const rows = useRowsStore()
  const notices = useNoticesStore()
  const documents = shallowRef<MossDocument[]>([])
  const isCut = ref(false)
  const choice = ref<AnnotationChoice>('all')
  const text = ref('')
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const hostId = computed(() => search.job?.hostId ?? null)
  const searched = computed(() => (search.job ? motif.motifOf(search.job.motif) : null))
  const isUndirected = computed(() => {
    const host = hosts.hosts.find(({ id }) => id === hostId.value)
    return host?.directed === false || (search.job?.options.ignoreDirection ?? false)
  })
  const index = (some: readonly MossDocument[]) =>
    annotatedRows(some, search.result?.columns ?? [], searched.value, isUndirected.value)
  const annotated = computed(() => index(documents.value))

  async function load(): Promise<void> {
    const asked = ++turn
    const id = hostId.value
    try {
      const found = id === null ? { documents: [], isCut: false } : await annotationsOfHost(id)
      if (asked !== turn) return
      documents.value = found.documents
      isCut.value = found.isCut
    } catch (thrown) {
      if (asked === turn) notices.showError(thrown, 'The annotations could not be read')
    }
  }

  const notesOf = (ids: readonly string[] | undefined): MossDocument[] =>
    ids === undefined || documents.value.length === 0 ? [] : annotated.value.notesOf(ids)

  function applyFilter(): void {
    if (choice.value === 'all') rows.mark(null)
    else {
      const { patterns } = index(withText(documents.value, text.value))
      rows.mark({ patterns, keep: choice.value })
    }
  }

  watch(hostId, () => void load(), { immediate: true })
  watch([choice, annotated], applyFilter)
  watch(text, () => {
    clearTimeout(timer)
    timer = setTimeout(applyFilter, filterDelayMs)
  })

  return { documents, isCut, choice, text, notesOf, load }
})
