/** Lets a motif node be one of the host nodes whose segments somebody pasted. */
import type { HostInfo } from '../model/host-graph'
import { MotifscopeError } from '../model/errors'
import { formatQuantity } from './format'
import { useMotifscope } from './motifscope'
import { insertCandidates } from './use-candidates'

/** @throws MotifscopeError `no-candidates`, and as `insertCandidates`. */
export async function takeSegments(host: HostInfo, node: string, segments: readonly string[]): Promise<void> {
  const { ids, unknownCount } = await useMotifscope().links.nodesOfSegments(host.id, segments)
  if (ids.length === 0)
    throw new MotifscopeError(
      'no-candidates',
      `None of these ${formatQuantity(segments.length, 'segment', 'segments')} is a node of ${host.name}.`,
      { hint: 'Are host graph and link of the same data set, and of the same version of it?' },
    )
  await insertCandidates(host, {
    node,
    ids,
    reason: `${node}: ${formatQuantity(ids.length, 'segment', 'segments')} of a Neuroglancer link`,
    ...(unknownCount > 0
      ? { hint: `${formatQuantity(unknownCount, 'segment is', 'segments are')} not in ${host.name}.` }
      : {}),
  })
}
