/** The embedded page's own way to a count: it opens, counts and leaves nothing behind that was not there before, and
 *  begins only when it is asked, or by `run=1` for an example or a stored host graph. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { errorDataFrom } from '../model/errors'
import type { ErrorData } from '../model/errors'
import type { JobInfo, SearchSemantics } from '../model/job'
import { isRemoteId } from '../model/remote-host'
import { hostAtAddress } from './host-address'
import { useMotifscope } from './motifscope'
import { useHostsStore } from './use-hosts-store'
import { useMotifStore } from './use-motif-store'

export type EmbedState = 'idle' | 'opening' | 'running' | 'done' | 'failed' | 'cancelled'

export const useEmbedStore = defineStore('embed', () => {
  const hosts = useHostsStore()
  const motif = useMotifStore()
  /** The host that the link names; null: none. */
  const address = ref<string | null>(null)
  const hostName = ref('')
  const options = shallowRef<SearchSemantics | null>(null)
  const state = ref<EmbedState>('idle')
  const count = ref<number | bigint>(0)
  const distinctCount = ref<number | bigint | null>(null)
  const truncated = ref(false)
  const elapsedMs = ref(0)
  const progress = ref<number | null>(null)
  const error = shallowRef<ErrorData | null>(null)
  let controller = new AbortController()

  const known = computed(() =>
    address.value === null
      ? undefined
      : hostAtAddress(
          hosts.hosts.filter(({ id }) => !isRemoteId(id)),
          address.value,
        ),
  )
  const example = computed(() => hosts.examples.find(({ uri }) => uri === address.value))
  /** `here`: stored or built in; `elsewhere`: to be fetched when the reader says so; `missing`: in another browser. */
  const whereabouts = computed<'none' | 'here' | 'elsewhere' | 'missing'>(() => {
    if (address.value === null) return 'none'
    if (known.value || address.value.startsWith('example://')) return 'here'
    return /^https?:/i.test(address.value) ? 'elsewhere' : 'missing'
  })
  const isBusy = computed(() => state.value === 'opening' || state.value === 'running')
  const canCount = computed(
    () =>
      !isBusy.value &&
      motif.problems.length === 0 &&
      !motif.isEmpty &&
      ['here', 'elsewhere'].includes(whereabouts.value),
  )

  /** What a link says; forgets the count of the one before. */
  function show(linked: { address: string | null; name: string; options: SearchSemantics }): void {
    controller.abort()
    address.value = linked.address
    hostName.value = linked.name
    options.value = linked.options
    state.value = 'idle'
    error.value = null
  }

  function follow(job: JobInfo): void {
    if (job.state === 'done') return
    state.value = 'running'
    count.value = job.count
    progress.value = job.progress ?? null
    elapsedMs.value = job.elapsedMs
  }

  async function countIn(hostId: string, signal: AbortSignal): Promise<void> {
    const { jobs, search } = useMotifscope()
    const before = new Set((await jobs.list()).map(({ id }) => id))
    let jobId: string | undefined
    const onProgress = (job: JobInfo) => {
      jobId = job.id
      if (!signal.aborted) follow(job)
    }
    try {
      const found = await search(hostId, motif.source, {
        ...options.value,
        countOnly: true,
        signal,
        onProgress,
      })
      jobId = found.jobId
      count.value = found.count
      distinctCount.value = found.distinctCount ?? null
      truncated.value = found.truncated
      elapsedMs.value = found.timings.totalMs
      state.value = 'done'
    } finally {
      if (jobId !== undefined && !before.has(jobId)) await jobs.delete(jobId).catch(() => undefined)
    }
  }

  async function run(): Promise<void> {
    if (!canCount.value || address.value === null) return
    controller = new AbortController()
    const { signal } = controller
    const api = useMotifscope().hosts
    let openedId: string | undefined
    state.value = 'opening'
    error.value = null
    try {
      const before = new Set((await api.list()).map(({ id }) => id))
      const host = known.value ?? (await api.open(address.value, { signal }))
      if (!before.has(host.id)) openedId = host.id
      hostName.value = host.name
      await countIn(host.id, signal)
    } catch (thrown) {
      const data = errorDataFrom(thrown)
      state.value = data.code === 'cancelled' ? 'cancelled' : 'failed'
      error.value = data.code === 'cancelled' ? null : data
    } finally {
      if (openedId !== undefined) await api.close(openedId).catch(() => undefined)
    }
  }

  return {
    address,
    hostName,
    example,
    whereabouts,
    state,
    count,
    distinctCount,
    truncated,
    elapsedMs,
    progress,
    error,
    isBusy,
    canCount,
    show,
    run,
    cancel: () => controller.abort(),
  }
})
