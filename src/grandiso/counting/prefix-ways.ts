/** A few motif nodes visited, and the rest, which have no conditions among themselves, counted together for each choice:
 *  stars, paths, wedges, diamonds. */
import type { PrefixStep, PrefixTerm, SetIndex } from '../../model/count-plan'
import { swapCodes } from '../coded-rows'
import { anyCode, isConnected, isFree, isNeighbour, neighbourCodes, withPair } from './coded-motif'
import type { CodedMotif } from './coded-motif'
import { fixing, keeping, restrictionsOf, symmetriesOf } from './motif-group'
import type { Permutation } from './motif-group'
import { listed, rootsOf } from './way-of-counting'
import type { CountingQuestion, ListWays, RawTerm, WayOfCounting } from './way-of-counting'

const mostSteps = 4
const mostTailNodes = 3

/** The sets of nodes that can be a tail, the empty one first. */
function possibleTails({ codes, names }: CodedMotif): number[][] {
  const all = names.map((_, node) => node)
  let tails: number[][] = [[]]
  for (const node of all)
    tails = tails.concat(
      tails
        .filter((tail) => tail.length < mostTailNodes && tail.every((other) => isFree(codes[node]![other]!)))
        .map((tail) => [...tail, node]),
    )
  return tails.filter((tail) => {
    const prefix = all.filter((node) => !tail.includes(node))
    const hangs = (node: number) => prefix.some((step) => isNeighbour(codes[step]![node]!))
    return (
      prefix.length > 0 &&
      prefix.length <= mostSteps &&
      tail.every(hangs) &&
      isConnected({ codes } as CodedMotif, prefix)
    )
  })
}

/** The order from `root` on in which the fewest partial matches are to be expected. */
function orderFrom({ motif, expected }: CountingQuestion, root: number, prefix: number[]): number[] {
  const order = [root]
  while (order.length < prefix.length) {
    const next = prefix
      .filter(
        (node) => !order.includes(node) && order.some((earlier) => isNeighbour(motif.codes[earlier]![node]!)),
      )
      .map((node) => ({ node, count: expected.matches([...order, node]) }))
      .sort((a, b) => a.count - b.count)
    order.push(next[0]!.node)
  }
  return order
}

/** The step of `earlier` whose rows are shortest to read for `node`; null when none is a neighbour. */
function generatorOf({ motif, expected }: CountingQuestion, earlier: number[], node: number) {
  let best: { step: number; scanned: number } | null = null
  earlier.forEach((other, step) => {
    const codes = motif.codes[other]![node]!
    if (!isNeighbour(codes)) return
    const scanned = expected.scanned(earlier, other, neighbourCodes)
    if (!best || scanned < best.scanned) best = { step, scanned }
  })
  return best as { step: number; scanned: number } | null
}

/** Rows read and marked, in entries. */
function costOf(question: CountingQuestion, order: number[], tail: number[]): number {
  const { expected, layer } = question
  if (order.length === 1 && tail.every((node) => question.motif.sets[node] === null))
    return 2 * layer.nodeCount
  let cost = layer.nodeCount
  order.forEach((node, depth) => {
    const earlier = order.slice(0, depth)
    if (depth > 0) cost += generatorOf(question, earlier, node)!.scanned
    if (depth < order.length - 1) cost += 2 * expected.scanned([...earlier, node], node, neighbourCodes)
  })
  const rows = new Map<number, number>()
  for (const node of tail) {
    const { step, scanned } = generatorOf(question, order, node)!
    rows.set(step, Math.max(rows.get(step) ?? 0, scanned))
  }
  return cost + [...rows.values()].reduce((sum, scanned) => sum + scanned, 0)
}

/** Whether the motif could be turned round its first two nodes if there were no condition between them. */
function turnsRound(motif: CodedMotif, group: Permutation[], order: number[]): boolean {
  const [first, second] = order as [number, number]
  if (order.length < 2 || group.some((permutation) => permutation[first] === second)) return false
  const freed = withPair(motif, first, second, anyCode)
  return keeping(symmetriesOf(freed), order).some(
    (permutation) => permutation[first] === second && permutation[second] === first,
  )
}

function mostPerRoot({ motif, layer }: CountingQuestion, steps: PrefixStep[], term: PrefixTerm['tail']) {
  const longest = (codes: number[]) =>
    Math.min(...codes.filter(isNeighbour).map((allowed) => layer.longestRow(allowed)))
  return [...steps.slice(1), ...term].reduce(
    (product, { codes }) => product * longest(codes),
    motif.names.length,
  )
}

function stepsOf(
  question: CountingQuestion,
  order: number[],
  restrictions: [smaller: number, larger: number][],
  isTurned: boolean,
): PrefixStep[] {
  const { codes, sets } = question.motif
  return order.map((node, step) => {
    const earlier = order.slice(0, step)
    const allowed = earlier.map((other) => codes[other]![node]!)
    const isSecond = isTurned && step === 1
    if (isSecond) allowed[0]! |= swapCodes(allowed[0]!)
    const smaller = restrictions.filter(([, larger]) => larger === node).map(([base]) => order.indexOf(base))
    return {
      set: sets[node]!,
      codes: allowed,
      generator: step === 0 ? null : generatorOf(question, earlier, node)!.step,
      above: isSecond ? [0] : smaller,
      below: [],
    }
  })
}

/** The term that visits `order` and counts `tail`, using the symmetries in `group` that keep both; `isTurned`: with
 *  weights by the first two nodes' code (see `turnsRound`). */
export function prefixTerm(
  question: CountingQuestion,
  group: Permutation[],
  order: number[],
  tail: number[],
  isTurned = false,
): RawTerm {
  const { motif } = question
  const [first, second] = order as [number, number]
  const centre = isTurned ? motif.codes[first]![second]! : 0
  const used = isTurned ? fixing(keeping(group, order), [first, second]) : keeping(group, order)
  const steps = stepsOf(question, order, restrictionsOf(used, order), isTurned)
  const tailNodes = tail.map((node) => ({
    set: motif.sets[node]!,
    codes: order.map((step) => motif.codes[step]![node]!),
  }))
  const weight = (code: number) => ((centre >> code) & 1) + ((swapCodes(centre) >> code) & 1)
  const still = fixing(used, order).length
  return {
    term: {
      kind: 'prefix',
      ...rootsOf(question, motif.sets[first] as SetIndex),
      steps,
      tail: tailNodes,
      pairWeights: isTurned ? [weight(0), weight(1), weight(2), weight(3)] : null,
    },
    multiplicity: used.length / still,
    unit: fixing(keeping(group, order), order).length,
    mostPerRoot: (isTurned ? 2 : 1) * mostPerRoot(question, steps, tailNodes),
  }
}

function reasonFor({ motif }: CountingQuestion, order: number[], tail: number[], isTurned: boolean): string {
  const named = (nodes: number[]) => listed(nodes.map((node) => motif.names[node]!))
  if (tail.length === 0) return `${named(order)} are visited one by one.`
  if (order.length === 1)
    return `${named(tail)} hang${tail.length === 1 ? 's' : ''} on ${named(order)} alone, so the numbers of neighbours are multiplied: no match is visited singly.`
  const once = isTurned ? ' Each pair of neighbours is looked at once, for both directions.' : ''
  const together =
    tail.length === 1
      ? `the possible ${named(tail)} are counted at one go`
      : `the possible ${named(tail)} are counted and multiplied, less those that coincide`
  return `For each choice of ${named(order)} ${together}.${once}`
}

export const prefixWays: ListWays = (question) => {
  const { motif, group } = question
  const all = motif.names.map((_, node) => node)
  return possibleTails(motif).flatMap((tail) => {
    const prefix = all.filter((node) => !tail.includes(node))
    return prefix.flatMap((root) => {
      const order = orderFrom(question, root, prefix)
      const turned = isNeighbour(motif.codes[order[0]!]![order[1] ?? order[0]!]!) ? [false, true] : [false]
      return turned
        .filter((isTurned) => !isTurned || turnsRound(motif, group, order))
        .map((isTurned): WayOfCounting => {
          const term = prefixTerm(question, group, order, tail, isTurned)
          const share = (isTurned ? 2 : 1) * term.multiplicity
          return {
            kind: 'prefix',
            terms: [term],
            cost: costOf(question, order, tail) / share,
            reason: reasonFor(question, order, tail, isTurned),
          }
        })
    })
  })
}
