/** Answers a motif's attribute needs from plain objects, so that kernels can be tested without DuckDB. */
import type { AttributeValue } from '../../../src/model/attribute'
import { compareCodePoints, satisfies, satisfiesStatic } from '../../../src/model/attribute'
import type { HostTopology } from '../../../src/model/host-graph'
import type { Constraint, Operator } from '../../../src/model/motif'
import type { AttributeNeeds, Comparison, EdgePairs, ResolvedNeeds } from '../../../src/model/plan'
import { topologyFromPairs } from '../../../src/grandiso/csr'
import { numberByDegree, renumberPairs } from '../../../src/grandiso/number-by-degree'
import type { PlainGraph } from '../../../src/grandiso/verify'

type Cell = AttributeValue | undefined
type Attributes = Record<string, AttributeValue>

export interface MemoryHost {
  topology: HostTopology
  edgeRows: EdgePairs
  /** Ids by host node index. */
  ids: string[]
  nodeAttributes: Attributes[]
  edgeAttributes: Attributes[]
}

export function memoryHostFrom(graph: PlainGraph): MemoryHost {
  const placeOf = new Map(graph.nodes.map(({ id }, place) => [id, place]))
  const inFile = {
    sources: Uint32Array.from(graph.edges, ({ source }) => placeOf.get(source)!),
    targets: Uint32Array.from(graph.edges, ({ target }) => placeOf.get(target)!),
  }
  const nodeCount = graph.nodes.length
  const { indexOfNode } = numberByDegree(nodeCount, inFile)
  const edgeRows = renumberPairs(inFile, indexOfNode)
  const ids: string[] = []
  const nodeAttributes: Attributes[] = []
  graph.nodes.forEach(({ id, attrs }, place) => {
    ids[indexOfNode[place]!] = id
    nodeAttributes[indexOfNode[place]!] = attrs
  })
  const topology = topologyFromPairs(nodeCount, graph.directed, edgeRows)
  return { topology, edgeRows, ids, nodeAttributes, edgeAttributes: graph.edges.map(({ attrs }) => attrs) }
}

function columnOf(all: Attributes[], key: string): Cell[] {
  if (!key.includes('.') || all.some((attributes) => Object.hasOwn(attributes, key)))
    return all.map((attributes) => (Object.hasOwn(attributes, key) ? attributes[key] : undefined))
  return all.map((attributes) =>
    key.split('.').reduce<Cell>((value, part) => {
      const isObject = value !== null && typeof value === 'object' && !Array.isArray(value)
      return isObject && Object.hasOwn(value, part) ? value[part] : undefined
    }, attributes),
  )
}

function placesPassing(all: Attributes[], constraints: Constraint[]): Uint32Array {
  const columns = constraints.map(({ key }) => columnOf(all, key))
  const passes = (place: number) =>
    constraints.every(({ op, value }, index) => satisfiesStatic(columns[index]![place], op, value))
  return Uint32Array.from(all.keys()).filter(passes)
}

const isMissing = (cell: Cell): cell is null | undefined => cell === undefined || cell === null
const isNumber = (cell: Cell) => typeof cell === 'number' || typeof cell === 'bigint'

function orderComparison(op: Operator, left: Cell[], right: Cell[]): Comparison {
  const present = [...left, ...right].filter((cell) => !isMissing(cell))
  const numbers = [...new Set(present.filter(isNumber).map(Number))].sort((a, b) => a - b)
  const strings = [...new Set(present.filter((cell): cell is string => typeof cell === 'string'))].sort(
    compareCodePoints,
  )
  const others = [...new Set(present.filter((cell) => !isNumber(cell) && typeof cell !== 'string'))]
  const codeOf = (cell: Cell) => {
    if (isMissing(cell)) return -1
    if (isNumber(cell)) return numbers.indexOf(Number(cell))
    if (typeof cell === 'string') return numbers.length + strings.indexOf(cell)
    return numbers.length + strings.length + others.indexOf(cell)
  }
  return {
    kind: 'order',
    op: op as '==',
    left: Int32Array.from(left, codeOf),
    right: Int32Array.from(right, codeOf),
    classEnds: [numbers.length, numbers.length + strings.length],
  }
}

function relationComparison(op: Operator, left: Cell[], right: Cell[]): Comparison {
  const distinct = (cells: Cell[]) =>
    [...new Set(cells.filter((cell) => !isMissing(cell)))] as NonNullable<Cell>[]
  const [lefts, rights] = [distinct(left), distinct(right)]
  const bits = new Uint32Array(Math.ceil((lefts.length * rights.length) / 32))
  lefts.forEach((a, l) =>
    rights.forEach((b, r) => {
      const bit = l * rights.length + r
      if (satisfies(a, op, b)) bits[bit >>> 5]! |= 1 << (bit & 31)
    }),
  )
  return {
    kind: 'relation',
    left: Int32Array.from(left, (cell) => lefts.indexOf(cell as NonNullable<Cell>)),
    right: Int32Array.from(right, (cell) => rights.indexOf(cell as NonNullable<Cell>)),
    rightCount: rights.length,
    bits,
  }
}

function compareColumns(
  all: Attributes[],
  { leftKey, op, rightKey }: AttributeNeeds['nodeComparisons'][number],
): Comparison {
  const [left, right] = [columnOf(all, leftKey), columnOf(all, rightKey)]
  const isOrder = ['==', '!=', '<', '<=', '>', '>='].includes(op)
  return isOrder ? orderComparison(op, left, right) : relationComparison(op, left, right)
}

export function resolveInMemory(host: MemoryHost, needs: AttributeNeeds): ResolvedNeeds {
  const { nodeAttributes, edgeAttributes, edgeRows } = host
  const edgeSetRows = needs.edgeSets.map((constraints) => placesPassing(edgeAttributes, constraints))
  return {
    nodeSets: needs.nodeSets.map(({ constraints }) => placesPassing(nodeAttributes, constraints)),
    edgeSets: edgeSetRows.map((rows) => ({
      sources: rows.map((row) => edgeRows.sources[row]!),
      targets: rows.map((row) => edgeRows.targets[row]!),
    })),
    nodeComparisons: needs.nodeComparisons.map((comparison) => compareColumns(nodeAttributes, comparison)),
    edgeComparisons: needs.edgeComparisons.map((comparison) => compareColumns(edgeAttributes, comparison)),
    ...(needs.edgeComparisons.length > 0 ? { edgeRows, edgeSetRows } : {}),
  }
}
