/** A graph in the page's memory that grows and shrinks: maps of neighbours, attributes as plain objects. For graphs that
 *  are made or changed by hand and by scripts; a host that is only read is a `HostBackend`. */
import type {
  Attributes,
  Direction,
  EdgeRecord,
  GraphBackend,
  NodePair,
  NodeRecord,
  StreamOptions,
} from '../backend'
import { defaultBatchSize } from '../backend'

interface Node {
  attributes: Attributes
  /** Attributes of the edge to each; in an undirected graph both ends hold the same object. */
  out: Map<string, Attributes>
  in: Map<string, Attributes>
}

export class MemoryBackend implements GraphBackend {
  readonly kind = 'memory'
  readonly writable = true
  private readonly byId = new Map<string, Node>()
  private edgesHeld = 0

  constructor(readonly directed: boolean) {}

  async hasNodes(ids: readonly string[]) {
    return ids.map((id) => this.byId.has(id))
  }

  async getNodes(ids: readonly string[]) {
    return ids.map((id) => {
      const node = this.byId.get(id)
      return node && { ...node.attributes }
    })
  }

  async addNodes(nodes: readonly NodeRecord[]) {
    for (const { id, attributes } of nodes) Object.assign(this.nodeFor(id).attributes, attributes)
  }

  async removeNodes(ids: readonly string[]) {
    for (const id of ids) {
      const node = this.byId.get(id)
      if (!node) continue
      const pairs = [...node.out.keys()].map((other): NodePair => [id, other])
      if (this.directed) pairs.push(...[...node.in.keys()].map((other): NodePair => [other, id]))
      await this.removeEdges(pairs)
      this.byId.delete(id)
    }
  }

  async *nodes(options: StreamOptions = {}) {
    const withAttributes = options.attributes !== false
    const records = this.byId.entries()
    yield* batches(records, options, ([id, { attributes }]) => ({
      id,
      attributes: withAttributes ? { ...attributes } : {},
    }))
  }

  async nodeCount() {
    return this.byId.size
  }

  async hasEdges(pairs: readonly NodePair[]) {
    return pairs.map(([source, target]) => this.byId.get(source)?.out.has(target) ?? false)
  }

  async getEdges(pairs: readonly NodePair[]) {
    return pairs.map(([source, target]) => {
      const attributes = this.byId.get(source)?.out.get(target)
      return attributes && { ...attributes }
    })
  }

  async addEdges(edges: readonly EdgeRecord[]) {
    for (const { source, target, attributes } of edges) {
      const [from, to] = [this.nodeFor(source), this.nodeFor(target)]
      const known = from.out.get(target)
      if (known) {
        Object.assign(known, attributes)
        continue
      }
      const held = { ...attributes }
      from.out.set(target, held)
      to.in.set(source, held)
      if (!this.directed) {
        to.out.set(source, held)
        from.in.set(target, held)
      }
      this.edgesHeld++
    }
  }

  async removeEdges(pairs: readonly NodePair[]) {
    for (const [source, target] of pairs) {
      const [from, to] = [this.byId.get(source), this.byId.get(target)]
      if (!from?.out.delete(target)) continue
      to?.in.delete(source)
      if (!this.directed) {
        to?.out.delete(source)
        from.in.delete(target)
      }
      this.edgesHeld--
    }
  }

  async *edges(options: StreamOptions = {}) {
    const withAttributes = options.attributes !== false
    yield* batches(this.eachEdge(), options, ([source, target, attributes]) => ({
      source,
      target,
      attributes: withAttributes ? { ...attributes } : {},
    }))
  }

  async edgeCount() {
    return this.edgesHeld
  }

  async neighbours(ids: readonly string[], direction: Direction) {
    return ids.map((id) => {
      const node = this.byId.get(id)
      if (!node) return undefined
      if (direction === 'out') return [...node.out.keys()]
      return direction === 'in' ? [...node.in.keys()] : [...new Set([...node.out.keys(), ...node.in.keys()])]
    })
  }

  async degrees(ids: readonly string[], direction: Direction) {
    return ids.map((id) => {
      const node = this.byId.get(id)
      if (!node) return undefined
      if (!this.directed) return node.out.size + (node.out.has(id) ? 1 : 0)
      return (direction !== 'in' ? node.out.size : 0) + (direction !== 'out' ? node.in.size : 0)
    })
  }

  async close() {
    this.byId.clear()
    this.edgesHeld = 0
  }

  private nodeFor(id: string): Node {
    let node = this.byId.get(id)
    if (!node) this.byId.set(id, (node = { attributes: {}, out: new Map(), in: new Map() }))
    return node
  }

  private *eachEdge(): Generator<[string, string, Attributes]> {
    const passed = new Set<string>()
    for (const [source, { out }] of this.byId) {
      for (const [target, attributes] of out)
        if (this.directed || !passed.has(target)) yield [source, target, attributes]
      if (!this.directed) passed.add(source)
    }
  }
}

/** Cuts what is iterated into batches, each made when it is asked for. */
export function* batches<T, R>(
  values: Iterable<T>,
  { batchSize = defaultBatchSize, signal }: StreamOptions,
  recordOf: (value: T) => R,
): Generator<R[]> {
  let batch: R[] = []
  for (const value of values) {
    batch.push(recordOf(value))
    if (batch.length < batchSize) continue
    signal?.throwIfAborted()
    yield batch
    batch = []
  }
  signal?.throwIfAborted()
  if (batch.length > 0) yield batch
}
