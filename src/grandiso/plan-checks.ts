/** Dynamic constraints as what a kernel checks: comparisons of host nodes, and groups of motif pairs whose host edges
 *  must be chosen together. */
import { MotifscopeError } from '../model/errors'
import type { DynamicEdgeConstraint, Motif } from '../model/motif'
import type { EdgeCheckGroup, EdgeChoices, NodeCheck, ResolvedNeeds } from '../model/plan'
import type { Allocate } from './csr'
import { buildEdgeChoices } from './edge-choice'
import { pairConjunction } from './motif-pairs'
import { keysCompared } from './needs'
import type { IndexedNeeds } from './needs'

type NamedPair = [from: string, to: string]

const pairKey = ([from, to]: NamedPair) => `${from} ${to}`
const pairsOf = (constraint: DynamicEdgeConstraint): [NamedPair, NamedPair] => [
  [constraint.from, constraint.to],
  [constraint.otherFrom, constraint.otherTo],
]

/** Whether dynamic constraints choose the host edge of an ordered pair. */
export function comparedPairs(motif: Motif): Set<string> {
  return new Set(motif.dynamicEdgeConstraints.flatMap(pairsOf).map(pairKey))
}

export function nodeChecksOf(
  motif: Motif,
  needs: IndexedNeeds,
  resolved: ResolvedNeeds,
  stepOfName: Map<string, number>,
): NodeCheck[] {
  return motif.dynamicNodeConstraints.map((constraint) => ({
    leftStep: stepOfName.get(constraint.node)!,
    rightStep: stepOfName.get(constraint.otherNode)!,
    comparison: resolved.nodeComparisons[needs.nodeComparisonOf(keysCompared(constraint))]!,
  }))
}

/** Constraints that share a pair, directly or through others. Two forbidden edges cannot be compared: there is
 *  nothing to compare where both are absent.
 *  @throws MotifscopeError `forbidden-comparison` */
function connectedConstraints(
  motif: Motif,
  isForbidden: (pair: NamedPair) => boolean,
): DynamicEdgeConstraint[][] {
  const groups: DynamicEdgeConstraint[][] = []
  for (const constraint of motif.dynamicEdgeConstraints) {
    const [left, right] = pairsOf(constraint)
    if (pairKey(left) !== pairKey(right) && isForbidden(left) && isForbidden(right))
      throw new MotifscopeError(
        'forbidden-comparison',
        `The edges ${left.join(' → ')} and ${right.join(' → ')} are compared, but both are forbidden, so neither is there.`,
        { hint: 'Compare a forbidden edge with a required one.' },
      )
    const keys = [pairKey(left), pairKey(right)]
    const touched = groups.filter((group) =>
      group.some((other) => pairsOf(other).some((pair) => keys.includes(pairKey(pair)))),
    )
    for (const group of touched) groups.splice(groups.indexOf(group), 1)
    groups.push([...touched.flat(), constraint])
  }
  return groups
}

export interface EdgeChecksInput {
  motif: Motif
  needs: IndexedNeeds
  resolved: ResolvedNeeds
  nodeCount: number
  undirected: boolean
  stepOfName: Map<string, number>
  allocate: Allocate
}

/** @throws MotifscopeError `forbidden-comparison` when two forbidden edges are compared */
export function edgeChecksOf(input: EdgeChecksInput): {
  edgeChecks: EdgeCheckGroup[]
  edgeChoices: EdgeChoices[]
} {
  const { motif, needs, resolved, nodeCount, undirected, stepOfName, allocate } = input
  const forbidden = new Set(
    motif.edges.filter(({ exists }) => !exists).map(({ from, to }) => pairKey([from, to])),
  )
  const isForbidden = (pair: NamedPair) => forbidden.has(pairKey(pair))
  const edgeChoices: EdgeChoices[] = []
  const placeOfSet = new Map<number, number>()
  const choicesFor = ([from, to]: NamedPair): number => {
    const edgeSet = needs.edgeSetOf(pairConjunction(motif, from, to))
    const known = placeOfSet.get(edgeSet)
    if (known !== undefined) return known
    const { edgeRows, edgeSetRows } = resolved
    if (!edgeRows || !edgeSetRows) throw new Error('Comparisons of edges need edgeRows and edgeSetRows.')
    const rows = edgeSet < 0 ? null : edgeSetRows[edgeSet]!
    placeOfSet.set(edgeSet, edgeChoices.length)
    return edgeChoices.push(buildEdgeChoices(nodeCount, edgeRows, rows, undirected, allocate)) - 1
  }
  const edgeChecks = connectedConstraints(motif, isForbidden).map((constraints): EdgeCheckGroup => {
    const pairs = [...new Map(constraints.flatMap(pairsOf).map((pair) => [pairKey(pair), pair])).values()]
    pairs.sort((a, b) => Number(isForbidden(a)) - Number(isForbidden(b)))
    const placeOf = (pair: NamedPair) => pairs.findIndex((other) => pairKey(other) === pairKey(pair))
    return {
      pairs: pairs.map((pair) => ({
        fromStep: stepOfName.get(pair[0])!,
        toStep: stepOfName.get(pair[1])!,
        choices: choicesFor(pair),
        forbidden: isForbidden(pair),
      })),
      comparisons: constraints.map((constraint) => ({
        left: placeOf(pairsOf(constraint)[0]),
        right: placeOf(pairsOf(constraint)[1]),
        comparison: resolved.edgeComparisons[needs.edgeComparisonOf(keysCompared(constraint))]!,
      })),
    }
  })
  return { edgeChecks, edgeChoices }
}
