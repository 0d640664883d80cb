/** The symmetry of a motif for those who read it: how large its group is, and what it does to the nodes. */
import { listAutomorphisms, symmetryGroup } from '../grandiso/symmetry'
import { MotifscopeError } from '../model/errors'
import type { Motif } from '../model/motif'
import type { MotifSymmetry } from './motif-types'

/** Beyond this many nodes the group is not looked for: nobody would read it, and it may take seconds. */
const mostNodes = 60

function factorial(n: number): bigint {
  let product = 1n
  for (let factor = 2n; factor <= BigInt(n); factor++) product *= factor
  return product
}

/** Whether one permutation, again and again, makes the whole group and leads each of these nodes round them all. */
function isRotation(motif: Motif, orbit: number[], undirected: boolean): boolean {
  const permutations = listAutomorphisms(motif, orbit.length, { undirected }) ?? []
  return permutations.some((permutation) => {
    const [first = 0] = orbit
    let steps = 1
    for (let node = permutation[first]; node !== first && node !== undefined; node = permutation[node])
      steps++
    return steps === orbit.length
  })
}

function kindOf(motif: Motif, order: bigint, orbits: number[][], undirected: boolean): MotifSymmetry['kind'] {
  const [first] = orbits
  if (!first) return 'none'
  if (order === orbits.reduce((product, { length }) => product * factorial(length), 1n)) return 'interchange'
  const isOneRing = orbits.length === 1 && order === BigInt(first.length)
  return isOneRing && isRotation(motif, first, undirected) ? 'rotation' : 'joint'
}

/** @throws MotifscopeError `motif-too-large` above 60 nodes. */
export function symmetryOfMotif(motif: Motif, undirected: boolean): MotifSymmetry {
  if (motif.nodes.length > mostNodes)
    throw new MotifscopeError(
      'motif-too-large',
      `The symmetry of a motif with more than ${mostNodes} nodes is not described.`,
      { hint: 'A search finds it all the same.' },
    )
  const { order, orbits } = symmetryGroup(motif, { undirected })
  return {
    automorphismCount: order <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(order) : order,
    orbits: orbits.map((orbit) => orbit.map((node) => motif.nodes[node] ?? '')),
    kind: kindOf(motif, order, orbits, undirected),
  }
}
