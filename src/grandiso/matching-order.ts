/** The order in which motif nodes get host nodes: the one with the least expected work, found by branch and bound over
 *  all orders, greedily first; a motif too large for that keeps the best order met. */
import type { Estimator } from './estimate'
import type { MotifRelations, Relation } from './motif-relations'

/** How much is tried before the best order so far is taken; an extension costs its motif's nodes and relations. */
const mostTrials = 40_000

export interface OrderedNode {
  node: number
  /** The relation to an earlier node whose row gives the candidates; null: the candidate set, or every host node. */
  generator: Relation | null
}

interface Extension extends OrderedNode {
  cost: number
}

/** Chooses the generator of `node` after `prefix`: the row that is cheapest to read, the marks for all other relations
 *  included (a mark is set and cleared for every partial match up to the other node). */
function extensionBy(input: MotifRelations, estimator: Estimator, prefix: number[], node: number): Extension {
  const required = input.relations.filter(({ isRequired }) => isRequired)
  const reachCost = (relation: Relation) => {
    const earlier = relation.from === node ? relation.to : relation.from
    return {
      earlier,
      scan: estimator.scanned(prefix, required.indexOf(relation), earlier),
      mark:
        2 *
        estimator.scanned(prefix.slice(0, prefix.indexOf(earlier) + 1), required.indexOf(relation), earlier),
    }
  }
  const links = required
    .filter(
      ({ from, to }) => (from === node && prefix.includes(to)) || (to === node && prefix.includes(from)),
    )
    .map((relation) => ({ relation, ...reachCost(relation) }))
  const marks = links.reduce((sum, { mark }) => sum + mark, 0)
  const walkAll = Math.max(1, estimator.matches(prefix)) * estimator.candidateCount(node)
  let best: Extension = { node, generator: null, cost: walkAll + marks }
  for (const { relation, scan, mark, earlier } of links) {
    // Reading through an equal row of the latest node spares marking for each of its host nodes.
    const cost = scan + marks - mark - 1e-6 * prefix.indexOf(earlier)
    if (cost < best.cost) best = { node, generator: relation, cost }
  }
  return best
}

function isClose(left: number, right: number): boolean {
  return Math.abs(left - right) <= 1e-9 * Math.max(left, right)
}

/** @returns every motif node once, with its generator */
export function chooseMatchingOrder(input: MotifRelations, estimator: Estimator): OrderedNode[] {
  const nodeCount = input.candidates.length
  let best: { order: OrderedNode[]; cost: number } | null = null
  let trials = 0
  const visit = (order: OrderedNode[], cost: number): void => {
    if (order.length === nodeCount) {
      if (!best || cost < best.cost * 0.999) best = { order, cost }
      return
    }
    const prefix = order.map(({ node }) => node)
    const next: (Extension & { after: number })[] = []
    for (let node = 0; node < nodeCount; node++) {
      if (prefix.includes(node)) continue
      if (best && (trials += nodeCount + input.relations.length) > mostTrials) return
      const extension = extensionBy(input, estimator, prefix, node)
      next.push({ ...extension, after: estimator.matches([...prefix, node]) })
    }
    next.sort((a, b) => a.cost + a.after - (b.cost + b.after))
    // Behind the first node, equal estimates mean interchangeable nodes, or nearly: one of them is enough.
    const isRepeated = ({ cost: other, after }: (typeof next)[number], place: number) =>
      order.length > 0 &&
      place > 0 &&
      isClose(next[place - 1]!.cost, other) &&
      isClose(next[place - 1]!.after, after)
    for (const { node, generator, cost: added } of next.filter((one, place) => !isRepeated(one, place)))
      if (!best || cost + added < best.cost) visit([...order, { node, generator }], cost + added)
  }
  visit([], 0)
  return best!.order
}

/** The nodes as the motif names them, each as soon as an earlier one leads to it; null where none does. */
export function orderAsWritten(input: MotifRelations, estimator: Estimator): OrderedNode[] {
  const left = input.candidates.map((_, node) => node)
  const order: OrderedNode[] = []
  while (left.length > 0) {
    const prefix = order.map(({ node }) => node)
    const extensions = left.map((node) => extensionBy(input, estimator, prefix, node))
    const { node, generator } = extensions.find((extension) => extension.generator) ?? extensions[0]!
    order.push({ node, generator })
    left.splice(left.indexOf(node), 1)
  }
  return order
}

/** Row entries to be read when nodes get host nodes in this order, without symmetry breaking. */
export function costOfOrder(input: MotifRelations, estimator: Estimator, ordered: OrderedNode[]): number {
  const order = ordered.map(({ node }) => node)
  return order.reduce(
    (cost, node, step) => cost + extensionBy(input, estimator, order.slice(0, step), node).cost,
    0,
  )
}
