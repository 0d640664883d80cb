/** Clauses and patterns that once answered otherwise than Neo4j, or were not known. */
import { describe, expect, test } from 'vitest'
import type { CypherValue } from '../../../../src/grand/cypher/values/cypher-values'
import { CypherNode } from '../../../../src/grand/cypher/values/cypher-values'
import { runCypher } from '../../../../src/grand/cypher/run-cypher'
import { MotifscopeError } from '../../../../src/model/errors'
import { referenceKernel } from '../../../tools/kernels'
import { graphOf } from './inline-graph'

const node = (id: string, labels: string[], attrs = {}) => ({ id, labels, attrs: { id, ...attrs } })
const edge = (source: string, target: string, type: string, w: number) => ({
  source,
  target,
  labels: [type],
  attrs: { w },
})
/** a → b twice and c, b → c, c → a; d by itself. */
const graph = graphOf({
  directed: true,
  nodes: [
    node('a', ['X'], { g: 1 }),
    node('b', ['X', 'Y'], { g: 1 }),
    node('c', ['Y'], { g: 2 }),
    node('d', []),
  ],
  edges: [
    edge('a', 'b', 'R', 1),
    edge('a', 'b', 'S', 2),
    edge('b', 'c', 'R', 3),
    edge('c', 'a', 'R', 1),
    edge('a', 'c', 'S', 1),
  ],
})

const plain = (value: CypherValue): unknown => {
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof CypherNode) return graph.nodeId(value.node)
  if (Array.isArray(value)) return value.map(plain)
  return value instanceof Map
    ? Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]))
    : value
}
const search = { createSearch: referenceKernel.createSearch, when: 'always' as const }

function answer(query: string, isSearched = false) {
  const { columns, rows } = runCypher(query, graph, isSearched ? { search } : {})
  return { columns, rows: Array.from(rows, (row) => row.map(plain)) }
}
const rows = (query: string) => answer(query).rows

function codeOf(query: string): string {
  try {
    return `answers ${rows(query).length} rows`
  } catch (thrown) {
    if (thrown instanceof MotifscopeError) return thrown.code
    throw thrown
  }
}

describe('patterns', () => {
  test.each([false, true])(
    'properties may speak of other parts of the pattern (searched: %s)',
    (isSearched) => {
      const pairs = 'MATCH (a)-[:R]->(b {g: a.g}) RETURN a.id, b.id'
      expect(answer(pairs, isSearched).rows).toEqual([['a', 'b']])
      const before = 'MATCH (a {g: b.g})-[:R]->(b) RETURN a.id, b.id'
      expect(answer(before, isSearched).rows).toEqual([['a', 'b']])
      const apart = 'MATCH (a)-[:R]->(b), (c {g: a.g}) WHERE c <> a AND c <> b RETURN a.id, b.id, c.id'
      expect(answer(apart, isSearched).rows).toEqual([['b', 'c', 'a']])
      const edges = 'MATCH (a)-[r]->(b)-[s {w: r.w}]->(c) RETURN a.id, b.id, c.id ORDER BY a.id'
      expect(answer(edges, isSearched).rows).toEqual([
        ['a', 'c', 'a'],
        ['c', 'a', 'b'],
        ['c', 'a', 'c'],
      ])
      const inside = 'MATCH (a WHERE a.g < b.g)-[:R]->(b) RETURN a.id, b.id'
      expect(answer(inside, isSearched).rows).toEqual([['b', 'c']])
    },
  )

  test('lengths behind the arrow, labels with IS, walks that are known', () => {
    expect(rows('MATCH (a {id: "a"})-[:R]->{1,2}(b) RETURN b.id ORDER BY b.id')).toEqual([['b'], ['c']])
    expect(rows('MATCH (a {id: "a"})-[:R]->+(b) RETURN count(b)')).toEqual([[3]])
    expect(rows('MATCH (n IS X) WHERE n IS Y RETURN n.id')).toEqual([['b']])
    expect(rows('MATCH ()-[r:R*2]->() WITH r MATCH (a)-[r*]->(b) RETURN a.id ORDER BY a.id')).toEqual([
      ['a'],
      ['b'],
      ['c'],
    ])
  })

  test('the last bar in a list is the list’s own', () => {
    expect(
      rows('MATCH (n) WITH n ORDER BY n.id WITH collect(n) AS l RETURN [x IN l WHERE x:X | x.id]'),
    ).toEqual([[['a', 'b']]])
    expect(
      rows('MATCH (n) WITH n ORDER BY n.id WITH collect(n) AS l RETURN [x IN l WHERE x:X|Y | x.id]'),
    ).toEqual([[['a', 'b', 'c']]])
    expect(rows('MATCH (a {id: "b"}) RETURN [(a)-->(n) WHERE n:Y | n.id]')).toEqual([[['c']]])
  })
})

describe('maps of nodes', () => {
  test('name single properties, all of them, and what is worked out', () => {
    const query = 'MATCH (n {id: "a"})-->(m) WITH n, count(m) AS k RETURN n {.id, k, twice: k * 2, .missing}'
    expect(answer(query)).toEqual({ columns: ['n'], rows: [[{ id: 'a', k: 3, twice: 6, missing: null }]] })
    expect(rows('MATCH (n {id: "a"}) RETURN n {.*, g: 5} AS m')).toEqual([[{ id: 'a', g: 5 }]])
    expect(rows('OPTIONAL MATCH (n:None) RETURN n {.*} AS m')).toEqual([[null]])
  })
})

describe('queries within queries', () => {
  test('EXISTS, COUNT and COLLECT take whole queries', () => {
    expect(
      rows('MATCH (a) WHERE EXISTS { MATCH (a)-->(b) MATCH (b)-->(a) } RETURN a.id ORDER BY a.id'),
    ).toEqual([['a'], ['c']])
    expect(rows('MATCH (a:X) RETURN a.id, COUNT { MATCH (a)-->(b) RETURN DISTINCT b } AS n')).toEqual([
      ['a', 2],
      ['b', 1],
    ])
    expect(
      rows('MATCH (a:X) RETURN COLLECT { MATCH (a)-->(b) RETURN DISTINCT b.id ORDER BY b.id } AS l'),
    ).toEqual([[['b', 'c']], [['c']]])
    expect(codeOf('MATCH (a) RETURN COLLECT { MATCH (a)-->(b) RETURN a, b } AS l')).toBe('one-column')
    expect(codeOf('MATCH (a) WHERE EXISTS { MATCH (a)-->(b) RETURN z } RETURN a')).toBe('unknown-variable')
  })

  test('CALL asks a query for each row, and hands in what it names', () => {
    const each = 'MATCH (a:X) CALL (a) { MATCH (a)-->(b) RETURN count(b) AS n } RETURN a.id, n'
    expect(rows(each)).toEqual([
      ['a', 3],
      ['b', 1],
    ])
    expect(rows(each.replace('(a) {', '{ WITH a'))).toEqual(rows(each))
    expect(
      rows('MATCH (a) OPTIONAL CALL (a) { MATCH (a)-[:S]->(b:Y) RETURN b.id AS n } RETURN a.id, n'),
    ).toEqual([
      ['a', 'b'],
      ['a', 'c'],
      ['b', null],
      ['c', null],
      ['d', null],
    ])
    expect(codeOf('MATCH (a) CALL { MATCH (a)-->(b) RETURN a.id AS n } RETURN n')).toBe('answers 20 rows')
    expect(codeOf('MATCH (a) CALL { RETURN a.id AS n } RETURN n')).toBe('unknown-variable')
    expect(codeOf('MATCH (a) CALL (a) { RETURN 1 AS a } RETURN a')).toBe('repeated-variable')
    expect(codeOf('CALL { RETURN 1 } RETURN 1')).toBe('name-needed')
  })
})

describe('columns, groups and what is visible', () => {
  test('a star stands for the variables by name, and what is named anew counts', () => {
    expect(answer('WITH 1 AS b, 2 AS a RETURN *, 3 AS c')).toEqual({
      columns: ['a', 'b', 'c'],
      rows: [[2, 1, 3]],
    })
    expect(answer('WITH 1 AS b, 2 AS a RETURN *, b').columns).toEqual(['a', 'b'])
    expect(rows('WITH 1 AS b WITH *, 2 AS b RETURN b')).toEqual([[2]])
  })

  test('WHERE behind a WITH that groups nothing sees what was there before', () => {
    expect(rows('UNWIND [1, 2, 3] AS x WITH x + 1 AS y WHERE x > 1 RETURN y')).toEqual([[3], [4]])
    expect(codeOf('UNWIND [1] AS x WITH count(x) AS n WHERE x > 1 RETURN n')).toBe('unknown-variable')
  })

  test('rows are sorted and cut between clauses', () => {
    expect(rows('UNWIND [3, 1, 2] AS x ORDER BY x LIMIT 2 RETURN collect(x)')).toEqual([[[1, 2]]])
  })

  test.each([
    ['UNWIND [1] AS x RETURN x + count(*)', 'implicit-grouping'],
    ['UNWIND [1] AS x RETURN x + 1, x + 1 + count(*)', 'implicit-grouping'],
    ['UNWIND [1] AS x RETURN [y IN collect(x) | y + x]', 'implicit-grouping'],
    ['UNWIND [1] AS x RETURN x, x + count(*)', 'answers 1 rows'],
    ['MATCH (n) RETURN n.g, n.g + count(*)', 'answers 3 rows'],
    ['MATCH (n) RETURN n.g, count(*) ORDER BY n.id', 'unknown-variable'],
    ['MATCH (n) RETURN DISTINCT n.g ORDER BY n.id', 'unknown-variable'],
    ['MATCH (n) RETURN n.g AS g, count(*) ORDER BY n.g', 'answers 3 rows'],
    ['MATCH (n) RETURN n.g, count(n) ORDER BY count(*)', 'misplaced-aggregate'],
    ['MATCH (n) RETURN n.g ORDER BY count(*)', 'misplaced-aggregate'],
    ['MATCH (a) WHERE (a)-->(new) RETURN a', 'unknown-variable'],
    ['MATCH (r)-[r]->() RETURN r', 'repeated-variable'],
    ['MATCH p = (p)-->() RETURN p', 'repeated-variable'],
    ['UNWIND [1] AS x MATCH (x) RETURN x', 'repeated-variable'],
    ['MATCH (n $map) RETURN n', 'unsupported'],
    ['MATCH p = shortestPath((a)-[*2..]->(b)) RETURN p', 'unsupported'],
    ['RETURN 1 AS x UNION RETURN 2 AS x UNION ALL RETURN 3 AS x', 'mixed-union'],
    ['RETURN 1 AS x, 2 AS y UNION RETURN 1 AS y, 2 AS x', 'answers 2 rows'],
    ['UNWIND [1, 2] AS x RETURN percentileCont(x, 2)', 'type-error'],
  ])('%s: %s', (query, wanted) => expect(codeOf(query)).toBe(wanted))
})

describe('aggregates', () => {
  test('of nothing, and beyond 64 bits', () => {
    expect(rows('UNWIND [] AS x RETURN stDev(x), stDevP(x)')).toEqual([[null, null]])
    expect(rows('UNWIND [9223372036854775807, 1] AS x RETURN sum(x)')).toEqual([[2 ** 63]])
  })

  test('maps are sorted by how much they hold, then by keys, then by values', () => {
    const maps = rows('UNWIND [{b: 1}, {a: 2}, {}, {a: 1, b: 1}, {a: 1}] AS m RETURN m ORDER BY m')
    expect(maps.flat()).toEqual([{}, { a: 1 }, { a: 2 }, { b: 1 }, { a: 1, b: 1 }])
  })
})
