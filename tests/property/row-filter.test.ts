/** Filters, groups, participation and histograms of results, in the real engine, equal what plain code says of the same
 *  rows; whatever the values are. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { satisfies, satisfiesStatic } from '../../src/model/attribute'
import type { AttributeValue } from '../../src/model/attribute'
import type { MatchReference, RowCondition } from '../../src/model/match-query'
import type { ConstraintValue, Operator } from '../../src/model/motif'
import { groupsOfMatches } from '../../src/tables/match-groups'
import { histogramOfMatches } from '../../src/tables/match-histogram'
import type { MatchSpace } from '../../src/tables/match-kept'
import { pageOfMatches } from '../../src/tables/match-page'
import { participationOfNodes } from '../../src/tables/match-participation'
import { unionOfMatches } from '../../src/tables/match-subgraph'
import { openNodeDuckDb } from '../tools/node-duckdb'
import { loadSmallHost } from '../unit/tables/small-host'

const ids = ['10', '9', 'b', `"q'`, '😀', '', 'e', 'f']
const types = ['KC', 'MBON', undefined, 'KC', '', `'; DROP`, 'é', 'PN']
const sizes = [1, 2.5, undefined, NaN, -1, 1e300, 0, 2.5]
const counts = [1n, 2n ** 53n + 1n, undefined, 0n, -7n, 5n, 5n, 3n]
const edges: [number, number][] = [[0, 1], [0, 1], [1, 2], [2, 3], [3, 0], [4, 5], [5, 4], [6, 7], [1, 1]] // prettier-ignore
const weights = [1, 5, undefined, 2, 3, undefined, 8, 4, 9]
const keys = ['type', 'size', 'count'] as const

let space: MatchSpace
let jobCount = 0
beforeAll(async () => {
  const connection = await openNodeDuckDb()
  const host = await loadSmallHost(connection, {
    ids,
    nodeColumns: [
      { name: 'type', storage: 'utf8', values: types },
      { name: 'size', storage: 'double', values: sizes },
      { name: 'count', storage: 'int64', values: counts },
    ],
    edges,
    edgeColumns: [{ name: 'w', storage: 'double', values: weights }],
  })
  space = { connection, host, matches: matchesOf([]) }
}, 60_000)

function matchesOf(rows: number[][]): MatchSpace['matches'] {
  const flat = Uint32Array.from(rows.flat())
  return {
    jobId: `property-${jobCount++}`,
    columns: ['A', 'B'],
    edges: [{ from: 'A', to: 'B', constraints: [] }],
    rowCount: rows.length,
    read: (offset, limit) => Promise.resolve(flat.slice(offset * 2, (offset + limit) * 2)),
  }
}

function valueIn(row: number[], reference: MatchReference): AttributeValue | undefined {
  if (reference.kind === 'edge') {
    const found = edges.flatMap(([s, t], i) => (s === row[0] && t === row[1] && weights[i] !== undefined ? [weights[i]] : [])) // prettier-ignore
    return found.length > 0 ? Math.max(...found) : undefined
  }
  const at = row[reference.node === 'A' ? 0 : 1]!
  if (reference.key === null) return ids[at]
  return { type: types[at], size: sizes[at], count: counts[at] }[reference.key as (typeof keys)[number]]
}

function holds(condition: RowCondition, row: number[]): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.parts.every((part) => holds(part, row))
    case 'any':
      return condition.parts.some((part) => holds(part, row))
    case 'not':
      return !holds(condition.part, row)
    case 'missing':
      return valueIn(row, condition.left) === undefined
    case 'compare':
      return satisfiesStatic(valueIn(row, condition.left), condition.op, condition.value)
    case 'oneOf':
      return condition.values.some((value) => satisfiesStatic(valueIn(row, condition.left), '==', value))
    case 'relate': {
      const [left, right] = [valueIn(row, condition.left), valueIn(row, condition.right)]
      return left !== undefined && right !== undefined && satisfies(left, condition.op, right)
    }
  }
}

const reference: fc.Arbitrary<MatchReference> = fc.oneof(
  fc.record({
    kind: fc.constant('node' as const),
    node: fc.constantFrom('A', 'B'),
    key: fc.constantFrom(null, ...keys),
  }),
  fc.constant({ kind: 'edge' as const, from: 'A', to: 'B', key: 'w' }),
)
const value: fc.Arbitrary<ConstraintValue> = fc.constantFrom(...ids, 'KC', `'; DROP`, 0, 1, 2.5, -1, 5, 1e300, 2n ** 53n + 1n) // prettier-ignore
const op = fc.constantFrom<Operator>('==', '!=', '<', '<=', '>', '>=', 'in', 'contains', '!in', '!contains')
const condition = fc.letrec<{ any: RowCondition }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.record({ kind: fc.constant('compare' as const), left: reference, op, value }),
    fc.record({ kind: fc.constant('relate' as const), left: reference, op, right: reference }),
    fc.record({
      kind: fc.constant('oneOf' as const),
      left: reference,
      values: fc.array(value, { maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('missing' as const), left: reference }),
    fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      parts: fc.array(tie('any'), { maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not' as const), part: tie('any') }),
  ),
})).any
const node = fc.nat(ids.length - 1)
const rowsOf = fc.array(fc.tuple(node, node) as fc.Arbitrary<number[]>, { maxLength: 12 })
const of = (rows: number[][]): MatchSpace => ({ ...space, matches: matchesOf(rows) })

const tally = <Key>(values: Key[]) => {
  const found = new Map<Key, number>()
  for (const one of values) found.set(one, (found.get(one) ?? 0) + 1)
  return found
}

describe('the rows of a result', () => {
  it('are kept exactly where the condition holds, in their order', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf, condition, async (rows, where) => {
        const { connection, host, matches } = of(rows)
        const page = await pageOfMatches(connection, host, matches, { where })
        const wanted = rows.filter((row) => holds(where, row))
        expect(page.rows).toEqual(wanted.map((row) => row.map((at) => ids[at])))
        expect(page.total).toBe(wanted.length)
      }),
      { numRuns: 150 },
    )
  })

  it('tell their values, and are sorted by them, missing ones last', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf, fc.boolean(), async (rows, descending) => {
        const by: MatchReference = { kind: 'node', node: 'B', key: 'count' }
        const weight: MatchReference = { kind: 'edge', from: 'A', to: 'B', key: 'w' }
        const { connection, host, matches } = of(rows)
        const page = await pageOfMatches(connection, host, matches, {
          sort: { by, descending },
          columns: [by, weight],
        })
        const plain = (one: AttributeValue | undefined) =>
          one === undefined ? null : typeof one === 'bigint' && one > 2n ** 53n ? String(one) : typeof one === 'bigint' ? Number(one) : one // prettier-ignore
        const sign = descending ? -1 : 1
        const sorted = rows.toSorted((left, right) => {
          const [l, r] = [valueIn(left, by), valueIn(right, by)] as (bigint | undefined)[]
          if (l === undefined || r === undefined) return Number(l === undefined) - Number(r === undefined)
          return sign * (l < r ? -1 : l > r ? 1 : 0)
        })
        expect(page.values ?? []).toEqual(
          sorted.map((row) => [plain(valueIn(row, by)), plain(valueIn(row, weight))]),
        )
      }),
      { numRuns: 40 },
    )
  })

  it('add up in groups, in participation and in histograms', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf, condition, async (rows, where) => {
        const own = of(rows)
        const kept = rows.filter((row) => holds(where, row))
        const type: MatchReference = { kind: 'node', node: 'A', key: 'type' }
        const id: MatchReference = { kind: 'node', node: 'B', key: null }
        const { groups, total, groupCount } = await groupsOfMatches(own, {
          where,
          by: [type, id],
          offset: 0,
          limit: 99,
        })
        expect(total).toBe(kept.length)
        expect(groupCount).toBe(groups.length)
        const pairs = tally(kept.map((row) => JSON.stringify([valueIn(row, type) ?? null, valueIn(row, id)])))
        expect(new Map(groups.map(({ keys, count }) => [JSON.stringify(keys), count]))).toEqual(pairs)

        const sort = { by: 'count' as const, descending: true }
        const found = await participationOfNodes(own, {
          where,
          attributes: ['type'],
          sort,
          offset: 0,
          limit: 99,
        })
        const nodes = tally(kept.flat())
        expect(found.nodeCount).toBe(nodes.size)
        expect(new Map(found.rows.map((row) => [row.id, row.total]))).toEqual(
          new Map([...nodes].map(([at, count]) => [ids[at], count])),
        )
        expect(found.rows.every((row) => row.counts[0]! + row.counts[1]! === row.total)).toBe(true)

        const size: MatchReference = { kind: 'node', node: 'A', key: 'size' }
        const spread = await histogramOfMatches(own, { where, of: size, bins: 5, limit: 3 })
        if (spread.kind !== 'numbers') throw new Error('Sizes are numbers.')
        const values = kept.map((row) => valueIn(row, size) as number | undefined)
        expect(spread.missing).toBe(values.filter((one) => one === undefined).length)
        for (const { from, to, count } of spread.bins)
          expect(count).toBe(values.filter((one) => one !== undefined && one >= from && one < to).length)
        const inBins = spread.bins.reduce((sum, bin) => sum + bin.count, 0)
        expect(inBins + spread.missing + spread.notFinite).toBe(kept.length)
      }),
      { numRuns: 60 },
    )
  })

  it('make a graph of exactly their nodes and the host edges among them', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf, async (rows) => {
        const own = of(rows)
        const union = await unionOfMatches(own, { offset: 0, limit: 99, attribute: 'type' })
        const nodes = new Set(rows.flat())
        expect(new Set(union.nodes.map(({ id }) => id))).toEqual(new Set([...nodes].map((at) => ids[at])))
        const among = edges.filter(([s, t]) => nodes.has(s) && nodes.has(t))
        expect(union.edges.reduce((sum, { count }) => sum + count, 0)).toBe(among.length)
        for (const { source, target, rows: drawn } of union.edges) {
          const [s, t] = [ids.indexOf(union.nodes[source]!.id), ids.indexOf(union.nodes[target]!.id)]
          expect(drawn).toBe(rows.filter(([a, b]) => a === s && b === t).length)
        }
        const again = await unionOfMatches(own, {
          offset: 0,
          limit: 0,
          rows: rows.map((row) => row.map((at) => ids[at]!)),
        })
        expect(again.edges).toEqual(union.edges)
      }),
      { numRuns: 40 },
    )
  })
})
