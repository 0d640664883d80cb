/** The motif being written: its text, what it means, what is wrong with it, and the last meaning it had. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { checkAttributes, outlineMotif } from '../dotmotif/outline'
import type { MotifOutline } from '../dotmotif/outline'
import { readMotif } from '../dotmotif/read-motif'
import type { LocatedError } from '../model/errors'
import type { Motif } from '../model/motif'
import { useHostsStore } from './use-hosts-store'
import { slotsOfNodes, tintsOfNodes } from './motif-colours'

/** A text that is read well within a frame is read at every keystroke; a longer one when the typing pauses. */
const readDelayMs = 120
const quickReadMs = 6
/** A half-typed edge is no mistake yet: what is wrong is told when the typing rests. */
const tellDelayMs = 450

export const useMotifStore = defineStore('motif', () => {
  const hosts = useHostsStore()
  const source = ref('')
  /** Counts up when another text is put there, also an equal one. */
  const replacements = ref(0)
  const problems = shallowRef<LocatedError[]>([])
  const warnings = shallowRef<string[]>([])
  /** The motif of the last text that had no mistakes: the drawing stands while one is being typed. */
  const motif = shallowRef<Motif | null>(null)
  /** The text of that motif. */
  const motifSource = ref('')
  /** What stands where in the text as last read, mistakes or not. */
  const outline = shallowRef<MotifOutline & { source: string }>({ source: '', ...outlineMotif('') })
  let readSource = ''
  let lastReadMs = 0
  let reading = readMotif('')
  let timer: ReturnType<typeof setTimeout> | undefined

  const isEmpty = computed(() => problems.value.length === 0 && (motif.value?.edges.length ?? 0) === 0)
  /** Attributes the open host graph does not have: the motif is right, but it will find nothing there. */
  const remarks = computed<LocatedError[]>(() => {
    const { current } = hosts
    if (!current) return []
    const { nodeAttributes, edgeAttributes } = current
    const { source: text, ...places } = outline.value
    // Every host node has an id, which reads as an attribute.
    const ofNodes = [...Object.keys(nodeAttributes), 'id']
    return checkAttributes(text, places, ofNodes, Object.keys(edgeAttributes))
  })
  const slots = computed(() => {
    const known = motif.value?.nodes ?? []
    return slotsOfNodes([...new Set([...known, ...outline.value.nodes.map(({ name }) => name)])])
  })
  const tints = computed(() => (motif.value ? tintsOfNodes(motif.value) : new Map<string, number>()))

  function read(tells: boolean): void {
    clearTimeout(timer)
    if (readSource !== source.value) {
      const begin = performance.now()
      readSource = source.value
      reading = readMotif(source.value)
      outline.value = { source: source.value, ...outlineMotif(source.value) }
      lastReadMs = performance.now() - begin
    }
    if (reading.ok) {
      problems.value = []
      warnings.value = reading.warnings
      motif.value = reading.motif
      motifSource.value = readSource
    } else if (tells) {
      problems.value = reading.errors
      warnings.value = []
    } else timer = setTimeout(readNow, tellDelayMs)
  }

  /** Reads the text at once and tells what is wrong, instead of when the typing rests. */
  function readNow(): void {
    read(true)
  }

  /** Puts another text in place of this one; the editor keeps the old one in its undo history. */
  function replace(text: string): void {
    source.value = text
    replacements.value++
    readNow()
  }

  /** The motif of any text; null when it has mistakes. */
  function motifOf(text: string): Motif | null {
    const reading = readMotif(text)
    return reading.ok ? reading.motif : null
  }

  watch(source, () => {
    clearTimeout(timer)
    if (lastReadMs < quickReadMs) read(false)
    else timer = setTimeout(() => read(false), readDelayMs)
  })
  readNow()

  return {
    source,
    replacements,
    outline,
    problems,
    warnings,
    remarks,
    motif,
    motifSource,
    isEmpty,
    slots,
    tints,
    readNow,
    replace,
    motifOf,
  }
})
