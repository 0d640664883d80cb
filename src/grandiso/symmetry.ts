/** The symmetry group of a constrained motif: permutations of its nodes that preserve edges (existence and relation
 *  type) and all static and dynamic constraints. Its order and the symmetry-breaking restrictions come from a chain of
 *  stabilisers, so no more than one permutation per pair of nodes is ever looked for: a 12-clique has 479,001,600
 *  automorphisms and takes 66 searches. Pure. */
import type { Motif } from '../model/motif'
import { colourMotif } from './motif-colouring'
import type { MotifColouring } from './motif-colouring'

export interface SymmetryOptions {
  /** Whether motif and host are undirected (`ignoreDirection`, or an undirected host). */
  undirected?: boolean
}

/** A step of the chain: the nodes the base node can go to while all earlier base nodes stay. */
interface Orbit {
  base: number
  nodes: number[]
}

/** Depth-first over images of `order[depth …]`. Calls `found` with each automorphism that extends `image`
 *  (image[node], −1 where open); stops when it answers true. */
function extend(
  colouring: MotifColouring,
  order: number[],
  depth: number,
  image: Int32Array,
  found: (image: Int32Array) => boolean,
): boolean {
  const node = order[depth]
  if (node === undefined) return colouring.preservesEdgeComparisons(image) && found(image)
  const { colours, relation } = colouring
  for (let candidate = 0; candidate < colours.length; candidate++) {
    if (colours[candidate] !== colours[node] || image.includes(candidate)) continue
    const fits = order.every(
      (other, place) => place >= depth || relation(node, other) === relation(candidate, image[other]!),
    )
    if (!fits) continue
    image[node] = candidate
    if (extend(colouring, order, depth + 1, image, found)) return true
    image[node] = -1
  }
  return false
}

/** Whether an automorphism fixes the first `depth` nodes of the order and takes the next one to `target`. */
function canMove(colouring: MotifColouring, order: number[], depth: number, target: number): boolean {
  const { colours, relation } = colouring
  const node = order[depth]!
  if (colours[node] !== colours[target]) return false
  const fixed = order.slice(0, depth)
  if (fixed.includes(target) || fixed.some((other) => relation(node, other) !== relation(target, other)))
    return false
  const image = new Int32Array(colours.length).fill(-1)
  for (const other of fixed) image[other] = other
  image[node] = target
  return extend(colouring, order, depth + 1, image, () => true)
}

/** The orbit of each base node under the automorphisms that fix all base nodes before it. */
function stabiliserChain(motif: Motif, { undirected = false }: SymmetryOptions, order?: number[]): Orbit[] {
  const colouring = colourMotif(motif, undirected)
  const base = order ?? motif.nodes.map((_, node) => node)
  return base.map((node, depth) => ({
    base: node,
    nodes: base.filter((target) => target === node || canMove(colouring, base, depth, target)),
  }))
}

/** The number of automorphisms. Exact up to 2^53 (18 interchangeable nodes). */
export function automorphismCount(motif: Motif, options: SymmetryOptions = {}): number {
  return stabiliserChain(motif, options).reduce((product, { nodes }) => product * nodes.length, 1)
}

export interface SymmetryGroup {
  /** Its exact size. */
  order: bigint
  /** The sets of two and more nodes that can take each other's place, as node indexes in order of appearance. */
  orbits: number[][]
}

/** The group of a motif: how large it is, and which nodes it moves. */
export function symmetryGroup(motif: Motif, options: SymmetryOptions = {}): SymmetryGroup {
  const order = stabiliserChain(motif, options).reduce(
    (product, { nodes }) => product * BigInt(nodes.length),
    1n,
  )
  if (order === 1n) return { order, orbits: [] }
  const colouring = colourMotif(motif, options.undirected ?? false)
  const all = motif.nodes.map((_, node) => node)
  const orbits: number[][] = []
  for (const node of all) {
    if (orbits.some((orbit) => orbit.includes(node))) continue
    const nodeFirst = [node, ...all.filter((other) => other !== node)]
    orbits.push(all.filter((target) => target === node || canMove(colouring, nodeFirst, 0, target)))
  }
  return { order, orbits: orbits.filter(({ length }) => length > 1) }
}

/** Restrictions [smaller, larger] on pairs of motif node indexes that exactly one mapping of every orbit obeys, when
 *  host nodes are ordered in any way. Those implied by others are left out.
 *  @param order the nodes in matching order: the earlier a node, the more often it is the smaller one
 *  Source: Grochow & Kellis 2007. */
export function symmetryBreaking(
  motif: Motif,
  options: SymmetryOptions = {},
  order?: number[],
): [number, number][] {
  const restrictions = stabiliserChain(motif, options, order).flatMap(({ base, nodes }) =>
    nodes.filter((node) => node !== base).map((node): [number, number] => [base, node]),
  )
  const isRestricted = (smaller: number, larger: number) =>
    restrictions.some(([s, l]) => s === smaller && l === larger)
  return restrictions.filter(
    ([smaller, larger]) =>
      !motif.nodes.some((_, between) => isRestricted(smaller, between) && isRestricted(between, larger)),
  )
}

/** All automorphisms as permutations p of node indexes (a row r becomes r'[i] = r[p[i]]), the identity first; null
 *  when there are more than `most`. */
export function listAutomorphisms(
  motif: Motif,
  most: number,
  options: SymmetryOptions = {},
): number[][] | null {
  if (automorphismCount(motif, options) > most) return null
  const colouring = colourMotif(motif, options.undirected ?? false)
  const order = motif.nodes.map((_, node) => node)
  const permutations: number[][] = []
  extend(colouring, order, 0, new Int32Array(order.length).fill(-1), (image) => {
    permutations.push([...image])
    return false
  })
  return permutations
}
