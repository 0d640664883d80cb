/** Puts constraints that were clicked together in the results into the motif that is being written, as one step that can
 *  be taken back. */
import type { HostInfo } from '../model/host-graph'
import { candidateText, checkIdsAreVisible } from '../scripting/candidate-text'
import { formatQuantity } from './format'
import { useMotifscope } from './motifscope'
import { useMotifStore } from './use-motif-store'
import { useNoticesStore } from './use-notices-store'
import { useToastsStore } from './use-toasts-store'

/** Adds lines of DotMotif to the motif's text. */
export function addLines(lines: string, words: string): void {
  const motif = useMotifStore()
  const before = motif.source
  motif.replace(`${before.replace(/\n*$/, '')}\n${lines.trimEnd()}\n`)
  useToastsStore().say(words, { action: { label: 'Undo', run: () => motif.replace(before) } })
}

/** Lets a motif node be one of these host nodes only. */
export async function useAsCandidates(host: HostInfo, node: string, ids: readonly string[]): Promise<void> {
  const sql = (query: string) => useMotifscope().hosts.sql(host.id, query)
  try {
    await checkIdsAreVisible(host.nodeAttributes, sql)
    const { text, count } = await candidateText(node, ids, sql, `${node}: host nodes chosen from a result`)
    addLines(text, `${node} is now one of ${formatQuantity(count, 'node', 'nodes')}. Run searches with it.`)
  } catch (thrown) {
    useNoticesStore().showError(thrown, 'The nodes could not be used as candidates')
  }
}
