/** From what is on screen to what a note can be about: the motif, the search, a match with its nodes and edges, the
 *  selected rows. */
import type { SearchSemantics } from '../model/job'
import type { NoteSubject, SearchSummary } from '../scripting/annotation'
import { formatQuantity } from './format'
import { useMotifStore } from './use-motif-store'
import { useNoteStore } from './use-note-store'
import type { NoteChoice } from './use-note-store'
import { useNoticesStore } from './use-notices-store'
import { useRowsStore } from './use-rows-store'
import { useSearchStore } from './use-search-store'
import { useSelectionStore } from './use-selection-store'

/** A count as JSON has it: beyond 2^53 as text. */
export const plainCount = (count: number | bigint): number | string =>
  typeof count === 'bigint' ? String(count) : count

/** The options that people set, without what is for benchmarks. */
export function semanticsOf(options: Readonly<SearchSemantics>): SearchSemantics {
  const { ignoreDirection, excludeAutomorphisms, induced, limit, countOnly } = options
  return { ignoreDirection, excludeAutomorphisms, induced, limit, countOnly }
}

export function useNoteSubjects() {
  const motif = useMotifStore()
  const notes = useNoteStore()
  const notices = useNoticesStore()
  const rows = useRowsStore()
  const search = useSearchStore()
  const selection = useSelectionStore()

  const named = (ids: readonly string[]) =>
    Object.fromEntries(rows.columns.map((column, i) => [column, ids[i] ?? '']))

  function matchChoice(ids: readonly string[], row: number): NoteChoice[] {
    const { job } = search
    if (!job) return []
    const subject: NoteSubject = { kind: 'match', hostId: job.hostId, motif: job.motif, nodes: named(ids) }
    return [
      {
        label: `match ${row + 1}: ${rows.columns.map((name, i) => `${name} = ${ids[i]}`).join(', ')}`,
        subject,
      },
    ]
  }

  /** Of a match also its nodes and its edges. */
  function partChoices(ids: readonly string[]): NoteChoice[] {
    const { job } = search
    if (!job) return []
    const nodes = named(ids)
    const searched = motif.motifOf(job.motif)
    const edges = (searched?.edges ?? []).filter(({ exists }) => exists)
    return [
      ...rows.columns.map((name): NoteChoice => {
        const id = nodes[name] ?? ''
        return { label: `host node ${id} (${name})`, subject: { kind: 'node', hostId: job.hostId, id } }
      }),
      ...edges.map(({ from, to }): NoteChoice => {
        const [source, target] = [nodes[from] ?? '', nodes[to] ?? '']
        return {
          label: `host edge ${source} → ${target} (${from} → ${to})`,
          subject: { kind: 'edge', hostId: job.hostId, source, target },
        }
      }),
    ]
  }

  function annotateRow(row: number, ids = rows.row(row)): void {
    if (ids) notes.begin([...matchChoice(ids, row), ...partChoices(ids)])
  }

  async function annotateSelection(): Promise<void> {
    const { job } = search
    if (!job) return
    try {
      const matches = (await selection.readRows()).map(named)
      const label = `${formatQuantity(matches.length, 'match', 'matches')} selected`
      notes.begin([{ label, subject: { kind: 'selection', hostId: job.hostId, motif: job.motif, matches } }])
    } catch (thrown) {
      notices.showError(thrown, 'The selected rows could not be read')
    }
  }

  function searchSummary(): SearchSummary | null {
    const { job, result } = search
    if (!job) return null
    return {
      state: job.state,
      count: plainCount(result?.count ?? job.count),
      ...(result?.distinctCount === undefined ? {} : { distinctCount: plainCount(result.distinctCount) }),
      truncated: result?.truncated ?? false,
      elapsedMs: Math.round(job.elapsedMs),
    }
  }

  /** The motif in the editor; and the search on screen with its answer, first, where there is one. */
  function saveMotif(): void {
    const { job } = search
    const result = searchSummary()
    const options = semanticsOf(job?.options ?? search.options)
    notes.begin([
      ...(motif.motif && motif.problems.length === 0 && !motif.isEmpty
        ? [{ label: 'the motif in the editor', subject: { kind: 'motif' as const, motif: motif.source } }]
        : []),
      ...(job && result
        ? [
            {
              label: `the search on screen and its answer (${formatQuantity(job.count, 'match', 'matches')})`,
              subject: { kind: 'search' as const, hostId: job.hostId, motif: job.motif, options, result },
            },
          ]
        : []),
    ])
  }

  return { annotateRow, annotateSelection, saveMotif, searchSummary }
}
