/** Our own Cypher against the real Neo4j, query by query: the same columns, rows and refusals, walked or searched. Neo4j is
 *  the reference; no answer is written down. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Neo4jServer } from '../servers/neo4j/start-neo4j'
import { askLocal, RemoteAsker } from './cypher-differences/ask-both'
import type { Answered } from './cypher-differences/ask-both'
import { deliberate } from './cypher-differences/deliberate'
import { propertyGraphOf, smallGraphs } from './cypher-differences/graphs'
import type { SmallGraph } from './cypher-differences/graphs'
import { randomGraphs, randomQueries } from './cypher-differences/random-queries'
import { themes } from './cypher-differences/themes'
import { ofSmallerGraphs } from './cypher-differences/themes/of-smaller-graphs'

const seed = Number(process.env['MOTIFSCOPE_SEED'] ?? 20261126)

/** That it is refused counts, not the words. */
const inShort = (answer: Answered) => ('error' in answer ? 'refused' : answer)

export function describeDifferences(server: () => Neo4jServer): void {
  let remote: RemoteAsker

  const compare = async (graph: SmallGraph, query: string) => {
    const local = propertyGraphOf(graph)
    const theirs = inShort(await remote.ask(query))
    const walked = inShort(askLocal(local, query))
    return { walked, searched: inShort(askLocal(local, query, true)), theirs }
  }

  describe('our own Cypher and Neo4j', () => {
    beforeAll(async () => {
      remote = new RemoteAsker(server())
      await remote.load(smallGraphs.hostile)
    })
    afterAll(() => remote.close())

    const answerTheSame = async (graph: SmallGraph, queries: readonly string[]) => {
      for (const query of queries) {
        const { walked, searched, theirs } = await compare(graph, query)
        expect.soft({ query, walked, searched }).toEqual({ query, walked: theirs, searched: theirs })
      }
    }

    test.each(Object.entries(themes))(
      'answer the same: %s',
      (_, queries) => answerTheSame(smallGraphs.hostile, queries),
      300_000,
    )

    test('differ where they are meant to', async () => {
      for (const { query, why } of deliberate) {
        const { walked, theirs } = await compare(smallGraphs.hostile, query)
        expect.soft(walked, `${query}: ${why}`).not.toEqual(theirs)
      }
    }, 120_000)

    test.each(ofSmallerGraphs)(
      'answer the same of the graph %s',
      async (name, queries) => {
        await remote.load(smallGraphs[name])
        await answerTheSame(smallGraphs[name], queries)
      },
      120_000,
    )

    test(`answer random queries on random graphs the same (seed ${seed})`, async () => {
      let answers = 0
      const cases = fc.tuple(randomGraphs, fc.array(randomQueries, { minLength: 8, maxLength: 8 }))
      await fc.assert(
        fc.asyncProperty(cases, async ([graph, queries]) => {
          await remote.load(graph)
          for (const query of queries) {
            const { walked, searched, theirs } = await compare(graph, query)
            answers += Number(typeof theirs !== 'string' && theirs.rows.length > 0)
            expect({ query, walked, searched }).toEqual({ query, walked: theirs, searched: theirs })
          }
        }),
        { seed, numRuns: 40 },
      )
      expect(answers).toBeGreaterThan(100)
    }, 300_000)
  })
}
