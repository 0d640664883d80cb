/** Patterns of Cypher by the compiled search against the evaluator, which walks: the same rows, whatever nodes coincide,
 *  and the same counts. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CypherValue } from '../../src/grand/cypher/values/cypher-values'
import { keyOf } from '../../src/grand/cypher/values/cypher-values'
import { runCypher } from '../../src/grand/cypher/run-cypher'
import { referenceKernel, wasmKernel } from '../tools/kernels'
import { graphOf } from '../unit/grand/cypher/inline-graph'
import type { InlineGraph } from '../unit/grand/cypher/inline-graph'
import { cypherGraphs, patterns } from './cypher-arbitraries'

const seed = Number(process.env['MOTIFSCOPE_SEED'] ?? 20261126)
const parameters = new Map<string, CypherValue>([['one', 1n]])

interface Answered {
  rows: string[]
  isSearched: boolean
}

function answer(graph: InlineGraph, query: string, kernel?: typeof referenceKernel): Answered {
  let isSearched = false
  const search = kernel && { createSearch: kernel.createSearch, when: 'always' as const }
  const { rows } = runCypher(query, graphOf(graph), {
    parameters,
    ...(search && { search }),
    onSearched: () => (isSearched = true),
  })
  return { rows: Array.from(rows, keyOf).sort(), isSearched }
}

const endings = (variables: string[]) => {
  const all = variables.join(', ')
  return [
    'RETURN count(*)',
    ...(all === ''
      ? []
      : [
          `RETURN ${all}`,
          `RETURN DISTINCT ${all}`,
          `RETURN count(${variables[0]}) + 1 AS n`,
          `RETURN ${variables[0]}, count(*)`,
          `WITH DISTINCT ${all} RETURN count(*) AS n`,
          `WITH ${all} MATCH (${variables[0]})--(z) RETURN count(z)`,
        ]),
  ]
}

describe.each([
  { kernel: referenceKernel, runs: 350 },
  { kernel: wasmKernel, runs: 120 },
])(`patterns by the search in $kernel.name (seed ${seed})`, ({ kernel, runs }) => {
  it.each([
    { isSimple: true, of: 'simple graphs' },
    { isSimple: false, of: 'graphs with loops and parallel edges' },
  ])('finds what the evaluator finds in $of', ({ isSimple }) => {
    let searched = 0
    fc.assert(
      fc.property(cypherGraphs(isSimple), patterns, fc.nat(), (graph, { match, variables }, which) => {
        const all = endings(variables.filter((name) => which % 3 > 0 || !name.startsWith('r')))
        const query = `${match} ${all[which % all.length]}`
        fc.pre(!/MATCH \(r/.test(query))
        const found = answer(graph, query, kernel)
        searched += Number(found.isSearched)
        expect({ query, rows: found.rows }).toEqual({ query, rows: answer(graph, query).rows })
      }),
      { seed, numRuns: runs },
    )
    expect(searched).toBeGreaterThan(runs * 0.6)
  })
})
