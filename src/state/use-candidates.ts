/** Puts constraints that were chosen elsewhere into the motif that is being written, as one step that can be taken back:
 *  clicked together in the results, annotated in Moss, pasted from Neuroglancer, asked for in SQL. */
import type { HostInfo } from '../model/host-graph'
import { candidateText, checkIdsAreVisible } from '../scripting/candidate-text'
import { formatQuantity } from './format'
import { useMotifscope } from './motifscope'
import { useMotifStore } from './use-motif-store'
import { useNoticesStore } from './use-notices-store'
import { useToastsStore } from './use-toasts-store'

export interface Candidates {
  /** Of the motif. */
  node: string
  /** Of host nodes. */
  ids: readonly string[]
  /** The comment above the line: where they come from. */
  reason: string
  /** What is to be said besides, such as what was left out. */
  hint?: string
}

/** Adds lines of DotMotif to the motif's text. */
export function addLines(lines: string, words: string, hint?: string): void {
  const motif = useMotifStore()
  const before = motif.source
  motif.replace(`${before.replace(/\n*$/, '')}\n${lines.trimEnd()}\n`)
  useToastsStore().say(words, {
    ...(hint === undefined ? {} : { hint }),
    action: { label: 'Undo', run: () => motif.replace(before) },
  })
}

/** Lets a motif node be one of these host nodes only.
 *  @throws MotifscopeError as `candidateText` and `checkIdsAreVisible`. */
export async function insertCandidates(
  host: HostInfo,
  { node, ids, reason, hint }: Candidates,
): Promise<void> {
  const sql = (query: string) => useMotifscope().hosts.sql(host.id, query)
  await checkIdsAreVisible(host.nodeAttributes, sql)
  const { text, count } = await candidateText(node, ids, sql, reason)
  addLines(text, `${node} is now one of ${formatQuantity(count, 'node', 'nodes')}.`, hint)
}

/** As `insertCandidates` for nodes of a result; what fails is told among the notices. */
export async function useAsCandidates(host: HostInfo, node: string, ids: readonly string[]): Promise<void> {
  try {
    await insertCandidates(host, { node, ids, reason: `${node}: host nodes chosen from a result` })
  } catch (thrown) {
    useNoticesStore().showError(thrown, 'The nodes could not be used as candidates')
  }
}
