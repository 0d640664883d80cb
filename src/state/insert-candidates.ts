/** Puts candidates from annotations into the motif that is being written. */
import type { HostInfo } from '../model/host-graph'
import { candidateText, checkIdsAreVisible } from '../scripting/candidate-text'
import { formatQuantity } from './format'
import { useMotifscope } from './motifscope'
import { useMotifStore } from './use-motif-store'
import { useNoticesStore } from './use-notices-store'

/** @throws MotifscopeError as `candidateText` and `checkIdsAreVisible`. */
export async function insertCandidates(
  host: HostInfo,
  node: string,
  ids: readonly string[],
  words: string,
): Promise<void> {
  const sql = (query: string) => useMotifscope().hosts.sql(host.id, query)
  await checkIdsAreVisible(host.nodeAttributes, sql)
  const what = words.trim() === '' ? 'annotated' : `annotated with “${words.trim()}”`
  const { text, count } = await candidateText(
    node,
    ids,
    sql,
    `${node}: ${what} in Moss when this was written`,
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
