/** Queries of Cypher whose rows are reduced by the table engine (real DuckDB) against the evaluator alone: the same rows in
 *  the same order, whatever is grouped, sorted, cut or named on the way, and however small the room for the rows. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { answerCypher } from '../../src/grand/cypher/answer-query'
import type { PlainValue } from '../../src/grand/cypher/plain-rows'
import { openNodeDuckDb } from '../tools/node-duckdb'
import { hostFromBlob } from '../tools/cypher-host'
import { tablesOf } from '../tools/cypher-tables'
import type { SqlConnection } from '../../src/tables/sql-connection'

const seed = Number(process.env['MOTIFSCOPE_SEED'] ?? 20261126)
const texts = ['b', 'B', 'ä', '😀', '', 'ab', "it's"]

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 4 })
const attributes = fc.record({
  w: optional(fc.integer({ min: -3, max: 3 })),
  x: optional(fc.constantFrom(-1.5, 0.25, 2, 7.75)),
  t: optional(fc.constantFrom(...texts)),
  b: optional(fc.boolean()),
})
const present = (given: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))

/** Some 600 edges among 40 nodes: enough for a search. Every attribute is there with every kind at least once. */
const hosts = fc
  .record({
    directed: fc.boolean(),
    isSimple: fc.boolean(),
    nodes: fc.array(attributes, { minLength: 40, maxLength: 40 }),
    edges: fc.array(fc.tuple(fc.nat(39), fc.nat(39), attributes), { minLength: 640, maxLength: 700 }),
  })
  .map(({ directed, isSimple, nodes, edges }) => {
    const seen = new Set<string>()
    const kept = edges.filter(([from, to]) => {
      const key = directed ? `${from} ${to}` : `${Math.min(from, to)} ${Math.max(from, to)}`
      const isKept = !isSimple || (from !== to && !seen.has(key))
      seen.add(key)
      return isKept
    })
    const [first, whole] = [{ w: 1, x: 0.5, t: 'b', b: true }, { x: 2.5 }]
    return {
      directed,
      multigraph: true,
      nodes: nodes.map((given, i) => ({ id: `n${i}`, ...present(given), ...(i === 0 ? first : {}) })),
      links: kept.map(([from, to, given], i) => ({
        source: `n${from}`,
        target: `n${to}`,
        ...present(given),
        ...(i === 0 ? { ...first, ...whole } : {}),
      })),
    }
  })

const keys = [
  'a', 'b.t', 'a.w', 'a.x', 'r.t', 'b.b', 'a.w + b.w', 'a.w % 2', 'a.x * 2', 'a.w > 1', 'a.x <= 2', "a.t STARTS WITH 'a'",
  'a.w IS NULL', 'a.t = b.t', 'a.w IN [1, 2, null]', "CASE WHEN a.w > 0 THEN 'up' WHEN a.w < 0 THEN 'down' END",
  'coalesce(a.t, b.t)', 'a.missing', 'r.w', 'type(r)', 'a:Neuron', 'id(a) % 3', 'elementId(b)', 'a.w / 2', 'a.x < b.x', 'a.x <> b.x',
  'NOT a.b', 'a.b AND b.b', 'a.b XOR b.b', 'size(a.t)', '-a.w', 'abs(a.w)', 'toInteger(a.x)', 'floor(a.x)', 'a.t < b.t', 'a.w >= 1.5',
  'a.w = 2.0', 'a = b', '$wanted', 'a.w < $half', 'startNode(r).t', 'toString(a.w)', 'a.t + b.t', "a.t CONTAINS 'b'", 'b', 'r',
  'toUpper(a.t)', 'round(a.x)', 'a.w = a.t', 'labels(a)',
] // prettier-ignore
const aggregates = [
  'count(*)', 'count(a.w)', 'count(DISTINCT b)', 'count(DISTINCT a.t)', 'sum(a.w)', 'sum(r.w)', 'sum(DISTINCT a.w)', 'sum(a.x)',
  'avg(a.w)', 'avg(r.x)', 'min(a.w)', 'max(a.x)', 'min(a.t)', 'max(b.t)', 'max(a.b)', 'count(*) * 2 + 1', 'sum(a.w) + count(b.t)',
  'collect(a.w)', 'collect(b)', 'stDev(a.w)', 'max(r.w) - min(r.w)', 'round(avg(a.x) * 10)', 'collect(DISTINCT a.t)', 'count(r)',
  'percentileCont(a.w, 0.5)', 'size(collect(b.t))', 'sum(a.missing)',
] // prettier-ignore
const patterns = [
  'MATCH (a)-[r]->(b)', 'MATCH (a)-[r]->(b)-->(c)', 'MATCH (a)-[r]->(b) WHERE a.w > -2', 'MATCH (a)<-[r]-(b)-[s]->(c)',
  'MATCH (a)-[r]-(b)', 'MATCH (a)-[r]->(b)-[s]->(a)', 'MATCH (a)-[r]->(b) MATCH (b)-->(c)', 'MATCH (a)-[r {w: 1}]->(b) MATCH (a)-[s]->(c)', 'MATCH (a)-[r]->(b)<--(c) WHERE a.w < c.w',
] // prettier-ignore
const filters = ['', '', '', ' WHERE v > 0', ' WHERE v IS NOT NULL', " WHERE w = 'b' OR v = 1"]

const some = (of: string[], most: number) =>
  fc.array(fc.constantFrom(...of), { minLength: 1, maxLength: most }).map((all) => [...new Set(all)])
const named = (expressions: string[], letter: string) =>
  expressions.map((one, i) => `${one} AS ${letter}${i}`)

const endings = fc
  .record({
    groupedBy: fc.oneof(fc.constant<string[]>([]), some(keys, 2)),
    counted: some(aggregates, 2),
    sorted: fc.array(fc.constantFrom('k0', 'g0', 'g0 * 2', 'k0 DESC', 'g0 DESC', 'a.w', 'count(*) DESC'), {
      maxLength: 2,
    }),
    cut: fc.constantFrom('', '', ' LIMIT 5', ' SKIP 2 LIMIT 3', ' SKIP 1', ' LIMIT $few'),
    form: fc.constantFrom('grouped', 'grouped', 'distinct', 'first', 'further', 'named', 'starred'),
    filter: fc.constantFrom(...filters),
  })
  .map(({ groupedBy, counted, sorted, cut, form, filter }) => {
    const [grouping, results] = [named(groupedBy, 'k'), named(counted, 'g')]
    const known = sorted.filter((one) => !one.startsWith('k0') || groupedBy.length > 0)
    const order = known.length > 0 ? ` ORDER BY ${known.join(', ')}` : ''
    const items = [...grouping, ...results].join(', ')
    const plain = known.filter((one) => /^k0|^a\.w/.test(one))
    const plainOrder = plain.length > 0 ? ` ORDER BY ${plain.join(', ')}` : ''
    const plainItems = grouping.length > 0 ? grouping.join(', ') : 'a.t AS k0'
    switch (form) {
      case 'distinct':
        return ` RETURN DISTINCT ${plainItems}${plainOrder.replace(/a\.w/, 'k0')}${cut}`
      case 'first':
        return ` RETURN ${plainItems}, b.t AS last${plainOrder || ' ORDER BY a.w DESC'}${cut}`
      case 'further':
        return ` WITH ${[...grouping, ...results].join(', ')}${order.replace('a.w', 'g0')} WHERE g0 IS NOT NULL RETURN g0, count(*) AS n`
      case 'named':
        return ` WITH a, b, r, a.w AS v, b.t AS w${filter} RETURN ${items}${order}${cut}`
      case 'starred':
        return ` WITH a, b.t AS v, r, b RETURN *, ${results.join(', ')}${cut}`
      default:
        return ` RETURN ${items}${order}${cut}`
    }
  })

/** Sums of fractions may differ in their last digits: the order of adding is not the same. */
function rounded(value: PlainValue): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? value : Number(value.toPrecision(11))
  return Array.isArray(value) ? value.map(rounded) : value
}

/** The evaluator would do it instead: here that is a fault. */
const refused =
  (failures: string[]) =>
  (thrown: unknown): never => {
    failures.push(String(thrown))
    throw thrown
  }

const parameters = { wanted: 'b', half: 0.5, few: 4 }
const limits = { fewestRows: 0, compactAt: 400, mostValues: 1e9 }

describe(`rows reduced by the table engine (seed ${seed})`, () => {
  let connection: SqlConnection
  beforeAll(async () => {
    connection = await openNodeDuckDb()
  })

  it('are those of the evaluator', async () => {
    let reduced = 0
    const failures: string[] = []
    const cases = fc.tuple(hosts, fc.array(fc.tuple(fc.constantFrom(...patterns), endings), { minLength: 12, maxLength: 12 }), fc.constantFrom(3, 10_000)) // prettier-ignore
    await fc.assert(
      fc.asyncProperty(cases, async ([graph, queries, limit]) => {
        const host = await hostFromBlob(new Blob([JSON.stringify({ graph: {}, ...graph })]))
        const inTables = tablesOf(connection, host)
        for (const [match, ending] of queries) {
          const question = { query: match + ending, parameters, limit, limitMs: 1e9 }
          const ask = async (engines: Parameters<typeof answerCypher>[4]) => {
            try {
              const { rows, truncated, restBy } = await answerCypher(
                host,
                question,
                () => 0,
                undefined,
                engines,
              )
              reduced += Number(restBy === 'duckdb')
              return { query: question.query, truncated, rows: rows.map(rounded) }
            } catch (thrown) {
              return { query: question.query, failed: String(thrown) }
            }
          }
          const byTables = await inTables((tables) =>
            ask({ tables: { ...tables, ask: (sql) => tables.ask(sql).catch(refused(failures)) }, limits }),
          )
          expect(byTables).toEqual(await ask({}))
        }
      }),
      { seed, numRuns: 24 },
    )
    expect(failures).toEqual([])
    expect(reduced).toBeGreaterThan(90)
  }, 600_000)
})
