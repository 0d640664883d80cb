/** Which rows of a result carry annotations, and which: those of the match itself, of a selection it is in, of its host
 *  nodes, and of the host edges its motif edges stand for. Pure. */
import type { MossDocument } from '../model/document'
import type { Motif } from '../model/motif'
import { partsNamedIn } from './annotation'
import type { RowPattern } from './result-types'

export interface AnnotatedRows {
  /** What tells such rows from the others. */
  patterns: RowPattern[]
  /** The annotations of a row, the match's own first. */
  notesOf(ids: readonly string[]): MossDocument[]
}

type Index = Map<string, MossDocument[]>
const keyOf = (ids: readonly string[]) => JSON.stringify(ids)

function add(index: Index, ids: readonly string[], document: MossDocument): void {
  const key = keyOf(ids)
  index.set(key, [...(index.get(key) ?? []), document])
}

/** `columns`: motif nodes in the order of a row. `motif`: what was searched; null: edges do not count.
 *  `isUndirected`: an edge's annotation holds both ways. */
export function annotatedRows(
  documents: readonly MossDocument[],
  columns: readonly string[],
  motif: Motif | null,
  isUndirected: boolean,
): AnnotatedRows {
  const [nodes, edges, matches]: [Index, Index, Index] = [new Map(), new Map(), new Map()]
  for (const document of documents) {
    const parts = partsNamedIn(document)
    for (const id of new Set(parts.nodes)) add(nodes, [id], document)
    for (const [source, target] of parts.edges) {
      add(edges, [source, target], document)
      if (isUndirected && source !== target) add(edges, [target, source], document)
    }
    for (const match of parts.matches) {
      const ids = columns.map((column) => match[column])
      if (Object.keys(match).length === columns.length && ids.every((id) => id !== undefined))
        add(matches, ids, document)
    }
  }
  const pairs = motifPairs(motif, columns)
  const pattern = (names: readonly string[], index: Index): RowPattern => ({
    columns: [...names],
    rows: [...index.keys()].map((key) => JSON.parse(key) as string[]),
  })
  return {
    patterns: [
      pattern(columns, matches),
      ...columns.map((column) => pattern([column], nodes)),
      ...pairs.map((pair) => pattern(pair, edges)),
    ].filter(({ rows }) => rows.length > 0),
    notesOf(ids) {
      const at = (name: string) => ids[columns.indexOf(name)] ?? ''
      const found = [
        matches.get(keyOf(ids)),
        ...pairs.map((pair) => edges.get(keyOf(pair.map(at)))),
        ...ids.map((id) => nodes.get(keyOf([id]))),
      ]
      return [...new Set(found.flatMap((some) => some ?? []))]
    },
  }
}

/** The motif's required edges, as names of columns. */
function motifPairs(motif: Motif | null, columns: readonly string[]): [string, string][] {
  return (motif?.edges ?? [])
    .filter(({ exists, from, to }) => exists && columns.includes(from) && columns.includes(to))
    .map(({ from, to }) => [from, to])
}
