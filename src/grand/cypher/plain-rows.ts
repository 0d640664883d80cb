/** What a query answered as plain data, which can go to any thread and into any file. */
import { propertiesOf } from './values/cypher-functions'
import type { CypherValue } from './values/cypher-values'
import { CypherEdge, CypherNode, CypherPath } from './values/cypher-values'
import type { PropertyGraph } from './host/property-graph'

export interface PlainNode {
  kind: 'node'
  id: string
  labels: string[]
  properties: Record<string, PlainValue>
}

export interface PlainRelationship {
  kind: 'relationship'
  /** The row in the host's table of edges. */
  id: number
  type: string
  source: string
  target: string
  properties: Record<string, PlainValue>
}

export interface PlainPath {
  kind: 'path'
  nodes: PlainNode[]
  relationships: PlainRelationship[]
}

/** Integers are numbers where that is exact, else bigint. */
export type PlainValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | PlainNode
  | PlainRelationship
  | PlainPath
  | PlainValue[]
  | { [key: string]: PlainValue }

const record = (entries: Iterable<[string, CypherValue]>, graph: PropertyGraph) =>
  Object.fromEntries(Array.from(entries, ([key, item]) => [key, plainFromCypher(item, graph)]))

function plainNode(node: number, graph: PropertyGraph): PlainNode {
  const properties = record(propertiesOf(new CypherNode(node), graph), graph)
  return { kind: 'node', id: graph.nodeId(node), labels: [...graph.labelsOf(node)], properties }
}

function plainRelationship(edge: number, graph: PropertyGraph): PlainRelationship {
  return {
    kind: 'relationship',
    id: edge,
    type: graph.typeOf(edge),
    source: graph.nodeId(graph.sourceOf(edge)),
    target: graph.nodeId(graph.targetOf(edge)),
    properties: record(propertiesOf(new CypherEdge(edge), graph), graph),
  }
}

export function plainFromCypher(value: CypherValue, graph: PropertyGraph): PlainValue {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value
  if (value === null || typeof value !== 'object') return value
  if (value instanceof CypherNode) return plainNode(value.node, graph)
  if (value instanceof CypherEdge) return plainRelationship(value.edge, graph)
  if (value instanceof CypherPath)
    return {
      kind: 'path',
      nodes: value.nodes.map((node) => plainNode(node, graph)),
      relationships: value.edges.map((edge) => plainRelationship(edge, graph)),
    }
  if (Array.isArray(value)) return value.map((item) => plainFromCypher(item, graph))
  return record(value, graph)
}

/** Whether there is a node, a relationship or a path in it, whose properties are to be told. */
export function holdsElement(value: CypherValue): boolean {
  if (value === null || typeof value !== 'object') return false
  if (Array.isArray(value)) return value.some(holdsElement)
  if (value instanceof Map) return [...value.values()].some(holdsElement)
  return true
}
