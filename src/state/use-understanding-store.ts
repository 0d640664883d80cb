/** What is known of the open host graphs in numbers: which of them the hosts room tells about, and everything counted so
 *  far. Counts run one after another, each in a worker; one that is stopped can be begun again. */
import { defineStore } from 'pinia'
import { computed, ref, shallowReactive } from 'vue'
import { errorDataFrom } from '../model/errors'
import type { HostDescription, HostInfo } from '../model/host-graph'
import { useMotifscope } from './motifscope'
import { useAppearanceStore } from './use-appearance-store'
import { useHostsStore } from './use-hosts-store'

export type DescriptionState =
  | { kind: 'waiting' }
  | { kind: 'counting'; done: number; total: number }
  | { kind: 'known'; description: HostDescription }
  | { kind: 'stopped' }
  | { kind: 'failed'; message: string }

/** In the address, for all open hosts side by side. */
const everyHost = 'all'

export const useUnderstandingStore = defineStore('understanding', () => {
  const appearance = useAppearanceStore()
  const hosts = useHostsStore()
  /** A host's id, `all`, or empty: the plain list of hosts. */
  const target = ref('')
  const states = shallowReactive(new Map<string, DescriptionState>())
  const controllers = new Map<string, AbortController>()
  let last: Promise<void> = Promise.resolve()

  const described = computed<HostInfo[]>(() =>
    target.value === everyHost ? hosts.hosts : hosts.hosts.filter(({ id }) => id === target.value),
  )

  async function count(id: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    const onProgress = ({ done, total = 0 }: { done: number; total?: number }) => {
      if (!signal.aborted) states.set(id, { kind: 'counting', done, total })
    }
    onProgress({ done: 0 })
    try {
      const description = await useMotifscope().hosts.describe(id, { signal, onProgress })
      states.set(id, { kind: 'known', description })
      hosts.statistics.set(id, { kind: 'known', statistics: description.statistics })
    } catch (thrown) {
      if (!signal.aborted) states.set(id, { kind: 'failed', message: errorDataFrom(thrown).message })
    } finally {
      if (controllers.get(id)?.signal === signal) controllers.delete(id)
    }
  }

  /** Counts what is not known yet, in turn. */
  function describe(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      if (states.get(id)?.kind === 'known' || controllers.has(id)) continue
      const controller = new AbortController()
      controllers.set(id, controller)
      states.set(id, { kind: 'waiting' })
      last = last.then(() => count(id, controller.signal))
    }
    return last
  }

  function stop(id: string): void {
    controllers.get(id)?.abort()
    controllers.delete(id)
    states.set(id, { kind: 'stopped' })
  }

  /** Shows a host's numbers, or all hosts side by side, in the hosts room. */
  function show(hostId: string = everyHost): void {
    target.value = hostId
    appearance.view = 'hosts'
  }

  const leave = () => void (target.value = '')
  const isComparing = computed(() => target.value === everyHost)

  return { target, states, described, isComparing, describe, stop, show, leave }
})
