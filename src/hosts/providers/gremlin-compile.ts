/** A motif as what a Gremlin server is asked for it, in text: both questions of a search, in the order in which they are
 *  sent. Asks nobody; loads the client, which writes the traversals. */
import type { IdKind } from '../../grand/backends/gremlin/gremlin-ids'
import type { SearchSemantics } from '../../model/job'
import type { Motif } from '../../model/motif'
import type { RemoteConnection } from '../../model/remote-host'
import { MotifTraversals } from './gremlin-motif'
import { gremlinQuestion } from './gremlin-relay'
import { rootsPerPage } from './gremlin-search'
import { GremlinSteps } from './gremlin-steps'
import { gremlinText } from './gremlin-text'
import type { KnownAttributes } from './servers-words'

/** As a script in Gremlin-Groovy that finds what the search finds, where no more than a page of nodes begin a match.
 *  @param idKinds how the server stores ids, as far as it was seen
 *  @throws MotifscopeError `not-on-server`, `empty-motif`, `forbidden-comparison` */
export async function compileGremlin(
  connection: RemoteConnection,
  motif: Motif,
  semantics: SearchSemantics,
  known: KnownAttributes,
  idKinds: readonly IdKind[] = [],
): Promise<string> {
  const graph = { ...connection, idKind: connection.idKind ?? 'text' }
  const question = gremlinQuestion(motif, semantics, graph, known)
  const client = (await import('gremlin')).default
  const traversals = new MotifTraversals(new GremlinSteps(client, graph, idKinds), question)
  const { countOnly, limit } = semantics
  const found = countOnly ? traversals.countFrom([0], limit) : traversals.rowsFrom([0], limit)
  const root = traversals.order[0] ?? ''
  return [
    '// As text; what is sent is the same as bytecode.',
    `// First the nodes that may be ${root},`,
    `// ${rootsPerPage.toLocaleString('en')} at a time in the order of their ids.`,
    `roots = ${gremlinText(traversals.rootsAfter(undefined, rootsPerPage))}`,
    "  .toList().collect { it['element'] }",
    '',
    `// Then ${countOnly ? 'how many matches there are' : 'the matches'} from these,`,
    '// some at a time: as many as are answered quickly.',
    `roots.isEmpty() ? [${countOnly ? '0' : ''}] : ${gremlinText(found, 'g.V(roots)')}`,
    '',
  ].join('\n')
}
