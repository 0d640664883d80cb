/** Puts candidates, from annotations or from an answer in SQL, into the motif that is being written. */
import type { HostInfo } from '../model/host-graph'
import { candidateText, checkIdsAreVisible } from '../scripting/candidate-text'
import { formatQuantity } from './format'
import { useMotifscope } from './motifscope'
import { useMotifStore } from './use-motif-store'
import { useNoticesStore } from './use-notices-store'

/** `reason`: the comment above the line; without it, that the nodes are annotated with `words`.
 *  @throws MotifscopeError as `candidateText` and `checkIdsAreVisible`. */
export async function insertCandidates(
  host: HostInfo,
  node: string,
  ids: readonly string[],
  words: string,
  reason?: string,
): Promise<void> {
  const sql = (query: string) => useMotifscope().hosts.sql(host.id, query)
  await checkIdsAreVisible(host.nodeAttributes, sql)
  const what = words.trim() === '' ? 'annotated' : `annotated with “${words.trim()}”`
  const { text, count } = await candidateText(
    node,
    ids,
    sql,
    reason ?? `${node}: ${what} in Moss when this was written`,
  )
  const motif = useMotifStore()
  const before = motif.source
  motif.replace(`${before.replace(/\n*$/, '')}\n${text}\n`)
  useNoticesStore().show({
    kind: 'info',
    message: `${node} is now one of ${formatQuantity(count, 'node', 'nodes')}.`,
    action: { label: 'Undo', run: () => motif.replace(before) },
  })
}
