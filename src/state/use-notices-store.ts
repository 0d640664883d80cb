/** Sentences for the user, each with a hint and perhaps a way back. Errors of every room end here and stay until they
 *  are dismissed; nothing is thrown at the page. What only tells of something done passes by itself, but not while it
 *  is pointed at or focused. */
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { errorDataFrom } from '../model/errors'

export interface NoticeAction {
  label: string
  run: () => void
}

export interface Notice {
  id: number
  kind: 'error' | 'info'
  message: string
  hint?: string
  action?: NoticeAction
  /** Called once, when it is no longer shown, however it went; `acted`: by its action. */
  onGone?: (acted: boolean) => void
}

const maxShown = 4
const infoMs = 8_000
/** Time to read and reach what can be taken back. */
const actionMs = 12_000

/** What is said when something inside broke: the sentence names what was tried, the hint what can be done. */
const hintForInternal = 'Nothing of yours is lost. Try again; if it stays, reload the page.'

const lifeMs = ({ kind, action }: Notice) => (kind === 'error' ? Infinity : action ? actionMs : infoMs)

export const useNoticesStore = defineStore('notices', () => {
  const notices = shallowRef<Notice[]>([])
  const timers = new Map<number, ReturnType<typeof setTimeout>>()
  let isPaused = false
  let lastId = 0

  function wait(notice: Notice): void {
    const ms = lifeMs(notice)
    if (isPaused || ms === Infinity) return
    clearTimeout(timers.get(notice.id))
    timers.set(
      notice.id,
      setTimeout(() => dismiss(notice.id), ms),
    )
  }

  function remove(gone: readonly Notice[], acted: boolean): void {
    if (gone.length === 0) return
    notices.value = notices.value.filter((notice) => !gone.includes(notice))
    for (const { id, onGone } of gone) {
      clearTimeout(timers.get(id))
      timers.delete(id)
      onGone?.(acted)
    }
  }

  function dismiss(id: number): void {
    remove(
      notices.value.filter((notice) => notice.id === id),
      false,
    )
  }

  /** Runs the notice's action; it is gone then. */
  function act(id: number): void {
    const [notice] = notices.value.filter((shown) => shown.id === id)
    if (!notice) return
    remove([notice], true)
    notice.action?.run()
  }

  /** Shows a notice; saying the same again moves it to the end instead of doubling it. */
  function show(notice: Omit<Notice, 'id'>): number {
    const shown = { ...notice, id: ++lastId }
    remove(
      notices.value.filter(({ message }) => message === notice.message),
      false,
    )
    notices.value = [...notices.value, shown]
    remove(notices.value.slice(0, -maxShown), false)
    wait(shown)
    return shown.id
  }

  /** Nothing passes while somebody points at the notices or is among them with the focus; then each has its time anew. */
  function pause(): void {
    isPaused = true
    for (const timer of timers.values()) clearTimeout(timer)
    timers.clear()
  }

  function resume(): void {
    if (!isPaused) return
    isPaused = false
    notices.value.forEach(wait)
  }

  /** Shows what was thrown as a sentence; a cancelled wish is not an error and says nothing.
   *  `attempt`: what was tried, as in "The motif could not be searched". `subject`: what it is about, such as a file;
   *  the sentence names it. */
  function showError(thrown: unknown, attempt: string, subject = ''): void {
    const { code, message, hint } = errorDataFrom(thrown)
    if (code === 'cancelled') return
    if (code === 'internal') {
      console.error(thrown)
      show({ kind: 'error', message: `${attempt}: ${message}`, hint: hintForInternal })
    } else {
      const named = message.includes(subject) ? message : `${subject}: ${message}`
      show({ kind: 'error', message: named, ...(hint === undefined ? {} : { hint }) })
    }
  }

  return { notices, show, showError, dismiss, act, pause, resume }
})
