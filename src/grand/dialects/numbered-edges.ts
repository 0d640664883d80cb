/** Edges by number, in the order in which the backend tells them: read when first asked for, and anew after any change.
 *  Of parallel edges each has a number; a pair answers the first. */
import type { GraphBackend, NodePair } from '../backend'
import { pairKey } from '../backends/merge-records'
import { changesOf } from '../noticed-backend'

export interface EdgeNumbers {
  pairs: readonly NodePair[]
  /** Undefined where there is no such edge; in an undirected graph either way round. */
  numberOf(pair: NodePair): number | undefined
}

export class NumberedEdges {
  private known: { numbers: EdgeNumbers; seen: number } | null = null

  constructor(private readonly backend: GraphBackend) {}

  async read(): Promise<EdgeNumbers> {
    const seen = changesOf(this.backend).all
    if (this.known?.seen === seen) return this.known.numbers
    const { directed } = this.backend
    const pairs: NodePair[] = []
    const byKey = new Map<string, number>()
    for await (const batch of this.backend.edges({ attributes: false }))
      for (const { source, target } of batch) {
        const key = pairKey([source, target], directed)
        if (!byKey.has(key)) byKey.set(key, pairs.length)
        pairs.push([source, target])
      }
    const numbers = { pairs, numberOf: (pair: NodePair) => byKey.get(pairKey(pair, directed)) }
    this.known = { numbers, seen }
    return numbers
  }
}
