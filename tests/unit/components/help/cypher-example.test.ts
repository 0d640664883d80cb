/** The query on the help's page about Cypher finds something on the example host it is shown with. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { helpPages } from '../../../../src/components/help/help-pages'
import { answerCypher } from '../../../../src/grand/cypher/answer-query'
import { hostFromBlob } from '../../../tools/cypher-host'

const queries = helpPages.flatMap(({ sections }) =>
  sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'code' && block.language === 'cypher' ? [block.text] : [])),
  ),
)

it('finds open feed-forward loops in the circuit', async () => {
  expect(queries.length).toBeGreaterThan(0)
  const circuit = readFileSync(new URL('../../../../public/examples/circuit.graphml', import.meta.url))
  const host = await hostFromBlob(new Blob([circuit]))
  for (const query of queries) {
    const answer = await answerCypher(
      host,
      { query, parameters: {}, limit: Infinity, limitMs: 60_000 },
      () => 0,
    )
    expect(answer.rows.length).toBeGreaterThan(0)
    expect(answer.rows[0]?.every((cell) => typeof cell === 'string' && cell !== '')).toBe(true)
  }
})
