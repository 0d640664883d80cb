import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { satisfies, satisfiesStatic } from '../../../src/model/attribute'
import type { AttributeValue, StorageType } from '../../../src/model/attribute'
import { MotifscopeError } from '../../../src/model/errors'
import type { Constraint, ConstraintValue, Operator } from '../../../src/model/motif'
import type { AttributeNeeds, Comparison } from '../../../src/model/plan'
import { resolveNeeds } from '../../../src/tables/candidate-sets'
import type { SqlConnection } from '../../../src/tables/sql-connection'
import { openNodeDuckDb } from '../../tools/node-duckdb'
import { loadSmallHost } from './small-host'
import type { ColumnValues, SmallHost } from './small-host'

const operators: Operator[] = ['==', '!=', '<', '<=', '>', '>=', 'in', 'contains', '!in', '!contains']
const noNeeds: AttributeNeeds = { nodeSets: [], edgeSets: [], nodeComparisons: [], edgeComparisons: [] }

let connection: SqlConnection
beforeAll(async () => {
  connection = await openNodeDuckDb()
})

/** What a kernel does with a comparison's codes. */
function holdsByCode(comparison: Comparison, leftRow: number, rightRow: number): boolean {
  const [l, r] = [comparison.left[leftRow]!, comparison.right[rightRow]!]
  if (l < 0 || r < 0) return false
  if (comparison.kind === 'relation') {
    const bit = l * comparison.rightCount + r
    return ((comparison.bits[bit >> 5]! >> (bit & 31)) & 1) === 1
  }
  const [numberEnd, stringEnd] = comparison.classEnds
  const classOf = (code: number) => (code < numberEnd ? 0 : code < stringEnd ? 1 : 2)
  if (comparison.op === '==') return l === r
  if (comparison.op === '!=') return l !== r
  if (classOf(l) !== classOf(r) || classOf(l) === 2) return false
  if (comparison.op === '<') return l < r
  if (comparison.op === '<=') return l <= r
  return comparison.op === '>' ? l > r : l >= r
}

type Cell = AttributeValue | undefined

/** The value a cell stands for, as the oracle wants it. */
function meaning(storage: StorageType, cell: Cell): Cell {
  if (cell === undefined || cell === null) return undefined
  if (storage === 'json') return JSON.parse(cell as string) as AttributeValue
  return storage === 'int64' ? BigInt(cell as number) : cell
}

/** Few distinct values, so that equal ones meet across columns and types. */
const cellOf: Record<StorageType, fc.Arbitrary<AttributeValue>> = {
  int64: fc.constantFrom<AttributeValue>(-1n, 0n, 1n, 2n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 63n - 1n),
  double: fc.constantFrom(-1, 0, -0, 1, 2, 2.5, 2 ** 53, 2 ** 53 + 2, 2 ** 63, Infinity, NaN),
  utf8: fc.constantFrom('', 'a', 'ab', 'b', '1', 'é', '\uffee', '😀', `'"`),
  bool: fc.boolean(),
  'list-utf8': fc.array(fc.constantFrom('a', 'ab', '1'), { maxLength: 2 }),
  'list-double': fc.array(fc.constantFrom(0, -0, 1, 2.5, NaN), { maxLength: 2 }),
  json: fc
    .oneof(
      fc.constantFrom<AttributeValue>(1, 2.5, 'a', 'ab', '1', '\uffee', '😀', true, false, null),
      fc.array(fc.constantFrom<AttributeValue>('a', 1, true), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom<AttributeValue>('a', 1, true), { maxKeys: 2 }),
    )
    .map((value) => JSON.stringify(value)),
}
const storages = Object.keys(cellOf) as StorageType[]
const keys = ['k0', 'k1', 'k2', 'unknown']

const tableOf = (rowCount: number): fc.Arbitrary<ColumnValues[]> =>
  fc.tuple(
    ...[0, 1, 2].map((i) =>
      fc.constantFrom(...storages).chain((storage) =>
        fc
          .array(fc.option(cellOf[storage], { nil: undefined }), {
            minLength: rowCount,
            maxLength: rowCount,
          })
          .map((values) => ({ name: `k${i}`, storage, values })),
      ),
    ),
  )

const literal = fc.oneof(
  ...(['int64', 'double', 'utf8', 'bool'] as const).map(
    (storage) => cellOf[storage] as fc.Arbitrary<ConstraintValue>,
  ),
)
const constraint: fc.Arbitrary<Constraint> = fc.record({
  key: fc.constantFrom(...keys),
  op: fc.constantFrom(...operators),
  value: literal,
})
const constraints = fc.array(constraint, { minLength: 1, maxLength: 3 })
const comparison = fc.record({
  leftKey: fc.constantFrom(...keys),
  op: fc.constantFrom(...operators),
  rightKey: fc.constantFrom(...keys),
})
const sample = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 8 }))
  .chain(([nodeCount, edgeCount]) => {
    const node = fc.integer({ min: 0, max: nodeCount - 1 })
    return fc.record({
      nodeCount: fc.constant(nodeCount),
      nodeColumns: tableOf(nodeCount),
      edges: fc.array(fc.tuple(node, node), { minLength: edgeCount, maxLength: edgeCount }),
      edgeColumns: tableOf(edgeCount),
      needs: fc.record({
        nodeSets: fc.array(fc.record({ node: fc.constant('A'), constraints }), { maxLength: 3 }),
        edgeSets: fc.array(constraints, { maxLength: 3 }),
        nodeComparisons: fc.array(comparison, { maxLength: 4 }),
        edgeComparisons: fc.array(comparison, { maxLength: 4 }),
      }),
    })
  })

function cellAt(columns: ColumnValues[], key: string, row: number): Cell {
  const column = columns.find(({ name }) => name === key)
  return column && meaning(column.storage, column.values[row])
}

const rowsThatSatisfy = (columns: ColumnValues[], rowCount: number, all: Constraint[]) =>
  Array.from({ length: rowCount }, (_, row) => row).filter((row) =>
    all.every(({ key, op, value }) => satisfiesStatic(cellAt(columns, key, row), op, value)),
  )

function expectComparison(
  columns: ColumnValues[],
  rowCount: number,
  wanted: { leftKey: string; op: Operator; rightKey: string },
  found: Comparison,
) {
  expect([found.left.length, found.right.length]).toEqual([rowCount, rowCount])
  for (let l = 0; l < rowCount; l++)
    for (let r = 0; r < rowCount; r++) {
      const [left, right] = [cellAt(columns, wanted.leftKey, l), cellAt(columns, wanted.rightKey, r)]
      const isPresent = left !== undefined && left !== null && right !== undefined && right !== null
      expect({ wanted, left, right, holds: holdsByCode(found, l, r) }).toEqual({
        wanted,
        left,
        right,
        holds: isPresent && satisfies(left, wanted.op, right),
      })
    }
}

describe('resolveNeeds', () => {
  it('answers as an evaluation in memory does, on random tables of every storage', async () => {
    await fc.assert(
      fc.asyncProperty(sample, async ({ nodeCount, nodeColumns, edges, edgeColumns, needs }) => {
        const small: SmallHost = {
          ids: Array.from({ length: nodeCount }, (_, i) => `n${i}`),
          nodeColumns,
          edges,
          edgeColumns,
        }
        const host = await loadSmallHost(connection, small)
        const resolved = await resolveNeeds(connection, host, needs)
        expect(resolved.nodeSets.map((set) => [...set])).toEqual(
          needs.nodeSets.map((set) => rowsThatSatisfy(nodeColumns, nodeCount, set.constraints)),
        )
        const edgeRows = needs.edgeSets.map((set) => rowsThatSatisfy(edgeColumns, edges.length, set))
        expect(resolved.edgeSets.map(({ sources, targets }) => [[...sources], [...targets]])).toEqual(
          edgeRows.map((rows) => [rows.map((row) => edges[row]![0]), rows.map((row) => edges[row]![1])]),
        )
        if (needs.edgeComparisons.length > 0) {
          expect(resolved.edgeSetRows?.map((rows) => [...rows])).toEqual(edgeRows)
          expect([...resolved.edgeRows!.sources]).toEqual(edges.map(([source]) => source))
          expect([...resolved.edgeRows!.targets]).toEqual(edges.map(([, target]) => target))
        } else expect(resolved.edgeRows).toBeUndefined()
        needs.nodeComparisons.forEach((wanted, i) =>
          expectComparison(nodeColumns, nodeCount, wanted, resolved.nodeComparisons[i]!),
        )
        needs.edgeComparisons.forEach((wanted, i) =>
          expectComparison(edgeColumns, edges.length, wanted, resolved.edgeComparisons[i]!),
        )
      }),
      { numRuns: 150, seed: 20261123 },
    )
  })

  it('leaves no scratch tables behind', async () => {
    const table = await connection.query(`SELECT count(*) AS n FROM duckdb_tables() WHERE temporary`)
    expect(Number(table.getChild('n')!.get(0))).toBe(0)
  })

  it('follows a dotted key into JSON, in json and in text columns, unless an attribute has that very name', async () => {
    const roiInfo = [
      '{"CX":{"pre":5},"a.b":{"c":1}}',
      '{"CX":{"pre":"5"}}',
      'not json',
      undefined,
      '{"CX":{"pre":9007199254740993}}',
    ]
    const host = await loadSmallHost(connection, {
      ids: ['a', 'b', 'c', 'd', 'e'],
      nodeColumns: [
        { name: 'roiInfo', storage: 'json', values: roiInfo },
        { name: 'plain', storage: 'utf8', values: roiInfo },
        { name: 'plain.CX.pre', storage: 'int64', values: [1n, 1n, 1n, 1n, 7n] },
      ],
    })
    const ask = async (key: string, op: Operator, value: ConstraintValue) => {
      const nodeSets = [{ node: 'A', constraints: [{ key, op, value }] }]
      return [...(await resolveNeeds(connection, host, { ...noNeeds, nodeSets })).nodeSets[0]!]
    }
    expect(await ask('roiInfo.CX.pre', '==', 5)).toEqual([0])
    expect(await ask('roiInfo.CX.pre', '!=', 5)).toEqual([1, 2, 3, 4])
    expect(await ask('roiInfo.CX.pre', '>', 9007199254740992n)).toEqual([4])
    expect(await ask('roiInfo.a.b.c', '==', 1)).toEqual([0])
    expect(await ask('roiInfo.toString', '!=', 1)).toEqual([0, 1, 2, 3, 4])
    expect(await ask('plain.CX.pre', '==', 7)).toEqual([4])
    expect(await ask('plain.a.b.c', '==', 1)).toEqual([0])
    expect(await ask('plain.CX', 'contains', 'pre')).toEqual([])
  })

  it('refuses a containment between too many different values, in words', async () => {
    const ids = Array.from({ length: 20_000 }, (_, i) => `n${i}`)
    const host = await loadSmallHost(connection, {
      ids,
      nodeColumns: [{ name: 'label', storage: 'utf8', values: ids }],
    })
    const nodeComparisons = [{ leftKey: 'label', op: 'contains' as const, rightKey: 'label' }]
    const refused = await resolveNeeds(connection, host, { ...noNeeds, nodeComparisons }).catch(
      (thrown: unknown) => thrown,
    )
    expect(refused).toBeInstanceOf(MotifscopeError)
    expect(refused).toMatchObject({
      code: 'too-many-values',
      message: expect.stringContaining('20000') as string,
    })
  })
})
