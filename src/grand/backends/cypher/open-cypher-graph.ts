/** From what a script says of a graph in Neo4j or neuPrint to a backend; the scheme of the address picks the door. */
import type { GraphBackend } from '../../backend'
import type { Credentials } from '../../remote/cypher-endpoint'
import type { NeuPrintModel } from './neuprint-backend'
import type { RemoteModel } from './remote-model'

interface CypherServer {
  /** `bolt+s://…`, `bolt://…`, `neo4j+s://…`, `neo4j://…`, `https://…`, `http://…`; neuPrint: the last two. */
  address: string
  credentials: Credentials
}

export type CypherGraph =
  | ({ kind: 'neo4j'; database?: string } & CypherServer & RemoteModel)
  | ({ kind: 'neuprint'; dataset: string } & CypherServer & NeuPrintModel)

/** Nothing is asked of the server yet.
 *  @throws MotifscopeError `invalid-address`, `mixed-content`, `invalid-name` */
export async function openCypherGraph(graph: CypherGraph): Promise<GraphBackend> {
  if (graph.kind === 'neuprint') {
    const [{ neuPrintOverHttp }, { NeuPrintBackend }] = await Promise.all([
      import('../../remote/neuprint-http'),
      import('./neuprint-backend'),
    ])
    return new NeuPrintBackend(neuPrintOverHttp(graph), graph)
  }
  const { Neo4jBackend } = await import('./neo4j-backend')
  if (/^\s*(bolt|neo4j)/i.test(graph.address)) {
    const { neo4jOverBolt } = await import('../../remote/neo4j-bolt')
    return Neo4jBackend.over(neo4jOverBolt(graph), graph)
  }
  const { neo4jOverHttp } = await import('../../remote/neo4j-http')
  return Neo4jBackend.over(neo4jOverHttp(graph), graph)
}
