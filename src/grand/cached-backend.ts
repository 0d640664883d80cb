/** A backend that remembers what it was asked: for graphs far away, whose nodes an algorithm visits again and again.
 *  Keeps the answers about the most recently asked nodes and edges; any change forgets all of them. */
import type { Attributes, Direction, EdgeRecord, GraphBackend, NodePair, NodeRecord } from './backend'

/** Least recently used first; a plain Map keeps the order of insertion. */
class RecentAnswers<T> {
  private readonly answers = new Map<string, T>()

  constructor(private readonly most: number) {}

  get(key: string): T | undefined {
    const answer = this.answers.get(key)
    if (answer === undefined) return undefined
    this.answers.delete(key)
    this.answers.set(key, answer)
    return answer
  }

  set(key: string, answer: T): void {
    this.answers.delete(key)
    this.answers.set(key, answer)
    if (this.answers.size <= this.most) return
    const oldest = this.answers.keys().next()
    if (!oldest.done) this.answers.delete(oldest.value)
  }

  clear(): void {
    this.answers.clear()
  }
}

/** An answer may be "it is not there". */
interface Answer<T> {
  value: T
}

/** @param most answers kept of each kind of question */
export function cached(backend: GraphBackend, most = 50_000): GraphBackend {
  const kept = new Map<string, RecentAnswers<Answer<unknown>>>()
  let counts: { nodes?: Promise<number>; edges?: Promise<number> } = {}

  /** Asks the backend for what is not known, in one batch. */
  async function ask<K, T>(
    question: string,
    keys: readonly K[],
    nameOf: (key: K) => string,
    askBackend: (keys: K[]) => Promise<T[]>,
  ): Promise<T[]> {
    let answers = kept.get(question)
    if (!answers) kept.set(question, (answers = new RecentAnswers(most)))
    const found = keys.map((key) => answers.get(nameOf(key)) as Answer<T> | undefined)
    const missing = [...new Map(keys.flatMap((key, i) => (found[i] ? [] : [[nameOf(key), key] as const])))]
    const values = missing.length > 0 ? await askBackend(missing.map(([, key]) => key)) : []
    const fresh = new Map(missing.map(([name], i) => [name, { value: values[i] as T }]))
    for (const [name, answer] of fresh) answers.set(name, answer)
    return keys.map((key, i) => (found[i] ?? fresh.get(nameOf(key)) ?? { value: undefined as T }).value)
  }

  const byId = (id: string) => id
  const byPair = (pair: NodePair) => JSON.stringify(pair)
  const copies = (list: (Attributes | undefined)[]) =>
    list.map((attributes) => attributes && { ...attributes })
  const changing = async (change: Promise<void>) => {
    try {
      await change
    } finally {
      kept.clear()
      counts = {}
    }
  }

  return {
    kind: backend.kind,
    directed: backend.directed,
    writable: backend.writable,
    hasNodes: (ids) => ask('hasNodes', ids, byId, (keys) => backend.hasNodes(keys)),
    getNodes: async (ids) => copies(await ask('getNodes', ids, byId, (keys) => backend.getNodes(keys))),
    addNodes: (nodes: readonly NodeRecord[]) => changing(backend.addNodes(nodes)),
    removeNodes: (ids) => changing(backend.removeNodes(ids)),
    nodes: (options) => backend.nodes(options),
    nodeCount: () => (counts.nodes ??= backend.nodeCount()),
    hasEdges: (pairs) => ask('hasEdges', pairs, byPair, (keys) => backend.hasEdges(keys)),
    getEdges: async (pairs) => copies(await ask('getEdges', pairs, byPair, (keys) => backend.getEdges(keys))),
    addEdges: (edges: readonly EdgeRecord[]) => changing(backend.addEdges(edges)),
    removeEdges: (pairs) => changing(backend.removeEdges(pairs)),
    edges: (options) => backend.edges(options),
    edgeCount: () => (counts.edges ??= backend.edgeCount()),
    neighbours: async (ids, direction: Direction) => {
      const lists = await ask(`neighbours ${direction}`, ids, byId, (keys) =>
        backend.neighbours(keys, direction),
      )
      return lists.map((list) => list?.slice())
    },
    degrees: (ids, direction) =>
      ask(`degrees ${direction}`, ids, byId, (keys) => backend.degrees(keys, direction)),
    ...(backend.inMemory && { inMemory: backend.inMemory.bind(backend) }),
    close: () => backend.close(),
  }
}
