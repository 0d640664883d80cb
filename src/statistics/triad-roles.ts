/** How often each host node plays each role in each triad type: roles are the orbits of a type's symmetries, as source,
 *  middle and sink of a feed-forward loop. Exact. Triangles are listed once; everything else follows from degrees. Pure. */
import type { HostTopology, TriadName } from '../model/host-graph'
import { triadNames } from '../model/host-graph'
import { smallerNeighbours } from './smaller-neighbours'
import type { SmallerNeighbours } from './smaller-neighbours'
import {
  codeOf,
  codeOfTriad,
  dyadsOfCode,
  seenFromOtherEnd,
  swapped,
  triadCodeCount,
  turned,
} from './triad-code'

export interface TriadRole {
  triad: TriadName
  /** The nodes of `triadEdges` that play it: interchangeable, as `BC`. */
  nodes: string
  /** One word, as source. */
  name: string
}

/** Words per type for its nodes A, B, C. */
const roleWords: Record<TriadName, [string, string, string]> = {
  '003': ['apart', 'apart', 'apart'], '012': ['source', 'sink', 'apart'], '102': ['partner', 'partner', 'apart'],
  '021D': ['source', 'sink', 'sink'], '021U': ['sink', 'source', 'source'], '021C': ['source', 'middle', 'sink'],
  '111D': ['partner', 'centre', 'source'], '111U': ['partner', 'centre', 'sink'], '030T': ['source', 'middle', 'sink'],
  '030C': ['member', 'member', 'member'], '201': ['partner', 'centre', 'partner'], '120D': ['source', 'pair', 'pair'],
  '120U': ['sink', 'pair', 'pair'], '120C': ['driving partner', 'middle', 'driven partner'],
  '210': ['source', 'centre', 'sink'], '300': ['member', 'member', 'member'],
} // prettier-ignore

/** One number for both orders of the other two nodes. */
const rooted = (code: number) => Math.min(code, swapped(code))

function listRoles(): { roles: TriadRole[]; roleOfCode: Uint8Array; codes: number[] } {
  const roles: TriadRole[] = []
  const codes: number[] = []
  for (const triad of triadNames) {
    const own = codeOfTriad(triad)
    const seenFrom = [own, turned(own), turned(turned(own))].map(rooted)
    seenFrom.forEach((code, at) => {
      if (seenFrom.indexOf(code) !== at) return
      const nodes = [...'ABC'].filter((_, other) => seenFrom[other] === code).join('')
      roles.push({ triad, nodes, name: roleWords[triad][at]! })
      codes.push(code)
    })
  }
  const roleOfCode = Uint8Array.from({ length: triadCodeCount }, (_, code) => codes.indexOf(rooted(code)))
  return { roles, roleOfCode, codes }
}

const listed = listRoles()
/** All 36, type by type. */
export const triadRoles: readonly TriadRole[] = listed.roles
const { roleOfCode, codes: codeOfRole } = listed
const roleCount = triadRoles.length
const roleOf = (ab: number, ac: number, bc: number) => roleOfCode[codeOf(ab, ac, bc)]!

/** Adds every triangle to the roles of its three nodes. */
function addTriangles(
  nodeCount: number,
  { offsets, nodes, dyads }: SmallerNeighbours,
  counts: Float64Array,
  onProgress: ((done: number, total: number) => void) | undefined,
): void {
  const roles = [0, 1, 2].map((place) =>
    Uint8Array.from({ length: triadCodeCount }, (_, code) => {
      const seen = place === 0 ? code : place === 1 ? turned(code) : turned(turned(code))
      return roleOfCode[seen]!
    }),
  )
  const [ofFirst, ofSecond, ofThird] = roles as [Uint8Array, Uint8Array, Uint8Array]
  const dyadToU = new Uint8Array(nodeCount)
  for (let u = 0; u < nodeCount; u++) {
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
        counts[u * roleCount + ofFirst[code]!]!++
        counts[v * roleCount + ofSecond[code]!]!++
        counts[w * roleCount + ofThird[code]!]!++
      }
    }
    for (let i = begin; i < end; i++) dyadToU[nodes[i]!] = 0
  }
}

/** Neighbours of each node by dyad: index 4 · node + dyad. */
function degreesByDyad(nodeCount: number, { offsets, nodes, dyads }: SmallerNeighbours): Float64Array {
  const degrees = new Float64Array(4 * nodeCount)
  for (let node = 0; node < nodeCount; node++)
    for (let i = offsets[node]!; i < offsets[node + 1]!; i++) {
      degrees[4 * node + dyads[i]!]!++
      degrees[4 * nodes[i]! + seenFromOtherEnd[dyads[i]!]!]!++
    }
  return degrees
}

const kinds = [1, 2, 3] as const

/** Adds pairs of dyads at one node, closed by a triangle or not: to the node in the middle and to both ends. */
function addWedges(
  nodeCount: number,
  { offsets, nodes, dyads }: SmallerNeighbours,
  degrees: Float64Array,
  counts: Float64Array,
): void {
  for (let node = 0; node < nodeCount; node++)
    for (const left of kinds)
      for (const right of kinds) {
        if (right < left) continue
        const [one, other] = [degrees[4 * node + left]!, degrees[4 * node + right]!]
        const pairs = left === right ? (one * (one - 1)) / 2 : one * other
        counts[node * roleCount + roleOf(left, right, 0)]! += pairs
      }
  const addEnd = (end: number, centre: number, dyad: number) => {
    for (const kind of kinds) {
      const others = degrees[4 * centre + kind]! - (kind === seenFromOtherEnd[dyad] ? 1 : 0)
      counts[end * roleCount + roleOf(dyad, 0, kind)]! += others
    }
  }
  for (let node = 0; node < nodeCount; node++)
    for (let i = offsets[node]!; i < offsets[node + 1]!; i++) {
      addEnd(node, nodes[i]!, dyads[i]!)
      addEnd(nodes[i]!, node, seenFromOtherEnd[dyads[i]!]!)
    }
}

/** How many of a role's dyads are of a kind: `at` the node itself, or between the other two. */
const dyadsAt = (role: number, kind: number) =>
  dyadsOfCode(codeOfRole[role]!).filter((dyad, place) => place < 2 && dyad === kind).length

/** Takes off what triangles close, then works out the types in which somebody stands apart. */
function settle(row: Float64Array, own: Float64Array, n: number, oneWay: number, mutual: number): void {
  codeOfRole.forEach((code, role) => {
    const [ab, ac, bc] = dyadsOfCode(code)
    const count = row[role]!
    if (count === 0 || ab === 0 || ac === 0 || bc === 0) return
    row[roleOf(ab, ac, 0)]! -= count
    row[roleOf(ab, 0, bc)]! -= count
    row[roleOf(ac, 0, seenFromOtherEnd[bc]!)]! -= count
  })
  const connected = codeOfRole.flatMap((code, role) =>
    dyadsOfCode(code).filter((dyad) => dyad !== 0).length > 1 ? [role] : [],
  )
  const among = (of: (role: number) => number) =>
    connected.reduce((sum, role) => sum + row[role]! * of(role), 0)
  for (const kind of kinds)
    row[roleOf(kind, 0, 0)] = own[kind]! * Math.max(0, n - 2) - among((role) => dyadsAt(role, kind))
  const opposite = (role: number) => dyadsOfCode(codeOfRole[role]!)[2]
  const [outgoing, incoming, both] = [own[1]!, own[2]!, own[3]!]
  row[roleOf(0, 0, 1)] =
    oneWay - outgoing - incoming - among((role) => (opposite(role) === 1 || opposite(role) === 2 ? 1 : 0))
  row[roleOf(0, 0, 3)] = mutual - both - among((role) => (opposite(role) === 3 ? 1 : 0))
  const apart = roleOf(0, 0, 0)
  row[apart] = 0
  row[apart] = ((n - 1) * Math.max(0, n - 2)) / 2 - row.reduce((sum, count) => sum + count, 0)
}

/** @returns row-major, nodeCount × 36 along `triadRoles`. Exact below 2^53. Memory: 288 bytes a node. Time: that of the
 *  triad census. */
export function triadParticipation(
  topology: HostTopology,
  onProgress?: (done: number, total: number) => void,
): Float64Array {
  const { nodeCount } = topology
  const smaller = smallerNeighbours(topology)
  const counts = new Float64Array(nodeCount * roleCount)
  addTriangles(nodeCount, smaller, counts, onProgress)
  const degrees = degreesByDyad(nodeCount, smaller)
  addWedges(nodeCount, smaller, degrees, counts)
  let [oneWay, mutual] = [0, 0]
  for (const dyad of smaller.dyads) {
    if (dyad === 3) mutual++
    else oneWay++
  }
  for (let node = 0; node < nodeCount; node++) {
    const row = counts.subarray(node * roleCount, (node + 1) * roleCount)
    settle(row, degrees.subarray(4 * node, 4 * node + 4), nodeCount, oneWay, mutual)
  }
  return counts
}
