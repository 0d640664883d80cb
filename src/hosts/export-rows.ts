/** A host as rows, the way exports take it: who reads the rows (a table engine, a test) is not known here. */
import type { AttributeColumn, AttributeValue } from '../model/attribute'

/** Values in the order of the columns; null or undefined: missing. Integers beyond 2^53 are bigint. */
export interface NodeRow {
  id: string
  values: (AttributeValue | undefined)[]
}

export interface EdgeRow {
  source: string
  target: string
  values: (AttributeValue | undefined)[]
}

export interface ExportGraph {
  directed: boolean
  multigraph: boolean
  nodeColumns: Pick<AttributeColumn, 'name' | 'storage'>[]
  edgeColumns: Pick<AttributeColumn, 'name' | 'storage'>[]
  nodes: AsyncIterable<NodeRow> | Iterable<NodeRow>
  edges: AsyncIterable<EdgeRow> | Iterable<EdgeRow>
}

/** Longer pieces of text are handed on. */
const pieceLength = 1 << 16

/** Joins small texts to pieces worth writing. */
export async function* inPieces(texts: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  let piece = ''
  for await (const text of texts) {
    piece += text
    if (piece.length < pieceLength) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}
