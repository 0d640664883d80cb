/** Counts what follows from the keys of all edges of a simple graph, told one after another in any order. Pure. */
const mostPairs = 5_000_000
/** Numbers of nodes below 2^26 make a pair an exact number. */
const span = 2 ** 26

export class EdgeTally {
  private readonly numbers = new Map<string, number>()
  private readonly degrees: { out: number[]; in: number[] } = { out: [], in: [] }
  private readonly pairs = new Set<number>()
  private edges = 0
  private selfLoops = 0
  private isTooMany = false

  get edgeCount(): number {
    return this.edges
  }

  add(source: string, target: string): void {
    this.edges++
    if (this.isTooMany) return
    const [from, to] = [this.numberOf(source), this.numberOf(target)]
    this.degrees.out[from] = (this.degrees.out[from] ?? 0) + 1
    this.degrees.in[to] = (this.degrees.in[to] ?? 0) + 1
    if (from === to) this.selfLoops++
    else this.pairs.add(from * span + to)
    this.isTooMany = this.pairs.size >= mostPairs || this.numbers.size >= span
    if (this.isTooMany) this.pairs.clear()
  }

  private numberOf(id: string): number {
    const known = this.numbers.get(id)
    if (known !== undefined) return known
    this.numbers.set(id, this.numbers.size)
    return this.numbers.size - 1
  }

  /** The figures of `remoteStatistics`; of a graph with too many edges only their count.
   *  @param isNode whether an end of an edge is a node of the graph */
  figures(nodes: number, isNode: (id: string) => boolean): Record<string, number> {
    if (this.isTooMany) return { nodes, edges: this.edges }
    const touched = [...this.numbers.keys()].filter(isNode).length
    let mutual = 0
    for (const pair of this.pairs) {
      const [from, to] = [Math.floor(pair / span), pair % span]
      if (from < to && this.pairs.has(to * span + from)) mutual++
    }
    const ends = (of: 'out' | 'in') => this.degrees[of].filter((degree) => degree > 0)
    const most = (of: 'out' | 'in') => this.degrees[of].reduce((max, degree) => Math.max(max, degree ?? 0), 0)
    return {
      nodes,
      edges: this.edges,
      selfLoops: this.selfLoops,
      isolatedNodes: nodes - touched,
      uniqueSources: ends('out').length,
      uniqueTargets: ends('in').length,
      distinctOrderedPairs: this.edges,
      distinctPairsWithoutLoops: this.pairs.size,
      mutualPairs: mutual,
      maxOutDegree: most('out'),
      maxInDegree: most('in'),
    }
  }
}
