/** What three nodes are to each other, as one number, and the triad type it means. A dyad is 0 none, 1 out, 2 in, 3 both,
 *  seen from its first node; nodes a, b, c have the code 16 · ab + 4 · ac + bc. Pure. */
import type { TriadName } from '../model/host-graph'

export const triadCodeCount = 64

/** A dyad seen from one end, as the other end sees it. */
export const seenFromOtherEnd = [0, 2, 1, 3]

/** The edges of each type on nodes A, B, C: `AB` leads from A to B. Pictures, roles and colours all follow these. */
export const triadEdges: Record<TriadName, string> = {
  '003': '', '012': 'AB', '102': 'AB BA', '021D': 'AB AC', '021U': 'BA CA', '021C': 'AB BC', '111D': 'AB BA CB',
  '111U': 'AB BA BC', '030T': 'AB BC AC', '030C': 'AB BC CA', '201': 'AB BA BC CB', '120D': 'AB AC BC CB',
  '120U': 'BA CA BC CB', '120C': 'AB BC AC CA', '210': 'AB BA BC CB AC', '300': 'AB BA BC CB AC CA',
} // prettier-ignore

export type Wedge = '021D' | '021U' | '021C' | '111D' | '111U' | '201'
export type Triangle = '030T' | '030C' | '120D' | '120U' | '120C' | '210' | '300'

/** The type of two dyads at one node whose other ends are not adjacent. */
export function wedgeOf(left: number, right: number): Wedge {
  if (left === 3 && right === 3) return '201'
  if (left === 3 || right === 3) return Math.min(left, right) === 1 ? '111U' : '111D'
  if (left !== right) return '021C'
  return left === 1 ? '021D' : '021U'
}

/** The type of a triangle of nodes u, v, w from its three dyads. */
export function triangleOf(uv: number, uw: number, vw: number): Triangle {
  const wedges = [
    wedgeOf(uv, uw),
    wedgeOf(seenFromOtherEnd[uv]!, vw),
    wedgeOf(seenFromOtherEnd[uw]!, seenFromOtherEnd[vw]!),
  ]
  const mutualCount = [uv, uw, vw].filter((dyad) => dyad === 3).length
  if (mutualCount === 3) return '300'
  if (mutualCount === 2) return '210'
  if (mutualCount === 1) return wedges.includes('021D') ? '120D' : wedges.includes('021U') ? '120U' : '120C'
  return wedges.every((wedge) => wedge === '021C') ? '030C' : '030T'
}

export const codeOf = (ab: number, ac: number, bc: number) => 16 * ab + 4 * ac + bc

/** The three dyads of a code: ab, ac, bc. */
export const dyadsOfCode = (code: number) => [code >> 4, (code >> 2) & 3, code & 3] as const

/** The code after the second and third node changed places. */
export function swapped(code: number): number {
  const [ab, ac, bc] = dyadsOfCode(code)
  return codeOf(ac, ab, seenFromOtherEnd[bc]!)
}

/** The code with the second node first; doing it twice puts the third first. The order becomes b, c, a. */
export function turned(code: number): number {
  const [ab, ac, bc] = dyadsOfCode(code)
  return codeOf(bc, seenFromOtherEnd[ab]!, seenFromOtherEnd[ac]!)
}

/** The type of any three nodes. */
export function triadOfCode(code: number): TriadName {
  const [ab, ac, bc] = dyadsOfCode(code)
  const dyads = [ab, ac, bc].filter((dyad) => dyad !== 0)
  if (dyads.length === 0) return '003'
  if (dyads.length === 1) return dyads[0] === 3 ? '102' : '012'
  if (dyads.length === 3) return triangleOf(ab, ac, bc)
  if (bc === 0) return wedgeOf(ab, ac)
  if (ac === 0) return wedgeOf(seenFromOtherEnd[ab]!, bc)
  return wedgeOf(seenFromOtherEnd[ac]!, seenFromOtherEnd[bc]!)
}

/** The code of a type on its nodes A, B, C. */
export function codeOfTriad(triad: TriadName): number {
  const edges = new Set(triadEdges[triad].split(' '))
  const dyad = (from: string, to: string) => (edges.has(from + to) ? 1 : 0) | (edges.has(to + from) ? 2 : 0)
  return codeOf(dyad('A', 'B'), dyad('A', 'C'), dyad('B', 'C'))
}
