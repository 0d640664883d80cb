/** The public search cases on real connectomes, as the Cypher that the studio writes for them, on the local engine: the
 *  same matches as the search finds. Other people's data: without the shared corpus these are skipped. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { answerCypher } from '../../../../src/grand/cypher/answer-query'
import type { CypherHost } from '../../../../src/grand/cypher/host/host-property-graph'
import { allSearchCases, canonicalRows, isInline, sha256Of } from '../../../tools/corpus'
import { hostFromBlob } from '../../../tools/cypher-host'
import { motifQuery } from '../../../tools/cypher-motifs'
import { wasmKernel } from '../../../tools/kernels'
import { hasShared, sharedPath } from '../../../tools/shared'

const cases = allSearchCases().filter(
  (one) => !isInline(one.graph) && !one.expected.error && motifQuery(one, 'neo4j') !== null,
)
const hosts = new Map<string, Promise<CypherHost>>()

function hostNamed(name: string): Promise<CypherHost> {
  const blob = () => new Blob([readFileSync(sharedPath(`conformance/data/${name}`))])
  const known = hosts.get(name) ?? hostFromBlob(blob())
  hosts.set(name, known)
  return known
}

describe.skipIf(!hasShared)('search cases on connectomes as Cypher (need the shared corpus)', () => {
  test.each(cases.map((one) => [one.id, one] as const))(
    '%s',
    async (_, one) => {
      const query = motifQuery(one, 'neo4j')
      if (!query || isInline(one.graph)) throw new Error('Nothing is written for this case.')
      const { createSearch } = wasmKernel
      const question = { query: query.text, parameters: query.parameters, limit: Infinity, limitMs: 600_000 }
      const host = await hostNamed(one.graph.connectome)
      const { columns, rows } = await answerCypher(host, question, () => 0, undefined, { createSearch })
      const { expected } = one
      expect(rows.length).toBe(expected.count)
      const lines = canonicalRows(rows.map((row) => row.map(String)), columns, expected)
      if (one.options.limit === null) expect(sha256Of(lines)).toBe(expected.sha256)
      else expect(new Set(lines).size).toBe(expected.count)
    },
    300_000,
  ) // prettier-ignore
})
