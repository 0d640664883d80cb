/** Random graphs with the degrees of a given one, by switching: two edges a→b, c→d become a→d, c→b. A proposal that
 *  would make a self-loop or a double edge leaves the graph as it is and still counts as a step, and cycles of three are
 *  turned round now and then: so every graph with these degrees can be reached and is equally likely in the end (Rao,
 *  Jana & Bandyopadhyay 1996). An edge keeps its position and its source, and with them its attributes. Pure. */
import type { EdgePairs } from '../../model/plan'
import type { RandomStream } from '../../model/random-stream'
import type { EdgeClasses } from './edge-classes'
import { keepsClasses, keepsClassesTurned } from './edge-classes'
import { PairTable } from './pair-table'

/** A graph on its random walk. */
export interface NullChain {
  /** Makes so many proposals; answers how many changed the graph. */
  run(attempts: number, random: RandomStream): number
  /** The graph now: position i holds what was the edge i at the start. */
  edges(): EdgePairs
}

/** One proposal in so many turns a cycle of three. */
const turnEvery = 16

export class SwitchingChain implements NullChain {
  private readonly sources: Uint32Array
  private readonly targets: Uint32Array
  private readonly table: PairTable

  /** @param edges distinct ordered pairs without self-loops @param classes what is kept besides, or null */
  constructor(
    private readonly nodeCount: number,
    edges: EdgePairs,
    private readonly classes: EdgeClasses | null,
  ) {
    this.sources = edges.sources.slice()
    this.targets = edges.targets.slice()
    this.table = new PairTable(this.sources, this.targets, true)
  }

  run(attempts: number, random: RandomStream): number {
    if (this.sources.length < 2) return 0
    let changes = 0
    for (let i = 0; i < attempts; i++) {
      const isTurn = random.below(turnEvery) === 0
      if (isTurn ? this.turn(random) : this.switch(random)) changes++
    }
    return changes
  }

  edges(): EdgePairs {
    return { sources: this.sources.slice(), targets: this.targets.slice() }
  }

  private switch(random: RandomStream): boolean {
    const { sources, targets, table, classes } = this
    const left = random.below(sources.length)
    const right = random.below(sources.length)
    const a = sources[left]!
    const b = targets[left]!
    const c = sources[right]!
    const d = targets[right]!
    if (a === c || b === d || a === d || c === b) return false
    if (table.find(a, d) >= 0 || table.find(c, b) >= 0) return false
    if (classes && !keepsClasses(classes, [a, b], [c, d])) return false
    // Written out: this happens millions of times a sample, and lists would be made each time.
    table.remove(left)
    table.remove(right)
    targets[left] = d
    targets[right] = b
    table.add(left)
    table.add(right)
    return true
  }

  private turn(random: RandomStream): boolean {
    const { sources, targets, table, classes } = this
    const first = random.below(sources.length)
    const [a, b, c] = [sources[first]!, targets[first]!, random.below(this.nodeCount)]
    if (c === a || c === b) return false
    const second = table.find(b, c)
    if (second < 0) return false
    const third = table.find(c, a)
    if (third < 0 || table.find(b, a) >= 0 || table.find(c, b) >= 0 || table.find(a, c) >= 0) return false
    if (classes && !keepsClassesTurned(classes, a, b, c)) return false
    this.retarget([first, second, third], [c, a, b])
    return true
  }

  private retarget(positions: number[], targets: number[]): void {
    for (const position of positions) this.table.remove(position)
    positions.forEach((position, i) => (this.targets[position] = targets[i]!))
    for (const position of positions) this.table.add(position)
  }
}
