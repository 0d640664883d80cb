/** The short way to tell of something done: one sentence that passes by itself, perhaps with a way back. Shown among the
 *  notices, which hold the list. */
import { defineStore } from 'pinia'
import { useNoticesStore } from './use-notices-store'
import type { Notice, NoticeAction } from './use-notices-store'

export interface ToastOptions {
  /** Such as Undo. */
  action?: NoticeAction
  /** An error stays until it is dismissed. */
  kind?: Notice['kind']
  hint?: string
  /** Called once, when it is no longer shown; `acted`: by its action. */
  onGone?: (acted: boolean) => void
}

export const useToastsStore = defineStore('toasts', () => {
  const notices = useNoticesStore()

  /** Says a sentence; returns a number by which `dismiss` takes it away. */
  const say = (text: string, { kind = 'info', ...options }: ToastOptions = {}): number =>
    notices.show({ kind, message: text, ...options })

  return { say, dismiss: notices.dismiss }
})
