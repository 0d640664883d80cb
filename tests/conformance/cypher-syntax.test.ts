/** Every motif of the search cases as Cypher, read by the parser and the semantic analysis of Neo4j itself: syntax,
 *  unknown variables, types. What the queries find is checked against real servers elsewhere. */
import { createRequire } from 'node:module'
import type * as CypherLanguage from '@neo4j-cypher/language-support'
import { describe, expect, it } from 'vitest'
import type { CypherFlavour } from '../../src/dotmotif/cypher-conditions'
import { readMotif } from '../../src/dotmotif/read-motif'
import { toCypher } from '../../src/dotmotif/to-cypher'
import { symmetryBreaking } from '../../src/grandiso/symmetry'
import { allSearchCases } from '../tools/corpus'

// Its modules for `import` do not load in Node.
const { lintCypherQuery } = createRequire(import.meta.url)(
  '@neo4j-cypher/language-support',
) as typeof CypherLanguage

const errorSeverity = 1

/** What is wrong with a query; deprecations are not. */
function mistakesIn(text: string, parameters: Record<string, unknown>): string[] {
  return lintCypherQuery(text, { parameters })
    .filter(({ severity }) => severity === errorSeverity)
    .map(({ message }) => (typeof message === 'string' ? message : message.value))
}

function queryOf(
  source: string,
  options: ReturnType<typeof allSearchCases>[number]['options'],
  flavour: CypherFlavour,
) {
  const reading = readMotif(source)
  if (!reading.ok || reading.motif.nodes.length === 0) return null
  const { motif } = reading
  const { ignoreDirection, excludeAutomorphisms, inducedOnly, limit } = options
  const named = (node: number) => motif.nodes[node] ?? ''
  const pairs = excludeAutomorphisms ? symmetryBreaking(motif, { undirected: ignoreDirection }) : []
  return toCypher(motif, {
    flavour,
    ignoreDirection,
    induced: inducedOnly,
    limit,
    symmetryBreaking: pairs.map(([smaller, larger]) => [named(smaller), named(larger)]),
  })
}

describe('the parser', () => {
  it.each([
    ['MATCH (A)-[r]->(B WHERE A.x > 1 RETURN A', /Invalid input/],
    ['MATCH (A)-->(B) WHERE q.x = 1 RETURN A', /`q` not defined/],
    ['MATCH (A)-->(B) WHERE elementId(3) < elementId(B) RETURN A', /[Tt]ype mismatch/],
  ])('refuses %s', (text, message) => expect(mistakesIn(text, {}).join()).toMatch(message))
})

describe.each(['neo4j', 'neuprint'] as const)('search cases as Cypher for %s', (flavour) => {
  // Many cases ask the same of different hosts.
  const queries = new Map<string, { ids: string[]; parameters: Record<string, unknown> }>()
  for (const { id, motif, options } of allSearchCases()) {
    const query = queryOf(motif, options, flavour)
    if (!query) continue
    const { ids } = queries.get(query.text) ?? { ids: [] }
    queries.set(query.text, { ids: [...ids, id], parameters: query.parameters })
  }
  it.each([...queries].map(([text, { ids, parameters }]) => [ids[0], text, parameters] as const))(
    '%s',
    (_, text, parameters) => expect(mistakesIn(text, parameters)).toEqual([]),
  )
})
