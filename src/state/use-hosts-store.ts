/** The open host graphs, the one that is searched, and every opening under way. */
import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, shallowRef } from 'vue'
import { MotifscopeError } from '../model/errors'
import type { TablePreview } from '../model/errors'
import type { HostInfo, HostStatistics } from '../model/host-graph'
import type { OpenHostOptions, OpenProgress } from '../scripting/api'
import { pairDroppedFiles } from './host-address'
import { useMotifscope } from './motifscope'
import { useNoticesStore } from './use-notices-store'

export type HostInput = File | string

/** What becomes of several rows between the same two nodes. */
export type ParallelRows = 'keep' | NonNullable<OpenHostOptions['aggregate']>['by']

/** A host graph on its way in. */
export interface Opening {
  id: number
  name: string
  progress: OpenProgress
  cancel: () => void
}

/** A table whose columns nobody recognised: the user is asked. */
export interface ColumnsQuestion {
  input: HostInput
  name: string
  options: OpenHostOptions
  preview: TablePreview
  message: string
}

export type StatisticsState =
  { kind: 'computing' } | { kind: 'known'; statistics: HostStatistics } | { kind: 'failed' }

export const nameOfInput = (input: HostInput): string =>
  typeof input === 'string'
    ? decodeName(input.split(/[?#]/)[0]?.split('/').filter(Boolean).pop() ?? input)
    : input.name

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

export const useHostsStore = defineStore('hosts', () => {
  const notices = useNoticesStore()
  const hosts = shallowRef<HostInfo[]>([])
  const currentId = ref<string | null>(null)
  const current = computed(() => hosts.value.find(({ id }) => id === currentId.value) ?? null)
  const openings = shallowReactive(new Map<number, Opening>())
  const parallelRows = ref<ParallelRows>('keep')
  const columnsQuestion = shallowRef<ColumnsQuestion | null>(null)
  const statistics = shallowReactive(new Map<string, StatisticsState>())
  let lastOpeningId = 0

  const examples = computed(() => useMotifscope().hosts.examples())

  async function refresh(): Promise<void> {
    try {
      hosts.value = await useMotifscope().hosts.list()
    } catch (thrown) {
      notices.showError(thrown, 'The stored host graphs could not be listed')
    }
    if (currentId.value !== null && !current.value) currentId.value = hosts.value[0]?.id ?? null
  }

  function trackOpening(input: HostInput): { options: OpenHostOptions; end: () => void } {
    const id = ++lastOpeningId
    const controller = new AbortController()
    const opening: Opening = {
      id,
      name: nameOfInput(input),
      progress: { phase: 'Opening', done: 0 },
      cancel: () => controller.abort(),
    }
    openings.set(id, opening)
    const onProgress = (progress: OpenProgress) => {
      if (openings.has(id)) openings.set(id, { ...opening, progress })
    }
    return { options: { signal: controller.signal, onProgress }, end: () => void openings.delete(id) }
  }

  /** How parallel rows are read, where the caller does not say. Examples are opened as they are. */
  function mergeOptions(input: HostInput): OpenHostOptions {
    const isExample = typeof input === 'string' && input.startsWith('example:')
    return parallelRows.value === 'keep' || isExample ? {} : { aggregate: { by: parallelRows.value } }
  }

  /** Opens a host graph and makes it the current one. Null: it failed, was cancelled, or waits for its columns. */
  async function open(input: HostInput, options: OpenHostOptions = {}): Promise<HostInfo | null> {
    const { options: tracking, end } = trackOpening(input)
    try {
      const host = await useMotifscope().hosts.open(input, {
        ...mergeOptions(input),
        ...options,
        ...tracking,
      })
      await refresh()
      currentId.value = host.id
      return host
    } catch (thrown) {
      if (thrown instanceof MotifscopeError && thrown.code === 'columns-needed' && thrown.preview)
        columnsQuestion.value = {
          input,
          name: nameOfInput(input),
          options,
          preview: thrown.preview,
          message: thrown.message,
        }
      else notices.showError(thrown, `${nameOfInput(input)} could not be opened`, nameOfInput(input))
      return null
    } finally {
      end()
    }
  }

  /** Which files belong together: by the headers of tables, or else by their names. */
  async function pairFiles(files: readonly File[]): Promise<{ graph: File; nodes?: File }[]> {
    const pairs = files.length > 1 ? await useMotifscope().hosts.pairFiles(files) : null
    return pairs ?? pairDroppedFiles(files)
  }

  /** Opens dropped or chosen files; a table of nodes joins the table of edges it came with. */
  async function openFiles(files: readonly File[]): Promise<HostInfo | null> {
    let last: HostInfo | null = null
    for (const { graph, nodes } of await pairFiles(files)) {
      if (nodes)
        notices.show({ kind: 'info', message: `${nodes.name} is read as the node table of ${graph.name}.` })
      last = (await open(graph, nodes ? { nodes } : {})) ?? last
    }
    return last
  }

  /** The user pointed out the columns: open again with them. */
  async function answerColumns(source: string, target: string): Promise<HostInfo | null> {
    const question = columnsQuestion.value
    columnsQuestion.value = null
    return question ? open(question.input, { ...question.options, source, target }) : null
  }

  async function loadStatistics(id: string): Promise<void> {
    if (statistics.has(id)) return
    statistics.set(id, { kind: 'computing' })
    try {
      statistics.set(id, { kind: 'known', statistics: await useMotifscope().hosts.statistics(id) })
    } catch (thrown) {
      statistics.set(id, { kind: 'failed' })
      notices.showError(thrown, 'The statistics could not be computed')
    }
  }

  /** Forgets a host: its tables and files go, the results of its jobs stay. */
  async function close(id: string): Promise<void> {
    try {
      await useMotifscope().hosts.close(id)
      statistics.delete(id)
      await refresh()
    } catch (thrown) {
      notices.showError(thrown, 'The host graph could not be closed')
    }
  }

  return {
    hosts,
    currentId,
    current,
    openings,
    columnsQuestion,
    parallelRows,
    statistics,
    examples,
    refresh,
    open,
    openFiles,
    answerColumns,
    loadStatistics,
    close,
  }
})
