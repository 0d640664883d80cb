/** The symmetries of a coded motif as a list of permutations, and what of them a way of counting can use. Pure. */
import type { CodedMotif } from './coded-motif'

/** `permutation[i]`: where node i goes. */
export type Permutation = number[]

/** Motifs of more nodes are not counted by terms: their symmetries would be a long list. */
export const mostMotifNodes = 7

/** All permutations of the nodes that preserve codes and candidate sets; the identity is among them. */
export function symmetriesOf({ codes, sets }: CodedMotif): Permutation[] {
  const found: Permutation[] = []
  const image: number[] = []
  const extend = (): void => {
    const node = image.length
    if (node === codes.length) {
      found.push([...image])
      return
    }
    for (let target = 0; target < codes.length; target++) {
      if (image.includes(target) || sets[target] !== sets[node]) continue
      if (image.some((other, earlier) => codes[other]![target] !== codes[earlier]![node])) continue
      image.push(target)
      extend()
      image.pop()
    }
  }
  extend()
  return found
}

export function fixing(group: Permutation[], nodes: number[]): Permutation[] {
  return group.filter((permutation) => nodes.every((node) => permutation[node] === node))
}

/** Those that take the set `nodes` to itself. */
export function keeping(group: Permutation[], nodes: number[]): Permutation[] {
  return group.filter((permutation) => nodes.every((node) => nodes.includes(permutation[node]!)))
}

/** Where the group takes a node. */
export function orbitOf(group: Permutation[], node: number): number[] {
  return [...new Set(group.map((permutation) => permutation[node]!))]
}

/** One node of every orbit. */
export function orbitRepresentatives(group: Permutation[], nodes: number[]): number[] {
  return nodes.filter((node) => Math.min(...orbitOf(group, node)) === node)
}

/** Restrictions [smaller, larger] on nodes of `order` (which the group keeps) that one mapping of every orbit obeys; the
 *  earlier of two is the smaller. Those that follow from others are left out.
 *  Source: Grochow & Kellis 2007. */
export function restrictionsOf(group: Permutation[], order: number[]): [number, number][] {
  const restrictions: [number, number][] = []
  let left = group
  for (const base of order) {
    for (const other of orbitOf(left, base)) if (other !== base) restrictions.push([base, other])
    left = fixing(left, [base])
  }
  const isRestricted = (smaller: number, larger: number) =>
    restrictions.some(([s, l]) => s === smaller && l === larger)
  return restrictions.filter(
    ([smaller, larger]) =>
      !order.some((between) => isRestricted(smaller, between) && isRestricted(between, larger)),
  )
}
