/** Every question asked so far, as a list that keeps itself up to date while it is looked at. */
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { JobInfo } from '../model/job'
import { useMotifscope } from './motifscope'
import { useNoticesStore } from './use-notices-store'

export const useJobsStore = defineStore('jobs', () => {
  const notices = useNoticesStore()
  const jobs = shallowRef<JobInfo[]>([])
  const hasLoaded = ref(false)
  const watches = new Map<string, () => void>()

  function update(job: JobInfo): void {
    jobs.value = jobs.value.map((known) => (known.id === job.id ? job : known))
  }

  /** Reads the list and follows its jobs until `stopFollowing`. */
  async function follow(): Promise<void> {
    try {
      const { jobs: api } = useMotifscope()
      jobs.value = await api.list()
      hasLoaded.value = true
      for (const { id, state } of jobs.value)
        if (state !== 'done' && !watches.has(id)) watches.set(id, api.watch(id, update))
    } catch (thrown) {
      notices.showError(thrown, 'The jobs could not be listed')
    }
  }

  function stopFollowing(): void {
    for (const unwatch of watches.values()) unwatch()
    watches.clear()
  }

  /** Does something to a job and shows the list as it is afterwards. */
  async function act(action: 'pause' | 'resume' | 'cancel' | 'delete', id: string): Promise<void> {
    try {
      await useMotifscope().jobs[action](id)
      if (action === 'delete') {
        watches.get(id)?.()
        watches.delete(id)
      }
    } catch (thrown) {
      notices.showError(thrown, `The job could not be changed (${action})`)
    }
    await follow()
  }

  return { jobs, hasLoaded, follow, stopFollowing, act }
})
