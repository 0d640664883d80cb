/** The question being asked: its options, its job, and the job's result as far as it has come. */
import { defineStore } from 'pinia'
import { computed, reactive, ref, shallowRef } from 'vue'
import { printMotif } from '../dotmotif/print'
import { MotifscopeError } from '../model/errors'
import type { JobInfo, SearchSemantics } from '../model/job'
import type { SearchResult } from '../scripting/result-types'
import { isOver, isUnderWay } from './job-words'
import { useMotifscope } from './motifscope'
import { useUndoableStore } from './undoable'
import { useHostsStore } from './use-hosts-store'
import { useMotifStore } from './use-motif-store'
import { useNoticesStore } from './use-notices-store'

/** Enough for every whole-brain motif of three nodes in an insect larva; a bound on what one search may store. */
export const defaultSearchOptions: Readonly<SearchSemantics> = {
  ignoreDirection: false,
  excludeAutomorphisms: false,
  induced: false,
  limit: 2_000_000,
  countOnly: false,
}

const resultRefreshMs = 300
/** A search that was only just begun gives way to the next question; one that has come further goes on beside it. */
const tryMs = 10_000
const sameOptions = (left: SearchSemantics, right: SearchSemantics) =>
  (Object.keys(defaultSearchOptions) as (keyof SearchSemantics)[]).every((key) => left[key] === right[key])

export const useSearchStore = defineStore('search', () => {
  const notices = useNoticesStore()
  const undoables = useUndoableStore()
  const hosts = useHostsStore()
  const motif = useMotifStore()
  const options = reactive<SearchSemantics>({ ...defaultSearchOptions })
  const job = shallowRef<JobInfo | null>(null)
  const result = shallowRef<SearchResult | null>(null)
  const isStarting = ref(false)
  /** Counts up with each change of the result's rows, so that whoever shows rows asks again. */
  const rowsVersion = ref(0)
  /** The job that Run began last. */
  let begunId: string | null = null
  /** The answer on screen was not searched for just now, but found in storage. */
  const isStored = ref(false)
  let unwatch: () => void = () => undefined
  let refreshTimer: ReturnType<typeof setTimeout> | undefined

  const isRunning = computed(
    () => isStarting.value || job.value?.state === 'queued' || job.value?.state === 'running',
  )
  /** Blanks, comments and the like do not make another question: a job is found again by what its motif means. */
  function sameMotif(left: string, right: string): boolean {
    if (left === right) return true
    const [first, second] = [motif.motifOf(left), motif.motifOf(right)]
    return first !== null && second !== null && printMotif(first) === printMotif(second)
  }

  const isPresentQuestion = (info: JobInfo) =>
    info.hostId === hosts.currentId &&
    sameOptions(info.options, options) &&
    sameMotif(info.motif, motif.source)

  /** When the answer on screen was computed, if that was not just now. */
  const storedAt = computed(() =>
    isStored.value && job.value?.state === 'done' ? (job.value.finishedAt ?? null) : null,
  )
  const answersPresentQuestion = computed(() => job.value !== null && isPresentQuestion(job.value))
  /** Why Run is greyed out, as a sentence; null when it is not. */
  const obstacle = computed(() => {
    if (motif.problems.length > 0) return 'Mend the motif first: its problems are listed below it.'
    if (motif.isEmpty) return 'Write a motif first, such as A -> B.'
    if (!hosts.current) return 'Open a host graph first.'
    return null
  })

  async function refreshResult(id: string): Promise<void> {
    try {
      const fresh = await useMotifscope().jobs.result(id)
      if (job.value?.id !== id) return
      result.value = fresh
      rowsVersion.value++
    } catch (thrown) {
      // A job that has only begun may have nothing to show yet; its end will say so if that stays.
      if (job.value?.id === id && job.value.state === 'done')
        notices.showError(thrown, 'The result could not be read')
    }
  }

  function follow(id: string, info: JobInfo | null): void {
    if (job.value?.id !== id) return
    if (info === null) return forget()
    job.value = info
    if (isUnderWay(info)) isStored.value = false
    if (isOver(info) || info.state === 'paused') {
      clearTimeout(refreshTimer)
      refreshTimer = undefined
      if (info.state !== 'failed') void refreshResult(info.id)
    } else if (refreshTimer === undefined && info.count > 0) {
      refreshTimer = setTimeout(() => {
        refreshTimer = undefined
        void refreshResult(info.id)
      }, resultRefreshMs)
    }
  }

  /** The job on screen was deleted. */
  function forget(): void {
    unwatch()
    clearTimeout(refreshTimer)
    refreshTimer = undefined
    job.value = null
    result.value = null
  }

  /** @param isStoredAnswer whether the answer was there before it was asked for */
  function show(info: JobInfo, isStoredAnswer = info.state === 'done'): void {
    const isSame = job.value?.id === info.id
    unwatch()
    clearTimeout(refreshTimer)
    refreshTimer = undefined
    job.value = info
    if (!isSame || !isOver(info)) result.value = null
    isStored.value = isStoredAnswer
    follow(info.id, info)
    unwatch = useMotifscope().jobs.watchAll(follow)
  }

  /** Another question was asked: what Run began a moment ago is not wanted any more. */
  async function giveWay(): Promise<void> {
    if (!job.value || isOver(job.value) || answersPresentQuestion.value) return
    if (job.value.id !== begunId || job.value.state === 'paused') return
    if (job.value.elapsedMs < tryMs) return cancel()
    notices.show({
      kind: 'info',
      message: 'The earlier search goes on beside this one.',
      hint: 'Jobs shows both; cancel it there if it is not wanted.',
    })
  }

  /** Starts the search, or says what is in the way. A question asked before resumes or answers at once. */
  async function run(overrides: { recompute?: boolean } = {}): Promise<void> {
    motif.readNow()
    const hostId = hosts.currentId
    if (isStarting.value) return
    if (obstacle.value !== null || hostId === null) {
      notices.show({ kind: 'info', message: obstacle.value ?? 'Open a host graph first.' })
      return
    }
    isStarting.value = true
    const askedAt = Date.now()
    try {
      await giveWay()
      const begun = await useMotifscope().jobs.start(hostId, motif.source, { ...options, ...overrides })
      begunId = begun.id
      undoables.keep('job', begun.id)
      // A short search may be over by now.
      show(begun, begun.state === 'done' && (begun.finishedAt ?? 0) < askedAt)
    } catch (thrown) {
      if (thrown instanceof MotifscopeError && thrown.code === 'credentials-needed')
        hosts.serverWanted = hostId
      else notices.showError(thrown, 'The search could not start')
    } finally {
      isStarting.value = false
    }
  }

  async function cancel(): Promise<void> {
    if (!job.value) return
    try {
      await useMotifscope().jobs.cancel(job.value.id)
    } catch (thrown) {
      notices.showError(thrown, 'The search could not be cancelled')
    }
  }

  /** Shows a job's question and answer: its motif and options replace those on screen. */
  async function open(info: JobInfo): Promise<void> {
    motif.replace(info.motif)
    Object.assign(options, info.options)
    if (hosts.hosts.some(({ id }) => id === info.hostId)) hosts.currentId = info.hostId
    show(info)
  }

  /** After a reload: if the question on screen was asked before, its answer is shown again, nothing is started. */
  async function restoreAnswer(): Promise<void> {
    const jobs = await useMotifscope().jobs.list()
    const asked = jobs.find(isPresentQuestion)
    if (asked && job.value === null) show(asked)
  }

  return {
    options,
    job,
    result,
    rowsVersion,
    isStarting,
    isRunning,
    answersPresentQuestion,
    storedAt,
    obstacle,
    run,
    cancel,
    open,
    restoreAnswer,
  }
})
