/** The room Significance: what is asked, the runs of this browser, and the table that is open. Runs go on while other
 *  rooms are open, and after a reload when they are asked to. */
import { defineStore } from 'pinia'
import { computed, reactive, ref, shallowRef, watch } from 'vue'
import type {
  ReportFormat,
  SignificanceQuestion,
  SignificanceResult,
  SignificanceRun,
} from '../scripting/significance-types'
import { MotifscopeError } from '../model/errors'
import { coordinatesAmong } from './coordinate-names'
import { useMotifscope } from './motifscope'
import { useHostsStore } from './use-hosts-store'
import { useNoticesStore } from './use-notices-store'
import { useSearchStore } from './use-search-store'
import { runTitle } from './significance-run-words'
import { useUndoableStore } from './undoable'
import type { SignificanceForm } from './significance-form'
import { readSignificanceAddress, writeSignificanceAddress } from './significance-address'

const standardForm: SignificanceForm = {
  what: 'motif',
  model: 'degrees',
  groups: '',
  keepsDistance: false,
  bins: 4,
  samples: 200,
  seed: 1,
}

const refreshMs = 250

export const useSignificanceStore = defineStore('significance', () => {
  const hosts = useHostsStore()
  const notices = useNoticesStore()
  const search = useSearchStore()
  const form = reactive({ ...standardForm })
  const undoables = useUndoableStore()
  const stored = shallowRef<readonly SignificanceRun[]>([])
  const runs = computed(() => stored.value.filter(({ id }) => !undoables.isDeleted('run', id)))
  const hasLoaded = ref(false)
  const openId = ref<string | null>(null)
  const result = shallowRef<SignificanceResult | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let isFollowing = false

  const nodeAttributes = computed(() => Object.keys(hosts.current?.nodeAttributes ?? {}))
  const coordinates = computed(() => coordinatesAmong(hosts.current?.nodeAttributes ?? {}))
  const isSwitched = computed(() => form.model === 'degrees' || form.model === 'degrees-mutual')
  const takesGroups = computed(() => isSwitched.value || form.model === 'attributes')
  const runOpen = computed(() => runs.value.find(({ id }) => id === openId.value) ?? null)
  /** What a link says of the form; empty: as it stands by itself. */
  const address = computed({
    get: () => writeSignificanceAddress(form, standardForm),
    set: (text) => Object.assign(form, standardForm, readSignificanceAddress(text)),
  })

  watch(
    () => hosts.currentId,
    () => {
      if (!nodeAttributes.value.includes(form.groups) && hosts.current) form.groups = ''
      if (!coordinates.value && hosts.current) form.keepsDistance = false
    },
  )

  async function refresh(): Promise<void> {
    timer = undefined
    const api = useMotifscope().significanceRuns
    try {
      stored.value = await api.list()
      hasLoaded.value = true
      const id = openId.value
      if (id === null) return
      const fresh = runs.value.some((run) => run.id === id) ? await api.result(id) : null
      if (openId.value === id) result.value = fresh
    } catch (thrown) {
      notices.showError(thrown, 'The significance runs could not be read')
    }
  }

  /** Samples may come hundreds a second: the page looks four times. */
  function refreshSoon(): void {
    timer ??= setTimeout(() => void refresh(), refreshMs)
  }

  async function follow(): Promise<void> {
    if (!isFollowing) useMotifscope().significanceRuns.watch(refreshSoon)
    isFollowing = true
    await refresh()
  }

  async function tried<Value>(work: () => Promise<Value>, failure: string): Promise<Value | null> {
    try {
      return await work()
    } catch (thrown) {
      if (!(thrown instanceof MotifscopeError && thrown.code === 'cancelled'))
        notices.showError(thrown, failure)
      return null
    }
  }

  async function show(id: string | null): Promise<void> {
    openId.value = id
    result.value = null
    await refresh()
  }

  function questionOf(motifs: { label: string; motif: string }[]): SignificanceQuestion | null {
    const host = hosts.currentId
    if (host === null) return null
    const { ignoreDirection, induced, excludeAutomorphisms } = search.options
    const { what, model, samples, seed, groups, keepsDistance, bins } = form
    return {
      ...{ host, model, samples, seed },
      ...(what === 'triads' || what === 'tetrads' ? { census: what } : { motifs }),
      ...{ ignoreDirection, induced, excludeAutomorphisms },
      ...(takesGroups.value && groups !== '' ? { groups } : {}),
      ...(isSwitched.value && keepsDistance && coordinates.value
        ? { distance: { attributes: coordinates.value, bins } }
        : {}),
    }
  }

  /** Begins a run and opens it. */
  async function start(motifs: { label: string; motif: string }[]): Promise<void> {
    const question = questionOf(motifs)
    if (!question) return
    const run = await tried(() => useMotifscope().significanceRuns.start(question), 'The run could not begin')
    if (!run) return
    undoables.keep('run', run.id)
    await show(run.id)
  }

  const stop = (id: string) =>
    tried(() => useMotifscope().significanceRuns.stop(id), 'The run could not be stopped')
  const resume = (id: string, samples?: number) =>
    tried(() => useMotifscope().significanceRuns.resume(id, samples), 'The run could not go on')

  /** Deletes a run so that it can be taken back for a while; one under way rests meanwhile. */
  async function remove(id: string): Promise<void> {
    const run = runs.value.find((one) => one.id === id)
    if (!run) return
    if (openId.value === id) openId.value = result.value = null
    const isUnderWay = run.state === 'running'
    undoables.remove('run', id, `The run ${runTitle(run)} is deleted.`, () => {
      if (isUnderWay) void resume(id)
    })
    if (isUnderWay) await stop(id)
  }
  undoables.register('run', async (id) => {
    await tried(() => useMotifscope().significanceRuns.delete(id), 'The run could not be deleted')
    await refresh()
  })

  const report = (id: string, format: ReportFormat, link: string) =>
    tried(() => useMotifscope().significanceRuns.report(id, format, link), 'The report could not be written')

  return {
    ...{ form, runs, hasLoaded, openId, result, runOpen, nodeAttributes, coordinates, isSwitched },
    ...{ takesGroups, address, follow, show, start, stop, resume, remove, report, tried },
  }
})
