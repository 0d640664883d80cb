/** Lets a motif node be one of the host nodes whose segments somebody pasted. */
import type { HostInfo } from '../model/host-graph'
import { MotifscopeError } from '../model/errors'
import { candidateText, checkIdsAreVisible } from '../scripting/candidate-text'
import { formatQuantity } from './format'
import { useMotifscope } from './motifscope'
import { useMotifStore } from './use-motif-store'
import { useNoticesStore } from './use-notices-store'

/** @throws MotifscopeError `no-candidates`, and as `candidateText` and `checkIdsAreVisible`. */
export async function takeSegments(host: HostInfo, node: string, segments: readonly string[]): Promise<void> {
  const { hosts, links } = useMotifscope()
  const { ids, unknownCount } = await links.nodesOfSegments(host.id, segments)
  if (ids.length === 0)
    throw new MotifscopeError(
      'no-candidates',
      `None of these ${formatQuantity(segments.length, 'segment', 'segments')} is a node of ${host.name}.`,
      { hint: 'Are host graph and link of the same data set, and of the same version of it?' },
    )
  const sql = (query: string) => hosts.sql(host.id, query)
  await checkIdsAreVisible(host.nodeAttributes, sql)
  const reason = `${node}: ${formatQuantity(ids.length, 'segment', 'segments')} of a Neuroglancer link`
  const { text, count } = await candidateText(node, ids, sql, reason)
  const motif = useMotifStore()
  const before = motif.source
  motif.replace(`${before.replace(/\n*$/, '')}\n${text}\n`)
  useNoticesStore().show({
    kind: 'info',
    message: `${node} is now one of ${formatQuantity(count, 'node', 'nodes')}.`,
    ...(unknownCount > 0
      ? { hint: `${formatQuantity(unknownCount, 'segment is', 'segments are')} not in ${host.name}.` }
      : {}),
    action: { label: 'Undo', run: () => motif.replace(before) },
  })
}
