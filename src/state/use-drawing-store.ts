/** The drawing as an editor: where its nodes stand, which have no edge yet, and the edits that go through the text
 *  editor, whose history is the one history of both. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { Edit, RefusedEdit } from '../dotmotif/editing/edit'
import { expandCall } from '../dotmotif/editing/expand-call'
import type { TextChange } from '../dotmotif/editing/text-change'
import { applyChanges } from '../dotmotif/editing/text-change'
import { emptyLayout, layoutFrom, layoutOf } from '../scripting/drawing-layout'
import type { DrawingLayout, Place } from '../scripting/drawing-layout'
import { readSavedText, saveText } from './saved-text'
import { useMotifStore } from './use-motif-store'
import { usePlaceStore } from './use-place-store'

/** One step of the history: the text's changes and the drawing as it is then. */
export interface DrawingStep {
  changes: readonly TextChange[]
  layout: DrawingLayout
}

/** The text editor, as far as the drawing needs it. */
export interface EditingDesk {
  apply(step: DrawingStep): void
  /** Takes a layout in without a step of the history. */
  arrange(layout: DrawingLayout): void
  undo(): boolean
  redo(): boolean
}

export interface StepsLeft {
  undo: number
  redo: number
}

const saveDelayMs = 400

export const useDrawingStore = defineStore('drawing', () => {
  const motif = useMotifStore()
  const place = usePlaceStore()
  const layout = shallowRef<DrawingLayout>(emptyLayout)
  const stepsLeft = ref<StepsLeft>({ undo: 0, redo: 0 })
  /** What was done last, for screen readers. */
  const said = ref('')
  /** Why the last wish could not be done. */
  const refusal = shallowRef<RefusedEdit | null>(null)
  const desk = shallowRef<EditingDesk | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  const loose = computed(() => layout.value.loose)

  function attach(editor: EditingDesk): void {
    desk.value = editor
    editor.arrange(layout.value)
  }

  function detach(editor: EditingDesk): void {
    if (desk.value !== editor) return
    desk.value = null
    stepsLeft.value = { undo: 0, redo: 0 }
  }

  /** The editor's history has moved: a step was done, undone or done again. */
  function follow(present: DrawingLayout, left: StepsLeft): void {
    layout.value = present
    stepsLeft.value = left
  }

  /** One step: text and drawing change together and are undone together. */
  function step(changes: readonly TextChange[], next: DrawingLayout, words: string): void {
    refusal.value = null
    if (desk.value) desk.value.apply({ changes, layout: next })
    else {
      layout.value = next
      if (changes.length > 0) motif.source = applyChanges(motif.source, changes)
    }
    motif.readNow()
    said.value = words
  }

  /** Does an edit, or says why not. `next` gives the drawing afterwards; loose nodes of the edit are added to it. */
  function carryOut(
    edit: Edit,
    words: string,
    next: (present: DrawingLayout) => DrawingLayout = (present) => present,
  ): boolean {
    if (!edit.ok) {
      refuse(edit)
      return false
    }
    const after = next(layout.value)
    const known = new Set(edit.loose.map(({ name }) => name))
    const others = after.loose.filter(({ name }) => !known.has(name))
    step(edit.changes, { ...after, loose: [...others, ...edit.loose] }, words)
    return true
  }

  function refuse(edit: RefusedEdit): void {
    refusal.value = edit
    said.value = edit.message
  }

  /** Replaces the macro call that was in the way by what it stands for. */
  function expand(): void {
    const call = refusal.value?.call
    if (call) carryOut(expandCall(motif.source, call), 'The call is expanded. Try again.')
  }

  /** Places that nobody asked for, such as those of nodes just typed: no step of the history. */
  function arrange(places: Readonly<Record<string, Place>>): void {
    const nodes = new Set(motif.motif?.nodes)
    const present = layout.value.loose
    const isWritten = present.some(({ name }) => nodes.has(name))
    const next = { places, loose: isWritten ? present.filter(({ name }) => !nodes.has(name)) : present }
    if (desk.value) desk.value.arrange(next)
    else layout.value = next
  }

  /** A layout that comes with a text from a session or a picture. */
  function adopt(given: DrawingLayout): void {
    if (desk.value) desk.value.arrange(given)
    else layout.value = given
  }

  const turn = (isUndo: boolean) => {
    refusal.value = null
    const isDone = (isUndo ? desk.value?.undo() : desk.value?.redo()) ?? false
    motif.readNow()
    const nothing = isUndo ? 'There is nothing to undo.' : 'There is nothing to do again.'
    said.value = isDone ? (isUndo ? 'Undone.' : 'Done again.') : nothing
  }

  /** The layout of what is drawn, for files. */
  const shownLayout = () => layoutOf(layout.value, motif.motif?.nodes ?? [])

  /** After a reload the drawing of the same text stands as it stood. */
  function restore(): void {
    try {
      const saved = JSON.parse(readSavedText('drawing') ?? 'null') as { motif?: unknown } | null
      if (saved?.motif !== undefined && saved.motif === motif.source) adopt(layoutFrom(saved))
    } catch {
      // What cannot be read is drawn afresh.
    }
  }
  // The text of the last visit may be there already, or come yet.
  if (motif.motifSource !== '') restore()
  else watch(() => motif.motifSource, restore, { flush: 'sync', once: true })
  watch([layout, () => motif.motifSource], () => {
    clearTimeout(timer)
    // A page within another leaves nothing behind.
    if (place.isEmbedded) return
    timer = setTimeout(
      () => saveText('drawing', JSON.stringify({ motif: motif.motifSource, ...shownLayout() })),
      saveDelayMs,
    )
  })

  return {
    layout,
    loose,
    stepsLeft,
    said,
    refusal,
    attach,
    detach,
    follow,
    step,
    carryOut,
    refuse,
    expand,
    arrange,
    adopt,
    undo: () => turn(true),
    redo: () => turn(false),
    shownLayout,
  }
})
