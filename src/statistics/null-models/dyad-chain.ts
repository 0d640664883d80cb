/** Random graphs in which every node keeps its numbers of edges out only, in only and mutual, by switching dyads: two
 *  dyads a–b, c–d of one kind become a–d, c–b, and whatever kind of dyad (the same for both, perhaps none) was there goes
 *  back to a–b, c–d. That covers edges and mutual pairs alike, also where they must change places at once; cycles of three
 *  one-way edges are turned round besides. Every proposal is as likely as its way back, so all graphs that can be reached
 *  are equally likely in the end. Undirected graphs are those with mutual dyads alone. Pure. */
import type { EdgePairs } from '../../model/plan'
import type { RandomStream } from '../../model/random-stream'
import type { Dyads } from './dyads'
import { both, dyadsOf, edgesOfDyads, fromOtherEnd, into, out } from './dyads'
import type { EdgeClasses } from './edge-classes'
import { keepsClasses, keepsClassesTurned } from './edge-classes'
import { PairTable } from './pair-table'
import type { NullChain } from './switching-chain'

/** One proposal in so many turns a cycle of three. */
const turnEvery = 16

export class DyadChain implements NullChain {
  private readonly dyads: Dyads
  private readonly table: PairTable

  /** @param edges distinct ordered pairs without self-loops @param classes what is kept besides, or null */
  constructor(
    private readonly nodeCount: number,
    edges: EdgePairs,
    private readonly classes: EdgeClasses | null,
  ) {
    this.dyads = dyadsOf(edges)
    this.table = new PairTable(this.dyads.firsts, this.dyads.seconds, false)
  }

  run(attempts: number, random: RandomStream): number {
    if (this.dyads.firsts.length < 2) return 0
    let changes = 0
    for (let i = 0; i < attempts; i++) {
      const isTurn = random.below(turnEvery) === 0
      if (isTurn ? this.turn(random) : this.switch(random)) changes++
    }
    return changes
  }

  edges(): EdgePairs {
    return edgesOfDyads(this.dyads)
  }

  /** The state of the dyad at a position as its node `from` sees it; 0 for position −1. */
  private stateFrom(position: number, from: number): number {
    if (position < 0) return 0
    const state = this.dyads.states[position]!
    return this.dyads.firsts[position] === from ? state : fromOtherEnd[state]!
  }

  private switch(random: RandomStream): boolean {
    const { dyads, table } = this
    const { firsts, seconds } = dyads
    const left = random.below(firsts.length)
    const right = random.below(firsts.length)
    const isLeftTurned = random.below(2) === 1
    const isRightTurned = random.below(2) === 1
    const a = isLeftTurned ? seconds[left]! : firsts[left]!
    const b = isLeftTurned ? firsts[left]! : seconds[left]!
    const c = isRightTurned ? seconds[right]! : firsts[right]!
    const d = isRightTurned ? firsts[right]! : seconds[right]!
    if (a === c || b === d || a === d || c === b) return false
    const kind = this.stateFrom(left, a)
    if (this.stateFrom(right, c) !== kind) return false
    const leftCrossing = table.find(a, d)
    const rightCrossing = table.find(c, b)
    const crossing = this.stateFrom(leftCrossing, a)
    if (crossing === kind || this.stateFrom(rightCrossing, c) !== crossing) return false
    if (!this.keepsClasses(kind ^ crossing, a, b, c, d)) return false
    table.remove(left)
    table.remove(right)
    if (leftCrossing >= 0) table.remove(leftCrossing)
    if (rightCrossing >= 0) table.remove(rightCrossing)
    this.exchange(left, b, d)
    this.exchange(right, b, d)
    if (leftCrossing >= 0) this.exchange(leftCrossing, b, d)
    if (rightCrossing >= 0) this.exchange(rightCrossing, b, d)
    return true
  }

  /** @param changed which directions differ between the dyads that change places */
  private keepsClasses(changed: number, a: number, b: number, c: number, d: number): boolean {
    const { classes } = this
    if (!classes) return true
    if ((changed & out) !== 0 && !keepsClasses(classes, [a, b], [c, d])) return false
    return (changed & into) === 0 || keepsClasses(classes, [b, a], [d, c])
  }

  /** Gives a dyad that is out of the table the end `d` for `b`, or the other way round, and puts it back. */
  private exchange(position: number, b: number, d: number): void {
    const { firsts, seconds } = this.dyads
    const ends = firsts[position] === b || firsts[position] === d ? firsts : seconds
    ends[position] = ends[position] === b ? d : b
    this.table.add(position)
  }

  private turn(random: RandomStream): boolean {
    const { dyads, table, classes } = this
    const { firsts, seconds, states } = dyads
    const first = random.below(firsts.length)
    const c = random.below(this.nodeCount)
    if (states[first] === both) return false
    const isForward = states[first] === out
    const a = isForward ? firsts[first]! : seconds[first]!
    const b = isForward ? seconds[first]! : firsts[first]!
    if (c === a || c === b) return false
    const second = table.find(b, c)
    if (this.stateFrom(second, b) !== out) return false
    const third = table.find(c, a)
    if (this.stateFrom(third, c) !== out) return false
    if (classes && !keepsClassesTurned(classes, a, b, c)) return false
    for (const position of [first, second, third]) states[position] = fromOtherEnd[states[position]!]!
    return true
  }
}
