/** What is known of a question before it is asked, and stays true after: the motif's symmetry, and how many combinations
 *  a motif in several parts has. */
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { MotifSymmetry } from '../scripting/motif-types'
import { useMotifscope } from './motifscope'
import { mostEdgesPlannedUnasked } from './planning'
import { useHostsStore } from './use-hosts-store'
import { useMotifStore } from './use-motif-store'
import { useSearchStore } from './use-search-store'

const planDelayMs = 150

export const useFactsStore = defineStore('facts', () => {
  const hosts = useHostsStore()
  const motif = useMotifStore()
  const search = useSearchStore()
  const planned = shallowRef<string[]>([])
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Null: there is no motif, it has mistakes, or too many nodes to tell. */
  const symmetry = computed<MotifSymmetry | null>(() => {
    if (motif.problems.length > 0 || !motif.motif || motif.motif.nodes.length === 0) return null
    const ignoreDirection = search.options.ignoreDirection || hosts.current?.directed === false
    try {
      return useMotifscope().symmetry(motif.motifSource, { ignoreDirection })
    } catch {
      return null
    }
  })

  /** Of the run that answers the present question, else of its plan. */
  const warnings = computed(() => {
    if (motif.problems.length > 0) return []
    const told = search.answersPresentQuestion ? (search.job?.warnings ?? []) : []
    return told.length > 0 ? told : planned.value
  })

  async function plan(): Promise<void> {
    const own = ++turn
    const host = hosts.current
    const { ignoreDirection, induced } = search.options
    let found: string[] = []
    try {
      // A motif without warnings is in one part.
      if (host && host.edgeCount <= mostEdgesPlannedUnasked && motif.warnings.length > 0)
        found = (await useMotifscope().plan(host.id, motif.motifSource, { ignoreDirection, induced }))
          .warnings
    } catch {
      // What is wrong with the question is told when it is asked.
    }
    if (own === turn) planned.value = found
  }

  watch(
    () => [motif.motif, hosts.currentId, search.options.ignoreDirection, search.options.induced],
    () => {
      clearTimeout(timer)
      turn++
      planned.value = []
      timer = setTimeout(() => void plan(), planDelayMs)
    },
    { immediate: true },
  )

  return { symmetry, warnings }
})
