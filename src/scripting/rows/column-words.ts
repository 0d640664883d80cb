/** The names of a result's columns: from text to a column and back, and what can be named at all. Pure.
 *  `A` is the id of the host node, `A.size` and `A["soma radius"]` its attributes, `(A -> B).weight` an attribute of the
 *  host edge; an edge with an alias goes by that, too. */
import { isName, writeAttribute } from '../../dotmotif/write-words'
import type { AttributeType } from '../../model/attribute'
import type { MatchEdge, MatchReference } from '../../model/match-query'

/** What a result's rows can be asked for. */
export interface RowVocabulary {
  /** Motif nodes, in the order of a row. */
  nodes: readonly string[]
  edges: readonly MatchEdge[]
  nodeAttributes: Readonly<Record<string, AttributeType>>
  edgeAttributes: Readonly<Record<string, AttributeType>>
}

/** A column as text that reads as this column again. */
export function writeColumn(reference: MatchReference): string {
  if (reference.kind === 'edge')
    return writeAttribute(`(${reference.from} -> ${reference.to})`, reference.key)
  return reference.key === null ? reference.node : writeAttribute(reference.node, reference.key)
}

/** The type of the column's values; undefined: there is no such column. */
export function typeOfColumn(
  { nodes, edges, nodeAttributes, edgeAttributes }: RowVocabulary,
  reference: MatchReference,
): AttributeType | undefined {
  if (reference.kind === 'edge') {
    const isThere = edges.some(({ from, to }) => from === reference.from && to === reference.to)
    return isThere && Object.hasOwn(edgeAttributes, reference.key) ? edgeAttributes[reference.key] : undefined
  }
  const { node, key } = reference
  if (!nodes.includes(node)) return undefined
  if (key === null) return 'string'
  if (Object.hasOwn(nodeAttributes, key)) return nodeAttributes[key]
  return key === 'id' ? 'string' : undefined
}

/** Every column there is: ids, then attributes node by node, then those of edges. */
export function allColumns({
  nodes,
  edges,
  nodeAttributes,
  edgeAttributes,
}: RowVocabulary): MatchReference[] {
  const nodeKeys = Object.keys(nodeAttributes)
  const edgeKeys = Object.keys(edgeAttributes)
  return [
    ...nodes.map((node): MatchReference => ({ kind: 'node', node, key: null })),
    ...nodes.flatMap((node) => nodeKeys.map((key): MatchReference => ({ kind: 'node', node, key }))),
    ...edges.flatMap(({ from, to }) =>
      edgeKeys.map((key): MatchReference => ({ kind: 'edge', from, to, key })),
    ),
  ]
}

export const sameColumn = (left: MatchReference, right: MatchReference) =>
  writeColumn(left) === writeColumn(right)

/** Whether a name can stand in a filter without quotes. */
export const isPlainName = isName
