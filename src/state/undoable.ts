/** Deletions that can be taken back. What is deleted leaves the page at once, and the storage only when the sentence
 *  that offers Undo has gone. Until then it stands in a list that outlives the page: whoever closes the page in between
 *  has it deleted at the next start, never half of it. Nothing is copied and nothing restored. */
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { useCommands } from './commands'
import { readSavedText, saveText } from './saved-text'
import { useToastsStore } from './use-toasts-store'

export type UndoableKind = 'job' | 'host' | 'run'

interface Deletion {
  kind: UndoableKind
  id: string
  /** From this time on (ms since 1970) another start of the page may carry it out: its own page is gone. */
  until: number
}

/** Longer than a sentence with an action is shown. */
const promisedMs = 60_000

const isDeletion = (value: unknown): value is Deletion => {
  const { kind, id, until } = (value ?? {}) as Partial<Deletion>
  return (
    (kind === 'job' || kind === 'host' || kind === 'run') &&
    typeof id === 'string' &&
    typeof until === 'number'
  )
}

function readSaved(): Deletion[] {
  try {
    const saved: unknown = JSON.parse(readSavedText('undoable') ?? '[]')
    return Array.isArray(saved) ? saved.filter(isDeletion) : []
  } catch {
    return []
  }
}

interface Offer extends Deletion {
  /** What was deleted, as a sentence; null: an earlier page's, carried out now. */
  words: string | null
  /** Whether the browser took it into the list that outlives the page. */
  isSaved: boolean
  toast: number
  onUndo: () => void
}

export const useUndoableStore = defineStore('undoable', () => {
  const toasts = useToastsStore()
  const offers = shallowRef<Offer[]>([])
  const deleters = new Map<UndoableKind, (id: string) => Promise<void>>()

  const isAbout = (kind: UndoableKind, id: string) => (one: Deletion) => one.kind === kind && one.id === id
  /** Whether it is deleted as far as the page shows. Reactive. */
  const isDeleted = (kind: UndoableKind, id: string): boolean => offers.value.some(isAbout(kind, id))

  /** Reads the list anew each time: other tabs write into it too. */
  const save = (change: (saved: Deletion[]) => Deletion[]): boolean =>
    saveText('undoable', JSON.stringify(change(readSaved())))

  /** Says how things of a kind are really deleted; must not throw. */
  const register = (kind: UndoableKind, deleter: (id: string) => Promise<void>): void =>
    void deleters.set(kind, deleter)

  /** Takes it off the lists; null when another tab has deleted it by now. */
  function take(kind: UndoableKind, id: string): Offer | null {
    const isIt = isAbout(kind, id)
    const offer = offers.value.find(isIt)
    const isGone = offer?.isSaved && !readSaved().some(isIt)
    offers.value = offers.value.filter((one) => !isIt(one))
    save((saved) => saved.filter((one) => !isIt(one)))
    if (offer) toasts.dismiss(offer.toast)
    return isGone ? null : (offer ?? null)
  }

  async function commit(kind: UndoableKind, id: string): Promise<void> {
    if (!isDeleted(kind, id)) return
    await deleters.get(kind)?.(id)
    take(kind, id)
  }

  function undo(kind: UndoableKind, id: string): void {
    const offer = take(kind, id)
    if (offer) offer.onUndo()
    else toasts.say('It is deleted by now: another tab was opened meanwhile.')
  }

  /** Deletes so that it can be taken back. `words`: what was deleted, as a sentence. `onUndo`: it is shown again. */
  function remove(kind: UndoableKind, id: string, words: string, onUndo: () => void = () => undefined): void {
    if (isDeleted(kind, id)) return
    const deletion = { kind, id, until: Date.now() + promisedMs }
    const isSaved = save((saved) => [...saved, deletion])
    const toast = toasts.say(words, {
      action: { label: 'Undo', run: () => undo(kind, id) },
      onGone: (acted) => void (acted || commit(kind, id)),
    })
    offers.value = [...offers.value, { ...deletion, words, isSaved, toast, onUndo }]
  }

  /** It is wanted again, such as a search that is asked once more: its deletion is taken back without a word. */
  const keep = (kind: UndoableKind, id: string): void => void (isDeleted(kind, id) && take(kind, id))

  /** At the start: carries out what an earlier page had promised. */
  async function begin(): Promise<void> {
    const due = readSaved().filter(({ until }) => until <= Date.now())
    const offered = due.map((one) => ({
      ...one,
      words: null,
      isSaved: true,
      toast: 0,
      onUndo: () => undefined,
    }))
    offers.value = [...offers.value, ...offered]
    for (const { kind, id } of due) await commit(kind, id)
  }

  /** The page is left: the next start need not wait. */
  function leave(): void {
    if (offers.value.length > 0)
      save((saved) => saved.map((one) => (isDeleted(one.kind, one.id) ? { ...one, until: 0 } : one)))
  }

  useCommands(
    () =>
      offers.value.flatMap(({ kind, id, words }) =>
        words === null
          ? []
          : {
              id: `undo.${kind}:${id}`,
              label: `Undo: ${words}`,
              group: kind === 'host' ? ('Host graph' as const) : ('Jobs' as const),
              run: () => undo(kind, id),
            },
      ),
    { whileKept: true },
  )

  return { isDeleted, register, remove, undo, keep, begin, leave }
})
