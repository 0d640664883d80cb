/** `motifscope.compare`: the same motifs counted in several host graphs, as ordinary jobs, two at a time, so that a short
 *  one gets past a long one and no more than two host graphs are searched in memory at once. */
import { automorphismCount } from '../grandiso/symmetry'
import type { HostLibrary } from '../hosts/host-library'
import { MotifscopeError, errorDataFrom } from '../model/errors'
import type { HostRecord } from '../model/host-graph'
import type { JobInfo, SearchSemantics } from '../model/job'
import type { Motif } from '../model/motif'
import type { Motifscope } from './api'
import type {
  CompareOptions,
  ComparedHost,
  ComparedMotif,
  Comparison,
  ComparisonCell,
} from './comparison-types'
import { motifFromText, semanticsFrom } from './jobs-api'
import { normaliseCount } from './normalise-count'

const atOnce = 2

interface Question {
  semantics: SearchSemantics
  options: CompareOptions
}

interface Cell {
  host: HostRecord
  text: string
  motif: Motif
  cell: ComparisonCell
}

/** Every text with a name: those that have none are called by their number. */
function namedMotifs(motifs: string | readonly (string | ComparedMotif)[]): ComparedMotif[] {
  const list = typeof motifs === 'string' ? [motifs] : motifs
  const named = list.map((motif, i) =>
    typeof motif === 'string' ? { name: list.length === 1 ? 'motif' : `motif ${i + 1}`, motif } : motif,
  )
  if (new Set(named.map(({ name }) => name)).size < named.length)
    throw new MotifscopeError('invalid-option', 'Two motifs of the comparison have the same name.', {
      hint: 'Give each motif a name of its own.',
    })
  return named
}

const infoOf = ({ id, name, nodeCount, edgeCount, directed }: HostRecord): ComparedHost => ({
  id,
  name,
  nodeCount,
  edgeCount,
  directed,
})

function symmetryCountOf({ host, motif }: Cell, semantics: SearchSemantics): number {
  if (!semantics.excludeAutomorphisms) return 1
  return automorphismCount(motif, { undirected: semantics.ignoreDirection || !host.directed })
}

export function createComparer(
  library: Pick<HostLibrary, 'get'>,
  search: Motifscope['search'],
): Pick<Motifscope, 'compare'> {
  async function count(one: Cell, { semantics, options }: Question): Promise<void> {
    const { cell, host, motif, text } = one
    const change = (changes: Partial<ComparisonCell>) => {
      Object.assign(cell, changes)
      options.onProgress?.({ ...cell })
    }
    const signals = [options.signal, options.signalOf?.(host.id)].filter((signal) => signal !== undefined)
    const signal = AbortSignal.any(signals)
    const onProgress = (job: JobInfo) => {
      if (cell.state === 'done') return
      const { id, state, elapsedMs } = job
      if (state !== 'done')
        change({ jobId: id, state, count: job.count, elapsedMs, progress: job.progress ?? null })
      else cell.elapsedMs = elapsedMs
    }
    try {
      const { recompute } = options
      const result = await search(host.id, text, { ...semantics, ...(recompute ? { recompute } : {}), signal, onProgress }) // prettier-ignore
      const sizes = { motifNodeCount: motif.nodes.length, symmetryCount: symmetryCountOf(one, semantics) }
      change({
        jobId: result.jobId,
        state: 'done',
        count: result.count,
        truncated: result.truncated,
        progress: 1,
        elapsedMs: result.timings.totalMs,
        normalised: normaliseCount(result.count, host, sizes),
      })
    } catch (thrown) {
      const error = errorDataFrom(thrown)
      change(error.code === 'cancelled' ? { state: 'cancelled' } : { state: 'failed', error })
    }
  }

  return {
    async compare(hostIds, motifs, options = {}) {
      const named = namedMotifs(motifs)
      const read = named.map(({ motif }) => motifFromText(motif).motif)
      const { ignoreDirection = false, excludeAutomorphisms = false, induced = false } = options
      const { limit = null, countOnly = true } = options
      const semantics = semanticsFrom({ ignoreDirection, excludeAutomorphisms, induced, limit, countOnly })
      const hosts = await Promise.all([...new Set(hostIds)].map((id) => library.get(id)))
      const cells = named.flatMap(({ name, motif: text }, row) =>
        hosts.map((host): Cell => ({
          host,
          text,
          motif: read[row] as Motif,
          cell: emptyCell(host.id, name),
        })),
      )
      const waiting = cells.values()
      const lanes = Array.from({ length: atOnce }, async () => {
        for (const one of waiting) await count(one, { semantics, options })
      })
      await Promise.all(lanes)
      return { options: semantics, hosts: hosts.map(infoOf), motifs: named, cells: cells.map(({ cell }) => cell) } satisfies Comparison // prettier-ignore
    },
  }
}

/** A cell whose search has not begun. */
export function emptyCell(hostId: string, motif: string): ComparisonCell {
  return {
    hostId,
    motif,
    jobId: null,
    state: 'waiting',
    count: 0,
    truncated: false,
    progress: null,
    elapsedMs: 0,
    normalised: null,
  }
}
