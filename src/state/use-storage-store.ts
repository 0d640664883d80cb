/** What is stored in this browser and how it is freed, for the storage room. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { MemoryBudget, StorageReport } from '../scripting/jobs-types'
import { useMotifscope } from './motifscope'
import { useHostsStore } from './use-hosts-store'
import { useNoticesStore } from './use-notices-store'

/** Browsers that allow this little usually keep it for the visit only. */
const privateQuota = 300e6
/** From this share of the quota on, the user is told that room is short. */
const shortShare = 0.9

export const useStorageStore = defineStore('storage', () => {
  const notices = useNoticesStore()
  const hosts = useHostsStore()
  const report = shallowRef<StorageReport | null>(null)
  const memory = shallowRef<MemoryBudget | null>(null)
  const isWorking = ref(false)
  /** What was last done, for screen readers. */
  const sentence = ref('')

  const share = computed(() => {
    const { usage, quota } = report.value ?? {}
    return usage === undefined || !quota ? null : Math.min(1, usage / quota)
  })
  const isShort = computed(() => (share.value ?? 0) >= shortShare)
  const mayBePrivate = computed(() => {
    const { quota, isPersistent } = report.value ?? {}
    return !isPersistent && quota !== undefined && quota < privateQuota
  })

  async function load(): Promise<void> {
    try {
      const { jobs, storage } = useMotifscope()
      ;[report.value, memory.value] = await Promise.all([storage.report(), jobs.memoryBudget()])
    } catch (thrown) {
      notices.showError(thrown, 'What is stored could not be read')
    }
  }

  /** Does one thing and shows the numbers after it. */
  async function change(work: () => Promise<void>, said: string): Promise<void> {
    isWorking.value = true
    try {
      await work()
      sentence.value = said
    } catch (thrown) {
      notices.showError(thrown, 'It could not be freed')
    } finally {
      isWorking.value = false
    }
    await load()
  }

  const dropRows = (jobId: string) =>
    change(() => useMotifscope().storage.dropRows(jobId), 'The rows are freed; the count stays.')
  const closeHost = (id: string) => change(() => hosts.close(id), 'The host graph is freed.')
  const dropDocuments = () =>
    change(() => useMotifscope().storage.dropDocuments(), 'The documents are deleted.')
  const dropTemporary = () =>
    change(() => useMotifscope().storage.dropTemporary(), 'The files for downloads are freed.')
  const dropApp = () =>
    change(() => useMotifscope().storage.dropApp(), 'The stored page is freed until the next visit.')

  /** What searches may hold in memory from now on; null: what the device suggests. */
  async function setMemory(bytes: number | null): Promise<void> {
    const { jobs } = useMotifscope()
    try {
      await jobs.setMemoryBudget(bytes)
    } catch (thrown) {
      notices.showError(thrown, 'The memory for searches could not be set')
    }
    memory.value = await jobs.memoryBudget()
  }

  /** All documents as JSON lines; null, and a notice, when they cannot be read. */
  async function exportDocuments(): Promise<Blob | null> {
    try {
      return await useMotifscope().moss.export()
    } catch (thrown) {
      notices.showError(thrown, 'The documents could not be exported')
      return null
    }
  }

  async function persist(): Promise<void> {
    const answer = await useMotifscope().storage.persist()
    const words = {
      granted: 'The browser keeps everything here until you delete it.',
      refused: 'The browser did not agree. It may delete data when the disk is nearly full.',
      unanswered: 'The browser asks you: answer its question when you like.',
    }
    sentence.value = words[answer]
    notices.show({
      kind: 'info',
      message: words[answer],
      ...(answer === 'refused'
        ? { hint: 'Browsers agree more readily to pages that are bookmarked, installed or often used.' }
        : {}),
    })
    await load()
  }

  return {
    report,
    memory,
    isWorking,
    sentence,
    share,
    isShort,
    mayBePrivate,
    load,
    dropRows,
    closeHost,
    dropDocuments,
    exportDocuments,
    dropTemporary,
    setMemory,
    dropApp,
    persist,
  }
})
