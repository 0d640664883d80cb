/** One or several motifs in several host graphs: which, what to expect, how far they are, what came out. The searches are
 *  ordinary jobs; closing the table does not end them. */
import { defineStore } from 'pinia'
import { computed, ref, shallowReactive, shallowRef } from 'vue'
import type { SearchSemantics } from '../model/job'
import type { ComparedMotif, Comparison, ComparisonCell } from '../scripting/comparison-types'
import { hostAddress, hostAtAddress } from './host-address'
import { motifOnOneLine } from './job-words'
import { useMotifscope } from './motifscope'
import { useHostsStore } from './use-hosts-store'
import { useMotifStore } from './use-motif-store'
import { useNoticesStore } from './use-notices-store'
import { useSearchStore } from './use-search-store'

const keyOf = (hostId: string, motif: string) => `${hostId} ${motif}`
const longestName = 48

/** What a row is called: the motif's first comment, else the motif itself. */
export function nameOfMotif(text: string): string {
  const comment = /^\s*#\s*(\S.*)$/m.exec(text)?.[1]
  const name = (comment ?? motifOnOneLine(text)).trim()
  return name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name
}

export const useComparisonStore = defineStore('comparison', () => {
  const hosts = useHostsStore()
  const motif = useMotifStore()
  const notices = useNoticesStore()
  const search = useSearchStore()
  const isOpen = ref(false)
  const chosenIds = shallowRef<string[]>([])
  /** Hosts that a link names and that are not open here. */
  const wantedAddresses = shallowRef<string[]>([])
  const kept = shallowRef<ComparedMotif[]>([])
  const keepsRows = ref(false)
  const cells = shallowReactive(new Map<string, ComparisonCell>())
  /** What was asked last; what is on screen may have changed since. */
  const asked = shallowRef<{ options: SearchSemantics; motifs: ComparedMotif[]; hostIds: string[] } | null>(
    null,
  )
  const isRunning = ref(false)
  let controller = new AbortController()
  const columns = new Map<string, AbortController>()

  const chosen = computed(() =>
    chosenIds.value.flatMap((id) => hosts.hosts.find((host) => host.id === id) ?? []),
  )
  const options = computed<SearchSemantics>(() => {
    const { ignoreDirection, excludeAutomorphisms, induced, limit } = search.options
    const rows = keepsRows.value ? { limit, countOnly: false } : { limit: null, countOnly: true }
    return { ignoreDirection, excludeAutomorphisms, induced, ...rows }
  })
  /** The kept motifs, and the one on screen where it can be searched. */
  const motifs = computed<ComparedMotif[]>(() => {
    const text = motif.source
    const isUsable = motif.problems.length === 0 && !motif.isEmpty
    if (!isUsable || kept.value.some((one) => one.motif === text)) return kept.value
    return [...kept.value, { name: freeName(nameOfMotif(text)), motif: text }]
  })
  /** What a link says of it: a single host is no comparison. */
  const addresses = computed(() => [
    ...(chosen.value.length > 1 ? chosen.value.map(hostAddress) : []),
    ...wantedAddresses.value,
  ])
  const obstacle = computed(() => {
    if (motifs.value.length === 0) return 'Write a motif first.'
    return chosen.value.length === 0 ? 'Choose the host graphs to compare.' : null
  })
  /** What is shown is the answer to what is asked now. */
  const isCurrent = computed(
    () =>
      asked.value !== null &&
      JSON.stringify([asked.value.options, asked.value.motifs, asked.value.hostIds]) ===
        JSON.stringify([options.value, motifs.value, chosenIds.value]),
  )

  function freeName(name: string): string {
    const taken = new Set(kept.value.map((one) => one.name))
    for (let n = 2, free = name; ; n++, free = `${name} (${n - 1})`) if (!taken.has(free)) return free
  }

  function keepMotif(): void {
    kept.value = motifs.value
  }

  function dropMotif(name: string): void {
    kept.value = kept.value.filter((one) => one.name !== name)
  }

  function toggle(hostId: string): void {
    const { value } = chosenIds
    chosenIds.value = value.includes(hostId) ? value.filter((id) => id !== hostId) : [...value, hostId]
  }

  /** The hosts of a link that names several: those that are here are chosen, the others offered. Nothing is opened. */
  function wish(addresses: readonly string[]): void {
    const [first, ...others] = new Set(addresses)
    const known = [first ?? '', ...others].flatMap((address) => hostAtAddress(hosts.hosts, address)?.id ?? [])
    chosenIds.value = others.length > 0 ? known : []
    wantedAddresses.value = others.filter((address) => !hostAtAddress(hosts.hosts, address))
  }

  /** Opens another host graph beside the current one, and chooses it. */
  async function addHost(address: string): Promise<void> {
    const { currentId } = hosts
    const host = await hosts.open(address)
    if (!host) return
    if (currentId !== null) hosts.currentId = currentId
    wantedAddresses.value = wantedAddresses.value.filter((one) => one !== address)
    if (!chosenIds.value.includes(host.id)) toggle(host.id)
  }

  function open(): void {
    if (chosenIds.value.length === 0 && hosts.currentId !== null) chosenIds.value = [hosts.currentId]
    isOpen.value = true
  }

  async function run(): Promise<void> {
    if (isRunning.value || obstacle.value !== null) return
    controller = new AbortController()
    columns.clear()
    cells.clear()
    const [hostIds, wanted] = [[...chosenIds.value], motifs.value]
    for (const id of hostIds) columns.set(id, new AbortController())
    asked.value = { options: options.value, motifs: wanted, hostIds }
    isRunning.value = true
    try {
      await useMotifscope().compare(hostIds, wanted, {
        ...options.value,
        signal: controller.signal,
        signalOf: (id) => columns.get(id)?.signal,
        onProgress: (cell) => void cells.set(keyOf(cell.hostId, cell.motif), cell),
      })
    } catch (thrown) {
      notices.showError(thrown, 'The comparison could not start')
    } finally {
      isRunning.value = false
    }
  }

  const cellOf = (hostId: string, name: string) => cells.get(keyOf(hostId, name))
  const cellsOf = (hostId: string) => [...cells.values()].filter((cell) => cell.hostId === hostId)

  /** What was asked and what came out, for a file; null before the first run. */
  const comparison = computed<Comparison | null>(() => {
    if (!asked.value) return null
    const { options: askedOptions, motifs: askedMotifs, hostIds } = asked.value
    const askedHosts = hostIds.flatMap((id) => hosts.hosts.find((host) => host.id === id) ?? [])
    return {
      options: askedOptions,
      motifs: askedMotifs,
      hosts: askedHosts.map(({ id, name, nodeCount, edgeCount, directed }) => ({ id, name, nodeCount, edgeCount, directed })), // prettier-ignore
      cells: askedMotifs.flatMap(({ name }) => hostIds.flatMap((id) => cellOf(id, name) ?? [])),
    }
  })

  return {
    isOpen,
    chosenIds,
    chosen,
    wantedAddresses,
    motifs,
    kept,
    keepsRows,
    options,
    cells,
    asked,
    isRunning,
    isCurrent,
    obstacle,
    comparison,
    addresses,
    keepMotif,
    dropMotif,
    toggle,
    wish,
    addHost,
    open,
    run,
    cellOf,
    cellsOf,
    cancel: () => controller.abort(),
    cancelHost: (id: string) => columns.get(id)?.abort(),
  }
})
