/** The public search cases that have a graph of their own, as Cypher: what each motif becomes, and whether rows are its
 *  matches. */
import { expect } from 'vitest'
import type { CypherFlavour } from '../../src/dotmotif/cypher-conditions'
import { readMotif } from '../../src/dotmotif/read-motif'
import type { CypherQuery } from '../../src/dotmotif/to-cypher'
import { toCypher } from '../../src/dotmotif/to-cypher'
import { symmetryBreaking } from '../../src/grandiso/symmetry'
import { allSearchCases, canonicalRows, isInline, sha256Of } from './corpus'
import type { InlineGraph, SearchCase } from './corpus'

export type InlineCase = SearchCase & { graph: InlineGraph }

/** Null where there is nothing to write. */
export function motifQuery(
  { motif: source, options, graph }: SearchCase,
  flavour: CypherFlavour,
): CypherQuery | null {
  const reading = readMotif(source)
  if (!reading.ok || reading.motif.nodes.length === 0) return null
  const { motif } = reading
  const ignoreDirection = options.ignoreDirection || (isInline(graph) && !graph.directed)
  const named = (node: number) => motif.nodes[node] ?? ''
  const pairs = options.excludeAutomorphisms ? symmetryBreaking(motif, { undirected: ignoreDirection }) : []
  return toCypher(motif, {
    flavour,
    ignoreDirection,
    induced: options.inducedOnly,
    limit: options.limit,
    symmetryBreaking: pairs.map(([smaller, larger]) => [named(smaller), named(larger)]),
  })
}

/** More than sixty. */
export function casesInCypher(): InlineCase[] {
  const cases = allSearchCases().filter(
    (one) => isInline(one.graph) && !one.expected.error && motifQuery(one, 'neo4j') !== null,
  )
  return cases as InlineCase[]
}

/** @param rows ids of host nodes, in the order of `columns` */
export function expectMatches({ options, expected }: SearchCase, columns: string[], rows: string[][]): void {
  expect(rows.length).toBe(expected.count)
  const lines = canonicalRows(rows, columns, expected)
  if (options.limit === null) expect(sha256Of(lines)).toBe(expected.sha256)
  else expect(new Set(lines).size).toBe(expected.count)
}
