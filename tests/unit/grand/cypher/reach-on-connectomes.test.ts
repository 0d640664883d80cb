/** Everything downstream of neurons of real connectomes, where walks are without number: what a sweep over the same edges
 *  finds. Other people's data: without the shared corpus these are skipped. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { answerCypher } from '../../../../src/grand/cypher/answer-query'
import { hostFromBlob } from '../../../tools/cypher-host'
import { hasShared, sharedPath } from '../../../tools/shared'

const connectomes = ['witvliet_2020_7_node_attributes.graphml', 'MICrONS-Pinky100_v185.graphml']

/** How many nodes are reached from one by one edge or more. */
function reachedFrom(next: ReadonlyMap<string, string[]>, start: string): number {
  const reached = new Set<string>()
  const front = [start]
  for (let node = front.pop(); node !== undefined; node = front.pop())
    for (const target of next.get(node) ?? [])
      if (!reached.has(target)) {
        reached.add(target)
        front.push(target)
      }
  return reached.size
}

describe.skipIf(!hasShared)('reach on connectomes (needs the shared corpus)', () => {
  test.each(connectomes)(
    '%s: from every tenth neuron, along every edge',
    async (name) => {
      const host = await hostFromBlob(new Blob([readFileSync(sharedPath(`conformance/data/${name}`))]))
      const ask = async (query: string) =>
        (await answerCypher(host, { query, parameters: {}, limit: Infinity, limitMs: 600_000 }, () => 0)).rows
      const next = new Map<string, string[]>()
      for (const [from, to] of await ask('MATCH (a)-->(b) RETURN a.id, b.id'))
        next.set(String(from), [...(next.get(String(from)) ?? []), String(to)])
      const ids = [...next.keys()].filter((_, place) => place % 10 === 0)
      const rows = await ask(
        `MATCH (a)-[*]->(b) WHERE a.id IN ${JSON.stringify(ids)} RETURN a.id, count(DISTINCT b)`,
      )
      const found = Object.fromEntries(rows.map(([id, count]) => [String(id), Number(count)]))
      expect(found).toEqual(Object.fromEntries(ids.map((id) => [id, reachedFrom(next, id)])))
    },
    300_000,
  )
})
