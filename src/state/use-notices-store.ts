/** Sentences for the user that stay until they are dismissed, each with a hint and perhaps a way back. Errors of every
 *  room end here; nothing is thrown at the page. */
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
}

const maxShown = 4
const infoMs = 8_000

/** What is said when something inside broke: the sentence names what was tried, the hint what can be done. */
const hintForInternal = 'Nothing of yours is lost. Try again; if it stays, reload the page.'

export const useNoticesStore = defineStore('notices', () => {
  const notices = shallowRef<Notice[]>([])
  let lastId = 0

  function dismiss(id: number): void {
    notices.value = notices.value.filter((notice) => notice.id !== id)
  }

  /** Shows a notice; saying the same again moves it to the end instead of doubling it. */
  function show(notice: Omit<Notice, 'id'>): number {
    const id = ++lastId
    const others = notices.value.filter(({ message }) => message !== notice.message)
    notices.value = [...others, { ...notice, id }].slice(-maxShown)
    if (notice.kind === 'info') setTimeout(() => dismiss(id), infoMs)
    return id
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

  return { notices, show, showError, dismiss }
})
