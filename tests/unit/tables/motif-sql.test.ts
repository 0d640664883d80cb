import { beforeAll, describe, expect, it } from 'vitest'
import { writeMotifSql } from '../../../src/scripting/motif-sql'
import { queryHost } from '../../../src/tables/host-query'
import type { TableHost } from '../../../src/tables/host-tables'
import type { SqlConnection } from '../../../src/tables/sql-connection'
import { keywords } from '../../../src/tables/sql-words'
import { openNodeDuckDb } from '../../tools/node-duckdb'
import { motifFrom } from '../grandiso/motif-text'
import { attributeColumns, loadSmallHost } from './small-host'
import type { SmallHost } from './small-host'

let connection: SqlConnection
beforeAll(async () => {
  connection = await openNodeDuckDb()
})

const simple = { directed: true, multigraph: false }
const brain = {
  ...simple,
  nodeColumns: attributeColumns([{ name: 'type', storage: 'utf8', values: [] }]),
  edgeColumns: attributeColumns([
    { name: 'weight', storage: 'int64', values: [] },
    { name: 'roiInfo', storage: 'json', values: [] },
  ]),
}
const sqlOf = (source: string, options = {}, host = brain) =>
  writeMotifSql(host, motifFrom(source), options).text.split('\n')

async function matches(small: SmallHost | TableHost, source: string, shape: Partial<typeof simple> = {}) {
  const host = 'ids' in small ? await loadSmallHost(connection, small) : small
  const { text, columns } = writeMotifSql({ ...host, ...simple, ...shape }, motifFrom(source))
  const answer = await queryHost(connection, host, text)
  expect(answer.columns).toEqual(columns)
  return answer.rows.map((row) => row.join(' ')).sort()
}

describe('the SQL of a motif', () => {
  it('reads like the motif: a comment for each statement, names after its nodes and edges', () => {
    const source = 'A -> B [weight >= 3] as e\nB -> end as f\nA !> end\nA.type = "KC"\ne.weight > f.weight'
    expect(sqlOf(source, { limit: 10 })).toEqual([
      '-- One row per match: for each motif node the id of its host node',
      'SELECT A, B, "end"',
      'FROM',
      '  -- A -> B [weight >= 3]',
      '  edges AS e(A, B)',
      '  -- B -> end',
      '  JOIN edges AS f(B, "end") USING (B)',
      '  JOIN nodes AS A(A) USING (A)',
      'WHERE',
      '  -- Different motif nodes are different host nodes',
      '  A <> B AND A <> "end"',
      '  AND B <> "end"',
      '  -- e.weight >= 3',
      "  AND (e.weight IS NOT NULL AND e.weight >= '3'::BIGINT)",
      '  -- A !> end',
      '  AND NOT EXISTS (',
      '    SELECT 1 FROM edges AS A_to_end',
      '    WHERE A_to_end.source = A AND A_to_end.target = "end"',
      '  )',
      '  -- A.type == "KC"',
      "  AND (A.type IS NOT NULL AND A.type = 'KC')",
      '  -- e.weight > f.weight',
      '  AND e.weight > f.weight',
      'LIMIT 10',
    ])
  })

  it('joins node pairs, each once, where several edges may join them', () => {
    const text = sqlOf('A -> B\nB -> C', { countOnly: true }, { ...brain, multigraph: true })
    expect(text).toContain('    SELECT DISTINCT source, target FROM edges')
    expect(text).toContain('  JOIN connected AS B_to_C(B, C) USING (B)')
    expect(text).toContain('SELECT count(*) AS count')
  })

  it('chooses one of parallel edges for all comparisons at once', async () => {
    const parallel = (left: number[], right: number[]): SmallHost => ({
      ids: ['x', 'y', 'z'],
      edges: [[0, 1], [0, 1], [1, 2], [1, 2]], // prettier-ignore
      edgeColumns: [
        { name: 'weight', storage: 'int64', values: [...left, 5, 5] },
        { name: 'length', storage: 'int64', values: [...right, 5, 5] },
      ],
    })
    const source = 'A -> B as e\nB -> C as f\ne.weight > f.weight\ne.length > f.length'
    const shape = { multigraph: true }
    expect(await matches(parallel([6, 6], [6, 6]), source, shape)).toEqual(['x y z'])
    expect(await matches(parallel([6, 4], [4, 6]), source, shape)).toEqual([])
  })

  it('compares integers with doubles exactly, beyond 2^53 too', async () => {
    const integers = [2n ** 53n + 1n, 2n ** 53n, 2n ** 63n - 1n, 7n, undefined]
    const host = await loadSmallHost(connection, {
      ids: ['over', 'even', 'top', 'seven', 'none'],
      nodeColumns: [
        { name: 'i', storage: 'int64', values: integers },
        { name: 'd', storage: 'double', values: [2 ** 53, 2 ** 53, 2 ** 63, 7.5, 1] },
      ],
      edges: [[0, 0], [1, 1], [2, 2], [3, 3], [4, 4]], // prettier-ignore
    })
    expect(await matches(host, 'A -> A\nA.i == A.d')).toEqual(['even'])
    expect(await matches(host, 'A -> A\nA.i != A.d')).toEqual(['over', 'seven', 'top'])
    expect(await matches(host, 'A -> A\nA.i < A.d')).toEqual(['seven', 'top'])
    expect(await matches(host, 'A -> A\nA.d < A.i')).toEqual(['over'])
    expect(await matches(host, 'A -> A\nA.i = 9007199254740993')).toEqual(['over'])
  })

  it('compares lists: two empty ones are equal whatever they would hold', async () => {
    const host = await loadSmallHost(connection, {
      ids: ['empty', 'full', 'half'],
      nodeColumns: [
        { name: 'texts', storage: 'list-utf8', values: [[], ['x'], undefined] },
        { name: 'numbers', storage: 'list-double', values: [[], [2 ** 53], []] },
        { name: 'i', storage: 'int64', values: [1, 2n ** 53n, 3] },
        { name: 'j', storage: 'int64', values: [1, 2n ** 53n + 1n, 3] },
      ],
      edges: [[0, 0], [1, 1], [2, 2]], // prettier-ignore
    })
    expect(await matches(host, 'A -> A\nA.texts == A.numbers')).toEqual(['empty'])
    expect(await matches(host, 'A -> A\nA.texts != A.numbers')).toEqual(['full'])
    expect(await matches(host, 'A -> A\nA.numbers contains A.i')).toEqual(['full'])
    expect(await matches(host, 'A -> A\nA.numbers contains A.j')).toEqual([])
    expect(await matches(host, 'A -> A\nA.texts !contains A.i')).toEqual(['empty', 'full'])
  })

  it('is right whatever nodes, attributes and values are called', async () => {
    const host = await loadSmallHost(connection, {
      ids: [`o'hara`, 'b"; DROP', '😀\n-- x'],
      nodeColumns: [
        { name: 'id', storage: 'utf8', values: ['one', 'two', 'three'] },
        { name: 'A', storage: 'utf8', values: ['a', `it's\n-- "b"`, 'c'] },
        { name: 'order', storage: 'int64', values: [1, 2, 3] },
        { name: 'ORDER', storage: 'int64', values: [3, 3, 3] },
        { name: 'a"; DROP TABLE nodes; --', storage: 'bool', values: [true, false, undefined] },
      ],
      edges: [[0, 1], [1, 2]], // prettier-ignore
      edgeColumns: [
        { name: 'source', storage: 'utf8', values: ['s', 't'] },
        { name: 'B', storage: 'utf8', values: ['\0', undefined] },
        { name: 'soma radius', storage: 'double', values: [1.5, 2.5] },
      ],
    })
    const [first, second] = [`o'hara b"; DROP`, 'b"; DROP 😀\n-- x']
    const text = JSON.stringify(`it's\n-- "b"`)
    expect(await matches(host, `A -> B\nB.A = ${text}`)).toEqual([first])
    expect(await matches(host, 'A -> B\nA.id = "two"')).toEqual([second])
    expect(await matches(host, 'A -> B [source = "s"]\nA.order < A.ORDER')).toEqual([first])
    expect(await matches(host, 'A -> B [B = "\\u0000"]')).toEqual([first])
    expect(await matches(host, 'A -> B ["soma radius" > 2]')).toEqual([second])
    expect(await matches(host, `A -> B\nA["a\\"; DROP TABLE nodes; --"] = true`)).toEqual([first])
    for (const [x, y] of [
      'nodes edges',
      'id source',
      'order select',
      'a A',
      '神経 é',
      'x_to_y x',
      'connected other',
    ].map((pair) => pair.split(' ')))
      // prettier-ignore
      expect(await matches(host, `${x} -> ${y}\n${x}.order = 2 ${y} !> ${x} [source = "s"]`)).toEqual([second])
  })

  it('tells apart in SQL what differs in case only', () => {
    expect(writeMotifSql(brain, motifFrom('a -> A')).columns).toEqual(['a', 'A_2'])
  })

  it('knows what a missing attribute means when no element has it', async () => {
    const host = await loadSmallHost(connection, { ids: ['x', 'y'], edges: [[0, 1]] })
    expect(await matches(host, 'A -> B [none != 1]\nA.none !in "x"')).toEqual(['x y'])
    expect(await matches(host, 'A -> B [none > 1]')).toEqual([])
    expect(await matches(host, 'A -> B\nA.none != B.none')).toEqual([])
  })

  it.each([
    ['A -> B ["roiInfo.CX.pre" > 5]', 'roiInfo.CX.pre'],
    ['A -> B as e\nB -> C as f\ne.roiInfo == f.roiInfo', 'roiInfo'],
    ['A !> B [roiInfo contains "x"]', 'roiInfo'],
    ['A -> B\nA["type.sub"] = "x"', 'type.sub'],
  ])('refuses %j: SQL cannot read JSON here', (source, key) => {
    for (const ignoreDirection of [false, true])
      expect(() => sqlOf(source, { ignoreDirection })).toThrow(
        expect.objectContaining({
          code: 'not-in-sql',
          message: expect.stringContaining(`"${key}"`) as string,
        }),
      )
  })

  it('refuses what has no SQL: an empty motif, two compared forbidden edges, half a character', () => {
    expect(() => sqlOf('')).toThrow(expect.objectContaining({ code: 'empty-motif' }))
    const compared = 'A -> B\nA !> C as e\nB !> C as f\ne.weight > f.weight'
    expect(() => sqlOf(compared)).toThrow(expect.objectContaining({ code: 'forbidden-comparison' }))
    expect(() => sqlOf('A -> B\nA.type = "\\ud800"')).toThrow(expect.objectContaining({ code: 'not-in-sql' }))
  })

  it('quotes every word that DuckDB keeps for itself', async () => {
    const asked = await connection.query(
      `SELECT keyword_name AS k FROM duckdb_keywords() WHERE keyword_category <> 'unreserved'`,
    )
    const kept = Array.from({ length: asked.numRows }, (_, i) => String(asked.getChild('k')?.get(i)))
    expect(kept.length).toBeGreaterThan(100)
    expect(kept.filter((word) => !keywords.has(word))).toEqual([])
  })
})
