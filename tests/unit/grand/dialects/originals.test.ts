/** The dialects against the originals: sequences of calls on small random graphs, whose answers and errors originals/write.py
 *  wrote down by running networkx, python-igraph and networkit. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { GraphBackend } from '../../../../src/grand/backend'
import { GraphologyBackend } from '../../../../src/grand/backends/graphology-backend'
import { MemoryBackend } from '../../../../src/grand/backends/memory/memory-backend'
import { begin, comparable, take } from './originals/take-steps'
import type { Originals } from './originals/take-steps'

const file = new URL('originals/answers.json', import.meta.url)
const { versions, ids, cases } = JSON.parse(readFileSync(file, 'utf8')) as Originals

const backends: Record<string, (directed: boolean) => Promise<GraphBackend>> = {
  memory: async (directed) => new MemoryBackend(directed, { least: 4, share: 0.5 }),
  graphology: (directed) => GraphologyBackend.create(directed),
}

describe.each(Object.keys(backends))('in %s', (kept) => {
  test.each(['NetworkX', 'IGraph', 'NetworKit'] as const)(
    '%s answers and fails as the original',
    async (name) => {
      const own = cases.filter(({ dialect }) => dialect === name)
      expect(own.length).toBeGreaterThan(20)
      for (const [number, one] of own.entries()) {
        const dialect = await begin(await backends[kept]!(one.directed), one, ids)
        for (const [kind, calls, answer] of one.steps) {
          const found = comparable(kind, await take(dialect, calls), one.directed)
          const where = `case ${number}, ${one.directed ? 'directed' : 'undirected'}: ${JSON.stringify(calls)}`
          expect(found, where).toEqual(comparable(kind, answer, one.directed))
        }
      }
    },
  )
})

test('the originals are those that the dialects name', () => {
  expect(versions).toEqual({ networkx: '3.6.1', igraph: '1.0.0', networkit: '11.3' })
})
