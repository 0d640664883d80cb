/** What Cypher answers beyond the public cases: each line as openCypher 9 and Neo4j's manual have it. */
import { describe, expect, test } from 'vitest'
import { MotifscopeError } from '../../../../src/model/errors'
import type { CypherValue } from '../../../../src/grand/cypher/values/cypher-values'
import { CypherEdge, CypherNode, CypherPath } from '../../../../src/grand/cypher/values/cypher-values'
import { runCypher } from '../../../../src/grand/cypher/run-cypher'
import { graphOf } from './inline-graph'

const node = (id: string, labels: string[], attrs = {}) => ({ id, labels, attrs })
const edge = (source: string, target: string, type: string, attrs = {}) => ({
  source,
  target,
  labels: [type],
  attrs,
})

const graph = graphOf({
  directed: true,
  nodes: [
    node('a', ['Neuron', 'KC'], { name: 'Ann', size: 3, tags: ['x', 'y'] }),
    node('b', ['Neuron'], { name: 'Bob', size: 5 }),
    node('c', ['Neuron'], { name: 'Cy', size: 2.5 }),
    node('d', ['Glia'], { name: 'Dee' }),
  ],
  edges: [
    edge('a', 'b', 'SYN', { w: 1 }),
    edge('b', 'c', 'SYN', { w: 2 }),
    edge('c', 'a', 'SYN', { w: 3 }),
    edge('a', 'a', 'GAP', { w: 4 }),
    edge('a', 'c', 'GAP', { w: 5 }),
  ],
})

const plain = (value: CypherValue): unknown => {
  if (typeof value === 'bigint') return Number(value)
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof CypherNode) return graph.nodeId(value.node)
  if (value instanceof CypherEdge)
    return `${graph.nodeId(graph.sourceOf(value.edge))}${graph.nodeId(graph.targetOf(value.edge))}`
  if (value instanceof CypherPath) return value.nodes.map((one) => graph.nodeId(one)).join('')
  return value instanceof Map
    ? Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]))
    : value
}

const rows = (query: string, parameters: Record<string, CypherValue> = {}) =>
  [...runCypher(query, graph, { parameters: new Map(Object.entries(parameters)) }).rows].map((row) =>
    row.map(plain),
  )
const value = (expression: string) => rows(`RETURN ${expression} AS v`)[0]?.[0]

function failure(query: string): MotifscopeError {
  try {
    rows(query)
  } catch (thrown) {
    if (thrown instanceof MotifscopeError) return thrown
    throw thrown
  }
  throw new Error(`${query} did not fail`)
}

describe('values', () => {
  test.each([
    ['5 / 2', 2],
    ['5 / 2.0', 2.5],
    ['-7 % 3', -1],
    ['2 ^ 3', 8],
    ['1 + 2 * 3 - 4', 3],
    ['720575940379283456 + 1 = 720575940379283457', true],
    ['"a" + 1 + true', 'a1true'],
    ['[1] + 2 + [3]', [1, 2, 3]],
    ['1 < 2 < 3', true],
    ['1 < 3 < 2', false],
    ['1 = 1.0', true],
    ['1 = "1"', false],
    ['null = null', null],
    ['null <> 1', null],
    ['1 < "a"', null],
    ['NOT null', null],
    ['false AND null', false],
    ['true OR null', true],
    ['true XOR null', null],
    ['2 IN [1, null]', null],
    ['1 IN [1, null]', true],
    ['null IN []', false],
    ['[1, null] = [1, 2]', null],
    ['[1, null] = [2, 2]', false],
    ['"Kenyon" STARTS WITH "Ken"', true],
    ['"Kenyon" =~ "K.*n"', true],
    ['"Kenyon" =~ "K"', false],
    ['[1, 2, 3, 4][1..3]', [2, 3]],
    ['[1, 2, 3][-1]', 3],
    ['[1][5]', null],
    ['{a: {b: 2}}.a.b', 2],
    ['[x IN range(1, 5) WHERE x % 2 = 1 | x * x]', [1, 9, 25]],
    ['all(x IN [1, 2] WHERE x > 0)', true],
    ['any(x IN [1, null] WHERE x > 1)', null],
    ['none(x IN [] WHERE x)', true],
    ['single(x IN [1, 2] WHERE x = 1)', true],
    ['reduce(sum = 0, x IN [1, 2, 3] | sum + x)', 6],
    ['CASE WHEN 1 > 2 THEN "a" WHEN null THEN "b" ELSE "c" END', 'c'],
    ['CASE 2 WHEN 1 THEN "a" WHEN 2 THEN "b" END', 'b'],
    ['CASE 3 WHEN 1 THEN "a" END', null],
    ['coalesce(null, 2, 3)', 2],
    ['size("añ𝄞")', 3],
    ['toInteger("12.7")', 12],
    ['toInteger("x")', null],
    ['toFloat("2.5")', 2.5],
    ['substring("neuron", 1, 3)', 'eur'],
    ['split("a,b", ",")', ['a', 'b']],
    ['replace("aaa", "a", "$&")', '$&$&$&'],
    ['abs(-3)', 3],
    ['round(2.5)', 3],
    ['toString(2.0)', '2.0'],
    ['head([]) IS NULL', true],
    ['0x10', 16],
    ['1e3', 1000],
    ['"\\u0041\\n"', 'A\n'],
    ['-2 ^ 2', 4],
  ])('%s is %j', (expression, wanted) => expect(value(expression)).toEqual(wanted))
})

describe('patterns', () => {
  test('an edge is walked once in a MATCH, a node as often as it comes', () => {
    expect(
      rows('MATCH (a)-[r]->(b)-[s]->(c)-[t]->(d) WHERE a.name = "Bob" RETURN d.name ORDER BY d.name'),
    ).toEqual([['Ann'], ['Bob'], ['Cy']])
    expect(rows('MATCH (x {name: "Ann"})-[r]->(y), (x)-[s]->(y) RETURN count(*)')).toEqual([[0]])
    expect(rows('MATCH (x {name: "Ann"})-[r]->(y) MATCH (x)-[s]->(y) RETURN count(*)')).toEqual([[3]])
  })

  test('either direction, a self-loop once', () => {
    expect(rows('MATCH ({name: "Ann"})-[r]-(b) RETURN b.name ORDER BY b.name')).toEqual([
      ['Ann'],
      ['Bob'],
      ['Cy'],
      ['Cy'],
    ])
    expect(rows('MATCH (a)<-[:SYN]-(b) WHERE a.name = "Ann" RETURN b.name')).toEqual([['Cy']])
  })

  test('labels: both, either, not', () => {
    expect(rows('MATCH (a:Neuron:KC) RETURN a.name')).toEqual([['Ann']])
    expect(rows('MATCH (a:Glia|KC) RETURN a.name ORDER BY a.name')).toEqual([['Ann'], ['Dee']])
    expect(rows('MATCH (a:Neuron&!KC) RETURN count(*)')).toEqual([[2]])
    expect(rows('MATCH (a) WHERE a:Glia RETURN a.name')).toEqual([['Dee']])
    expect(rows('MATCH ()-[r:SYN|:GAP]->() RETURN count(r)')).toEqual([[5]])
  })

  test('lengths, with the edges as a list and the path as a value', () => {
    expect(rows('MATCH (a {name: "Ann"})-[r:SYN*2]->(b) RETURN b.name, size(r), [x IN r | x.w]')).toEqual([
      ['Cy', 2, [1, 2]],
    ])
    expect(rows('MATCH (a {name: "Ann"})-[:SYN*0..1]->(b) RETURN b.name ORDER BY b.name')).toEqual([
      ['Ann'],
      ['Bob'],
    ])
    expect(rows('MATCH p = (a {name: "Bob"})-[:SYN*]->(b) RETURN p, length(p) ORDER BY length(p)')).toEqual([
      ['bc', 1],
      ['bca', 2],
      ['bcab', 3],
    ])
    expect(rows('MATCH p = (b)<-[:SYN*2]-(a {name: "Bob"}) RETURN p')).toEqual([['acb']])
  })

  test('shortest paths, one or all', () => {
    expect(rows('MATCH p = shortestPath((a {name: "Bob"})-[*]->(b {name: "Ann"})) RETURN p')).toEqual([
      ['bca'],
    ])
    expect(
      rows('MATCH p = allShortestPaths((a {name: "Ann"})-[*..5]-(b {name: "Cy"})) RETURN count(p)'),
    ).toEqual([[2]])
  })

  test('patterns as conditions, counts and lists', () => {
    expect(rows('MATCH (a) WHERE NOT (a)--() RETURN a.name')).toEqual([['Dee']])
    expect(rows('MATCH (a) WHERE exists((a)-[:GAP]->(a)) RETURN a.name')).toEqual([['Ann']])
    expect(rows('MATCH (a:KC) RETURN COUNT { (a)-->() } AS n')).toEqual([[3]])
    expect(
      rows(
        'MATCH (a:Neuron) WHERE EXISTS { MATCH (a)-[r]->(b) WHERE r.w > b.size } RETURN a.name ORDER BY a.name',
      ),
    ).toEqual([['Ann']])
    expect(rows('MATCH (a:KC) RETURN [(a)-[r:GAP]->(b) WHERE r.w > 4 | b.name] AS names')).toEqual([[['Cy']]])
  })

  test('an optional match that finds nothing leaves nulls', () => {
    expect(
      rows('MATCH (a) OPTIONAL MATCH (a)-[r:SYN]->(b) RETURN a.name, b.name, r ORDER BY a.name'),
    ).toEqual([
      ['Ann', 'Bob', 'ab'],
      ['Bob', 'Cy', 'bc'],
      ['Cy', 'Ann', 'ca'],
      ['Dee', null, null],
    ])
    expect(rows('OPTIONAL MATCH (x:Nothing) RETURN x')).toEqual([[null]])
    expect(rows('OPTIONAL MATCH (x:Nothing) MATCH (x)-->(y) RETURN y')).toEqual([])
  })
})

describe('clauses', () => {
  test('WITH groups, filters and hands on', () => {
    expect(
      rows('MATCH (a)-[r]->() WITH a, count(r) AS n, sum(r.w) AS w WHERE n > 1 RETURN a.name, n, w'),
    ).toEqual([['Ann', 3, 10]])
    expect(
      rows('MATCH (a:Neuron) WITH a ORDER BY a.size DESC LIMIT 1 MATCH (a)-->(b) RETURN b.name'),
    ).toEqual([['Cy']])
    expect(rows('MATCH (a:KC) WITH *, 1 AS one RETURN *')).toEqual([['a', 1]])
  })

  test('UNWIND, parameters, DISTINCT, UNION', () => {
    expect(rows('UNWIND $ids AS id RETURN id', { ids: [1n, 2n] })).toEqual([[1], [2]])
    expect(rows('UNWIND [1, 2, 2, null] AS x RETURN DISTINCT x')).toEqual([[1], [2], [null]])
    expect(rows('RETURN 1 AS x UNION RETURN 1 AS x')).toEqual([[1]])
    expect(rows('RETURN 1 AS x UNION ALL RETURN 1 AS x')).toEqual([[1], [1]])
  })

  test('aggregates: of nothing, of distinct values, in expressions, in ORDER BY', () => {
    expect(rows('MATCH (x:Nothing) RETURN count(*), sum(x.w), avg(x.w), min(x.w), collect(x)')).toEqual([
      [0, 0, null, null, []],
    ])
    expect(rows('MATCH (x:Nothing) RETURN x.name, count(*)')).toEqual([])
    expect(rows('UNWIND [1, 1, 2] AS x RETURN count(DISTINCT x), sum(DISTINCT x) * 2 AS twice')).toEqual([
      [2, 6],
    ])
    expect(rows('MATCH (a)-[r]->() RETURN type(r), count(*) ORDER BY count(*) DESC, type(r)')).toEqual([
      ['SYN', 3],
      ['GAP', 2],
    ])
    expect(
      rows(
        'UNWIND [1, 2, 3, 4] AS x RETURN stDev(x), stDevP(x), percentileCont(x, 0.5), percentileDisc(x, 0.5)',
      ),
    ).toEqual([[Math.sqrt(5 / 3), Math.sqrt(5 / 4), 2.5, 2]])
  })

  test('rows are made only as they are asked for', () => {
    let looked = 0
    const watched = { ...graph, outEdges: (one: number) => (looked++, graph.outEdges(one)) }
    const result = runCypher('MATCH (a)-->(b)-->(c)-->(d)-->(e) RETURN a LIMIT 1', watched)
    expect([...result.rows]).toHaveLength(1)
    expect(looked).toBeLessThan(6)
  })

  test('a checkpoint stops it', () => {
    const checkpoint = () => {
      throw new MotifscopeError('cancelled', 'Stopped.')
    }
    const endless = 'MATCH (a), (b), (c), (d), (e), (f), (g), (h) WHERE h.size > g.size + 99 RETURN count(*)'
    expect(() => [...runCypher(endless, graph, { checkpoint }).rows]).toThrow('Stopped.')
  })
})

describe('mistakes are told at their place', () => {
  test.each([
    ['MATCH (a) RETURN b.name', 'unknown-variable', 18, 1],
    ['MATCH (a) WHERE b = 1 RETURN a', 'unknown-variable', 17, 1],
    ['MATCH (a) WITH a.name AS n RETURN a', 'unknown-variable', 35, 1],
    ['MATCH (a) SET a.x = 1', 'read-only', 11, 11],
    ['CREATE (a)', 'read-only', 1, 10],
    ['MATCH (a) CALL db.labels() YIELD label RETURN label', 'read-only', 11, 41],
    ['MATCH (a)', 'return-needed', 1, 9],
    ['MATCH (a) RETURN a MATCH (b) RETURN b', 'after-return', 20, 9],
    ['MATCH (a) WHERE count(a) > 1 RETURN a', 'misplaced-aggregate', 17, 8],
    ['RETURN sum(count(*))', 'nested-aggregate', 12, 8],
    ['MATCH (a) WITH a.name RETURN 1', 'name-needed', 16, 6],
    ['RETURN foo(1)', 'unknown-function', 8, 6],
    ['RETURN abs(1, 2)', 'wrong-arguments', 8, 9],
    ['RETURN 1 AS x, 2 AS x', 'repeated-column', 1, 21],
    ['RETURN 1 AS x UNION RETURN 1 AS y', 'different-columns', 21, 13],
    ['MATCH (a)-[r]->(b)-[r]->(c) RETURN a', 'repeated-variable', 21, 1],
    ['RETURN $missing', 'missing-parameter', 8, 8],
    ['RETURN 1 / 0', 'type-error', 8, 5],
    ['RETURN 1 + {a: 1}', 'type-error', 12, 6],
    ['MATCH (a) RETURN a LIMIT -1', 'type-error', 26, 2],
    ['MATCH (a RETURN a', 'syntax-error', 10, 6],
    ['MATCH (a)->(b) RETURN a', 'syntax-error', 11, 1],
  ])('%s: %s', (query, code, column, length) => {
    expect(failure(query)).toMatchObject({ code, line: 1, column, length })
  })

  test.each([
    ['MATCH (a) RETURM a', 'RETURN', 11],
    ['MATCH (a) WERE a.x = 1 RETURN a', 'WHERE', 11],
    ['MATCH (neuron) RETURN neurn', 'neuron', 23],
  ])('a mistyped word is named, with the right one: %s', (query, word, column) => {
    expect(failure(query)).toMatchObject({ column, hint: `Did you mean \`${word}\`?` })
  })

  test('a mistyped function is named, without a remedy that would take its arguments', () => {
    expect(failure('MATCH (a) RETURN colect(a)').hint).toBe('Did you mean the function `collect`?')
  })

  test('what is nested too deeply is told, not a crash', () => {
    const deep = `RETURN ${'('.repeat(20_000)}1${')'.repeat(20_000)}`
    expect(failure(deep).code).toBe('too-complex')
  })

  test('hostile nesting is read in time that grows with its length, not its power', () => {
    expect(value(`${'('.repeat(60)}1${')'.repeat(60)}`)).toBe(1)
    expect(value(`${'['.repeat(60)}1${']'.repeat(60)}`)).toBeDefined()
    expect(value(`${'CASE WHEN true THEN '.repeat(30)}1${' END'.repeat(30)}`)).toBe(1)
    expect(value(`${'trim('.repeat(40)}'a'${')'.repeat(40)}`)).toBe('a')
    const inside = `${'EXISTS { MATCH (a) WHERE '.repeat(25)}true${' RETURN a }'.repeat(25)}`
    expect(rows(`MATCH (a:KC) WHERE ${inside} RETURN a.name`)).toEqual([['Ann']])
  })
})
