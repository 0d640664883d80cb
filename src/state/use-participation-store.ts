/** Which host nodes fill which places of a motif, or of a class of a census, in the open host graph. */
import { defineStore } from 'pinia'
import { computed, reactive, ref, shallowRef, watch } from 'vue'
import { triadNames } from '../model/host-graph'
import type { TriadName } from '../model/host-graph'
import type { NodeRoles, ParticipationSubject, RoleRow } from '../scripting/participation-types'
import { useLongCount } from './long-count'
import { useMotifscope } from './motifscope'
import { useAsCandidates } from './use-candidates'
import { useHostsStore } from './use-hosts-store'
import { useMotifStore } from './use-motif-store'
import { useNoticesStore } from './use-notices-store'
import { useSearchStore } from './use-search-store'

/** `motif`: that of the studio; a triad's name; `tetrad`: the class of four whose number stands beside. */
export type SubjectChoice = 'motif' | 'tetrad' | TriadName

const step = 100
const mostAttributes = 5
const everyRow = 10_000_000

export const useParticipationStore = defineStore('participation', () => {
  const hosts = useHostsStore()
  const motif = useMotifStore()
  const notices = useNoticesStore()
  const search = useSearchStore()
  const form = reactive<{ subject: SubjectChoice; tetrad: number }>({ subject: '030T', tetrad: 204 })
  const count = useLongCount<NodeRoles>()
  const rows = shallowRef<readonly RoleRow[]>([])
  const limit = ref(step)
  /** A role's place; −1: by all together. */
  const sortBy = ref(-1)
  const chosen = shallowRef<ReadonlySet<string>>(new Set())

  const attributes = computed(() =>
    Object.keys(hosts.current?.nodeAttributes ?? {})
      .filter((name) => name !== 'id')
      .slice(0, mostAttributes),
  )

  function subjectNow(): ParticipationSubject {
    const { ignoreDirection = false, induced = false } = search.options
    if (form.subject === 'tetrad') return { tetrad: form.tetrad }
    if (form.subject === 'motif') return { motif: motif.source, ignoreDirection, induced }
    return { triad: form.subject }
  }

  async function take(): Promise<void> {
    const id = hosts.currentId
    if (id === null) return
    const subject = subjectNow()
    sortBy.value = -1
    chosen.value = new Set()
    rows.value = []
    limit.value = step
    await count.run((options) => useMotifscope().participation(id, subject, options))
  }

  const query = (most: number) => ({
    limit: most,
    attributes: attributes.value,
    ...(sortBy.value < 0 ? {} : { sortBy: sortBy.value }),
  })

  async function readRows(): Promise<void> {
    const roles = count.answer.value
    if (!roles) return
    try {
      const read = await roles.rows(query(limit.value))
      if (count.answer.value === roles) rows.value = read
    } catch (thrown) {
      notices.showError(thrown, 'The nodes could not be listed')
    }
  }

  /** All nodes that take part, ranked as shown. */
  const allRows = async () => (await count.answer.value?.rows(query(everyRow))) ?? []

  function choose(id: string): void {
    const next = new Set(chosen.value)
    if (!next.delete(id)) next.add(id)
    chosen.value = next
  }

  /** Lets a motif node of the studio be one of the chosen nodes, or of those shown, only. Where the studio is empty, the
   *  motif that was counted is written there first. */
  async function useCandidates(node: string): Promise<void> {
    const roles = count.answer.value
    const host = hosts.current
    if (!roles || !host) return
    if (motif.isEmpty) motif.replace(roles.motif)
    const ids = chosen.value.size > 0 ? [...chosen.value] : rows.value.map(({ id }) => id)
    await useAsCandidates(host, node, ids)
  }

  /** Motif nodes that candidates can be for. */
  const nodes = computed(() => {
    const own = motif.isEmpty ? motif.motifOf(count.answer.value?.motif ?? '')?.nodes : motif.motif?.nodes
    return own ?? []
  })

  watch([count.answer, limit, sortBy], () => void readRows())
  watch([() => hosts.currentId, () => form.subject, () => form.tetrad], count.clear)

  function ask(subject: SubjectChoice, tetrad = form.tetrad): void {
    Object.assign(form, { subject, tetrad })
  }

  return {
    ...{ form, rows, limit, step, sortBy, chosen, attributes, nodes, triadNames },
    ...{ roles: count.answer, progress: count.progress, failure: count.failure, isRunning: count.isRunning },
    ...{ take, stop: count.stop, choose, allRows, useCandidates, ask },
  }
})
