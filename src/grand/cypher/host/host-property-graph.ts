/** A stored host as Cypher sees it, in memory: its edges (parallel ones are edges of their own), ids, and those
 *  attributes that a query mentions. */
import type { AttributeColumn } from '../../../model/attribute'
import type { HostRecord } from '../../../model/host-graph'
import type { ArrowSource } from '../../../tables/arrow-frames'
import { placeOfKey } from '../../../tables/attribute-key'
import type { AttributePlace } from '../../../tables/attribute-key'
import type { CypherValue } from '../values/cypher-values'
import { eachBatch, openColumns } from './host-columns'
import { hasLabels as labelsThere, isIdKey, labelKey, onlyLabel, onlyType, typeKey } from './host-labels'
import type { HostColumn } from './host-columns'
import type { MentionedKeys } from '../language/mentioned-keys'
import type { PropertyGraph } from './property-graph'

export type CypherHost = Pick<
  HostRecord,
  'directed' | 'nodeCount' | 'edgeCount' | 'nodeColumns' | 'edgeColumns'
> & { nodes: ArrowSource; edges: ArrowSource }

export interface HostPropertyGraph extends PropertyGraph {
  /** Reads the attributes that were not mentioned. */
  loadAll(): Promise<void>
}

function placesOf(columns: AttributeColumn[], keys: MentionedKeys, besides: string[]) {
  const names = [...(keys ?? columns.map(({ name }) => name)), ...besides]
  const places = new Map<string, AttributePlace>()
  for (const name of names) {
    const place = placeOfKey(columns, name)
    if (place) places.set(name, place)
  }
  return places
}

/** Compressed rows of edge numbers by node. */
interface EdgeRows {
  offsets: Uint32Array
  edges: Uint32Array
}

function rowsBy(nodeCount: number, ends: Uint32Array[]): EdgeRows {
  const [first = new Uint32Array(0), second] = ends
  const offsets = new Uint32Array(nodeCount + 1)
  const each = (visit: (node: number, edge: number) => void) => {
    for (let edge = 0; edge < first.length; edge++) {
      visit(first[edge] ?? 0, edge)
      // An undirected self-loop is one edge at its node.
      if (second && second[edge] !== first[edge]) visit(second[edge] ?? 0, edge)
    }
  }
  each((node) => {
    offsets[node + 1] = (offsets[node + 1] ?? 0) + 1
  })
  for (let node = 0; node < nodeCount; node++)
    offsets[node + 1] = (offsets[node + 1] ?? 0) + (offsets[node] ?? 0)
  const edges = new Uint32Array(offsets[nodeCount] ?? 0)
  const next = offsets.slice()
  each((node, edge) => {
    const at = next[node] ?? 0
    edges[at] = edge
    next[node] = at + 1
  })
  return { offsets, edges }
}

function labelsFrom(value: CypherValue | undefined): string[] {
  if (Array.isArray(value)) return value.map(String)
  return typeof value === 'string' ? value.split(/[:;]/).filter((label) => label !== '') : []
}

/** Names of the columns that have a value in this row. */
function keysIn(host: AttributeColumn[], columns: ReadonlyMap<string, HostColumn>, row: number): string[] {
  return host.map(({ name }) => name).filter((name) => (columns.get(name)?.get(row) ?? null) !== null)
}

/** Reads the host's files; nothing is asked of the table engine.
 *  @param keys what `mentionedKeys` found; null reads everything */
export async function openHostGraph(host: CypherHost, keys: MentionedKeys): Promise<HostPropertyGraph> {
  const { nodeCount, edgeCount, directed } = host
  const hasLabels = labelsThere(host)
  const ids: string[] = []
  const [sources, targets] = [new Uint32Array(edgeCount), new Uint32Array(edgeCount)]
  const read = async (wanted: MentionedKeys) => {
    const [nodePlaces, edgePlaces] = [
      placesOf(host.nodeColumns, wanted, [labelKey]),
      placesOf(host.edgeColumns, wanted, hasLabels ? [typeKey] : []),
    ]
    const nodes = openColumns(nodePlaces, nodeCount)
    const edges = openColumns(edgePlaces, edgeCount)
    await eachBatch(host.nodes, (batch, first) => {
      const names = batch.getChild('id')
      if (ids.length < nodeCount) for (let i = 0; i < batch.numRows; i++) ids.push(String(names?.get(i)))
      nodes.take(batch, first)
    })
    await eachBatch(host.edges, (batch, first) => {
      sources.set(batch.getChild('source')?.toArray() as Int32Array, first)
      targets.set(batch.getChild('target')?.toArray() as Int32Array, first)
      edges.take(batch, first)
    })
    return { nodes: nodes.columns, edges: edges.columns }
  }
  let columns = await read(keys)
  const out = rowsBy(nodeCount, directed ? [sources] : [sources, targets])
  const into = directed ? rowsBy(nodeCount, [targets]) : out
  const rowOf = ({ offsets, edges }: EdgeRows, node: number) =>
    edges.subarray(offsets[node], offsets[node + 1])

  return {
    nodeCount,
    edgeCount,
    directed,
    nodeId: (node) => ids[node] ?? '',
    labelsOf: (node) => (hasLabels ? labelsFrom(columns.nodes.get(labelKey)?.get(node)) : onlyLabel),
    typeOf(edge) {
      const type = hasLabels ? columns.edges.get(typeKey)?.get(edge) : undefined
      return typeof type === 'string' ? type : onlyType
    },
    sourceOf: (edge) => sources[edge] ?? 0,
    targetOf: (edge) => targets[edge] ?? 0,
    outEdges: (node) => rowOf(out, node),
    inEdges: (node) => rowOf(into, node),
    nodeProperty(node, key) {
      const column = columns.nodes.get(key)
      return column ? column.get(node) : isIdKey(key) ? (ids[node] ?? null) : null
    },
    edgeProperty: (edge, key) => columns.edges.get(key)?.get(edge) ?? null,
    nodeKeys: (node) => keysIn(host.nodeColumns, columns.nodes, node),
    edgeKeys: (edge) => keysIn(host.edgeColumns, columns.edges, edge),
    async loadAll() {
      const [hasNodes, hasEdges] = [
        host.nodeColumns.every(({ name }) => columns.nodes.has(name)),
        host.edgeColumns.every(({ name }) => columns.edges.has(name)),
      ]
      if (!hasNodes || !hasEdges) columns = await read(null)
    },
  }
}
