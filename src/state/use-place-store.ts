/** Where the page stands, as a `UrlState`, and what a link asks for. Opening a link executes, sends and deletes
 *  nothing: only built-in and stored hosts load by themselves, and only for those is `run=1` obeyed. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { isRemoteId } from '../model/remote-host'
import { hostAddress, hostAtAddress } from './host-address'
import { placeAtStart } from './place-at-start'
import { keepTexts, readSavedText, saveText } from './saved-text'
import { decodeUrlState, plainFragment } from './url-state'
import type { DecodedUrl, UrlState } from './url-state'
import { useAppearanceStore } from './use-appearance-store'
import { useComparisonStore } from './use-comparison-store'
import { useCypherStore, withoutQueryKeys } from './use-cypher-store'
import { useEmbedStore } from './use-embed-store'
import { useHelpPlaceStore } from './use-help-place-store'
import { useHostsStore } from './use-hosts-store'
import { useMossPlaceStore } from './use-moss-place-store'
import { useMotifStore } from './use-motif-store'
import { useNoticesStore } from './use-notices-store'
import { useResultViewStore } from './use-result-view-store'
import { defaultSearchOptions, useSearchStore } from './use-search-store'
import { useSignificanceStore } from './use-significance-store'
import { useUnderstandingStore } from './use-understanding-store'

/** A host that a link names and that does not load by itself. */
export type LinkedHost =
  { kind: 'foreign'; address: string } | { kind: 'missing'; address: string; name: string }

const firstExample = 'example://circuit'
/** Not in the codec: how a stored host was called where the link was made. */
const hostNameKey = 'hostName'
/** Nor this: which page of the help is open. Other versions keep it as a key they do not know. */
const helpKey = 'help'
/** Nor this: what the room Significance asks. */
const significanceKey = 'significance'
/** Nor this: which host graph the hosts room tells about. */
const statisticsKey = 'statistics'

export const usePlaceStore = defineStore('place', () => {
  const appearance = useAppearanceStore()
  const comparison = useComparisonStore()
  const cypher = useCypherStore()
  const embed = useEmbedStore()
  const helpPlace = useHelpPlaceStore()
  const hosts = useHostsStore()
  const mossPlace = useMossPlaceStore()
  const motif = useMotifStore()
  const resultView = useResultViewStore()
  const search = useSearchStore()
  const significance = useSignificanceStore()
  const understanding = useUnderstandingStore()
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
    const isNamed = linkedHost.value ?? isEmbedded.value
    const hostName = isNamed ? linkedName : address?.startsWith('graph://') ? host?.name : undefined
    const compared = isEmbedded.value ? otherHosts : [...comparison.addresses, ...otherHosts]
    return {
      ...(appearance.view === 'studio' ? {} : { view: appearance.view }),
      ...(appearance.view === 'moss' && target !== '' ? { mossTarget: target } : {}),
      hosts: [
        ...(address === undefined ? [] : [address]),
        ...new Set(compared.filter((other) => other !== address)),
      ],
      motif: cypher.isChosen ? cypher.text : motif.source,
      ...(cypher.isChosen || language === 'dotmotif' ? { language: cypher.language } : {}),
      ...(ignoreDirection ? { ignoreDirection } : {}),
      ...(excludeAutomorphisms ? { excludeAutomorphisms } : {}),
      ...(induced ? { induced } : {}),
      ...(limit === defaultSearchOptions.limit ? {} : { limit }),
      ...(isEmbedded.value ? { embed: true } : {}),
      ...(run === undefined ? {} : { run }),
      unknown: {
        ...kept,
        ...resultView.address,
        ...(cypher.isChosen ? cypher.addressKeys : {}),
        ...(hostName === undefined ? {} : { [hostNameKey]: hostName }),
        ...(appearance.view === 'help' && helpPlace.target !== '' ? { [helpKey]: helpPlace.target } : {}),
        ...(appearance.view === 'significance' && significance.address !== ''
          ? { [significanceKey]: significance.address }
          : {}),
        ...(appearance.view === 'hosts' && understanding.target !== ''
          ? { [statisticsKey]: understanding.target }
          : {}),
      },
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
      // A graph on a server is shown, but a link sends nothing there.
      return !isRemoteId(known.id)
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

  /** The embedded page opens nothing by itself; `run=1` counts in what is built in or stored here. */
  async function applyEmbedded({ hosts: [address], unknown, run, motif: text }: UrlState): Promise<void> {
    linkedHost.value = null
    const name = unknown[hostNameKey] ?? ''
    embed.show({ address: address ?? null, name, options: { ...search.options } })
    if (run && text !== undefined && !cypher.isChosen && embed.whereabouts === 'here') await embed.run()
  }

  /** Sets what the link says by itself: room, options, texts. Needs no host, so it is there before a page is shown,
   *  and overwrites nothing that somebody has begun meanwhile. */
  function applyWords({ state: link, problems }: DecodedUrl): void {
    for (const { message } of problems)
      notices.show({ kind: 'error', message, hint: 'The rest of the link was used.' })
    const { language, run, mossTarget } = link
    const { [helpKey]: helpTarget = '', [statisticsKey]: described = '', ...unread } = link.unknown
    const { [significanceKey]: asked, ...others } = unread
    const unknown = withoutQueryKeys(resultView.readAddress(others))
    isEmbedded.value = link.embed ?? false
    keepTexts(!isEmbedded.value)
    carried.value = {
      // A page that opens nothing keeps all that the link names; else the comparison does.
      hosts: isEmbedded.value ? link.hosts : [],
      unknown,
      ...(language === undefined ? {} : { language }),
      ...(run === undefined ? {} : { run }),
    }
    if (link.view === 'moss') mossPlace.target = mossTarget ?? ''
    if (link.view === 'help') helpPlace.open(helpTarget)
    if (link.view === 'significance' && asked !== undefined) significance.address = asked
    if (link.view === 'hosts') understanding.target = described
    appearance.view = link.view ?? 'studio'
    applyOptions(link)
    const written = link.language === 'cypher' ? undefined : link.motif
    if (written !== undefined && written !== motif.source) motif.replace(written)
    cypher.follow(link)
  }

  /** Makes the link's host current, and searches it where the link may say so. */
  async function applyHosts(link: UrlState): Promise<void> {
    if (isEmbedded.value) return applyEmbedded(link)
    const isThere = await applyHost(link.hosts[0], carried.value.unknown)
    comparison.wish(link.hosts)
    if (isThere && link.run && link.motif !== undefined) await (cypher.isChosen ? cypher.run() : search.run())
  }

  /** Brings the page to where a link says. What the link does not mention of motif and host stays as it is. */
  async function apply(link: DecodedUrl): Promise<void> {
    applyWords(link)
    await applyHosts(link.state)
  }

  async function welcome(address: string): Promise<void> {
    const examples = hosts.examples
    const example = examples.find(({ uri }) => uri === address) ?? examples[0]
    if (!example) return
    if (motif.source === '') motif.replace(example.motif)
    if (await applyHost(example.uri, {})) await search.run()
  }

  /** Before the page is shown: room, options and texts of the link, else of the last visit. Of an embedded page only
   *  what the link says: the visit of somebody who reads another page is nobody's business. Answers what brings the
   *  hosts, which takes longer. */
  async function restoreWords(fragment: string): Promise<() => Promise<void>> {
    const link = await decodeUrlState(fragment)
    if (link.state.embed) {
      applyWords(link)
      return () => restoreHosts(link.state, false)
    }
    const { state: saved } = await decodeUrlState(readSavedText('place') ?? '')
    const { motif: written, language: asked } = link.state
    cypher.restoreTexts(saved, written === undefined || asked === 'cypher')
    const begin = placeAtStart(link, saved)
    applyWords(begin)
    return () => restoreHosts(begin.state, (written ?? saved.motif) === undefined)
  }

  /** The link's host, else that of the last visit; for the first visit an example. */
  async function restoreHosts(link: UrlState, isFirstVisit: boolean): Promise<void> {
    await hosts.refresh()
    // Who has opened a host already stays with it.
    if (hosts.currentId === null) {
      await applyHosts(link)
      const [wanted = firstExample] = link.hosts
      if (isFirstVisit && wanted.startsWith('example://')) await welcome(wanted)
    }
    isRestored.value = true
    if (search.job === null && !isEmbedded.value) await search.restoreAnswer()
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
  watch([state, isRestored], () => {
    if (isRestored.value && !isEmbedded.value) saveText('place', plainFragment(state.value))
  })

  return { state, linkedHost, isRestored, isEmbedded, apply, restoreWords, openLinkedHost }
})
