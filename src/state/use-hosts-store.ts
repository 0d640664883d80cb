/** The open host graphs, the one that is searched, and every opening under way. */
import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, shallowRef } from 'vue'
import { MotifscopeError } from '../model/errors'
import type { HostInfo, HostStatistics } from '../model/host-graph'
import { isServerAddress } from '../model/remote-host'
import type { OpenHostOptions } from '../scripting/api'
import type { OpenProgress } from '../scripting/host-types'
import { groupFiles } from './group-files'
import { nameOfInput } from './host-input'
import type { HostInput } from './host-input'
import type { ImportQuestion } from './import-plan'
import { useMotifscope } from './motifscope'
import { useUndoableStore } from './undoable'
import { useNoticesStore } from './use-notices-store'

export type { HostInput } from './host-input'
export { nameOfInput } from './host-input'

/** What becomes of several rows between the same two nodes. */
export type ParallelRows = 'keep' | NonNullable<OpenHostOptions['aggregate']>['by']

/** A host graph on its way in. */
export interface Opening {
  id: number
  name: string
  progress: OpenProgress
  cancel: () => void
}

/** What has been counted of a host in this visit. */
export type StatisticsState = { kind: 'known'; statistics: HostStatistics }

/** Everything a host is opened from. */
function inputsOf(input: HostInput, { edges = [], nodes = [] }: OpenHostOptions): HostInput[] {
  const tables = (Array.isArray(nodes) ? nodes : [nodes]).map((node) =>
    typeof node === 'object' && 'table' in node ? node.table : node,
  )
  return [input, ...edges, ...tables].map((one) => (one instanceof File ? one : String(one)))
}

export const useHostsStore = defineStore('hosts', () => {
  const notices = useNoticesStore()
  const undoables = useUndoableStore()
  const stored = shallowRef<HostInfo[]>([])
  const hosts = computed({
    get: () => stored.value.filter(({ id }) => !undoables.isDeleted('host', id)),
    set: (list) => (stored.value = list),
  })
  const currentId = ref<string | null>(null)
  const current = computed(() => hosts.value.find(({ id }) => id === currentId.value) ?? null)
  const openings = shallowReactive(new Map<number, Opening>())
  const parallelRows = ref<ParallelRows>('keep')
  /** Files whose reading the user is to confirm or correct. */
  const question = shallowRef<ImportQuestion | null>(null)
  /** Every file is asked about before it is opened. */
  const asksFirst = ref(false)
  /** The address of a server, or the id of a connected one, that waits for its user to connect or log in. */
  const serverWanted = ref<string | null>(null)
  /** What each host of this visit was opened from, so that it can be read another way. */
  const sources = new Map<string, Pick<ImportQuestion, 'inputs' | 'options'>>()
  const statistics = shallowReactive(new Map<string, StatisticsState>())
  let lastOpeningId = 0

  const examples = computed(() => useMotifscope().hosts.examples())

  async function refresh(): Promise<void> {
    try {
      stored.value = await useMotifscope().hosts.list()
    } catch (thrown) {
      notices.showError(thrown, 'The stored host graphs could not be listed')
    }
    leaveClosed()
  }

  /** Something under way, with its progress and a way to stop it. */
  function track(name: string): {
    options: Required<Pick<OpenHostOptions, 'signal' | 'onProgress'>>
    end: () => void
  } {
    const id = ++lastOpeningId
    const controller = new AbortController()
    const opening: Opening = {
      id,
      name,
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
    if (typeof input === 'string' && isServerAddress(input)) {
      serverWanted.value = input
      return null
    }
    const { options: tracking, end } = track(nameOfInput(input))
    try {
      const host = await useMotifscope().hosts.open(input, {
        ...mergeOptions(input),
        ...options,
        ...tracking,
      })
      sources.set(host.id, { inputs: inputsOf(input, options), options })
      await show(host.id)
      return host
    } catch (thrown) {
      if (thrown instanceof MotifscopeError && thrown.code === 'columns-needed')
        question.value = { inputs: inputsOf(input, options), options, message: thrown.message }
      else notices.showError(thrown, `${nameOfInput(input)} could not be opened`, nameOfInput(input))
      return null
    } finally {
      end()
    }
  }

  /** Makes a host that has come the current one. */
  async function show(id: string): Promise<void> {
    undoables.keep('host', id)
    await refresh()
    currentId.value = id
  }

  /** Opens dropped or chosen files; tables that belong together become one host. */
  async function openFiles(files: readonly File[]): Promise<HostInfo | null> {
    if (asksFirst.value) question.value = { inputs: [...files], options: {} }
    if (asksFirst.value) return null
    let last: HostInfo | null = null
    for (const { graph, edges, nodes } of await groupFiles(files)) {
      const host = await open(graph, {
        ...(edges.length === 0 ? {} : { edges }),
        ...(nodes.length === 0 ? {} : { nodes }),
      })
      if (host && nodes.length > 0) sayRoles(host, graph, nodes)
      last = host ?? last
    }
    return last
  }

  function sayRoles(host: HostInfo, graph: File, nodes: readonly File[]): void {
    const names = nodes.map(({ name }) => name).join(', ')
    const role = nodes.length === 1 ? 'is read as the node table' : 'are read as node tables'
    const action = { label: 'Change…', run: () => reread(host) }
    notices.show({ kind: 'info', message: `${names} ${role} of ${graph.name}.`, action })
  }

  /** The user said how the files are to be read. The host they gave before is forgotten when another came of it. */
  async function answer(input: HostInput, options: OpenHostOptions, forgets?: string): Promise<void> {
    question.value = null
    const host = await open(input, options)
    if (host && forgets !== undefined && host.id !== forgets) await close(forgets)
  }

  /** The files a host was opened from, where they are at hand: in this visit, or at an address. */
  function sourceOf({ id, uri }: HostInfo): Pick<ImportQuestion, 'inputs' | 'options'> | null {
    const isAddress = /^(https?|example):/.test(uri)
    return sources.get(id) ?? (isAddress ? { inputs: [uri], options: {} } : null)
  }

  /** Asks how a host's files are to be read instead. `files`: where they are not at hand any more. */
  function reread(host: HostInfo, files?: readonly File[]): void {
    const source = files ? { inputs: [...files], options: {} } : sourceOf(host)
    const { id, readAs } = host
    if (source) question.value = { ...source, before: { id, ...(readAs ? { readAs } : {}) } }
  }

  function leaveClosed(): void {
    if (currentId.value !== null && !current.value) currentId.value = hosts.value[0]?.id ?? null
  }

  /** Closes a host so that it can be taken back for a while. */
  function closeUndoably({ id, name }: HostInfo): void {
    const wasCurrent = currentId.value === id
    undoables.remove('host', id, `${name} is closed.`, () => {
      if (wasCurrent) currentId.value = id
    })
    leaveClosed()
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

  undoables.register('host', close)

  return {
    hosts,
    currentId,
    current,
    openings,
    question,
    asksFirst,
    serverWanted,
    parallelRows,
    statistics,
    examples,
    refresh,
    open,
    openFiles,
    answer,
    show,
    track,
    sourceOf,
    reread,
    close,
    closeUndoably,
  }
})
