/** What the switches of `npm run bench` ask for. */
import { describe, expect, test } from 'vitest'
import { planFromWords } from '../../bench/bench-plan'
import { cypherOf, integerSqlOf, queries } from '../../bench/queries'

const query = (name: string) => queries.find((one) => one.name === name)!

describe('switches', () => {
  test('none: everything, written for the page', () => {
    const plan = planFromWords([])
    expect(plan.hosts).toEqual(['S', 'M', 'W', 'L'])
    expect(plan.parts).toEqual([
      'queries',
      'rows',
      'queue',
      'first',
      'editor',
      'estimates',
      'import',
      'documents',
      'budgets',
      'census',
      'null',
    ])
    expect(plan.queriesOn('M')).toHaveLength(10)
    expect(plan.queriesOn('L').map(({ name }) => name)).toEqual(['Q1'])
    expect(plan.rivalsOn('S', query('Q9'))).toEqual(['best', 'naive', 'duckdb', 'kuzu', 'grandiso'])
    expect(plan.rivalsOn('M', query('Q2'))).toEqual(['best', 'naive', 'duckdb', 'kuzu'])
    expect(plan.rivalsOn('M', query('Q9'))).toEqual(['best'])
    expect(plan.jsonFile).toBe('docs/benchmarks.json')
  })

  test('a choice is measured as it is, and written only where asked', () => {
    const plan = planFromWords(
      '--hosts M --queries Q1,q4 --workers 1 --against best,duckdb --repetitions 7 --stop 60 --without factorise,order'.split(
        ' ',
      ),
    )
    expect(plan).toMatchObject({
      hosts: ['M'],
      parts: ['queries'],
      workers: [1],
      repetitions: 7,
      stopMs: 60_000,
      strategy: { factorise: false, orderByCost: false },
      jsonFile: null,
    })
    expect(plan.queriesOn('M').map(({ name }) => name)).toEqual(['Q1', 'Q4'])
    expect(plan.rivalsOn('M', query('Q4'))).toEqual(['best', 'duckdb'])
    expect(planFromWords(['--json', 'a.json', '--hosts', 'S']).jsonFile).toBe('a.json')
    expect(planFromWords(['--repetitions', '9']).jsonFile).toBe('docs/benchmarks.json')
  })

  test('the short run stays away from what needs minutes or a network', () => {
    const plan = planFromWords(['--short'])
    expect(plan).toMatchObject({ hosts: ['S', 'tiny'], repetitions: 1, parts: ['queries'], jsonFile: null })
    expect(plan.rivalsOn('S', query('Q4'))).toEqual(['best', 'naive', 'duckdb'])
    expect(plan.rivalsOn('tiny', query('Q4'))).toEqual(['best', 'naive'])
  })

  test('--enumerate keeps rows, --long spares nothing', () => {
    expect(planFromWords(['--enumerate', '5000'])).toMatchObject({
      parts: ['queries', 'rows'],
      rowLimit: 5000,
    })
    expect(planFromWords(['--long']).rivalsOn('L', query('Q9'))).toContain('kuzu')
  })

  test.each([
    [['--hosts', 'X'], 'X is none of'],
    [['--workers', '0'], '--workers'],
    [['--without', 'luck'], 'luck'],
    [['--quick'], '--quick'],
  ])('%j is refused with its name', (words, message) => expect(() => planFromWords(words)).toThrow(message))
})

describe('Cypher of a query', () => {
  test('keeps apart what no edge does, forbids, and asks for candidates', () => {
    expect(cypherOf(query('Q7'))).toBe(
      'MATCH (A:N)-[:E]->(B:N), (B)-[:E]->(C:N) WHERE id(A) <> id(C) AND NOT EXISTS { MATCH (A)-[:E]->(C) } RETURN count(*)',
    )
    expect(cypherOf(query('Q1'))).not.toContain('WHERE')
    expect(cypherOf(query('Q10'))).toContain('WHERE A.candidate = 1 AND B.candidate = 1 AND C.candidate = 1')
    expect(cypherOf(query('Q5'))).toContain('id(A) <> id(B)')
    expect(cypherOf(query('Q5'))).toContain('id(C) <> id(D)')
  })
})

describe('SQL of a query', () => {
  test('joins, keeps apart, forbids, and asks for candidates', () => {
    expect(integerSqlOf(query('Q7'))).toContain(
      'FROM e AS e0, e AS e1\nWHERE e0.t = e1.s AND e0.s <> e0.t AND e0.s <> e1.t AND e0.t <> e1.t ' +
        'AND NOT EXISTS (SELECT 1 FROM e AS x WHERE x.s = e0.s AND x.t = e1.t)',
    )
    expect(integerSqlOf(query('Q2'))).toContain('e0.t = e1.s AND e1.t = e2.s AND e0.s = e2.t')
    expect(integerSqlOf(query('Q10')).match(/IN \(SELECT id FROM chosen\)/g)).toHaveLength(3)
  })
})
