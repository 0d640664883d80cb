/** Motif → traversals: roots a page at a time, and from some roots all matches, as rows or counted. A node is bound, made
 *  to differ from those before, and every edge, forbidden edge and comparison is asked as soon as both its ends are
 *  there. Each mapping of motif nodes is one row, whatever the number of parallel edges. Pure. */
import { forbiddenConstraints, isCompared, motifPairs } from '../../dotmotif/motif-pairs'
import type { MotifPair } from '../../dotmotif/motif-pairs'
import type { SearchSemantics } from '../../model/job'
import type { Constraint, Motif } from '../../model/motif'
import type { WalkDirection } from './graph-server'
import { GremlinConditions } from './gremlin-conditions'
import type { GremlinSteps, Traversal } from './gremlin-steps'
import { bindingOrder } from './motif-order'

export interface GremlinQuestion {
  /** In the server's own names. */
  motif: Motif
  semantics: Pick<SearchSemantics, 'ignoreDirection' | 'induced'>
  /** Of each pair of motif nodes the first shall have the smaller id. */
  smaller: readonly (readonly [string, string])[]
}

/** Labels of edges that are compared; names of motif nodes hold no colon. */
const labelOf = ({ from, to }: Pick<MotifPair, 'from' | 'to'>) => `edge:${from}:${to}`

export class MotifTraversals {
  readonly order: readonly string[]
  private readonly conditions: GremlinConditions
  private readonly pairs: MotifPair[]

  constructor(
    private readonly steps: GremlinSteps,
    private readonly question: GremlinQuestion,
  ) {
    this.conditions = new GremlinConditions(steps)
    this.order = bindingOrder(question.motif)
    this.pairs = motifPairs(question.motif)
  }

  /** Rows: id of a node that matches may begin with, the server's own id of it. */
  rootsAfter(last: unknown, most: number): Traversal {
    const { element, id } = this.steps
    const roots = this.steps.after(last, most, (nodes) => this.fulfilling(nodes, this.root))
    return roots.project('id', 'element').by(id).by(element)
  }

  /** Rows: the server's own ids, by motif node; of a motif with one node the id alone.
   *  @param roots elements @param most rows */
  rowsFrom(roots: readonly unknown[], most: number | null): Traversal {
    const limited = most === null ? this.matches(roots) : this.matches(roots).limit(most)
    const { nodes } = this.question.motif
    return limited.select(...nodes).by(this.steps.element as never)
  }

  countFrom(roots: readonly unknown[], most: number | null): Traversal {
    return (most === null ? this.matches(roots) : this.matches(roots).limit(most)).count()
  }

  private get root(): string {
    return this.order[0] ?? ''
  }

  private matches(roots: readonly unknown[]): Traversal {
    let found = this.steps.elements(roots).as(this.root)
    found = this.closed(found, this.root, [])
    this.order.slice(1).forEach((node, at) => {
      const before = this.order.slice(0, at + 1)
      found = this.differing(this.reached(found, node, before).as(node), node, before)
      found = this.closed(found, node, before)
    })
    found = this.afterAll(found)
    // Compared parallel edges may choose the same nodes in several ways.
    const choosesEdges = this.pairs.some((pair) => this.isChosen(pair))
    return choosesEdges ? found.dedup(...this.question.motif.nodes) : found
  }

  private isChosen(pair: MotifPair): boolean {
    return pair.exists && isCompared(this.question.motif, pair)
  }

  /** The constraints of a motif node. */
  private fulfilling(nodes: Traversal, node: string): Traversal {
    return this.question.motif.nodeConstraints
      .filter((constraint) => constraint.node === node)
      .reduce((kept, one) => this.conditions.ofNodes(kept, one), nodes)
  }

  /** On to a further node: over an edge to one that is bound, or from nowhere. */
  private reached(found: Traversal, node: string, before: readonly string[]): Traversal {
    const anchor = this.anchorOf(node, before)
    if (!anchor) return this.fulfilling(this.steps.asNodes(found.V()), node)
    const [bound, towards]: [string, WalkDirection] =
      anchor.to === node ? [anchor.from, 'out'] : [anchor.to, 'in']
    const direction = this.question.semantics.ignoreDirection ? 'both' : towards
    if (this.isChosen(anchor)) {
      const edges = this.edges(found.select(bound), direction, anchor.constraints).as(labelOf(anchor))
      return this.fulfilling(this.steps.asNodes(this.steps.end(edges, direction)), node)
    }
    const ends = this.ends(this.steps.statics.select(bound), direction, anchor.constraints)
    return found.flatMap(this.fulfilling(this.steps.asNodes(ends), node).dedup())
  }

  /** The edge over which a node is reached: one that most is asked of. */
  private anchorOf(node: string, before: readonly string[]): MotifPair | undefined {
    const joining = this.pairs.filter(
      ({ exists, from, to }) =>
        exists && ((from === node && before.includes(to)) || (to === node && before.includes(from))),
    )
    return joining.sort((a, b) => b.constraints.length - a.constraints.length)[0]
  }

  private differing(found: Traversal, node: string, before: readonly string[]): Traversal {
    const { P, id } = this.steps
    return before.reduce((kept, other) => {
      const ordered = this.question.smaller.find((pair) => pair.includes(node) && pair.includes(other))
      return ordered ? kept.where(ordered[0], P.lt(ordered[1])).by(id) : kept.where(P.neq(other))
    }, found)
  }

  /** What can be asked now that a node is bound beside those before. */
  private closed(found: Traversal, node: string, before: readonly string[]): Traversal {
    const { motif } = this.question
    const anchor = this.anchorOf(node, before)
    const isBound = (name: string) => name === node || before.includes(name)
    const isNew = (from: string, to: string) => isBound(from) && isBound(to) && (from === node || to === node)
    let kept = found
    for (const pair of this.pairs) {
      if (pair === anchor || !isNew(pair.from, pair.to)) continue
      if (pair.exists) kept = this.joined(kept, pair)
      else if (!isCompared(motif, pair)) kept = this.forbidden(kept, pair)
    }
    for (const one of motif.dynamicNodeConstraints)
      if (isNew(one.node, one.otherNode))
        kept = this.comparing(kept, [one.node, one.key], one.op, [one.otherNode, one.otherKey])
    if (!this.question.semantics.induced) return kept
    for (const other of [...before, node])
      for (const [from, to] of other === node
        ? [[node, node]]
        : [
            [node, other],
            [other, node],
          ])
        kept = this.empty(kept, from ?? '', to ?? '')
    return kept
  }

  private comparing(
    found: Traversal,
    [label, key]: readonly [string, string],
    op: Constraint['op'],
    [otherLabel, otherKey]: readonly [string, string],
  ): Traversal {
    const isTurned = op === 'in' || op === '!in'
    const [left, leftKey, right, rightKey] = isTurned
      ? [otherLabel, otherKey, label, key]
      : [label, key, otherLabel, otherKey]
    return found
      .where(left, this.conditions.predicate(op, right) as never)
      .by(this.conditions.comparable(leftKey, op))
      .by(this.conditions.comparable(rightKey, op))
  }

  /** A required edge between two bound nodes. */
  private joined(found: Traversal, pair: MotifPair): Traversal {
    const { P, statics } = this.steps
    const direction = this.direction
    if (!this.isChosen(pair))
      return found.where(
        this.ends(statics.select(pair.from), direction, pair.constraints).where(P.eq(pair.to)),
      )
    const edges = this.edges(found.select(pair.from), direction, pair.constraints).as(labelOf(pair))
    return this.steps.end(edges, direction).where(P.eq(pair.to))
  }

  private forbidden(found: Traversal, pair: MotifPair): Traversal {
    const { P, statics } = this.steps
    return forbiddenConstraints(this.question.motif, pair).reduce(
      (kept, constraints) =>
        kept.not(this.ends(statics.select(pair.from), this.direction, constraints).where(P.eq(pair.to))),
      found,
    )
  }

  /** Nothing between the two but what is required. */
  private empty(found: Traversal, from: string, to: string): Traversal {
    const { P, statics } = this.steps
    const isRequired = this.pairs.some(
      (pair) =>
        pair.exists &&
        ((pair.from === from && pair.to === to) ||
          (this.question.semantics.ignoreDirection && pair.from === to && pair.to === from)),
    )
    return isRequired ? found : found.not(this.ends(statics.select(from), this.direction, []).where(P.eq(to)))
  }

  /** Comparisons of edges, once all that are required are chosen. */
  private afterAll(found: Traversal): Traversal {
    const { motif } = this.question
    const { statics, P } = this.steps
    const comparisons = motif.dynamicEdgeConstraints
    const labels = new Set(this.pairs.filter((pair) => this.isChosen(pair)).map(labelOf))
    const sides = comparisons.map((one) => ({
      one,
      left: labelOf(one),
      right: labelOf({ from: one.otherFrom, to: one.otherTo }),
    }))
    let kept = found
    for (const { one, left, right } of sides)
      if (labels.has(left) && labels.has(right))
        kept = this.comparing(kept, [left, one.key], one.op, [right, one.otherKey])
    for (const pair of this.pairs) {
      if (pair.exists || !isCompared(motif, pair)) continue
      const own = labelOf(pair)
      let edges = this.edges(statics.select(pair.from), this.direction, pair.constraints).as(own)
      for (const { one, left, right } of sides)
        if (left === own || right === own)
          edges = this.comparing(edges, [left, one.key], one.op, [right, one.otherKey])
      kept = kept.not(this.steps.end(edges, this.direction).where(P.eq(pair.to)))
    }
    return kept
  }

  private get direction(): WalkDirection {
    return this.question.semantics.ignoreDirection ? 'both' : 'out'
  }

  private edges(vertex: Traversal, direction: WalkDirection, constraints: readonly Constraint[]): Traversal {
    return constraints.reduce(
      (kept, one) => this.conditions.fulfilling(kept, one),
      this.steps.edges(vertex, direction),
    )
  }

  private ends(vertex: Traversal, direction: WalkDirection, constraints: readonly Constraint[]): Traversal {
    if (constraints.length === 0) return this.steps.others(vertex, direction)
    return this.steps.end(this.edges(vertex, direction, constraints), direction)
  }
}
