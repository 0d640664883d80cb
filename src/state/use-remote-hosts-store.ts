/** Graphs on servers: the dialog that connects to one, what it found, logging in again, and bringing parts here. Secrets
 *  pass through; none is kept here. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { errorDataFrom } from '../model/errors'
import type { ErrorData } from '../model/errors'
import { isRemoteId } from '../model/remote-host'
import type { RemoteHostInfo } from '../model/remote-host'
import type {
  BringOptions,
  BroughtPart,
  ConnectionDraft,
  LoginCredentials,
  RemoteStage,
  SubgraphSize,
} from '../scripting/remote-host-types'
import type { HostInfo } from '../model/host-graph'
import { useMotifscope } from './motifscope'
import { remoteCounting } from './remote-counting'
import { useHostsStore } from './use-hosts-store'
import { useToastsStore } from './use-toasts-store'

/** What the dialog is for: a server that is new, one that a link names, or one that wants a login again. */
export type ConnectPurpose =
  | { kind: 'new'; draft: ConnectionDraft | null }
  | { kind: 'link'; address: string; draft: ConnectionDraft }
  | { kind: 'login'; host: RemoteHostInfo }

/** What the user types to be let in, once. */
export interface LoginAnswer {
  credentials: LoginCredentials
  /** Keeps them, encrypted. Empty: in memory only. */
  passphrase: string
}

/** The host as a graph on a server; null: it is in this browser. */
export const asRemote = (host: HostInfo | null | undefined): RemoteHostInfo | null =>
  host && isRemoteId(host.id) ? (host as RemoteHostInfo) : null

export const useRemoteHostsStore = defineStore('remoteHosts', () => {
  const hosts = useHostsStore()
  const toasts = useToastsStore()
  const purpose = shallowRef<ConnectPurpose | null>(null)
  const stages = shallowRef<RemoteStage[]>([])
  const failure = shallowRef<ErrorData | null>(null)
  const isBusy = ref(false)
  /** The server let us in and its graph was counted; nothing is connected yet. */
  const isTested = ref(false)
  /** The host a part is to be brought of, and whether of the rows of this search. */
  const bringing = shallowRef<{ host: RemoteHostInfo; jobId: string | null } | null>(null)
  const { statistics, count, stopCounting } = remoteCounting()
  let controller = new AbortController()

  const api = () => useMotifscope().remote
  const current = computed(() => asRemote(hosts.current))

  function open(wanted: ConnectPurpose): void {
    reset()
    purpose.value = wanted
  }

  /** A server's address that somebody typed or a link names: asked about, never connected by itself. */
  function openAddress(address: string): void {
    const draft = api().placeOf(address)
    open(draft ? { kind: 'link', address, draft } : { kind: 'new', draft: null })
  }

  function reset(): void {
    controller.abort()
    controller = new AbortController()
    stages.value = []
    failure.value = null
    isBusy.value = false
    isTested.value = false
  }

  function close(): void {
    reset()
    purpose.value = null
  }

  function noteStage(stage: RemoteStage): void {
    const others = stages.value.filter(({ name }) => name !== stage.name)
    stages.value = [...others, stage]
  }

  /** One thing that the dialog does; answers null where it failed or was cancelled, and says so in the dialog. */
  async function attempt<Value>(work: (signal: AbortSignal) => Promise<Value>): Promise<Value | null> {
    reset()
    const { signal } = controller
    isBusy.value = true
    try {
      return await work(signal)
    } catch (thrown) {
      if (!signal.aborted) failure.value = errorDataFrom(thrown)
      return null
    } finally {
      if (!signal.aborted) isBusy.value = false
    }
  }

  const hooks = (signal: AbortSignal) => ({
    signal,
    onStage: (stage: RemoteStage) => !signal.aborted && noteStage(stage),
  })

  async function test(draft: ConnectionDraft, { credentials }: LoginAnswer): Promise<void> {
    const facts = await attempt((signal) => api().test(draft, credentials, hooks(signal)))
    isTested.value = facts !== null
  }

  async function connect(draft: ConnectionDraft, { credentials, passphrase }: LoginAnswer): Promise<void> {
    const kept = passphrase === '' ? {} : { passphrase }
    const host = await attempt((signal) => api().connect(draft, credentials, { ...hooks(signal), ...kept }))
    if (host) await arrived(host, `Connected to ${host.name}.`)
  }

  async function unlock({ id }: RemoteHostInfo, passphrase: string): Promise<void> {
    const host = await attempt(() => api().unlock(id, passphrase))
    if (host) await arrived(host, `Logged in to ${host.name}.`)
  }

  async function arrived(host: RemoteHostInfo, words: string): Promise<void> {
    close()
    await hosts.show(host.id)
    toasts.say(words)
  }

  function sayFailure(thrown: unknown): void {
    const { message, hint } = errorDataFrom(thrown)
    toasts.say(message, { kind: 'error', ...(hint === undefined ? {} : { hint }) })
  }

  /** Forgets the login in memory; `kept`: the encrypted one, too. */
  async function lock({ id, name }: RemoteHostInfo, kept: boolean): Promise<void> {
    try {
      await api().lock(id, { kept })
      toasts.say(`Logged out of ${name}${kept ? '; the kept login is forgotten' : ''}.`)
    } catch (thrown) {
      sayFailure(thrown)
    }
  }

  async function refresh({ id, name }: RemoteHostInfo): Promise<void> {
    try {
      await api().refresh(id)
      toasts.say(`${name} was looked at again.`)
    } catch (thrown) {
      sayFailure(thrown)
    }
  }

  const sizeOf = (
    id: string,
    part: BroughtPart,
    options: Pick<BringOptions, 'signal' | 'mostNodes' | 'onProgress'>,
  ): Promise<SubgraphSize> => api().sizeOf(id, part, options)

  /** Fetches a part and makes it the host graph that is searched. It is among the openings meanwhile. */
  async function bring(
    { id, name }: RemoteHostInfo,
    part: BroughtPart,
    options: { name: string; mostNodes: number; mostEdges: number },
  ): Promise<void> {
    bringing.value = null
    const { options: tracking, end } = hosts.track(options.name)
    try {
      const host = await api().bring(id, part, { ...options, ...tracking })
      await hosts.show(host.id)
      toasts.say(`${host.name} is here: a copy of a part of ${name}.`)
    } catch (thrown) {
      if (errorDataFrom(thrown).code !== 'cancelled' && !tracking.signal.aborted) sayFailure(thrown)
    } finally {
      end()
    }
  }

  watch(
    () => hosts.serverWanted,
    (wanted) => {
      if (wanted === null) return
      hosts.serverWanted = null
      const host = asRemote(hosts.hosts.find(({ id }) => id === wanted))
      if (host) open({ kind: 'login', host })
      else openAddress(wanted)
    },
    { immediate: true },
  )

  /** Follows what other tabs connect or forget. */
  function follow(): void {
    api().watch(() => void hosts.refresh())
  }

  return {
    purpose,
    stages,
    failure,
    isBusy,
    isTested,
    bringing,
    statistics,
    current,
    open,
    close,
    reset,
    test,
    connect,
    unlock,
    lock,
    refresh,
    count,
    stopCounting,
    sizeOf,
    bring,
    follow,
  }
})
