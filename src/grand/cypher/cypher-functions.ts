/** The functions of Cypher in common use, by lower-case name. Each gets values and answers one; an argument of null
 *  gives null unless a function is about nulls. */
import { valueFromJson } from '../../tables/attribute-key'
import { cypherFromPlain } from './attribute-to-cypher'
import type { CypherValue } from './cypher-values'
import { CypherEdge, CypherNode, CypherPath, isNumber } from './cypher-values'
import type { PropertyGraph } from './property-graph'

export interface CypherFunction {
  /** Least and most arguments. */
  arity: [number, number]
  /** Called with nulls too. */
  takesNull?: boolean
  call(args: CypherValue[], graph: PropertyGraph): CypherValue
}

/** A value of the wrong kind; the evaluator adds the place. */
export class CypherTypeError extends Error {}

const wrong = (wanted: string): never => {
  throw new CypherTypeError(`This needs ${wanted}.`)
}
const numberOf = (value: CypherValue) => (isNumber(value) ? Number(value) : wrong('a number'))
const textOf = (value: CypherValue) => (typeof value === 'string' ? value : wrong('a text'))
const listOf = (value: CypherValue) => (Array.isArray(value) ? value : wrong('a list'))
const wholeOf = (value: CypherValue) => (typeof value === 'bigint' ? Number(value) : wrong('a whole number'))

/** As Cypher writes a value where text is asked for. */
export function toText(value: CypherValue): string {
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) < 1e15 ? value.toFixed(1) : String(value)
  if (typeof value === 'string' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value)
  return wrong('a number, a text or a Boolean')
}

const one = (call: (value: CypherValue, graph: PropertyGraph) => CypherValue): CypherFunction => ({
  arity: [1, 1],
  call: ([value], graph) => call(value ?? null, graph),
})
const math = (call: (value: number) => number) => one((value) => call(numberOf(value)))

function toInteger(value: CypherValue): CypherValue {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number') return Number.isFinite(value) ? BigInt(Math.trunc(value)) : null
  if (typeof value === 'boolean') return value ? 1n : 0n
  if (typeof value !== 'string') return wrong('a number, a text or a Boolean')
  const text = value.trim()
  if (/^[+-]?\d+$/.test(text)) return BigInt(text)
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? BigInt(Math.trunc(Number(text))) : null
}

function toFloat(value: CypherValue): CypherValue {
  if (isNumber(value)) return Number(value)
  const text = textOf(value).trim()
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null
}

function toBoolean(value: CypherValue): CypherValue {
  if (typeof value === 'boolean') return value
  if (typeof value === 'bigint') return value !== 0n
  const text = textOf(value).trim().toLowerCase()
  return text === 'true' ? true : text === 'false' ? false : null
}

function range(args: CypherValue[]): CypherValue {
  const [from, to, step = 1] = args.map(wholeOf) as [number, number, number?]
  if (step === 0) return wrong('a step other than 0')
  const length = Math.max(0, Math.floor((to - from) / step) + 1)
  if (length > 1_000_000) return wrong('a range of at most a million')
  return Array.from({ length }, (_, i) => BigInt(from + i * step))
}

function substring([text, from, length]: CypherValue[]): CypherValue {
  const begin = wholeOf(from ?? null)
  const end = length === undefined ? undefined : begin + wholeOf(length)
  if (begin < 0 || (end !== undefined && end < begin)) return wrong('a start and a length of 0 or more')
  return textOf(text ?? null).slice(begin, end)
}

function keys(value: CypherValue, graph: PropertyGraph): CypherValue {
  if (value instanceof CypherNode) return graph.nodeKeys(value.node)
  if (value instanceof CypherEdge) return graph.edgeKeys(value.edge)
  return value instanceof Map ? [...value.keys()] : wrong('a node, a relationship or a map')
}

export function propertiesOf(value: CypherValue, graph: PropertyGraph): Map<string, CypherValue> {
  if (value instanceof Map) return value
  if (value instanceof CypherNode)
    return new Map(graph.nodeKeys(value.node).map((key) => [key, graph.nodeProperty(value.node, key)]))
  if (value instanceof CypherEdge)
    return new Map(graph.edgeKeys(value.edge).map((key) => [key, graph.edgeProperty(value.edge, key)]))
  return wrong('a node, a relationship or a map')
}

const edgeOf = (value: CypherValue) => (value instanceof CypherEdge ? value.edge : wrong('a relationship'))
const pathOf = (value: CypherValue) => (value instanceof CypherPath ? value : wrong('a path'))

function size(value: CypherValue): CypherValue {
  if (typeof value === 'string') return BigInt([...value].length)
  return BigInt(listOf(value).length)
}

function idOf(value: CypherValue, graph: PropertyGraph): CypherValue {
  if (value instanceof CypherNode) return graph.nodeId(value.node)
  return `${graph.nodeId(graph.sourceOf(edgeOf(value)))}→${graph.nodeId(graph.targetOf(edgeOf(value)))}#${edgeOf(value)}`
}

function round([value, digits]: CypherValue[]): CypherValue {
  const scale = 10 ** (digits === undefined ? 0 : wholeOf(digits))
  return Math.round(numberOf(value ?? null) * scale) / scale
}

export const cypherFunctions: Readonly<Record<string, CypherFunction>> = {
  // Of nodes, relationships and paths.
  id: one((value) => (value instanceof CypherNode ? BigInt(value.node) : BigInt(edgeOf(value)))),
  elementid: one(idOf),
  labels: one((value, graph) =>
    value instanceof CypherNode ? [...graph.labelsOf(value.node)] : wrong('a node'),
  ),
  type: one((value, graph) => graph.typeOf(edgeOf(value))),
  startnode: one((value, graph) => new CypherNode(graph.sourceOf(edgeOf(value)))),
  endnode: one((value, graph) => new CypherNode(graph.targetOf(edgeOf(value)))),
  keys: one(keys),
  properties: one(propertiesOf),
  nodes: one((value) => pathOf(value).nodes.map((node) => new CypherNode(node))),
  relationships: one((value) => pathOf(value).edges.map((edge) => new CypherEdge(edge))),
  length: one((value) => (value instanceof CypherPath ? BigInt(value.edges.length) : size(value))),
  degree: one((value, graph) =>
    value instanceof CypherNode
      ? BigInt(graph.outEdges(value.node).length + (graph.directed ? graph.inEdges(value.node).length : 0))
      : wrong('a node'),
  ),
  // neuPrint keeps nested attributes as JSON text; here they may be maps already.
  'apoc.convert.fromjsonmap': one((value) =>
    value instanceof Map ? value : cypherFromPlain(valueFromJson(textOf(value))),
  ),
  // Of lists.
  size: one(size),
  head: one((value) => listOf(value)[0] ?? null),
  last: one((value) => listOf(value).at(-1) ?? null),
  tail: one((value) => listOf(value).slice(1)),
  reverse: one((value) =>
    typeof value === 'string' ? [...value].reverse().join('') : listOf(value).toReversed(),
  ),
  range: { arity: [2, 3], call: range },
  // Of what may be missing.
  coalesce: {
    arity: [1, Infinity],
    takesNull: true,
    call: (args) => args.find((value) => value !== null) ?? null,
  },
  exists: { arity: [1, 1], takesNull: true, call: ([value]) => value !== null },
  nullif: {
    arity: [2, 2],
    takesNull: true,
    call: ([value, other]) => (value === other ? null : (value ?? null)),
  },
  // Conversions.
  tointeger: one(toInteger),
  tofloat: one(toFloat),
  toboolean: one(toBoolean),
  tostring: one(toText),
  tointegerornull: one((value) => (typeof value === 'object' ? null : toInteger(value))),
  tofloatornull: one((value) => (isNumber(value) || typeof value === 'string' ? toFloat(value) : null)),
  tostringornull: one((value) => (typeof value === 'object' ? null : toText(value))),
  // Of texts.
  tolower: one((value) => textOf(value).toLowerCase()),
  lower: one((value) => textOf(value).toLowerCase()),
  toupper: one((value) => textOf(value).toUpperCase()),
  upper: one((value) => textOf(value).toUpperCase()),
  trim: one((value) => textOf(value).trim()),
  ltrim: one((value) => textOf(value).trimStart()),
  rtrim: one((value) => textOf(value).trimEnd()),
  substring: { arity: [2, 3], call: substring },
  left: { arity: [2, 2], call: ([text, length]) => textOf(text ?? null).slice(0, wholeOf(length ?? null)) },
  right: {
    arity: [2, 2],
    call: ([text, length]) => {
      const all = textOf(text ?? null)
      return all.slice(Math.max(0, all.length - wholeOf(length ?? null)))
    },
  },
  replace: {
    arity: [3, 3],
    call: ([text, search, by]) =>
      textOf(text ?? null).replaceAll(textOf(search ?? null), () => textOf(by ?? null)),
  },
  split: { arity: [2, 2], call: ([text, by]) => textOf(text ?? null).split(textOf(by ?? null)) },
  char_length: one((value) => BigInt([...textOf(value)].length)),
  // Of numbers.
  abs: one((value) =>
    typeof value === 'bigint' ? (value < 0n ? -value : value) : Math.abs(numberOf(value)),
  ),
  sign: one((value) => BigInt(Math.sign(numberOf(value)))),
  ceil: math(Math.ceil),
  floor: math(Math.floor),
  round: { arity: [1, 2], call: round },
  sqrt: math(Math.sqrt),
  exp: math(Math.exp),
  log: math(Math.log),
  log10: math(Math.log10),
  sin: math(Math.sin),
  cos: math(Math.cos),
  tan: math(Math.tan),
  asin: math(Math.asin),
  acos: math(Math.acos),
  atan: math(Math.atan),
  atan2: { arity: [2, 2], call: ([y, x]) => Math.atan2(numberOf(y ?? null), numberOf(x ?? null)) },
  radians: math((value) => (value * Math.PI) / 180),
  degrees: math((value) => (value * 180) / Math.PI),
  isnan: one((value) => Number.isNaN(numberOf(value))),
  pi: { arity: [0, 0], call: () => Math.PI },
  e: { arity: [0, 0], call: () => Math.E },
}
