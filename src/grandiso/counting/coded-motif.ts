/** A motif as pair codes (see model/count-plan): for every ordered pair of its nodes, the codes it allows. Pure. */
import type { PairCodes, SetIndex } from '../../model/count-plan'
import { swapCodes } from '../coded-rows'
import type { Relation } from '../motif-relations'

/** No condition. */
export const anyCode: PairCodes = 15
/** Any neighbour. */
export const neighbourCodes: PairCodes = 14

export interface CodedMotif {
  names: string[]
  /** `codes[i][j]`: what is allowed between the host nodes of i and of j; `codes[j][i]` says the same, swapped. The
   *  diagonal says nothing. */
  codes: PairCodes[][]
  /** Per motif node: its candidate set, by index; null: all host nodes. */
  sets: SetIndex[]
  /** Whether the adjacency has no direction, so that only the codes 0 and 3 occur. */
  isSymmetric: boolean
}

export const isNeighbour = (codes: PairCodes) => (codes & 1) === 0
export const isFree = (codes: PairCodes) => codes === anyCode

/** Codes that never occur are left out, or all allowed where nothing else is asked. */
function usual(codes: PairCodes, isSymmetric: boolean): PairCodes {
  if (!isSymmetric) return codes
  return (codes & 9) === 9 ? anyCode : codes & 9
}

export function withPair(motif: CodedMotif, from: number, to: number, codes: PairCodes): CodedMotif {
  const table = motif.codes.map((row) => [...row])
  table[from]![to] = usual(codes, motif.isSymmetric)
  table[to]![from] = swapCodes(table[from]![to]!)
  return { ...motif, codes: table }
}

export interface CodedMotifInput {
  names: string[]
  /** All on one adjacency. */
  relations: Relation[]
  sets: SetIndex[]
  isSymmetric: boolean
}

/** Null when a pair is asked for what cannot be. */
export function codedMotifFrom({ names, relations, sets, isSymmetric }: CodedMotifInput): CodedMotif | null {
  let motif: CodedMotif = { names, sets, isSymmetric, codes: names.map(() => names.map(() => anyCode)) }
  for (const { from, to, isRequired } of relations) {
    // Codes 1 and 3 have the edge, 0 and 2 have not.
    const allowed = motif.codes[from]![to]! & (isRequired ? 0b1010 : 0b0101)
    motif = withPair(motif, from, to, allowed)
    if (motif.codes[from]![to] === 0) return null
  }
  return motif
}

/** Pairs i < j for which `isMeant` holds. */
export function pairsWhere(
  { codes }: CodedMotif,
  isMeant: (codes: PairCodes) => boolean,
): [from: number, to: number][] {
  return codes.flatMap((row, from) =>
    row.flatMap((allowed, to): [number, number][] => (from < to && isMeant(allowed) ? [[from, to]] : [])),
  )
}

/** Whether required pairs connect all of `nodes`. */
export function isConnected({ codes }: CodedMotif, nodes: number[]): boolean {
  const reached = nodes.slice(0, 1)
  for (const node of reached)
    for (const other of nodes)
      if (other !== node && !reached.includes(other) && isNeighbour(codes[node]![other]!)) reached.push(other)
  return reached.length === nodes.length
}

/** The motif in rows that hold only mutual neighbours, where that says all it asks: every pair is both or not both. */
export function onMutualRows(motif: CodedMotif): CodedMotif | null {
  if (motif.isSymmetric || !motif.codes.some((row) => row.includes(8))) return null
  const codes = motif.codes.map((row) => row.map((allowed) => (allowed === anyCode ? anyCode : allowed)))
  for (const row of codes)
    for (let at = 0; at < row.length; at++) {
      const allowed = row[at]!
      const others = allowed & 7
      if (others !== 0 && others !== 7) return null
      if (others === 7 && allowed !== anyCode) row[at] = 1
    }
  return { ...motif, codes, isSymmetric: true }
}
