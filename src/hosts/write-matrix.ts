/** A host as an adjacency matrix in CSV: ids in the first row and the first column, a number for each pair that has an
 *  edge, nothing elsewhere. Parallel edges are added up. */
import type { AttributeValue } from '../model/attribute'
import { MotifscopeError } from '../model/errors'
import { csvLine } from './write-csv'
import { inPieces } from './export-rows'
import type { ExportGraph } from './export-rows'

/** Cells grow with the square of the nodes. */
const mostNodes = 10_000

/** The edge attribute whose numbers stand in the matrix: one called weight, the only one of numbers, or none (then edges
 *  are counted). */
export function weightColumn(edgeColumns: ExportGraph['edgeColumns'], weight?: string): number {
  const numeric = edgeColumns.flatMap(({ storage, name }, at) =>
    storage === 'int64' || storage === 'double' ? [{ name, at }] : [],
  )
  const called =
    numeric.find(({ name }) => name === weight) ?? numeric.find(({ name }) => /^weight$/i.test(name))
  return called?.at ?? (numeric.length === 1 ? (numeric[0]?.at ?? -1) : -1)
}

/** The matrix, piece by piece: rows and columns in the order of the nodes. `weight`: the attribute to write.
 *  @throws MotifscopeError `too-many-nodes`. */
export function writeMatrix(graph: ExportGraph, weight?: string): AsyncGenerator<string> {
  return inPieces(matrixLines(graph, weightColumn(graph.edgeColumns, weight)))
}

async function* matrixLines(graph: ExportGraph, column: number): AsyncGenerator<string> {
  const placeOf = new Map<string, number>()
  for await (const { id } of graph.nodes) {
    if (placeOf.size === mostNodes) throw tooManyNodes()
    placeOf.set(id, placeOf.size)
  }
  const ids = [...placeOf.keys()]
  const rows = ids.map(() => new Map<number, AttributeValue>())
  const add = (from: number, to: number, value: AttributeValue) => {
    const row = rows[from] as Map<number, AttributeValue>
    row.set(to, row.has(to) ? sum(row.get(to) as AttributeValue, value) : value)
  }
  for await (const { source, target, values } of graph.edges) {
    const [from, to] = [placeOf.get(source) as number, placeOf.get(target) as number]
    const value = column < 0 ? 1 : (values[column] ?? 1)
    add(from, to, value)
    if (!graph.directed && from !== to) add(to, from, value)
  }
  yield csvLine(['', ...ids])
  for (const [at, id] of ids.entries()) yield csvLine([id, ...ids.map((_, place) => rows[at]?.get(place))])
}

/** Integers beyond 2^53 stay exact. */
function sum(a: AttributeValue, b: AttributeValue): AttributeValue {
  return typeof a === 'bigint' || typeof b === 'bigint'
    ? BigInt(a as number) + BigInt(b as number)
    : Number(a) + Number(b)
}

function tooManyNodes(): MotifscopeError {
  return new MotifscopeError(
    'too-many-nodes',
    `A matrix has a cell for each pair of nodes; hosts of more than ${mostNodes.toLocaleString('en')} nodes are not written so.`,
    { hint: 'Write an edge list instead, or make a smaller host first.' },
  )
}
