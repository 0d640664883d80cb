/** Puts a graph onto the Gremlin server of the tests as a stranger would: parallel edges stay apart, ids lie in a property
 *  beside others, and lists are JSON text as this studio's own backend writes them. */
import gremlin from 'gremlin'
import { GremlinConnection } from '../../../../src/grand/backends/gremlin/gremlin-connection'
import { propertyOf } from '../../../../src/grand/backends/gremlin/gremlin-values'
import type { AttributeValue } from '../../../../src/model/attribute'
import type { InlineGraph } from '../../../tools/corpus'
import type { LittleGraph } from '../../../tools/remote-graph'
import { login } from './gremlin-server'

const { Graph } = gremlin.structure
const atOnce = 50

export interface LoadShape {
  nodeId?: string
  nodeLabel?: string
  edgeLabel?: string
  /** Ids are stored as integers. */
  isInteger?: boolean
}

/** The little graph as it is loaded: its ids lie beside the attributes. */
export const inlineFrom = ({ cells, synapses }: LittleGraph): Pick<InlineGraph, 'nodes' | 'edges'> => ({
  nodes: cells.map(({ id, type, size, tags }) => ({
    id,
    attrs: { type, ...(size === undefined ? {} : { size }), ...(tags ? { tags } : {}) },
  })),
  edges: synapses.map(({ source, target, weight }) => ({ source, target, attrs: { weight } })),
})

/** Empties the traversal source and loads the graph. */
export async function loadGremlin(
  url: string,
  traversalSource: string,
  { nodes, edges }: Pick<InlineGraph, 'nodes' | 'edges'>,
  { nodeId = '__id', nodeLabel = 'cell', edgeLabel = 'synapse', isInteger = false }: LoadShape = {},
): Promise<void> {
  const connection = new GremlinConnection(gremlin, { url, traversalSource, login })
  const { statics } = gremlin.process
  const g = new gremlin.process.GraphTraversalSource(new Graph(), new gremlin.process.TraversalStrategies())
  const idOf = (id: string) => (isInteger ? BigInt(id) : id)
  type Traversal = ReturnType<typeof g.addV>
  const withAttributes = (traversal: Traversal, attrs: Record<string, AttributeValue>) =>
    Object.entries(attrs).reduce((all, [name, value]) => all.property(name, propertyOf(value)), traversal)
  const [ready] = await connection.ask(g.V().drop())
  if (ready !== undefined) throw new Error('The graph was not emptied.')
  for (let first = 0; first < nodes.length; first += atOnce) {
    const part = nodes.slice(first, first + atOnce)
    const [head, ...rest] = part
    if (!head) break
    const add = (traversal: Traversal, { id, attrs }: (typeof nodes)[number]) =>
      withAttributes(traversal.property(nodeId, idOf(id)), attrs)
    await connection.ask(
      rest.reduce((all, node) => add(all.addV(nodeLabel), node), add(g.addV(nodeLabel), head)).count(),
    )
  }
  for (let first = 0; first < edges.length; first += atOnce) {
    const part = edges.slice(first, first + atOnce)
    const [head, ...rest] = part
    if (!head) break
    const end = (id: string) => statics.V().has(nodeId, idOf(id)).limit(1)
    const add = (traversal: Traversal, { source, target, attrs }: (typeof edges)[number]) =>
      withAttributes(traversal.from_(end(source)).to(end(target)), attrs)
    await connection.ask(
      rest.reduce((all, edge) => add(all.addE(edgeLabel), edge), add(g.addE(edgeLabel), head)).count(),
    )
  }
  await connection.close()
}
