/** A graph in memory in the shape of graphology's: all its methods that read, over the rows of the search, so that its
 *  algorithms run on a large graph without a copy of it. What would change it throws. It is an instance of graphology's
 *  class (its importers ask for that), but has none of that class's tables. */
import Graphology, { UsageGraphError } from 'graphology'
import type { GraphInMemory } from '../../graph-in-memory'
import { attributeMethods } from './attribute-methods'
import { CsrEdges } from './csr-edges'
import { edgeMethods } from './edge-methods'
import { graphMethods } from './graph-methods'
import { neighborMethods } from './neighbor-methods'
import { nodeMethods } from './node-methods'
import { inMemory } from './view-methods'
import type { ViewMethods } from './view-methods'

export class GraphologyView extends Graphology {
  declare readonly [inMemory]: CsrEdges

  constructor(graph: GraphInMemory) {
    const type = graph.topology.directed ? 'directed' : 'undirected'
    super({ type, multi: false, allowSelfLoops: true })
    const edges = new CsrEdges(graph)
    const counted = (count: number, isOfType = true) => ({
      value: isOfType ? count : 0,
      enumerable: true,
      configurable: true,
    })
    Object.defineProperties(this, {
      order: counted(edges.nodeCount),
      size: counted(edges.edgeCount),
      directedSize: counted(edges.edgeCount, type === 'directed'),
      undirectedSize: counted(edges.edgeCount, type === 'undirected'),
      selfLoopCount: counted(edges.loopCount),
      directedSelfLoopCount: counted(edges.loopCount, type === 'directed'),
      undirectedSelfLoopCount: counted(edges.loopCount, type === 'undirected'),
      [inMemory]: { value: edges },
      // Whatever looks for graphology's own tables shall fail rather than find none of its nodes.
      _nodes: { value: undefined },
      _edges: { value: undefined },
    })
  }
}

type Changes =
  `${'add' | 'clear' | 'drop' | 'import' | 'merge' | 'remove' | 'replace' | 'set' | 'update'}${string}`
type Events = 'emit' | 'eventNames' | 'off' | 'on' | 'once' | `${string}${'istener' | 'isteners' | 'ount'}`
type Figures =
  'order' | 'type' | 'multi' | 'implementation' | 'allowSelfLoops' | `${string}${'size' | 'Size'}`

/** All that graphology's types let one read: without one of these methods this does not compile. */
const readMethods = {
  ...graphMethods,
  ...nodeMethods,
  ...edgeMethods,
  ...neighborMethods,
  ...attributeMethods,
} satisfies Pick<Graphology, Exclude<keyof Graphology, Changes | Events | Figures>>

function refusal(method: string): (this: unknown) => never {
  return () => {
    throw new UsageGraphError(
      `Graph.${method}: this graph is for reading only. Change the graph that its .copy() gives.`,
    )
  }
}

function methodsOfView(): ViewMethods {
  const methods: ViewMethods = { ...readMethods }
  for (const name of Object.getOwnPropertyNames(Graphology.prototype))
    if (name !== 'constructor' && !Object.hasOwn(methods, name)) methods[name] = refusal(name)
  return methods
}

for (const [name, value] of Object.entries(methodsOfView()))
  Object.defineProperty(GraphologyView.prototype, name, { value, writable: true, configurable: true })
Object.defineProperty(GraphologyView.prototype, Symbol.for('nodejs.util.inspect.custom'), {
  value: graphMethods.inspect,
})
