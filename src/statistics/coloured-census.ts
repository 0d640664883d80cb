/** The triad census by the classes of the three nodes: exactly, all sixteen types. As the plain census: triangles are
 *  listed, pairs of dyads at each node counted, and those taken off that a triangle closes. Pure. */
import type { HostTopology } from '../model/host-graph'
import { MotifscopeError } from '../model/errors'
import type { NodeClasses } from './class-pairs'
import { colouredKey, colouredTriadOf } from './coloured-triads'
import type { ColouredTriad } from './coloured-triads'
import { neighbourRows } from './neighbour-rows'
import { smallerNeighbours } from './smaller-neighbours'
import { codeOf, codeOfTriad, dyadsOfCode, triadCodeCount, turned } from './triad-code'

/** 64 codes by this many colours cubed are counted in a table of 7 MB; a page can hold what comes of it. */
export const mostColours = 24

export interface ColouredCount extends ColouredTriad {
  count: number
}

type Progress = (done: number, total: number) => void

/** Counts by code and the colours of its three nodes: ((code · c + x) · c + y) · c + z. */
interface Tally {
  count: number
  colours: Uint32Array
  table: Float64Array
}

function addTriangles(topology: HostTopology, { count, colours, table }: Tally, onProgress?: Progress): void {
  const { offsets, nodes, dyads } = smallerNeighbours(topology)
  const dyadToU = new Uint8Array(topology.nodeCount)
  for (let u = 0; u < topology.nodeCount; u++) {
    if (u % 512 === 0) onProgress?.(offsets[u]!, nodes.length)
    const begin = offsets[u]!
    const end = offsets[u + 1]!
    for (let i = begin; i < end; i++) dyadToU[nodes[i]!] = dyads[i]!
    for (let i = begin; i < end; i++) {
      const v = nodes[i]!
      for (let j = offsets[v]!; j < offsets[v + 1]!; j++) {
        const w = nodes[j]!
        if (dyadToU[w] === 0) continue
        const code = 16 * dyads[i]! + 4 * dyadToU[w]! + dyads[j]!
        table[((code * count + colours[u]!) * count + colours[v]!) * count + colours[w]!]!++
      }
    }
    for (let i = begin; i < end; i++) dyadToU[nodes[i]!] = 0
  }
}

/** Pairs of dyads at every node, whether a triangle closes them or not. */
function addWedges(topology: HostTopology, { count, colours, table }: Tally): void {
  const { offsets, nodes, dyads } = neighbourRows(topology)
  const amounts = new Float64Array(4 * count)
  for (let node = 0; node < topology.nodeCount; node++) {
    const met: number[] = []
    for (let i = offsets[node]!; i < offsets[node + 1]!; i++) {
      const kind = dyads[i]! * count + colours[nodes[i]!]!
      if (amounts[kind]!++ === 0) met.push(kind)
    }
    for (let i = 0; i < met.length; i++)
      for (let j = i; j < met.length; j++) {
        const [one, other] = [met[i]!, met[j]!]
        const pairs = i === j ? (amounts[one]! * (amounts[one]! - 1)) / 2 : amounts[one]! * amounts[other]!
        const code = codeOf(Math.floor(one / count), Math.floor(other / count), 0)
        table[((code * count + colours[node]!) * count + (one % count)) * count + (other % count)]! += pairs
      }
    for (const kind of met) amounts[kind] = 0
  }
}

/** Counts per coloured triad, added up under one name for each. */
class ColouredSums {
  readonly sums = new Map<number, number>()

  constructor(private readonly count: number) {}

  add(code: number, [x, y, z]: readonly [number, number, number], amount: number): void {
    if (amount === 0) return
    const key = colouredKey(code, x, y, z, this.count)
    this.sums.set(key, (this.sums.get(key) ?? 0) + amount)
  }
}

/** The connected ones: each triangle takes off the three wedges it closes. */
function connectedSums({ count, table }: Tally): ColouredSums {
  const sums = new ColouredSums(count)
  table.forEach((amount, at) => {
    if (amount === 0) return
    const code = Math.floor(at / count ** 3)
    const [x, y, z] = [Math.floor(at / count ** 2) % count, Math.floor(at / count) % count, at % count]
    sums.add(code, [x, y, z], amount)
    if (dyadsOfCode(code).includes(0)) return
    const [second, third] = [turned(code), turned(turned(code))]
    const wedge = (seen: number) => seen & ~3
    sums.add(wedge(code), [x, y, z], -amount)
    sums.add(wedge(second), [y, z, x], -amount)
    sums.add(wedge(third), [z, x, y], -amount)
  })
  return sums
}

/** Adds those in which two nodes are adjacent and one stands apart: every edge with every other node, less those that
 *  are connected. */
function addOneEdge(topology: HostTopology, { count, colours }: Tally, sizes: number[], sums: ColouredSums) {
  const connected = [...sums.sums]
  const { offsets, nodes, dyads } = neighbourRows(topology)
  const pairs = new Map<number, number>()
  for (let node = 0; node < topology.nodeCount; node++)
    for (let i = offsets[node]!; i < offsets[node + 1]!; i++) {
      const isFirst = dyads[i] === 1 || (dyads[i] === 3 && node < nodes[i]!)
      const key = (dyads[i]! * count + colours[node]!) * count + colours[nodes[i]!]!
      if (isFirst) pairs.set(key, (pairs.get(key) ?? 0) + 1)
    }
  for (const [key, amount] of pairs) {
    const [from, to] = [Math.floor(key / count) % count, key % count]
    sizes.forEach((size, third) => {
      const others = size - (third === from ? 1 : 0) - (third === to ? 1 : 0)
      sums.add(codeOf(Math.floor(key / count ** 2), 0, 0), [from, to, third], amount * others)
    })
  }
  for (const [key, amount] of connected) {
    const { triad, colours: own } = colouredTriadOf(key, count)
    const [a, b, c] = own
    const code = codeOfTriad(triad)
    const seen = [code, turned(code), turned(turned(code))]
    const turns = [
      [a, b, c],
      [b, c, a],
      [c, a, b],
    ] as const
    seen.forEach((each, place) => sums.add(16 * (each >> 4), turns[place]!, each >> 4 === 0 ? 0 : -amount))
  }
}

/** Adds those without any edge: all triples less the others. */
function addEmpty(sizes: number[], count: number, sums: ColouredSums): void {
  const known = new Map<number, number>()
  for (const [key, amount] of sums.sums) {
    const [a, b, c] = colouredTriadOf(key, count).colours.toSorted((left, right) => left - right)
    const triple = (a! * count + b!) * count + c!
    known.set(triple, (known.get(triple) ?? 0) + amount)
  }
  for (let a = 0; a < count; a++)
    for (let b = a; b < count; b++)
      for (let c = b; c < count; c++) {
        const all = triplesOf(sizes, a, b, c)
        sums.add(0, [a, b, c], all - (known.get((a * count + b) * count + c) ?? 0))
      }
}

function triplesOf(sizes: number[], a: number, b: number, c: number): number {
  const [x, y, z] = [sizes[a]!, sizes[b]!, sizes[c]!]
  if (a === c) return (x * (x - 1) * (x - 2)) / 6
  if (a === b) return ((x * (x - 1)) / 2) * z
  return b === c ? x * ((y * (y - 1)) / 2) : x * y * z
}

/** Every coloured triad that occurs, the most frequent first. Exact below 2^53.
 *  @throws MotifscopeError `too-many-classes` above `mostColours` */
export function colouredCensus(
  topology: HostTopology,
  { classes, classCount }: NodeClasses,
  onProgress?: Progress,
): ColouredCount[] {
  if (classCount > mostColours)
    throw new MotifscopeError(
      'too-many-classes',
      `A coloured census takes ${mostColours} classes at most; these are ${classCount}.`,
      { hint: 'Choose an attribute with fewer values.' },
    )
  const table = new Float64Array(triadCodeCount * classCount ** 3)
  const tally: Tally = { count: classCount, colours: classes, table }
  addTriangles(topology, tally, onProgress)
  addWedges(topology, tally)
  const sums = connectedSums(tally)
  const sizes = new Array<number>(classCount).fill(0)
  for (const each of classes) sizes[each]!++
  addOneEdge(topology, tally, sizes, sums)
  addEmpty(sizes, classCount, sums)
  return [...sums.sums]
    .filter(([, count]) => count !== 0)
    .map(([key, count]) => ({ ...colouredTriadOf(key, classCount), count }))
    .sort((left, right) => right.count - left.count)
}
