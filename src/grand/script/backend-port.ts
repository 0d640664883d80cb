/** A backend for reading across threads: functions that take and give plain data on the one side, a backend again on the
 *  other. Streams are asked for batch by batch. */
import { MotifscopeError } from '../../model/errors'
import type {
  Attributes,
  Direction,
  EdgeRecord,
  GraphBackend,
  NodePair,
  NodeRecord,
  StreamOptions,
} from '../backend'
import { readOnly } from '../graph'

type PortStream = Omit<StreamOptions, 'signal'>

/** What goes to the other thread as a proxy. */
export interface BackendPort {
  hasNodes(ids: readonly string[]): Promise<boolean[]>
  getNodes(ids: readonly string[]): Promise<(Attributes | undefined)[]>
  hasEdges(pairs: readonly NodePair[]): Promise<boolean[]>
  getEdges(pairs: readonly NodePair[]): Promise<(Attributes | undefined)[]>
  neighbours(ids: readonly string[], direction: Direction): Promise<(string[] | undefined)[]>
  degrees(ids: readonly string[], direction: Direction): Promise<(number | undefined)[]>
  nodeCount(): Promise<number>
  edgeCount(): Promise<number>
  /** @returns the number by which `next` and `end` know the stream */
  open(of: 'nodes' | 'edges', options: PortStream): number | Promise<number>
  /** The next batch; null at the end. */
  next(stream: number): Promise<(NodeRecord | EdgeRecord)[] | null>
  end(stream: number): void | Promise<void>
}

/** The side that has the graph. @param signal stops what is being read */
export function portOf(backend: GraphBackend, signal: AbortSignal): BackendPort {
  const streams = new Map<number, AsyncIterator<NodeRecord[] | EdgeRecord[]>>()
  let last = 0
  return {
    hasNodes: (ids) => backend.hasNodes(ids),
    getNodes: (ids) => backend.getNodes(ids),
    hasEdges: (pairs) => backend.hasEdges(pairs),
    getEdges: (pairs) => backend.getEdges(pairs),
    neighbours: (ids, direction) => backend.neighbours(ids, direction),
    degrees: (ids, direction) => backend.degrees(ids, direction),
    nodeCount: () => backend.nodeCount(),
    edgeCount: () => backend.edgeCount(),
    open(of, options) {
      streams.set(++last, backend[of]({ ...options, signal })[Symbol.asyncIterator]())
      return last
    },
    async next(stream) {
      const iterator = streams.get(stream)
      if (!iterator) throw new MotifscopeError('invalid-argument', 'This stream has ended.')
      const { value, done } = await iterator.next()
      if (!done) return value
      streams.delete(stream)
      return null
    },
    async end(stream) {
      const iterator = streams.get(stream)
      streams.delete(stream)
      await iterator?.return?.()
    },
  }
}

async function* batchesOf<T>(
  port: BackendPort,
  of: 'nodes' | 'edges',
  options: StreamOptions,
): AsyncGenerator<T[]> {
  const { signal, ...plain } = options
  const stream = await port.open(of, plain)
  try {
    for (;;) {
      signal?.throwIfAborted()
      const batch = await port.next(stream)
      if (batch === null) return
      yield batch as T[]
    }
  } finally {
    void Promise.resolve(port.end(stream)).catch(() => undefined)
  }
}

/** The side that asks. */
export function backendOfPort(port: BackendPort, facts: { kind: string; directed: boolean }): GraphBackend {
  const refuse = async () => readOnly(facts.kind)
  return {
    ...facts,
    writable: false,
    hasNodes: (ids) => port.hasNodes(ids),
    getNodes: (ids) => port.getNodes(ids),
    hasEdges: (pairs) => port.hasEdges(pairs),
    getEdges: (pairs) => port.getEdges(pairs),
    neighbours: (ids, direction) => port.neighbours(ids, direction),
    degrees: (ids, direction) => port.degrees(ids, direction),
    nodeCount: () => port.nodeCount(),
    edgeCount: () => port.edgeCount(),
    nodes: (options = {}) => batchesOf<NodeRecord>(port, 'nodes', options),
    edges: (options = {}) => batchesOf<EdgeRecord>(port, 'edges', options),
    addNodes: refuse,
    removeNodes: refuse,
    addEdges: refuse,
    removeEdges: refuse,
    close: async () => undefined,
  }
}
