/** The note that is being written about what the user is looking at. */
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { MossDocument } from '../model/document'
import { draftFrom } from '../scripting/annotation'
import type { NoteSubject } from '../scripting/annotation'
import type { DocumentDraft } from '../scripting/moss-types'
import { useMotifscope } from './motifscope'
import { useAnnotationsStore } from './use-annotations-store'
import { failureFrom, useMossStore } from './use-moss-store'
import type { MossFailure } from './use-moss-store'

/** One thing a note can be about, in words. */
export interface NoteChoice {
  label: string
  subject: NoteSubject
}

export const useNoteStore = defineStore('note', () => {
  /** What the note may be about; null: none is being written. */
  const choices = shallowRef<NoteChoice[] | null>(null)
  const isSaving = ref(false)
  const failure = shallowRef<MossFailure | null>(null)
  /** What was last done, for screen readers and the eye. */
  const saved = shallowRef<MossDocument | null>(null)

  function begin(offered: NoteChoice[]): void {
    failure.value = null
    saved.value = null
    choices.value = offered
  }

  function cancel(): void {
    choices.value = null
  }

  /** Writes a document; answers it, or null when it was refused. The passphrase is passed on and forgotten. */
  async function write(draft: DocumentDraft, secret?: string): Promise<MossDocument | null> {
    isSaving.value = true
    failure.value = null
    try {
      const { moss } = useMotifscope()
      const document = await moss.put(draft, secret === undefined ? {} : { secret })
      await Promise.all([useAnnotationsStore().load(), useMossStore().refresh()])
      return document
    } catch (thrown) {
      failure.value = failureFrom(thrown)
      return null
    } finally {
      isSaving.value = false
    }
  }

  async function save(subject: NoteSubject, text: string, secret?: string): Promise<void> {
    const document = await write(draftFrom(subject, text), secret)
    if (!document) return
    saved.value = document
    choices.value = null
  }

  return { choices, isSaving, failure, saved, begin, cancel, write, save }
})
