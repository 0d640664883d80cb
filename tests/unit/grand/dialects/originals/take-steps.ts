/** What write.py wrote down, and how its steps are taken here: each call on what the last one answered, and the answer
 *  as JSON has it. */
import type { Attributes, GraphBackend } from '../../../../../src/grand/backend'
import { DialectGraph } from '../../../../../src/grand/dialect-graph'
import { IGraphDialect } from '../../../../../src/grand/dialects/igraph/igraph'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Call = [method: string, ...given: Json[]]

export interface OriginalStep {
  /** `list` in order, `bag` in any order, `ends` without directions either way round, `fails` with an error. */
  kind: 'list' | 'bag' | 'ends' | 'fails'
  calls: Call[]
  answer: Json
}

interface OriginalCase {
  dialect: 'NetworkX' | 'IGraph' | 'NetworKit'
  directed: boolean
  nodes: [number, Attributes][]
  edges: [number, number, Attributes][]
  steps: [OriginalStep['kind'], Call[], Json][]
}

export interface Originals {
  versions: Record<string, string>
  /** Of NetworkX's nodes. */
  ids: string[]
  cases: OriginalCase[]
}

/** The graph that a case begins with. */
export async function begin(backend: GraphBackend, { dialect, nodes, edges }: OriginalCase, ids: string[]) {
  const idOf = (n: number) => (dialect === 'NetworkX' ? (ids[n] ?? '') : `n${n}`)
  const isFull = dialect === 'IGraph'
  await backend.addNodes(nodes.map(([n, attributes]) => ({ id: idOf(n), attributes })))
  await backend.addEdges(
    edges.map(([u, v, own]) => ({
      source: idOf(u),
      target: idOf(v),
      attributes: isFull ? { weight: 1, ...own } : own,
    })),
  )
  const graph = new DialectGraph(backend)
  return { NetworkX: graph.nx, IGraph: graph.igraph, NetworKit: graph.networkit }[dialect]
}

/** The answer of a step, or the name and the words of its error. */
export async function take(dialect: object, calls: Call[]): Promise<Json> {
  let on: unknown = dialect
  try {
    for (const [method, ...given] of calls) on = await answerOf(on as object, method, given)
  } catch (thrown) {
    const { name, message } = thrown as Error
    return [name, message]
  }
  return plain(on)
}

async function answerOf(on: object, method: string, given: Json[]): Promise<unknown> {
  const call = (name: string, ...more: unknown[]): unknown =>
    (Reflect.get(on, name) as (...all: unknown[]) => unknown).apply(on, more)
  if (method.startsWith('for')) {
    const told: unknown[] = []
    await call(method, ...given, (...ends: unknown[]) => void told.push(ends.slice(0, 3)))
    return told
  }
  const answer = await collected(call(method, ...given))
  return on instanceof IGraphDialect ? withEnds(on, method, answer) : answer
}

async function collected(answer: unknown): Promise<unknown> {
  const settled = await answer
  const isStream = typeof settled === 'object' && settled !== null && 'next' in settled
  if (!isStream) return settled
  const items: unknown[] = []
  for await (const item of settled as unknown as AsyncIterable<unknown>) items.push(item)
  return items
}

const byNumber = new Set(['get_eid', 'get_eids', 'incident', 'get_inclist'])
const byEdge = new Set(['is_loop', 'is_mutual', 'edge_attribute'])

/** Numbers of edges as the pairs of their ends: which edge has which number is the backend's. */
async function withEnds(on: IGraphDialect, method: string, answer: unknown): Promise<unknown> {
  if (method === 'edge') return (answer as { tuple: unknown }).tuple
  if (!byNumber.has(method) && !byEdge.has(method)) return answer
  const ends = await on.get_edgelist()
  if (byEdge.has(method)) return (answer as unknown[]).map((value, edge) => [ends[edge], value])
  const told = (part: unknown): unknown =>
    Array.isArray(part) ? part.map(told) : (ends[Number(part)] ?? part)
  return told(answer)
}

function plain(value: unknown): Json {
  if (value === undefined || value === null) return null
  if (typeof value === 'number')
    return Number.isNaN(value) ? 'NaN' : Number.isInteger(value) ? value : Number(value.toFixed(12))
  if (value instanceof Set) return [...(value as Set<unknown>)].map(plain)
  if (Array.isArray(value)) return value.map(plain)
  const entries = value instanceof Map ? [...(value as Map<string, unknown>)] : Object.entries(value)
  return typeof value === 'object'
    ? Object.fromEntries(entries.map(([key, part]) => [String(key), plain(part)]))
    : (value as Json)
}

const inOrder = (value: Json): string =>
  JSON.stringify(value, (_, part: Json) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )

/** In the form in which two answers of a kind are equal or not. */
export function comparable(kind: OriginalStep['kind'], answer: Json, directed: boolean): unknown {
  if (kind === 'list' || kind === 'fails' || !Array.isArray(answer)) return answer
  const round = (edge: Json): Json => {
    if (kind !== 'ends' || directed || !Array.isArray(edge)) return edge
    const [u, v, ...more] = edge
    if (Array.isArray(u)) return [u.toSorted(), v ?? null]
    return [...[u ?? null, v ?? null].sort(), ...more]
  }
  return answer.map((part) => inOrder(round(part))).sort()
}
