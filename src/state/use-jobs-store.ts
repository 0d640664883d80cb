/** Every question asked so far, kept up to date whichever tab works on it; what was interrupted; what is told when a
 *  search ends. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { errorDataFrom } from '../model/errors'
import type { JobInfo, JobPriority } from '../model/job'
import { isRemoteId } from '../model/remote-host'
import { isUnderWay, motifOnOneLine } from './job-words'
import { useMotifscope } from './motifscope'
import { readSavedText, saveText } from './saved-text'
import { useUndoableStore } from './undoable'
import { useEndStore } from './use-end-store'
import { useHostsStore } from './use-hosts-store'
import { useNoticesStore } from './use-notices-store'

export type JobAction = 'pause' | 'resume' | 'cancel' | 'delete'

/** A page that was just left may still hold its jobs for a moment: they are looked at again. */
const lookAgainAfterMs = [1_500, 5_000]

export const useJobsStore = defineStore('jobs', () => {
  const notices = useNoticesStore()
  const ends = useEndStore()
  const hosts = useHostsStore()
  const undoables = useUndoableStore()
  const stored = shallowRef<JobInfo[]>([])
  const jobs = computed(() => stored.value.filter(({ id }) => !undoables.isDeleted('job', id)))
  const hasLoaded = ref(false)
  const alwaysContinues = ref(readSavedText('continue') === 'always')
  let isFollowing = false
  /** What was told while the list was read: it is newer than the list. */
  let toldMeanwhile: Map<string, JobInfo | null> | null = null

  const runningCount = computed(() => jobs.value.filter(isUnderWay).length)
  /** A search on a server is not among them: it cannot go on, and is asked again only by a press. */
  const interrupted = computed(() =>
    jobs.value.filter(({ id, isInterrupted }) => isInterrupted && !isRemoteId(id)),
  )

  function update(id: string, job: JobInfo | null): void {
    toldMeanwhile?.set(id, job)
    const known = stored.value.find((one) => one.id === id)
    if (job === null) stored.value = stored.value.filter((one) => one.id !== id)
    else if (known) stored.value = stored.value.map((one) => (one.id === id ? job : one))
    else stored.value = [job, ...stored.value]
    if (job && known && isUnderWay(known) && !isUnderWay(job)) ends.noteEnd(job)
  }

  async function load(): Promise<void> {
    const told = new Map<string, JobInfo | null>()
    toldMeanwhile = told
    try {
      stored.value = await useMotifscope().jobs.list()
    } finally {
      toldMeanwhile = null
    }
    for (const [id, job] of told) update(id, job)
    hasLoaded.value = true
  }

  /** Reads the list and follows every job from now on. */
  async function follow(): Promise<void> {
    try {
      if (!isFollowing) useMotifscope().jobs.watchAll(update)
      isFollowing = true
      await load()
    } catch (thrown) {
      notices.showError(thrown, 'The jobs could not be listed')
    }
  }

  /** At the start of the page: what was interrupted goes on, if the user wishes so once and for all. */
  async function begin(): Promise<void> {
    await follow()
    if (alwaysContinues.value) await continueInterrupted()
    for (const delayMs of lookAgainAfterMs)
      setTimeout(() => {
        void follow().then(() => (alwaysContinues.value ? continueInterrupted() : undefined))
      }, delayMs)
  }

  async function actOn(ids: readonly string[], action: JobAction): Promise<void> {
    for (const id of ids) {
      try {
        await useMotifscope().jobs[action](id)
      } catch (thrown) {
        const asked = stored.value.find((job) => job.id === id)
        const wantsLogin = errorDataFrom(thrown).code === 'credentials-needed'
        if (asked && wantsLogin) hosts.serverWanted = asked.hostId
        else notices.showError(thrown, `The search could not be changed (${action})`)
      }
    }
    await follow()
  }

  /** Deletes a search so that it can be taken back for a while; one under way rests meanwhile. */
  async function remove(job: JobInfo): Promise<void> {
    const wasUnderWay = isUnderWay(job)
    const motif = motifOnOneLine(job.motif)
    const named = motif.length > 40 ? `${motif.slice(0, 40)}…` : motif
    undoables.remove('job', job.id, `The search ${named} is deleted.`, () => {
      if (wasUnderWay) void act('resume', job.id)
    })
    if (wasUnderWay) await act('pause', job.id)
  }

  const act = (action: JobAction, id: string) => actOn([id], action)
  const idsOf = (list: readonly JobInfo[]) => list.map(({ id }) => id)
  const continueInterrupted = () => actOn(idsOf(interrupted.value), 'resume')
  /** They stay paused, and nobody asks again. */
  const putOffInterrupted = () => actOn(idsOf(interrupted.value), 'pause')

  function setAlwaysContinues(always: boolean): void {
    alwaysContinues.value = always
    saveText('continue', always ? 'always' : '')
  }

  async function setPriority(id: string, priority: JobPriority): Promise<void> {
    try {
      await useMotifscope().jobs.setPriority(id, priority)
    } catch (thrown) {
      notices.showError(thrown, 'The priority could not be changed')
    }
  }

  undoables.register('job', (id) => act('delete', id))

  return {
    jobs,
    hasLoaded,
    runningCount,
    interrupted,
    alwaysContinues,
    begin,
    follow,
    act,
    remove,
    continueInterrupted,
    putOffInterrupted,
    setAlwaysContinues,
    setPriority,
  }
})
