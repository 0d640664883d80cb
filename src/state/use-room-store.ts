/** The way on for a search that paused because the browser has no room for more rows: only count, free the rows of
 *  other searches, or keep the rest in a folder of the user's. */
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { StoredResult } from '../scripting/jobs-types'
import { formatBytes, formatQuantity } from './format'
import { useMotifscope } from './motifscope'
import { useNoticesStore } from './use-notices-store'

/** As browsers have it that can write to a folder of the user's. */
type PickFolder = (options: { mode: 'readwrite'; id: string }) => Promise<FileSystemDirectoryHandle>

const pickerOf = () => (globalThis as { showDirectoryPicker?: PickFolder }).showDirectoryPicker

/** What is being done for a paused search, and what was done last, as sentences. */
export interface RoomStatus {
  jobId: string
  doing: string
  done: string
}

interface Work {
  /** The paused search that it is for. */
  jobId: string
  doing: string
  failure: string
  /** Answers what was done. */
  work: () => Promise<string>
}

const cannotGoOn = 'The search could not go on'

export const useRoomStore = defineStore('room', () => {
  const notices = useNoticesStore()
  const results = shallowRef<StoredResult[]>([])
  const status = shallowRef<RoomStatus>({ jobId: '', doing: '', done: '' })
  const isWorking = computed(() => status.value.doing !== '')

  async function tried({ jobId, doing, failure, work }: Work): Promise<void> {
    status.value = { jobId, doing, done: '' }
    let done = ''
    try {
      done = await work()
    } catch (thrown) {
      // The user closed the browser's dialog: nothing was asked.
      const isClosed = thrown instanceof DOMException && thrown.name === 'AbortError'
      if (!isClosed) notices.showError(thrown, failure)
    }
    status.value = { jobId, doing: '', done }
  }

  type Going = Parameters<ReturnType<typeof useMotifscope>['jobs']['resume']>[1]
  const resume = (jobId: string, doing: string, options: () => Promise<Going>) =>
    tried({
      ...{ jobId, doing, failure: cannotGoOn },
      async work() {
        await useMotifscope().jobs.resume(jobId, await options())
        return 'The search goes on.'
      },
    })

  const goOn = (id: string) => resume(id, 'The search goes on…', () => Promise.resolve({}))
  const onlyCount = (id: string) =>
    resume(id, 'The search goes on, counting only…', () => Promise.resolve({ countOnly: true }))

  /** Asks for a folder, then goes on with the rows going there. */
  const useFolder = (id: string) =>
    resume(id, 'Waiting for a folder…', async () => {
      const folder = await pickerOf()?.({ mode: 'readwrite', id: 'rows' })
      return folder ? { folder } : {}
    })

  /** What other searches have stored, the largest first. */
  const readResults = (jobId: string) =>
    tried({
      ...{ jobId, doing: 'Reading what is stored…', failure: 'What is stored could not be read' },
      async work() {
        results.value = (await useMotifscope().storage.report()).results
        return ''
      },
    })

  const freeRows = (jobId: string, { jobId: freed, rowCount, byteLength }: StoredResult) =>
    tried({
      jobId,
      doing: `Freeing ${formatQuantity(rowCount, 'row', 'rows')}, ${formatBytes(byteLength)}…`,
      failure: 'The rows could not be freed',
      async work() {
        await useMotifscope().storage.dropRows(freed)
        results.value = results.value.filter((one) => one.jobId !== freed)
        return `${formatBytes(byteLength)} freed. Go on when there is room enough.`
      },
    })

  /** Asked anew each time: tests bring their own. */
  const canUseFolder = () => pickerOf() !== undefined

  return { results, status, isWorking, canUseFolder, goOn, onlyCount, useFolder, readResults, freeRows }
})
