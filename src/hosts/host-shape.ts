/** From what a file says to what the host is: its direction, its edges, its numbering, and which rows go where. */
import type { EdgePairs } from '../model/plan'
import { noRow } from './arrow-cells'
import type { GraphBuilder } from './graph-builder'
import { GrowingUint32 } from './growing-array'
import { numberTopology } from './renumber'
import type { Numbering } from './renumber'

export interface HostShape extends Numbering {
  directed: boolean
  multigraph: boolean
  /** Packed (model/topology-blob). */
  topology: Uint8Array<ArrayBuffer>
  /** Endpoints of every edge as nodes of the file (by first appearance), in order of the file. */
  pairs: EdgePairs
  /** Row of the file's edge attributes for every edge; null: the same row. */
  edgeRows: Uint32Array | null
}

/** Decides direction and numbering. `directed`: what the user says, against the file.
 *  Linear; keeps the builder's endpoint arrays as they are. */
export function shapeHost(builder: GraphBuilder, directed?: boolean): HostShape {
  warnOfUndeclaredNodes(builder)
  const nodeCount = builder.nodes.size
  const edges =
    directed === undefined ? directEdges(builder) : { ...filePairs(builder), directed, edgeRows: null }
  const numbered = numberTopology(nodeCount, edges.directed, edges.pairs)
  const multigraph = edges.pairs.sources.length > numbered.distinctEdgeCount
  return { ...edges, ...numbered, multigraph }
}

interface DirectedEdges {
  directed: boolean
  pairs: EdgePairs
  edgeRows: Uint32Array | null
}

function filePairs(builder: GraphBuilder): { pairs: EdgePairs } {
  return { pairs: { sources: builder.sources.view(), targets: builder.targets.view() } }
}

/** A graph in which all edges agree is as they say. Where they do not, it is directed, and an edge without direction
 *  stands for two, one each way. */
function directEdges(builder: GraphBuilder): DirectedEdges {
  const { edgeCount } = builder
  if (builder.directions.length === 0)
    return { ...filePairs(builder), directed: builder.directedByDefault, edgeRows: null }
  let directedCount = 0
  for (let edge = 0; edge < edgeCount; edge++) if (builder.directionOf(edge)) directedCount++
  if (directedCount === edgeCount || directedCount === 0)
    return { ...filePairs(builder), directed: directedCount > 0, edgeRows: null }
  builder.notices.add(
    'Some edges have a direction and some have none; each edge without a direction was read as two, one each way',
    {},
    edgeCount - directedCount,
  )
  return doubleUndirected(builder)
}

function doubleUndirected(builder: GraphBuilder): DirectedEdges {
  const sources = new GrowingUint32()
  const targets = new GrowingUint32()
  const rows = new GrowingUint32()
  for (let edge = 0; edge < builder.edgeCount; edge++) {
    const from = builder.sources.get(edge)
    const to = builder.targets.get(edge)
    sources.push(from)
    targets.push(to)
    rows.push(edge)
    if (builder.directionOf(edge) || from === to) continue
    sources.push(to)
    targets.push(from)
    rows.push(edge)
  }
  return {
    directed: true,
    pairs: { sources: sources.view(), targets: targets.view() },
    edgeRows: rows.view(),
  }
}

function warnOfUndeclaredNodes(builder: GraphBuilder): void {
  const [main, ...others] = builder.nodeSources
  const tables = others.filter(({ rowCount }) => rowCount > 0)
  const isInTable = (node: number) => tables.some(({ rowOfNode }) => hasRow(rowOfNode, node))
  if (builder.expectsNodes && main) {
    const isDeclared = (node: number) => hasRow(main.rowOfNode, node) || isInTable(node)
    noteMissing(builder, isDeclared, 'An edge names a node that is not declared; the node was added')
  } else if (tables.length > 0) {
    noteMissing(builder, isInTable, 'A node of the edges is not in the node table; it has no attributes')
  }
}

function hasRow(rows: GrowingUint32, node: number): boolean {
  return node < rows.length && rows.get(node) !== noRow
}

function noteMissing(builder: GraphBuilder, isKnown: (node: number) => boolean, sentence: string): void {
  let count = 0
  let first = -1
  for (let node = 0; node < builder.nodes.size; node++) {
    if (isKnown(node)) continue
    if (count++ === 0) first = node
  }
  if (count === 0) return
  builder.notices.add(
    sentence,
    { line: builder.firstLines.get(first), example: builder.nodes.idOf(first) },
    count,
  )
}
