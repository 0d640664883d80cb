/** The Cypher that the studio writes for a motif, run unchanged on the local engine: the matches of the public search
 *  cases, for Neo4j's and neuPrint's flavour. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { CypherFlavour } from '../../../../src/dotmotif/cypher-conditions'
import { readMotif } from '../../../../src/dotmotif/read-motif'
import { toCypher } from '../../../../src/dotmotif/to-cypher'
import { answerCypher } from '../../../../src/grand/cypher/answer-query'
import { symmetryBreaking } from '../../../../src/grandiso/symmetry'
import { importGraph } from '../../../../src/hosts/import-graph'
import type { CypherHost } from '../../../../src/grand/cypher/host-property-graph'
import { allSearchCases, canonicalRows, isInline, nodeLinkText, sha256Of } from '../../../tools/corpus'
import type { InlineGraph, SearchCase } from '../../../tools/corpus'

async function hostOf(graph: InlineGraph): Promise<CypherHost> {
  const blob = new Blob([nodeLinkText(graph)])
  const source = { stream: blob.stream() as ReadableStream<Uint8Array>, size: blob.size }
  const imported = await importGraph(source, null, {})
  return { ...imported, nodes: new Blob(imported.nodes), edges: new Blob(imported.edges) }
}

/** Null where there is nothing to write. */
function queryOf({ motif: source, options, graph }: SearchCase, flavour: CypherFlavour) {
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

const cases = allSearchCases().filter(
  (one) => isInline(one.graph) && !one.expected.error && queryOf(one, 'neo4j') !== null,
)

describe.each(['neo4j', 'neuprint'] as const)('motifs as Cypher for %s', (flavour) => {
  beforeAll(() => expect(cases.length).toBeGreaterThan(60))

  test.each(cases.map((one) => [one.id, one] as const))('%s', async (_, one) => {
    const query = queryOf(one, flavour)
    if (!query) throw new Error('Nothing is written for this case.')
    const question = { query: query.text, parameters: query.parameters, limit: Infinity, limitMs: 60_000 }
    const { columns, rows } = await answerCypher(await hostOf(one.graph as InlineGraph), question, () => 0)
    const { expected } = one
    expect(rows.length).toBe(expected.count)
    const lines = canonicalRows(rows.map((row) => row.map(String)), columns, expected)
    if (one.options.limit === null) expect(sha256Of(lines)).toBe(expected.sha256)
    else expect(new Set(lines).size).toBe(expected.count)
  }) // prettier-ignore
})
