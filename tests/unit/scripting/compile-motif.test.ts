/** `compile` and `plan` on a real import and the real table engine; what only the page has (storage) is left out. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { HostLibrary } from '../../../src/hosts/host-library'
import type { HostRecord } from '../../../src/model/host-graph'
import { MotifscopeError } from '../../../src/model/errors'
import { unpackTopology } from '../../../src/model/topology-blob'
import { createCompiler } from '../../../src/scripting/compile-motif'
import { queryHost } from '../../../src/tables/host-query'
import { resolveNeeds } from '../../../src/tables/candidate-sets'
import { openNodeDuckDb } from '../../tools/node-duckdb'
import { openEngineHost, searchInNode } from '../../tools/node-engine'
import type { EngineHost } from '../../tools/node-engine'

const graph = (directed: boolean) =>
  JSON.stringify({
    directed,
    multigraph: false,
    graph: {},
    nodes: ['a', 'b', 'c', 'd'].map((id, size) => ({ id, size })),
    links: [
      { source: 'a', target: 'b', weight: 5 },
      { source: 'b', target: 'c', weight: 2 },
      { source: 'c', target: 'a', weight: 9 },
      { source: 'a', target: 'd', weight: 1 },
    ],
  })

const hosts = new Map<string, EngineHost>()

function hostOf(id: string): EngineHost {
  const host = hosts.get(id)
  if (!host) throw new MotifscopeError('unknown-host', `No host graph ${id} is open here.`)
  return host
}

async function recordOf(id: string): Promise<HostRecord> {
  return { ...hostOf(id).imported, id, name: 'my host.graphml', uri: '' } as unknown as HostRecord
}

const library = {
  get: recordOf,
  async searchable(id: string) {
    const { connection, imported } = hostOf(id)
    const resolve: Awaited<ReturnType<HostLibrary['searchable']>>['resolve'] = (needs) =>
      resolveNeeds(connection, imported, needs)
    return { record: await recordOf(id), topology: unpackTopology(imported.topology), resolve }
  },
} as HostLibrary
const { compile, plan } = createCompiler(library)

beforeAll(async () => {
  const connection = await openNodeDuckDb()
  hosts.set('ring', await openEngineHost(connection, graph(true)))
  hosts.set('undirected', await openEngineHost(connection, graph(false)))
})

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (thrown: unknown) => (thrown instanceof MotifscopeError ? thrown.code : String(thrown)),
  )
const ring = 'A -> B\nB -> C\nC -> A'

describe('compile', () => {
  test('writes canonical DotMotif', async () => {
    expect(await compile('# mine\nA->B[w>3]  B ->C', 'dotmotif')).toEqual({
      text: 'A -> B [w > 3]\nB -> C\n',
    })
  })

  test('writes Cypher of both kinds, with parameters and the options of the search', async () => {
    const source = 'A -> B [weight = 12345678901234567890]\nA -> C [weight = 12345678901234567890]'
    const neo4j = await compile(source, 'cypher', { excludeAutomorphisms: true, limit: 7 })
    expect(neo4j.text).toContain('elementId(B) < elementId(C)')
    expect(neo4j.text).toContain('LIMIT 7')
    expect(neo4j.parameters).toEqual({ p1: 12345678901234567890n })
    const neuprint = await compile(source, 'neuprint', { countOnly: true, ignoreDirection: true })
    expect(neuprint.text).toContain(':ConnectsTo]-(B)')
    expect(neuprint.text).toContain('count(*)')
  })

  test('writes SQL that finds on the host what a search finds', async () => {
    for (const options of [{}, { excludeAutomorphisms: true }, { ignoreDirection: true }, { limit: 2 }]) {
      const { text } = await compile(ring, 'sql', { hostId: 'ring', ...options })
      const { connection, imported } = hostOf('ring')
      const { rows } = await queryHost(connection, imported, text)
      const answer = await searchInNode(hostOf('ring'), ring, options)
      expect(rows.length).toBe('count' in answer ? answer.count : answer.code)
    }
  })

  test('writes Python that reads the host by its name', async () => {
    const { text } = await compile(ring, 'python', { hostId: 'ring', induced: true })
    expect(text).toContain('read_graphml("my host.graphml")')
  })

  test('on an undirected host no language speaks of direction', async () => {
    const { text } = await compile('A -> B', 'cypher', { hostId: 'undirected', excludeAutomorphisms: true })
    expect(text).toContain('(A)-[r1]-(B)')
    expect(text).toContain('elementId(A) < elementId(B)')
    expect((await compile('A -> B', 'python', { hostId: 'undirected' })).text).toContain(
      'ignore_direction=True',
    )
  })

  test('writes JSON with the motif alone, or with the plan on a host and its reasons', async () => {
    const alone = await compile(`${ring}\nA.size > 12345678901234567890`, 'json')
    expect(alone.plan).toBeUndefined()
    expect(alone.text).toContain('"value": 12345678901234567890 }')
    expect(JSON.parse(alone.text)).toMatchObject({ motif: { nodes: ['A', 'B', 'C'], automorphismCount: 1 } })
    const planned = await compile(`${ring}\nB.size = 0`, 'json', { hostId: 'ring' })
    expect(planned.plan?.order[0]).toBe('B')
    expect(planned.plan?.reasons[0]).toContain('Starts with B: 1 candidate of 4;')
    const { plan: written, host } = JSON.parse(planned.text) as Record<string, Record<string, unknown>>
    expect(written).toMatchObject({ ...planned.plan, rootCount: 4 })
    expect(written?.steps).toHaveLength(3)
    expect(host).toEqual({ id: 'ring', name: 'my host.graphml', nodeCount: 4, edgeCount: 4 })
  })

  test('refuses what cannot be, each with its code', async () => {
    expect(await code(compile('A => B', 'cypher'))).toBe('syntax-error')
    expect(await code(compile('', 'cypher'))).toBe('empty-motif')
    expect(await code(compile(ring, 'sql'))).toBe('host-needed')
    expect(await code(compile(ring, 'sql', { hostId: 'gone' }))).toBe('unknown-host')
    expect(await code(compile(ring, 'toString' as 'sql'))).toBe('unknown-language')
    expect(await code(compile(ring, 'python', { limit: -1 }))).toBe('invalid-option')
    expect(await code(plan('gone', ring))).toBe('unknown-host')
    expect(await code(plan('ring', ''))).toBe('empty-motif')
  })
})

describe('plan', () => {
  test('warns of a motif in parts, with how much is to be expected', async () => {
    const { warnings, automorphismCount, expectedMatches } = await plan('ring', 'A -> B\nC -> D')
    expect(warnings).toEqual([expect.stringMatching(/2 parts.*every combination.*about \d/)])
    expect(automorphismCount).toBe(2)
    expect(expectedMatches).toBeCloseTo(16)
    expect((await plan('ring', ring)).warnings).toEqual([])
  })
})
