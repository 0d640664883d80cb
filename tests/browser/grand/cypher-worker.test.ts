/** Cypher in its real worker: an answer, a mistake with its place, and a query that is stopped from outside. */
import { expect, test } from 'vitest'
import { answerInWorker } from '../../../src/grand/cypher/cypher-worker'
import type { CypherHooks } from '../../../src/grand/cypher/cypher-worker'
import { importGraph } from '../../../src/hosts/import-graph'

async function ask(query: string, hooks: CypherHooks = {}, limitMs = 60_000) {
  const blob = new Blob(['source,target,weight\na,b,1\nb,c,9007199254740993\nc,a,3\n'])
  const imported = await importGraph({ stream: blob.stream(), size: blob.size }, null, {})
  const host = { ...imported, nodes: new Blob(imported.nodes), edges: new Blob(imported.edges) }
  const { directed, nodeCount, edgeCount, nodeColumns, edgeColumns, nodes, edges } = host
  return answerInWorker(
    { directed, nodeCount, edgeCount, nodeColumns, edgeColumns, nodes, edges },
    { query, parameters: { least: 2 }, limit: 100, limitMs },
    hooks,
  )
}

const endless =
  'MATCH (a), (b), (c), (d), (e), (f), (g), (h), (i), (j), (k), (l), (m), (n), (o), (p), (q) RETURN count(*)'

test('answers, and hands mistakes over with their place', async () => {
  const { rows } = await ask('MATCH (a)-[r]->(b) WHERE r.weight > $least RETURN a.id, r.weight ORDER BY a.id')
  expect(rows).toEqual([['b', 9007199254740993n], ['c', 3]]) // prettier-ignore
  await expect(ask('MATCH (a) RETURN b')).rejects.toMatchObject({ code: 'unknown-variable', column: 18 })
})

test('is stopped by a signal while it runs, and by its own limit', async () => {
  const stop = new AbortController()
  const onProgress = ({ phase }: { phase: string }) => phase === 'searching' && stop.abort()
  await expect(ask(endless, { signal: stop.signal, onProgress })).rejects.toMatchObject({ code: 'cancelled' })
  await expect(ask(endless, {}, 200)).rejects.toMatchObject({ code: 'time-limit' })
})
