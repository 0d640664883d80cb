/** How often named motifs occur in the open host graph, for the palette: triads from the triad census, the others by
 *  count-only jobs of low priority, one after another, which leave no trace among the user's own. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { HostStatistics, TriadName } from '../model/host-graph'
import type { JobInfo } from '../model/job'
import { isRemoteId } from '../model/remote-host'
import { isOver } from './job-words'
import { useMotifscope } from './motifscope'
import { useHostsStore } from './use-hosts-store'

/** A motif to be counted. */
export interface CountedMotif {
  id: string
  text: string
  triad?: TriadName
}

export type MotifCount =
  | { kind: 'induced'; count: number }
  | { kind: 'matches'; count: number | bigint; distinct: number | bigint | null }
  | { kind: 'failed'; message: string }

/** A host with more edges is counted when the user asks. */
const mostEdgesUnasked = 50_000

export const useMotifCountsStore = defineStore('motifCounts', () => {
  const hosts = useHostsStore()
  const counts = shallowRef<ReadonlyMap<string, MotifCount>>(new Map())
  const isCounting = ref(false)
  let turn = 0
  let stopJob: (() => void) | null = null

  const countsUnasked = computed(() => (hosts.current?.edgeCount ?? Infinity) <= mostEdgesUnasked)

  function note(id: string, count: MotifCount): void {
    counts.value = new Map(counts.value).set(id, count)
  }

  function noteCensus(motifs: readonly CountedMotif[], { triadCensus }: HostStatistics): void {
    for (const { id, triad } of motifs) if (triad) note(id, { kind: 'induced', count: triadCensus[triad] })
  }

  /** Counts all matches of one motif; the job is deleted again unless it was there before. */
  async function countMatches(hostId: string, text: string): Promise<MotifCount> {
    const { jobs } = useMotifscope()
    const known = new Set((await jobs.list()).map(({ id }) => id))
    const job = await jobs.start(hostId, text, { countOnly: true, limit: null })
    const isOurs = !known.has(job.id)
    if (isOurs && !isOver(job)) await jobs.setPriority(job.id, 'low')
    let unwatch: () => void = () => undefined
    try {
      if (!isOver(job))
        await new Promise<void>((done) => {
          const look = (info: JobInfo) => {
            if (isOver(info) || info.state === 'paused') done()
          }
          stopJob = done
          unwatch = jobs.watch(job.id, look)
          // It may have ended before anybody watched.
          void jobs.get(job.id).then(look, () => done())
        })
      const { state, error } = await jobs.get(job.id)
      if (!['done', 'failed'].includes(state) && isOurs) await jobs.cancel(job.id)
      if (state !== 'done') return { kind: 'failed', message: error?.message ?? 'It was not counted.' }
      const { count, distinctCount } = await jobs.result(job.id)
      return { kind: 'matches', count, distinct: distinctCount ?? null }
    } finally {
      unwatch()
      stopJob = null
      if (isOurs) await jobs.delete(job.id)
    }
  }

  /** Counts what is not known yet, in order, until it is stopped. */
  async function count(motifs: readonly CountedMotif[]): Promise<void> {
    const hostId = hosts.currentId
    const own = ++turn
    // A server is asked when its user presses Run, not for a picture.
    if (hostId === null || isRemoteId(hostId)) return
    stopJob?.()
    isCounting.value = true
    const missing = motifs.filter(({ id }) => !counts.value.has(id))
    const isStale = () => own !== turn
    try {
      if (missing.some(({ triad }) => triad)) {
        const statistics = await useMotifscope().hosts.statistics(hostId)
        if (isStale()) return
        noteCensus(missing, statistics)
      }
      for (const { id, text } of missing.filter(({ triad }) => !triad)) {
        const found = await countMatches(hostId, text).catch((thrown: unknown): MotifCount => ({
          kind: 'failed',
          message: thrown instanceof Error ? thrown.message : String(thrown),
        }))
        if (isStale()) return
        note(id, found)
      }
    } catch {
      // The host was closed or cannot be read: its own card says so.
    } finally {
      if (!isStale()) isCounting.value = false
    }
  }

  function stop(): void {
    turn++
    stopJob?.()
    isCounting.value = false
  }

  watch(
    () => hosts.currentId,
    () => {
      stop()
      counts.value = new Map()
    },
  )

  return { counts, isCounting, countsUnasked, count, stop }
})
