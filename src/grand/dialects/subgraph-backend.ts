/** A part of a graph as a graph of its own, for reading: nothing is copied, and what changes in the whole changes here. */
import type { Direction, EdgeRecord, GraphBackend, NodePair, StreamOptions } from '../backend'
import { defaultBatchSize } from '../backend'
import { partsOf } from '../backends/merge-records'
import { readOnly } from '../graph'

export interface SubgraphOptions {
  /** Without: every edge between its nodes. */
  keepsEdge?: (source: string, target: string) => boolean
  /** Made and thrown when somebody wants to write. Without: `read-only`. */
  refuse?: () => Error
}

export class SubgraphBackend implements GraphBackend {
  readonly kind = 'part of a graph'
  readonly writable = false
  readonly directed: boolean
  /** With their places. */
  private readonly ids: ReadonlyMap<string, number>

  /** @param ids in the order in which they are told; those that are not in the whole are passed over */
  constructor(
    private readonly whole: GraphBackend,
    ids: Iterable<string>,
    private readonly options: SubgraphOptions = {},
  ) {
    this.directed = whole.directed
    this.ids = new Map([...new Set(ids)].map((id, place) => [id, place]))
  }

  private keeps(source: string, target: string): boolean {
    const { keepsEdge } = this.options
    return this.ids.has(source) && this.ids.has(target) && (!keepsEdge || keepsEdge(source, target))
  }

  async hasNodes(ids: readonly string[]) {
    const isThere = await this.whole.hasNodes(ids)
    return ids.map((id, i) => isThere[i] === true && this.ids.has(id))
  }

  async getNodes(ids: readonly string[]) {
    const attributes = await this.whole.getNodes(ids)
    return ids.map((id, i) => (this.ids.has(id) ? attributes[i] : undefined))
  }

  async *nodes({ attributes: wanted = true, batchSize = defaultBatchSize, signal }: StreamOptions = {}) {
    for (const part of partsOf([...this.ids.keys()], batchSize)) {
      signal?.throwIfAborted()
      const read = wanted
        ? await this.whole.getNodes(part)
        : (await this.whole.hasNodes(part)).map((isThere) => (isThere ? {} : undefined))
      const batch = part.flatMap((id, i) => (read[i] ? [{ id, attributes: read[i] }] : []))
      if (batch.length > 0) yield batch
    }
  }

  async nodeCount() {
    return (await this.whole.hasNodes([...this.ids.keys()])).filter(Boolean).length
  }

  async hasEdges(pairs: readonly NodePair[]) {
    const isThere = await this.whole.hasEdges(pairs)
    return pairs.map((pair, i) => isThere[i] === true && this.keeps(...pair))
  }

  async getEdges(pairs: readonly NodePair[]) {
    const attributes = await this.whole.getEdges(pairs)
    return pairs.map((pair, i) => (this.keeps(...pair) ? attributes[i] : undefined))
  }

  async *edges({ attributes: wanted = true, batchSize = defaultBatchSize, signal }: StreamOptions = {}) {
    let batch: EdgeRecord[] = []
    for (const part of partsOf([...this.ids.keys()], 1000)) {
      signal?.throwIfAborted()
      const pairs = await this.pairsFrom(part)
      const read = wanted ? await this.whole.getEdges(pairs) : []
      for (const [i, [source, target]] of pairs.entries()) {
        batch.push({ source, target, attributes: read[i] ?? {} })
        if (batch.length < batchSize) continue
        yield batch
        batch = []
      }
    }
    if (batch.length > 0) yield batch
  }

  /** An undirected edge at the end that is told first. */
  private async pairsFrom(ids: readonly string[]): Promise<NodePair[]> {
    const place = (id: string) => this.ids.get(id) ?? -1
    const lists = await this.neighbours(ids, 'out')
    return ids.flatMap((source, i) =>
      (lists[i] ?? [])
        .filter((target) => this.directed || place(target) >= place(source))
        .map((target): NodePair => [source, target]),
    )
  }

  async edgeCount() {
    let count = 0
    for (const part of partsOf([...this.ids.keys()], 1000)) count += (await this.pairsFrom(part)).length
    return count
  }

  async neighbours(ids: readonly string[], direction: Direction): Promise<(string[] | undefined)[]> {
    if (this.directed && direction === 'both') {
      const [out, into] = await Promise.all([this.neighbours(ids, 'out'), this.neighbours(ids, 'in')])
      return out.map((list, i) => list && [...new Set([...list, ...(into[i] ?? [])])])
    }
    const lists = await this.whole.neighbours(ids, direction)
    return ids.map((id, i) => {
      if (!this.ids.has(id)) return undefined
      const keeps = (other: string) => (direction === 'in' ? this.keeps(other, id) : this.keeps(id, other))
      return lists[i]?.filter(keeps)
    })
  }

  async degrees(ids: readonly string[], direction: Direction) {
    const along = this.directed && direction === 'both' ? (['out', 'in'] as const) : [direction]
    const answers = await Promise.all(along.map((one) => this.neighbours(ids, one)))
    return ids.map((id, i) => {
      if (!answers[0]?.[i]) return undefined
      const ends = answers.flatMap((lists) => lists[i] ?? [])
      return ends.length + (!this.directed && ends.includes(id) ? 1 : 0)
    })
  }

  async addNodes(): Promise<void> {
    this.refuse()
  }

  async removeNodes(): Promise<void> {
    this.refuse()
  }

  async addEdges(): Promise<void> {
    this.refuse()
  }

  async removeEdges(): Promise<void> {
    this.refuse()
  }

  private refuse(): never {
    throw this.options.refuse?.() ?? readOnly(this.kind)
  }

  async close(): Promise<void> {
    // The whole belongs to somebody else.
  }
}
