/** What the functions of a script take: each taker turns what came out of the sandbox into what the graph expects, or
 *  says what is wrong with it. Nothing else of a script's values gets further. */
import { MotifscopeError } from '../../model/errors'
import type { Attributes, AttributeValue, Direction, EdgeRecord, NodePair, NodeRecord } from '../backend'
import type { EdgeGiven, Mode, Vertex } from '../dialects/igraph/igraph'

export interface Taker<T> {
  /** As it stands in the signature: `id`, `direction?`. */
  word: string
  /** @throws MotifscopeError `invalid-argument` */
  take(value: unknown): T
}

export function refuse(message: string, hint?: string): never {
  throw new MotifscopeError('invalid-argument', message, hint === undefined ? {} : { hint })
}

export function taker<T>(word: string, take: (value: unknown) => T): Taker<T> {
  return { word, take }
}

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? `“${value}”` : String(JSON.stringify(value) ?? value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

function takeId(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint')
    return refuse(`An id is text: write '${value}', not ${value}.`)
  return refuse(`${shown(value)} is no id of a node.`, 'An id is text.')
}

export function takeList<T>(value: unknown, take: (part: unknown) => T): T[] {
  return Array.isArray(value) ? value.map(take) : refuse(`${shown(value)} is no list.`)
}

export function takeObject(value: unknown): Record<string, unknown> {
  const isPlain =
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map)
  return isPlain ? (value as Record<string, unknown>) : refuse(`${shown(value)} is no object.`)
}

function takePair(value: unknown): NodePair {
  const [source, target] = Array.isArray(value) ? (value as unknown[]) : []
  return [takeId(source), takeId(target)]
}

export function takeAttribute(value: unknown): AttributeValue {
  if (value === null || ['boolean', 'number', 'bigint', 'string'].includes(typeof value))
    return value as AttributeValue
  if (Array.isArray(value)) return value.map(takeAttribute)
  return takeAttributes(value)
}

function takeAttributes(value: unknown): Attributes {
  const given = Object.entries(takeObject(value)).filter(([, part]) => part !== undefined)
  return Object.fromEntries(given.map(([key, part]) => [key, takeAttribute(part)]))
}

export function oneOf<T extends string>(word: string, words: readonly T[]): Taker<T> {
  return taker(word, (value) => {
    const found = words.find((one) => one === value)
    return found ?? refuse(`${shown(value)} is none of ${words.map((one) => `'${one}'`).join(', ')}.`)
  })
}

export const id = taker('id', takeId)
export const ids = taker('ids', (value) => takeList(value, takeId))
export const pairs = taker('pairs', (value) => takeList(value, takePair))
export const attributes = taker<Attributes>('attributes', takeAttributes)
export const direction: Taker<Direction> = oneOf('direction', ['out', 'in', 'both'])
export const mode: Taker<Mode> = oneOf('mode', ['out', 'in', 'all'])
export const anything = taker<unknown>('otherwise', (value) => value)
export const name = taker('name', (value) =>
  typeof value === 'string' ? value : refuse(`${shown(value)} is no name.`),
)
export const names = taker('names', (value) => takeList(value, (part) => name.take(part)))
export const number = taker('number', (value) =>
  typeof value === 'number' ? value : refuse(`${shown(value)} is no number.`),
)
export const numbers = taker('numbers', (value) => takeList(value, (part) => number.take(part)))
export const countOrNames = taker('names', (value) => (typeof value === 'number' ? value : names.take(value)))
export const flag = taker('flag', (value) => value === true)

const takeVertex = (value: unknown): Vertex =>
  typeof value === 'number' || typeof value === 'string' ? value : refuse(`${shown(value)} is no vertex.`)
export const vertex = taker('vertex', takeVertex)
export const vertices = taker('vertices', (value) => takeList(value, takeVertex))
const takeVertexPair = (value: unknown): [Vertex, Vertex] => {
  const [from, to] = Array.isArray(value) ? (value as unknown[]) : []
  return [takeVertex(from), takeVertex(to)]
}
export const vertexPairs = taker('pairs', (value) => takeList(value, takeVertexPair))
/** Edges by number or by both ends. */
export const edgesGiven = taker('edges', (value) =>
  takeList(value, (part): EdgeGiven => (typeof part === 'number' ? part : takeVertexPair(part))),
)
/** One vertex, a list, or null for all. */
export const verticesOrOne = taker('vertices', (value) =>
  value === null || value === undefined
    ? null
    : Array.isArray(value)
      ? value.map(takeVertex)
      : takeVertex(value),
)

/** `{ attributes: false }` leaves attributes out. */
export const streamOptions = taker('options', (value) => {
  const { attributes: wanted, batchSize } = takeObject(value)
  return {
    attributes: wanted !== false,
    ...(batchSize === undefined ? {} : { batchSize: Math.min(50_000, Math.max(1, number.take(batchSize))) }),
  }
})
/** `{ directed: false, error: false }`, as igraph has it. */
export const edgeOptions = taker('options', (value) => {
  const { directed, error } = takeObject(value)
  return { directed: directed !== false, error: error !== false }
})
export const nodeRecords = taker('nodes', (value) =>
  takeList(value, (part): NodeRecord => {
    const record = takeObject(part)
    return { id: takeId(record['id']), attributes: takeAttributes(record['attributes'] ?? {}) }
  }),
)
export const edgeRecords = taker('edges', (value) =>
  takeList(value, (part): EdgeRecord => {
    const { source, target, attributes: own = {} } = takeObject(part)
    return { source: takeId(source), target: takeId(target), attributes: takeAttributes(own) }
  }),
)
/** NetworkX's `'a'` or `['a', {…}]`. */
export const nodesFrom = taker('nodes', (value) =>
  takeList(value, (part): [string, Attributes] =>
    Array.isArray(part) ? [takeId(part[0]), takeAttributes(part[1] ?? {})] : [takeId(part), {}],
  ),
)
/** NetworkX's `['a', 'b']` or `['a', 'b', {…}]`. */
export const edgesFrom = taker('edges', (value) =>
  takeList(value, (part): [string, string, Attributes] => [
    ...takePair(part),
    takeAttributes((part as unknown[])[2] ?? {}),
  ]),
)

/** What may be left out. */
export function maybe<T>({ word, take }: Taker<T>): Taker<T | undefined> {
  return taker(`${word}?`, (value) => (value === undefined ? undefined : take(value)))
}
