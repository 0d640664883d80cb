/** A GraphML file of the corpus as plain objects, through the reader the application uses. */
import { readFileSync } from 'node:fs'
import type { PlainGraph } from '../../src/grandiso/verify'
import type { AttributeValue } from '../../src/model/attribute'
import type { CellKind, GraphSink } from '../../src/hosts/formats/format'
import { sharedPath } from '../tools/shared'
import { graphml } from '../../src/hosts/formats/graphml'

export function connectomePath(name: string): string {
  return sharedPath(`conformance/data/${name}`)
}

function valueOf(kind: CellKind, text: string): AttributeValue {
  if (kind === 'integer') return Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text)
  if (kind === 'double') return Number(text)
  return kind === 'boolean' ? text.toLowerCase() === 'true' : text
}

export async function readConnectome(name: string): Promise<PlainGraph> {
  const graph: PlainGraph = { directed: true, nodes: [], edges: [] }
  const rowOf = new Map<string, number>()
  const node = (id: string) => {
    if (rowOf.has(id)) return -1
    rowOf.set(id, graph.nodes.push({ id, attrs: {} }) - 1)
    return graph.nodes.length - 1
  }
  const column = (elements: { attrs: Record<string, AttributeValue> }[], key: string) => ({
    append(row: number, kind: CellKind, text: string) {
      elements[row]!.attrs[key] ??= valueOf(kind, text)
    },
  })
  const sink: GraphSink = {
    setDirected: (directed) => (graph.directed = directed),
    expectDeclaredNodes: () => undefined,
    node,
    edge(source, target) {
      node(source)
      node(target)
      return graph.edges.push({ source, target, attrs: {} }) - 1
    },
    nodeColumn: (key) => column(graph.nodes, key),
    edgeColumn: (key) => column(graph.edges, key),
    warn: () => undefined,
  }
  async function* pieces() {
    yield new Uint8Array(readFileSync(connectomePath(name)))
  }
  await graphml.read({ bytes: pieces() }, sink, {})
  return graph
}
