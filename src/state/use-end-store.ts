/** How the user learns that a search ended while they looked elsewhere: a mark in the tab's title, a sentence for screen
 *  readers, and, if they asked for it, a notification of the system. */
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { JobInfo } from '../model/job'
import { formatQuantity } from './format'
import { motifOnOneLine } from './job-words'
import { readSavedText, saveText } from './saved-text'
import { useNoticesStore } from './use-notices-store'

/** A search that took longer was waited for: its end is worth a sentence. A short one is told where its answer is. */
const worthTellingMs = 3_000

const hasNotifications = () => typeof Notification !== 'undefined'
const shorten = (text: string) => (text.length > 80 ? `${text.slice(0, 79)}…` : text)

const endWords: Partial<Record<JobInfo['state'], string>> = {
  done: 'is done',
  failed: 'failed',
  paused: 'is paused',
  cancelled: 'was cancelled',
}

/** `The search for A -> B is done: 12 matches.` */
export function describeEnd(job: Pick<JobInfo, 'motif' | 'state' | 'count' | 'error'>): string {
  const what = `The search for ${shorten(motifOnOneLine(job.motif))} ${endWords[job.state] ?? 'goes on'}`
  if (job.state === 'failed') return `${what}: ${job.error?.message ?? 'something went wrong.'}`
  return `${what}: ${formatQuantity(job.count, 'match', 'matches')}.`
}

export const useEndStore = defineStore('end', () => {
  const notices = useNoticesStore()
  const isWished = ref(readSavedText('notify') === 'yes')
  const permission = ref(hasNotifications() ? Notification.permission : 'denied')
  const notifies = computed(() => isWished.value && permission.value === 'granted')
  const isPossible = hasNotifications()
  /** The last end, as a sentence. */
  const sentence = ref('')
  /** Searches ended while nobody looked at this tab. */
  const hasUnseenEnd = ref(false)

  if (typeof document !== 'undefined')
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') hasUnseenEnd.value = false
    })

  /** The user ticked or unticked it; only ticking asks the browser. */
  async function setNotifies(wish: boolean): Promise<void> {
    isWished.value = wish
    saveText('notify', wish ? 'yes' : '')
    if (!wish || !hasNotifications()) return
    if (Notification.permission === 'default') await Notification.requestPermission()
    permission.value = Notification.permission
    if (permission.value === 'granted') return
    isWished.value = false
    saveText('notify', '')
    notices.show({
      kind: 'info',
      message: 'The browser does not let this page show notifications.',
      hint: 'Allow them for this page in the browser’s site settings, then tick it again.',
    })
  }

  function notify(job: JobInfo): void {
    // The same tag in every tab: the system shows one.
    const options = { body: describeEnd(job), tag: `motifscope-${job.id}` }
    try {
      const shown = new Notification('Motifscope', options)
      shown.addEventListener('click', () => {
        focus()
        shown.close()
      })
    } catch {
      // Android allows notifications to service workers only; without one the title still tells.
      navigator.serviceWorker?.ready
        .then((worker) => worker.showNotification('Motifscope', options))
        .catch(() => undefined)
    }
  }

  function noteEnd(job: JobInfo): void {
    if (job.elapsedMs >= worthTellingMs) sentence.value = describeEnd(job)
    const hasEnded = job.state === 'done' || job.state === 'failed'
    if (!hasEnded || document.visibilityState === 'visible') return
    hasUnseenEnd.value = true
    if (notifies.value) notify(job)
  }

  return { isPossible, notifies, sentence, hasUnseenEnd, setNotifies, noteEnd }
})
