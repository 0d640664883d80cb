/** What the functions of `nx` take: nodes one or several, and Python's keyword arguments as an object. */
import type { Attributes, AttributeValue, NodePair } from '../backend'
import {
  attributes,
  id,
  ids,
  pairs,
  refuse,
  takeAttribute,
  takeList,
  takeObject,
  taker,
} from './script-arguments'
import type { Taker } from './script-arguments'

export interface KeywordsGiven {
  data?: boolean | string
  default?: AttributeValue
  weight?: string
  reciprocal?: boolean
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function takeKeywords(value: unknown): KeywordsGiven {
  const { data, default: otherwise, weight, reciprocal } = takeObject(value)
  return {
    ...(typeof data === 'string' ? { data } : { data: data === true }),
    ...(otherwise === undefined ? {} : { default: takeAttribute(otherwise) }),
    ...(typeof weight === 'string' ? { weight } : {}),
    ...(reciprocal === true ? { reciprocal } : {}),
  }
}

/** `{ data: true }`, `{ data: 'weight', default: 1 }`, `{ weight: 'weight' }`. */
export const keywords = taker('options?', (value) => (value === undefined ? {} : takeKeywords(value)))

/** One node, where the signature stands for several, too. */
export const oneNode = taker('nodes?', (value) => id.take(value))

/** One node, a list, null for all; or the keywords at once. */
export const nodesOrKeywords = taker('nodes?', (value): string | string[] | KeywordsGiven | null => {
  if (value === undefined || value === null) return null
  if (isObject(value)) return takeKeywords(value)
  return Array.isArray(value) ? ids.take(value) : id.take(value)
})

/** One node, or a list. */
export const nbunch = taker('nodes', (value) => (Array.isArray(value) ? ids.take(value) : id.take(value)))

/** Values by node: an object, or a Map. */
function takeByNode<V>(value: unknown, take: (part: unknown) => V): Map<string, V> {
  const entries =
    value instanceof Map ? [...(value as Map<unknown, unknown>)] : Object.entries(takeObject(value))
  return new Map(entries.map(([n, part]) => [id.take(n), take(part)]))
}

export const nodeValues: Taker<Map<string, AttributeValue> | AttributeValue> = taker('values', (value) =>
  value instanceof Map || isObject(value) ? takeByNode(value, takeAttribute) : takeAttribute(value),
)
export const nodeAttributes = taker('values', (value) => takeByNode(value, (part) => attributes.take(part)))
export const newIds = taker('mapping', (value) => takeByNode(value, (part) => id.take(part)))

const takeEdgeValues = <V>(value: unknown, take: (part: unknown) => V): [NodePair, V][] =>
  takeList(value, (part): [NodePair, V] => {
    const [pair, own] = Array.isArray(part) ? (part as unknown[]) : []
    const [ends] = pairs.take([pair])
    return ends ? [ends, take(own)] : refuse('Values by edge are a list of [[u, v], value].')
  })

export const edgeValues: Taker<[NodePair, AttributeValue][] | AttributeValue> = taker('values', (value) =>
  Array.isArray(value) ? takeEdgeValues(value, takeAttribute) : takeAttribute(value),
)
export const edgeAttributes = taker('values', (value): [NodePair, Attributes][] =>
  takeEdgeValues(value, (part) => attributes.take(part)),
)

/** One edge, or null for all. */
export const edgeOrAll = taker('edge?', (value): NodePair | null =>
  value === undefined || value === null ? null : (pairs.take([value])[0] ?? null),
)

export const weightedEdges = taker('edges', (value) =>
  takeList(value, (part): [string, string, AttributeValue] => {
    const [u, v, weight] = Array.isArray(part) ? (part as unknown[]) : []
    return [id.take(u), id.take(v), takeAttribute(weight)]
  }),
)

/** Lists of two ends, of which what follows is not looked at. */
export const edges = taker('edges', (value) =>
  takeList(value, (part): [string, string] => {
    const [u, v] = Array.isArray(part) ? (part as unknown[]) : []
    return [id.take(u), id.take(v)]
  }),
)

export const attributeValue = taker('otherwise', takeAttribute)
