/** What an automorphism of a motif must preserve, as numbers: a colour per node, a relation per ordered pair of nodes
 *  (both stand for everything said about it), and the comparisons between edges. Pure. */
import type { DynamicEdgeConstraint, Motif, Operator } from '../model/motif'
import { conjunctionKey, pairConjunction } from './motif-pairs'

export interface MotifColouring {
  /** Nodes of different colours cannot be exchanged; equal colours promise nothing. */
  colours: Uint32Array
  /** Equal numbers: the same edges, constraints and comparisons from the one node to the other and back. */
  relation(from: number, to: number): number
  /** Whether a permutation that preserves all relations also preserves the comparisons between edges. */
  preservesEdgeComparisons(image: Int32Array): boolean
}

/** Numbers texts in order of first appearance. */
class Numbering {
  private readonly numbers = new Map<string, number>()

  of(text: string): number {
    const known = this.numbers.get(text)
    if (known !== undefined) return known
    this.numbers.set(text, this.numbers.size)
    return this.numbers.size - 1
  }
}

const mirrored: Partial<Record<Operator, Operator>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}

/** The same comparison read from its two sides: `a < b` and `b > a`. Containment has one reading. */
function readings(left: string, op: Operator, right: string): string[] {
  const mirror = mirrored[op]
  const plain = JSON.stringify([left, op, right])
  return mirror ? [plain, JSON.stringify([right, mirror, left])] : [plain]
}

/** What is said of each ordered pair, as text. */
function describePairs(motif: Motif, undirected: boolean): (from: number, to: number) => string {
  const indexOf = new Map(motif.nodes.map((node, index) => [node, index]))
  const count = motif.nodes.length
  const edges: string[][] = Array.from({ length: count * count }, () => [])
  const at = (from: string, to: string) => edges[indexOf.get(from)! * count + indexOf.get(to)!]!
  for (const { from, to, exists, action, constraints } of motif.edges)
    at(from, to).push(exists ? action : `!${action} ${conjunctionKey(constraints)}`)
  for (const { from, to } of motif.edgeConstraints)
    at(from, to).push(`where ${conjunctionKey(pairConjunction(motif, from, to))}`)
  for (const { from, to, key, op, otherFrom, otherTo, otherKey } of motif.dynamicEdgeConstraints) {
    at(from, to).push(readings(`this.${key}`, op, `other.${otherKey}`).sort().join())
    at(otherFrom, otherTo).push(readings(`other.${key}`, op, `this.${otherKey}`).sort().join())
  }
  const comparisons: string[][] = edges.map(() => [])
  for (const { node, key, op, otherNode, otherKey } of motif.dynamicNodeConstraints) {
    const [left, right] = [indexOf.get(node)!, indexOf.get(otherNode)!]
    const add = (place: number, texts: string[]) => comparisons[place]!.push(texts.sort().join())
    add(left * count + right, readings(`from.${key}`, op, `to.${otherKey}`))
    add(right * count + left, readings(`to.${key}`, op, `from.${otherKey}`))
  }
  const asText = (list: string[]) => [...new Set(list)].sort().join('\n')
  return (from, to) => {
    const there = edges[from * count + to]!
    const back = edges[to * count + from]!
    // Undirected, `A -> B` and `B -> A` are one edge.
    const texts = undirected ? [asText([...there, ...back])] : [asText(there), asText(back)]
    return JSON.stringify([...texts, asText(comparisons[from * count + to]!)])
  }
}

/** Refines colours until each node of a colour sees the same colours through the same relations. */
function refine(colours: Uint32Array, relation: (from: number, to: number) => number): Uint32Array {
  for (let colourCount = 0; ;) {
    const numbering = new Numbering()
    const refined = colours.map((colour, node) => {
      const seen = Array.from(colours, (other, to) => `${relation(node, to)}:${other}`).sort()
      return numbering.of(`${colour} ${seen.join(' ')}`)
    })
    const distinct = new Set(refined).size
    colours = refined
    if (distinct === colourCount) return colours
    colourCount = distinct
  }
}

type PairImage = (from: number, to: number) => string

/** Looks for a way to read the image of every edge (an undirected edge may be read either way) under which the
 *  comparisons between edges map onto themselves. */
function edgeComparisonCheck(motif: Motif, undirected: boolean): (image: Int32Array) => boolean {
  const indexOf = new Map(motif.nodes.map((node, index) => [node, index]))
  const hasEdge = new Set(motif.edges.map(({ from, to }) => `${indexOf.get(from)!} ${indexOf.get(to)!}`))
  const textsOf = (constraint: DynamicEdgeConstraint, pairImage: PairImage) =>
    readings(
      `${pairImage(indexOf.get(constraint.from)!, indexOf.get(constraint.to)!)} ${constraint.key}`,
      constraint.op,
      `${pairImage(indexOf.get(constraint.otherFrom)!, indexOf.get(constraint.otherTo)!)} ${constraint.otherKey}`,
    )
  const given = new Set(
    motif.dynamicEdgeConstraints.flatMap((c) => textsOf(c, (from, to) => `${from} ${to}`)),
  )
  const compared = [
    ...new Set(
      motif.dynamicEdgeConstraints.flatMap((c) => [
        `${indexOf.get(c.from)!} ${indexOf.get(c.to)!}`,
        `${indexOf.get(c.otherFrom)!} ${indexOf.get(c.otherTo)!}`,
      ]),
    ),
  ].map((pair) => pair.split(' ').map(Number) as [number, number])

  return (image) => {
    if (compared.length === 0) return true
    const chosen = new Map<string, string>()
    const choose = (index: number): boolean => {
      const pair = compared[index]
      if (!pair)
        return motif.dynamicEdgeConstraints.every((c) =>
          given.has(textsOf(c, (from, to) => chosen.get(`${from} ${to}`)!)[0]!),
        )
      const [from, to] = [image[pair[0]]!, image[pair[1]]!]
      const options = undirected ? [`${from} ${to}`, `${to} ${from}`] : [`${from} ${to}`]
      return [...new Set(options)].some((option) => {
        if (!hasEdge.has(option) || [...chosen.values()].includes(option)) return false
        chosen.set(pair.join(' '), option)
        if (choose(index + 1)) return true
        chosen.delete(pair.join(' '))
        return false
      })
    }
    return choose(0)
  }
}

/** @param undirected whether an edge may be read both ways */
export function colourMotif(motif: Motif, undirected: boolean): MotifColouring {
  const count = motif.nodes.length
  const describe = describePairs(motif, undirected)
  const relations = new Numbering()
  const relationOf = Array.from({ length: count * count }, (_, place) =>
    relations.of(describe(Math.floor(place / count), place % count)),
  )
  const relation = (from: number, to: number) => relationOf[from * count + to]!
  const own = new Numbering()
  const start = Uint32Array.from(motif.nodes, (node, index) => {
    const constraints = motif.nodeConstraints.filter((constraint) => constraint.node === node)
    return own.of(`${relation(index, index)} ${conjunctionKey(constraints)}`)
  })
  return {
    colours: refine(start, relation),
    relation,
    preservesEdgeComparisons: edgeComparisonCheck(motif, undirected),
  }
}
