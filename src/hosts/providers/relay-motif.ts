/** From a motif to the query that a server is sent for it, or to the part of the motif or the option that cannot be said
 *  there. Pure. */
import { toCypher } from '../../dotmotif/to-cypher'
import type { CypherQuery } from '../../dotmotif/to-cypher'
import { automorphismCount, symmetryBreaking } from '../../grandiso/symmetry'
import { MotifscopeError } from '../../model/errors'
import type { SearchSemantics } from '../../model/job'
import type { Motif } from '../../model/motif'
import type { RemoteGraph } from './graph-queries'
import { idKey, inServersWords } from './servers-words'
import type { KnownAttributes } from './servers-words'

export interface RelayedMotif extends CypherQuery {
  /** Motif nodes, in the order of a row; empty when only counting. */
  columns: string[]
  automorphismCount: number
}

/** The part of a motif or the option that this server cannot be asked, as an error; null: it can. */
export function notRelayed(
  motif: Motif,
  semantics: SearchSemantics,
  graph: RemoteGraph,
): MotifscopeError | null {
  const isAboutElementIds = graph.idProperty === '' && motif.nodeConstraints.find(({ key }) => key === idKey)
  if (isAboutElementIds)
    return new MotifscopeError(
      'not-on-server',
      `The condition on ${isAboutElementIds.node}.id cannot be sent: this server's nodes have no id attribute of their own.`,
      { hint: 'Edit the connection and name the attribute that holds the ids.' },
    )
  if (semantics.strategy)
    return new MotifscopeError(
      'not-on-server',
      'The option `strategy` is not for servers: they plan themselves.',
      {
        hint: 'Leave it out.',
      },
    )
  return null
}

/** The query for a motif.
 *  @throws MotifscopeError `not-on-server`, `empty-motif`, `forbidden-comparison`. */
export function relayMotif(
  motif: Motif,
  semantics: SearchSemantics,
  graph: RemoteGraph,
  known: KnownAttributes,
): RelayedMotif {
  const refusal = notRelayed(motif, semantics, graph)
  if (refusal) throw refusal
  const { ignoreDirection, excludeAutomorphisms, induced, limit, countOnly } = semantics
  const undirected = ignoreDirection
  const nameOf = (node: number) => motif.nodes[node] ?? ''
  const restrictions = excludeAutomorphisms ? symmetryBreaking(motif, { undirected }) : []
  const query = toCypher(inServersWords(motif, graph, known), {
    flavour: graph.flavour,
    ignoreDirection,
    symmetryBreaking: restrictions.map(([smaller, larger]) => [nameOf(smaller), nameOf(larger)]),
    induced,
    limit,
    countOnly,
    label: graph.nodeLabel,
    relationshipType: graph.edgeType,
  })
  return {
    ...query,
    columns: countOnly ? [] : [...motif.nodes],
    automorphismCount: automorphismCount(motif, { undirected }),
  }
}
