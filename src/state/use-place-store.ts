/** Where the page stands, as a `UrlState`, and what a link asks for. Opening a link executes, sends and deletes
 *  nothing: only built-in and stored hosts load by themselves, and only for those is `run=1` obeyed. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { hostAddress, hostAtAddress } from './host-address'
import { readSavedText, saveText } from './saved-text'
import { decodeUrlState, plainFragment } from './url-state'
import type { DecodedUrl, UrlState } from './url-state'
import { useAppearanceStore } from './use-appearance-store'
import { useHostsStore } from './use-hosts-store'
import { useMossPlaceStore } from './use-moss-place-store'
import { useMotifStore } from './use-motif-store'
import { useNoticesStore } from './use-notices-store'
import { defaultSearchOptions, useSearchStore } from './use-search-store'

/** A host that a link names and that does not load by itself. */
export type LinkedHost =
  { kind: 'foreign'; address: string } | { kind: 'missing'; address: string; name: string }

const firstExample = 'example://circuit'
/** Not in the codec: how a stored host was called where the link was made. */
const hostNameKey = 'hostName'

export const usePlaceStore = defineStore('place', () => {
  const appearance = useAppearanceStore()
  const hosts = useHostsStore()
  const mossPlace = useMossPlaceStore()
  const motif = useMotifStore()
  const search = useSearchStore()
  const notices = useNoticesStore()
  const linkedHost = shallowRef<LinkedHost | null>(null)
  const isRestored = ref(false)
  const isEmbedded = ref(false)
  /** What the link said that this page keeps as it came. */
  const carried = shallowRef<Pick<UrlState, 'hosts' | 'unknown' | 'language' | 'run'>>({
    hosts: [],
    unknown: {},
  })

  const state = computed<UrlState>(() => {
    const { hosts: otherHosts, unknown, language, run } = carried.value
    const { target } = mossPlace
    const host = hosts.current
    const address = linkedHost.value?.address ?? (host ? hostAddress(host) : undefined)
    const { ignoreDirection, excludeAutomorphisms, induced, limit } = search.options
    const { [hostNameKey]: linkedName, ...kept } = unknown
    const hostName = linkedHost.value ? linkedName : address?.startsWith('graph://') ? host?.name : undefined
    return {
      ...(appearance.view === 'studio' ? {} : { view: appearance.view }),
      ...(appearance.view === 'moss' && target !== '' ? { mossTarget: target } : {}),
      hosts: [
        ...(address === undefined ? [] : [address]),
        ...otherHosts.filter((other) => other !== address),
      ],
      motif: motif.source,
      ...(language === undefined ? {} : { language }),
      ...(ignoreDirection ? { ignoreDirection } : {}),
      ...(excludeAutomorphisms ? { excludeAutomorphisms } : {}),
      ...(induced ? { induced } : {}),
      ...(limit === defaultSearchOptions.limit ? {} : { limit }),
      ...(isEmbedded.value ? { embed: true } : {}),
      ...(run === undefined ? {} : { run }),
      unknown: hostName === undefined ? kept : { ...kept, [hostNameKey]: hostName },
    }
  })

  function applyOptions(link: UrlState): void {
    Object.assign(search.options, {
      ignoreDirection: link.ignoreDirection ?? false,
      excludeAutomorphisms: link.excludeAutomorphisms ?? false,
      induced: link.induced ?? false,
      limit: link.limit === undefined ? defaultSearchOptions.limit : link.limit,
    })
  }

  /** Makes the link's host current where that is allowed; answers whether it is there. */
  async function applyHost(address: string | undefined, names: Record<string, string>): Promise<boolean> {
    linkedHost.value = null
    if (address === undefined) return false
    const known = hostAtAddress(hosts.hosts, address)
    if (known) {
      hosts.currentId = known.id
      return true
    }
    if (address.startsWith('example://')) return (await hosts.open(address)) !== null
    // Nothing else is searched in its place by mistake.
    hosts.currentId = null
    if (address.startsWith('graph://'))
      linkedHost.value = {
        kind: 'missing',
        address,
        name: names[hostNameKey] ?? address.slice('graph://'.length),
      }
    else linkedHost.value = { kind: 'foreign', address }
    return false
  }

  /** Brings the page to where a link says. What the link does not mention of motif and host stays as it is. */
  async function apply({ state: link, problems }: DecodedUrl): Promise<void> {
    for (const { message } of problems)
      notices.show({ kind: 'error', message, hint: 'The rest of the link was used.' })
    const [firstHost, ...otherHosts] = link.hosts
    const { unknown, language, run, mossTarget } = link
    carried.value = {
      hosts: otherHosts,
      unknown,
      ...(language === undefined ? {} : { language }),
      ...(run === undefined ? {} : { run }),
    }
    if (link.view === 'moss') mossPlace.target = mossTarget ?? ''
    isEmbedded.value = link.embed ?? false
    appearance.view = link.view ?? 'studio'
    applyOptions(link)
    if (link.motif !== undefined && link.motif !== motif.source) motif.replace(link.motif)
    const isThere = await applyHost(firstHost, unknown)
    if (isThere && link.run && link.motif !== undefined) await search.run()
  }

  async function welcome(address: string): Promise<void> {
    const examples = hosts.examples
    const example = examples.find(({ uri }) => uri === address) ?? examples[0]
    if (!example) return
    if (motif.source === '') motif.replace(example.motif)
    if (await applyHost(example.uri, {})) await search.run()
  }

  /** At the start: the link's place, for the rest the place of the last visit, for the first visit an example. */
  async function restore(fragment: string): Promise<void> {
    const link = await decodeUrlState(fragment)
    const saved = (await decodeUrlState(readSavedText('place') ?? '')).state
    delete saved.run
    await hosts.refresh()
    const { motif: savedMotif, hosts: savedHosts } = saved
    const isPlainVisit = link.state.motif === undefined && link.state.hosts.length === 0
    const wantsSavedHost = link.state.hosts.length === 0
    if (link.state.motif === undefined && savedMotif !== undefined) motif.replace(savedMotif)
    await apply({
      problems: link.problems,
      state: {
        ...(isPlainVisit ? saved : {}),
        ...link.state,
        hosts: wantsSavedHost ? savedHosts : link.state.hosts,
        unknown: { ...(wantsSavedHost ? saved.unknown : {}), ...link.state.unknown },
      },
    })
    const wanted = link.state.hosts[0] ?? savedHosts[0]
    const hasText = (link.state.motif ?? savedMotif) !== undefined
    if (!hasText && (wanted ?? firstExample).startsWith('example://')) await welcome(wanted ?? firstExample)
    isRestored.value = true
    if (search.job === null) await search.restoreAnswer()
  }

  /** The user agreed to open the address the link names. */
  async function openLinkedHost(): Promise<void> {
    const linked = linkedHost.value
    if (linked?.kind === 'foreign') await hosts.open(linked.address)
  }

  // A host that arrives by the user's own hand answers the question the link left open.
  watch(
    () => hosts.currentId,
    (id) => {
      if (id !== null && isRestored.value) linkedHost.value = null
    },
  )
  watch(state, (place) => {
    if (isRestored.value && !isEmbedded.value) saveText('place', plainFragment(place))
  })

  return { state, linkedHost, isRestored, isEmbedded, apply, restore, openLinkedHost }
})
