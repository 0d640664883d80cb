/** The motif being written: its text, what it means, what is wrong with it, and the last meaning it had. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { readMotif } from '../dotmotif/read-motif'
import type { LocatedError } from '../model/errors'
import type { Motif } from '../model/motif'
import { slotsOfNodes, tintsOfNodes } from './motif-colours'

const readDelayMs = 120

export const useMotifStore = defineStore('motif', () => {
  const source = ref('')
  const problems = shallowRef<LocatedError[]>([])
  const warnings = shallowRef<string[]>([])
  /** The motif of the last text that had no mistakes: the drawing stands while one is being typed. */
  const motif = shallowRef<Motif | null>(null)
  let readSource: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const isEmpty = computed(() => problems.value.length === 0 && (motif.value?.edges.length ?? 0) === 0)
  const slots = computed(() => slotsOfNodes(motif.value?.nodes ?? []))
  const tints = computed(() => (motif.value ? tintsOfNodes(motif.value) : new Map<string, number>()))

  /** Reads the text at once instead of when the typing pauses. */
  function readNow(): void {
    clearTimeout(timer)
    if (readSource === source.value) return
    readSource = source.value
    const reading = readMotif(source.value)
    problems.value = reading.ok ? [] : reading.errors
    warnings.value = reading.ok ? reading.warnings : []
    if (reading.ok) motif.value = reading.motif
  }

  /** Puts another text in place of this one; the editor keeps the old one in its undo history. */
  function replace(text: string): void {
    source.value = text
    readNow()
  }

  /** The motif of any text; null when it has mistakes. */
  function motifOf(text: string): Motif | null {
    const reading = readMotif(text)
    return reading.ok ? reading.motif : null
  }

  watch(source, () => {
    clearTimeout(timer)
    timer = setTimeout(readNow, readDelayMs)
  })
  readNow()

  return { source, problems, warnings, motif, isEmpty, slots, tints, readNow, replace, motifOf }
})
