/** The way on for a search that paused because the browser has no room for more rows: only count, free the rows of
 *  other searches, or keep the rest in a folder of the user's. */
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { StoredResult } from '../scripting/api'
import { useMotifscope } from './motifscope'
import { useNoticesStore } from './use-notices-store'

/** As browsers have it that can write to a folder of the user's. */
type PickFolder = (options: { mode: 'readwrite'; id: string }) => Promise<FileSystemDirectoryHandle>

const pickerOf = () => (globalThis as { showDirectoryPicker?: PickFolder }).showDirectoryPicker

export const useRoomStore = defineStore('room', () => {
  const notices = useNoticesStore()
  const results = shallowRef<StoredResult[]>([])
  const isWorking = ref(false)

  async function tried(work: () => Promise<void>, failure: string): Promise<void> {
    isWorking.value = true
    try {
      await work()
    } catch (thrown) {
      // The user closed the browser's dialog: nothing was asked.
      const isClosed = thrown instanceof DOMException && thrown.name === 'AbortError'
      if (!isClosed) notices.showError(thrown, failure)
    } finally {
      isWorking.value = false
    }
  }

  const cannotGoOn = 'The search could not go on'
  const goOn = (id: string) => tried(() => useMotifscope().jobs.resume(id), cannotGoOn)
  const onlyCount = (id: string) =>
    tried(() => useMotifscope().jobs.resume(id, { countOnly: true }), cannotGoOn)

  /** Asks for a folder, then goes on with the rows going there. */
  const useFolder = (id: string) =>
    tried(async () => {
      const pick = pickerOf()
      if (!pick) return
      await useMotifscope().jobs.resume(id, { folder: await pick({ mode: 'readwrite', id: 'rows' }) })
    }, cannotGoOn)

  /** What other searches have stored, the largest first. */
  const readResults = () =>
    tried(async () => {
      results.value = (await useMotifscope().storage.report()).results
    }, 'What is stored could not be read')

  const freeRows = (id: string) =>
    tried(async () => {
      await useMotifscope().storage.dropRows(id)
      results.value = results.value.filter(({ jobId }) => jobId !== id)
    }, 'The rows could not be freed')

  /** Asked anew each time: tests bring their own. */
  const canUseFolder = () => pickerOf() !== undefined

  return { results, isWorking, canUseFolder, goOn, onlyCount, useFolder, readResults, freeRows }
})
