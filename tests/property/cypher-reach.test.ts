/** Reach in one sweep against the walks one by one: a path that has a name is walked, one that has none may be swept. The
 *  answers are the same, in few enough steps that a graph with more walks than atoms is no trouble. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyOf } from '../../src/grand/cypher/values/cypher-values'
import { runCypher } from '../../src/grand/cypher/run-cypher'
import { graphOf } from '../unit/grand/cypher/inline-graph'
import type { InlineGraph } from '../unit/grand/cypher/inline-graph'
import { cypherGraphs } from './cypher-arbitraries'

const seed = Number(process.env['MOTIFSCOPE_SEED'] ?? 20261126)

const answer = (graph: InlineGraph, query: string, checkpoint?: () => void) =>
  Array.from(runCypher(query, graphOf(graph), checkpoint ? { checkpoint } : {}).rows, keyOf).sort()

const small = cypherGraphs(false).map((graph) => ({ ...graph, edges: graph.edges.slice(0, 7) }))

const pattern = fc
  .record({
    range: fc.constantFrom('*', '*0..', '*1..1', '*1..2', '*..3', '*0..2', '*..5', '*0..0'),
    type: fc.constantFrom('', ':S', ':!T'),
    properties: fc.constantFrom('', '', '', ' {s: 1}'),
    ends: fc.constantFrom(['-', '->'], ['<-', '-'], ['-', '-']),
    from: fc.constantFrom('(a)', '(a)', '(a:X)', '({s: 1})'),
    to: fc.constantFrom('(b)', '(b)', '(b:Y)', '(a)'),
  })
  .map(
    ({ range, type, properties, ends: [left, right], from, to }) =>
      `${from}${left}[${type}${range}${properties}]${right}${to}`,
  )

/** With a path that has a name, and without. */
const ways = (before: string, found: string, after: string) =>
  [`${before} MATCH ${found} ${after}`, `${before} MATCH p = ${found} ${after}`] as const

describe(`reach in Cypher (seed ${seed})`, () => {
  it('is what walks reach, with every kind of ending that tells no two walks apart', () => {
    const endings = [
      'RETURN DISTINCT *',
      'RETURN count(DISTINCT b) AS n',
      'WITH DISTINCT b MATCH (b)-->(c) RETURN count(*) AS n',
      'MATCH (b)--(c) RETURN DISTINCT c',
      'UNWIND [1, 1] AS x RETURN max(b.s) AS most, min(x) AS x',
      'RETURN b.s AS s, count(DISTINCT b) AS ends',
    ]
    fc.assert(
      fc.property(small, pattern, fc.nat(), (graph, found, which) => {
        const ending = endings[which % endings.length] ?? ''
        fc.pre(found.endsWith('(b)') || found.endsWith('(b:Y)'))
        const [swept, walked] = ways('', found, ending.replace('*', 'b'))
        expect(answer(graph, swept)).toEqual(answer(graph, walked))
      }),
      { seed, numRuns: 300 },
    )
  })

  it('keeps both ends, known or not, and whether anything is reached at all', () => {
    fc.assert(
      fc.property(small, pattern, (graph, found) => {
        for (const before of ['', 'MATCH (a)', 'MATCH (a), (b)', 'MATCH (b)']) {
          const names = [...new Set([...`${before} ${found}`.matchAll(/\((a|b)/g)].map(([, name]) => name))]
          if (names.length === 0) continue
          const [swept, walked] = ways(before, found, `RETURN DISTINCT ${names.join(', ')}`)
          expect(answer(graph, swept)).toEqual(answer(graph, walked))
        }
        const bound = /\(a/.test(found) ? 'MATCH (a)' : 'MATCH (b)'
        const name = bound.slice(7, 8)
        expect(answer(graph, `${bound} WHERE EXISTS { ${found} } RETURN ${name}`)).toEqual(
          answer(graph, `${bound} WHERE COUNT { ${found} } > 0 RETURN ${name}`),
        )
      }),
      { seed, numRuns: 120 },
    )
  })

  it('counts every walk where they are counted', () => {
    fc.assert(
      fc.property(small, pattern, (graph, found) => {
        const [unnamed, named] = ways('', found, 'RETURN count(*) AS n')
        expect(answer(graph, unnamed)).toEqual(answer(graph, named))
      }),
      { seed, numRuns: 100 },
    )
  })

  it('takes a sweep for everything downstream in a graph where walks have no end', () => {
    const ids = Array.from({ length: 40 }, (_, i) => `n${i}`)
    const edges = ids.flatMap((source) => ids.map((target) => ({ source, target, labels: ['S'], attrs: {} })))
    const graph = { directed: true, nodes: ids.map((id, s) => ({ id, labels: [], attrs: { s } })), edges }
    let checkpoints = 0
    const giveUp = () => {
      if (++checkpoints > 20) throw new Error('This is no sweep.')
    }
    const from = 'MATCH (a {s: 0})-[*]->(b)'
    expect(answer(graph, `${from} RETURN count(DISTINCT b) AS n`, giveUp)).toEqual([keyOf([40n])])
    expect(answer(graph, 'MATCH (a {s: 0})-[*2..]->(b) RETURN b.s LIMIT 1', giveUp)).toHaveLength(1)
    expect(() => answer(graph, `${from} RETURN count(b) AS n`, giveUp)).toThrow()
  })
})
