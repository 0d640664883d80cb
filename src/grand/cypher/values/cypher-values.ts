/** The values of Cypher and how they compare. Integers are bigint, so that 5 / 2 is 2 and ids of 64 bits stay exact;
 *  `unknown` (null) is carried through comparisons as openCypher 9 says. */

export class CypherNode {
  constructor(readonly node: number) {}
}

export class CypherEdge {
  constructor(readonly edge: number) {}
}

/** Nodes and edges in turns: nodes.length = edges.length + 1. */
export class CypherPath {
  constructor(
    readonly nodes: number[],
    readonly edges: number[],
  ) {}
}

export type CypherValue =
  | null
  | boolean
  | bigint
  | number
  | string
  | CypherNode
  | CypherEdge
  | CypherPath
  | CypherValue[]
  | Map<string, CypherValue>

export const isNumber = (value: CypherValue): value is bigint | number =>
  typeof value === 'bigint' || typeof value === 'number'

/** Three-valued: null is "unknown". */
export type Truth = boolean | null

export const not = (truth: Truth): Truth => (truth === null ? null : !truth)

/** `a = b`. Values of different kinds are not equal; what holds a null is unknown unless it differs elsewhere. */
export function equals(left: CypherValue, right: CypherValue): Truth {
  if (left === null || right === null) return null
  // Two numbers of either kind compare by value; neither is rounded.
  if (isNumber(left) && isNumber(right)) return left == right // eslint-disable-line eqeqeq
  if (typeof left !== 'object' || typeof right !== 'object') return left === right
  if (Array.isArray(left) && Array.isArray(right)) {
    if (left.length !== right.length) return false
    return every(left.map((item, i) => equals(item, right[i] ?? null)))
  }
  if (left instanceof Map && right instanceof Map) {
    if (left.size !== right.size || [...left.keys()].some((key) => !right.has(key))) return false
    return every([...left].map(([key, value]) => equals(value, right.get(key) ?? null)))
  }
  return isSame(left, right)
}

function every(truths: Truth[]): Truth {
  if (truths.includes(false)) return false
  return truths.includes(null) ? null : true
}

function isSame(left: CypherValue, right: CypherValue): boolean {
  if (left instanceof CypherNode) return right instanceof CypherNode && left.node === right.node
  if (left instanceof CypherEdge) return right instanceof CypherEdge && left.edge === right.edge
  return left instanceof CypherPath && right instanceof CypherPath && keyOf(left) === keyOf(right)
}

/** The order of kinds in ORDER BY, ascending; null comes last of all. */
function rankOf(value: CypherValue): number {
  if (value === null) return 9
  if (value instanceof Map) return 0
  if (value instanceof CypherNode) return 1
  if (value instanceof CypherEdge) return 2
  if (Array.isArray(value)) return 3
  if (value instanceof CypherPath) return 4
  if (typeof value === 'string') return 5
  return typeof value === 'boolean' ? 6 : 7
}

const sign = (left: number | bigint | string | boolean, right: number | bigint | string | boolean) =>
  left < right ? -1 : left > right ? 1 : 0

/** Total order for ORDER BY, min and max: NaN after all numbers, null after everything. */
export function order(left: CypherValue, right: CypherValue): number {
  const ranks = rankOf(left) - rankOf(right)
  if (ranks !== 0) return ranks
  if (isNumber(left) && isNumber(right)) {
    const [isNaNLeft, isNaNRight] = [Number.isNaN(left), Number.isNaN(right)]
    return isNaNLeft || isNaNRight ? Number(isNaNLeft) - Number(isNaNRight) : sign(left, right)
  }
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right)
  if (typeof left === 'boolean' && typeof right === 'boolean') return sign(left, right)
  if (left instanceof CypherNode && right instanceof CypherNode) return left.node - right.node
  if (left instanceof CypherEdge && right instanceof CypherEdge) return left.edge - right.edge
  if (Array.isArray(left) && Array.isArray(right)) return orderLists(left, right)
  if (left instanceof Map && right instanceof Map) return orderMaps(left, right)
  return sign(keyOf(left), keyOf(right))
}

function orderLists(left: CypherValue[], right: CypherValue[]): number {
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const items = order(left[i] ?? null, right[i] ?? null)
    if (items !== 0) return items
  }
  return left.length - right.length
}

/** Smaller maps first, then by their keys, then by what these stand for. */
function orderMaps(left: Map<string, CypherValue>, right: Map<string, CypherValue>): number {
  const [ours, theirs] = [left, right].map((map) => [...map.keys()].sort(compareTexts)) as [
    string[],
    string[],
  ]
  if (ours.length !== theirs.length) return ours.length - theirs.length
  const byKeys = orderLists(ours, theirs)
  const valuesOf = (map: Map<string, CypherValue>) => ours.map((key) => map.get(key) ?? null)
  return byKeys || orderLists(valuesOf(left), valuesOf(right))
}

/** By code points, as Neo4j does. */
function compareTexts(left: string, right: string): number {
  if (left === right) return 0
  const [a, b] = [left[Symbol.iterator](), right[Symbol.iterator]()]
  for (;;) {
    const [x, y] = [a.next(), b.next()]
    if (x.done || y.done) return x.done ? (y.done ? 0 : -1) : 1
    const difference = (x.value.codePointAt(0) ?? 0) - (y.value.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
}

/** `<` and its like: −1, 0 or 1; null where the kinds do not compare; NaN is neither smaller nor larger. */
export function compare(left: CypherValue, right: CypherValue): number | null | 'unordered' {
  if (left === null || right === null) return null
  if (isNumber(left) && isNumber(right))
    return Number.isNaN(left) || Number.isNaN(right) ? 'unordered' : sign(left, right)
  if (typeof left === 'string' && typeof right === 'string') return Math.sign(compareTexts(left, right))
  if (typeof left === 'boolean' && typeof right === 'boolean') return sign(left, right)
  if (!Array.isArray(left) || !Array.isArray(right)) return null
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const items = compare(left[i] ?? null, right[i] ?? null)
    if (items !== 0) return items
  }
  return Math.sign(left.length - right.length)
}

/** A text that is the same for values which DISTINCT and grouping hold to be the same: nulls are, 1 and 1.0 are. */
export function keyOf(value: CypherValue): string {
  if (value === null) return 'n'
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (typeof value === 'bigint') return `${value}`
  if (typeof value === 'number') return Number.isInteger(value) ? `${BigInt(value)}` : `${value}`
  if (Array.isArray(value)) return `[${value.map(keyOf).join()}]`
  if (value instanceof CypherNode) return `N${value.node}`
  if (value instanceof CypherEdge) return `E${value.edge}`
  if (value instanceof CypherPath) return `P${value.nodes.join()};${value.edges.join()}`
  const entries = [...value].map(([key, item]) => `${JSON.stringify(key)}:${keyOf(item)}`)
  return `{${entries.sort().join()}}`
}
