/** The functions of Cypher in common use, by lower-case name. Each gets values and answers one; an argument of null
 *  gives null unless a function is about nulls. */
import { valueFromJson } from '../../../tables/attribute-key'
import { cypherFromPlain } from '../host/attribute-to-cypher'
import type { CypherValue } from './cypher-values'
import { CypherEdge, CypherNode, CypherPath, equals } from './cypher-values'
import { orNull, round, toBoolean, toFloat, toInteger, toStringOrNull } from './cypher-conversions'
import {
  codePointCount,
  left,
  listOf,
  numberOf,
  right,
  split,
  substring,
  textOf,
  toText,
  trim,
  wholeOf,
  within64Bits,
  wrong,
} from './cypher-texts'
import type { PropertyGraph } from '../host/property-graph'

export interface CypherFunction {
  /** Least and most arguments. */
  arity: [number, number]
  /** Called with nulls too. */
  takesNull?: boolean
  /** Answers the first argument that is not null; those behind it are not worked out. */
  isFirstOf?: boolean
  call(args: CypherValue[], graph: PropertyGraph): CypherValue
}

const one = (call: (value: CypherValue, graph: PropertyGraph) => CypherValue): CypherFunction => ({
  arity: [1, 1],
  call: ([value], graph) => call(value ?? null, graph),
})
const math = (call: (value: number) => number) => one((value) => call(numberOf(value)))

function range(args: CypherValue[]): CypherValue {
  const [from, to, step = 1] = args.map(wholeOf) as [number, number, number?]
  if (step === 0) return wrong('a step other than 0')
  const length = Math.max(0, Math.floor((to - from) / step) + 1)
  if (length > 1_000_000) return wrong('a range of at most a million')
  return Array.from({ length }, (_, i) => BigInt(from + i * step))
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

/** Applied to each item of a list. */
const each = (call: (value: CypherValue) => CypherValue) => one((value) => listOf(value).map(call))

function isEmpty(value: CypherValue): CypherValue {
  if (value instanceof Map) return value.size === 0
  return typeof value === 'string' ? value === '' : listOf(value).length === 0
}

const edgeOf = (value: CypherValue) => (value instanceof CypherEdge ? value.edge : wrong('a relationship'))
const pathOf = (value: CypherValue) => (value instanceof CypherPath ? value : wrong('a path'))

function size(value: CypherValue): CypherValue {
  if (typeof value === 'string') return BigInt(codePointCount(value))
  return BigInt(listOf(value).length)
}

function idOf(value: CypherValue, graph: PropertyGraph): CypherValue {
  if (value instanceof CypherNode) return graph.nodeId(value.node)
  return `${graph.nodeId(graph.sourceOf(edgeOf(value)))}→${graph.nodeId(graph.targetOf(edgeOf(value)))}#${edgeOf(value)}`
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
  length: one((value) => BigInt(pathOf(value).edges.length)),
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
  isempty: one(isEmpty),
  range: { arity: [2, 3], takesNull: true, call: range },
  tointegerlist: each(orNull(toInteger)),
  tofloatlist: each(orNull(toFloat)),
  tobooleanlist: each(orNull(toBoolean)),
  tostringlist: each(toStringOrNull),
  // Of what may be missing.
  coalesce: {
    arity: [1, Infinity],
    isFirstOf: true,
    call: ([value]) => value ?? null,
  },
  exists: { arity: [1, 1], takesNull: true, call: ([value]) => value !== null },
  nullif: {
    arity: [2, 2],
    takesNull: true,
    call: ([value = null, other = null]) => (equals(value, other) ? null : value),
  },
  // Conversions.
  tointeger: one(toInteger),
  tofloat: one(toFloat),
  toboolean: one(toBoolean),
  tostring: one(toText),
  tointegerornull: one(orNull(toInteger)),
  tofloatornull: one(orNull(toFloat)),
  tobooleanornull: one(orNull(toBoolean)),
  tostringornull: one(toStringOrNull),
  // Of texts.
  tolower: one((value) => textOf(value).toLowerCase()),
  lower: one((value) => textOf(value).toLowerCase()),
  toupper: one((value) => textOf(value).toUpperCase()),
  upper: one((value) => textOf(value).toUpperCase()),
  trim: { arity: [1, 1], call: trim('both') },
  btrim: { arity: [1, 2], call: trim('both') },
  ltrim: { arity: [1, 2], call: trim('before') },
  rtrim: { arity: [1, 2], call: trim('after') },
  substring: { arity: [2, 3], call: substring },
  left: { arity: [2, 2], call: left },
  right: { arity: [2, 2], call: right },
  normalize: { arity: [1, 1], call: ([text]) => textOf(text).normalize() },
  replace: {
    arity: [3, 3],
    call: ([text, search, by]) => textOf(text).replaceAll(textOf(search), () => textOf(by)),
  },
  split: { arity: [2, 2], call: split },
  char_length: one((value) => BigInt(codePointCount(textOf(value)))),
  character_length: one((value) => BigInt(codePointCount(textOf(value)))),
  // Of numbers.
  abs: one((value) =>
    typeof value === 'bigint' ? (value < 0n ? within64Bits(-value) : value) : Math.abs(numberOf(value)),
  ),
  sign: one((value) => BigInt(Math.sign(numberOf(value)) || 0)),
  ceil: math(Math.ceil),
  floor: math(Math.floor),
  round: { arity: [1, 3], call: round },
  sqrt: math(Math.sqrt),
  exp: math(Math.exp),
  haversin: math((value) => Math.sin(value / 2) ** 2),
  log: math(Math.log),
  log10: math(Math.log10),
  sin: math(Math.sin),
  cos: math(Math.cos),
  tan: math(Math.tan),
  cot: math((value) => 1 / Math.tan(value)),
  asin: math(Math.asin),
  acos: math(Math.acos),
  atan: math(Math.atan),
  atan2: { arity: [2, 2], call: ([y, x]) => Math.atan2(numberOf(y), numberOf(x)) },
  radians: math((value) => (value * Math.PI) / 180),
  degrees: math((value) => (value * 180) / Math.PI),
  isnan: one((value) => Number.isNaN(numberOf(value))),
  pi: { arity: [0, 0], call: () => Math.PI },
  e: { arity: [0, 0], call: () => Math.E },
}
