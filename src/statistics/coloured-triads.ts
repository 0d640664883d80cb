/** The names of coloured triads: a type with the colours of its nodes A, B, C, the same whichever way round a symmetric
 *  type is looked at. Pure. */
import type { TriadName } from '../model/host-graph'
import { triadNames } from '../model/host-graph'
import { codeOf, codeOfTriad, dyadsOfCode, seenFromOtherEnd, triadCodeCount, triadOfCode } from './triad-code'

/** A type as a number, its place in `triadNames`, and the colours of A, B, C; the smallest such among its symmetries. */
export interface ColouredTriad {
  triad: TriadName
  colours: [number, number, number]
}

const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const
type Order = (typeof orders)[number]

/** The code of the same three nodes in another order. */
function reordered(code: number, [a, b, c]: Order): number {
  const [xy, xz, yz] = dyadsOfCode(code)
  const dyads = [
    [0, xy, xz],
    [seenFromOtherEnd[xy]!, 0, yz],
    [seenFromOtherEnd[xz]!, seenFromOtherEnd[yz]!, 0],
  ]
  return codeOf(dyads[a]![b]!, dyads[a]![c]!, dyads[b]![c]!)
}

/** Per code: its type's place, and every order of its nodes that makes them A, B, C of the type. */
const readings = Array.from({ length: triadCodeCount }, (_, code) => {
  const triad = triadOfCode(code)
  const own = codeOfTriad(triad)
  return { type: triadNames.indexOf(triad), orders: orders.filter((order) => reordered(code, order) === own) }
})

/** A coloured triad as one number; `x`, `y`, `z` are the colours of the nodes of the code.
 *  @param colourCount the result is below 16 · colourCount³ */
export function colouredKey(code: number, x: number, y: number, z: number, colourCount: number): number {
  const { type, orders: own } = readings[code]!
  const colours = [x, y, z]
  let least = Infinity
  for (const [a, b, c] of own)
    least = Math.min(least, (colours[a]! * colourCount + colours[b]!) * colourCount + colours[c]!)
  return type * colourCount ** 3 + least
}

export function colouredTriadOf(key: number, colourCount: number): ColouredTriad {
  const cube = colourCount ** 3
  const rest = key % cube
  const colours: [number, number, number] = [
    Math.floor(rest / colourCount ** 2),
    Math.floor(rest / colourCount) % colourCount,
    rest % colourCount,
  ]
  return { triad: triadNames[Math.floor(key / cube)]!, colours }
}
