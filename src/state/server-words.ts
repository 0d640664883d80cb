/** What a graph's server cannot be asked, in words for whoever would ask it. Pure. */
import type { HostInfo } from '../model/host-graph'
import { isRemoteId, takesCypher, takesMotifs } from '../model/remote-host'
import type { RemoteHostInfo } from '../model/remote-host'

const kindOf = (host: HostInfo) => (host as RemoteHostInfo).connection.kind

/** Why a motif cannot be searched where the graph is; null: it can. */
export function motifRefusal(host: HostInfo | null): string | null {
  if (!host || !isRemoteId(host.id) || takesMotifs(kindOf(host))) return null
  return 'DynamoDB answers single nodes and their edges, and knows no patterns: bring a part of the graph here, and search that.'
}

/** The same for a query in Cypher. */
export function cypherRefusal(host: HostInfo | null): string | null {
  if (!host || !isRemoteId(host.id) || takesCypher(kindOf(host))) return null
  if (kindOf(host) === 'dynamodb')
    return 'DynamoDB takes no Cypher: bring a part of the graph here (Hosts), and ask that.'
  return 'A Gremlin server takes no Cypher: write the pattern in DotMotif, or bring a part of the graph here (Hosts), and ask that.'
}
