/** What goes wrong with a graph on a real Gremlin server: told in words at its step, asked again where that is safe, ended
 *  where somebody wants it to. */
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import type { RemoteStage } from '../../src/hosts/providers/probe-stages'
import type { ConnectionDraft } from '../../src/hosts/providers/remote-place'
import { openEngineHost, searchInNode } from '../tools/node-engine'
import type { EngineHost } from '../tools/node-engine'
import { openNodeDuckDb } from '../tools/node-duckdb'
import { nodeLinkText } from '../tools/remote-graph'
import { relayTo } from './servers/cutting-relay'
import { GremlinStage, foundBy, little, motifOf, plain } from './servers/gremlin/gremlin-stage'
import { describeWithJava, serverStartMs } from './servers/java-server'

describeWithJava('a graph on a Gremlin server that fails', () => {
  let stage: GremlinStage
  let here: EngineHost

  beforeAll(async () => {
    stage = await GremlinStage.start()
    here = await openEngineHost(await openNodeDuckDb(), nodeLinkText(little), { format: 'json' })
  }, serverStartMs)
  afterAll(() => stage?.stop())

  it.each<[string, Partial<ConnectionDraft>, string, RegExp, RemoteStage['name']]>([
    ['a label nobody has', { nodeLabel: 'Cell' }, 'empty-graph', /no vertices with the label Cell/, 'nodes'],
    ['ids that are shared', { idProperty: 'type' }, 'not-unique', /share theirs with another/, 'ids'],
    ['ids nobody has', { idProperty: 'name' }, 'not-unique', /none of them has it/, 'nodes'],
    ['a source it has not', { database: 'elsewhere' }, 'not-found', /no traversal source/, 'server'],
    [
      'a port nobody listens at',
      { address: 'ws://127.0.0.1:1/gremlin' },
      'unreachable',
      /cannot be reached/,
      'server',
    ],
  ])('refuses %s in words, at its step', async (_, changes, code, words, step) => {
    const stages: RemoteStage[] = []
    const graph = await stage.opened(changes)
    await expect(graph.probe({ onStage: (stage) => stages.push(stage) })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(words) as string,
    })
    expect(stages.at(-1)).toMatchObject({ name: step, state: 'failed' })
  })

  it('tells a wrong password at the login, without the password', async () => {
    const stages: RemoteStage[] = []
    const graph = await stage.opened({}, { kind: 'basic', username: 'ada', password: 'no engine at all' })
    await expect(graph.probe({ onStage: (stage) => stages.push(stage) })).rejects.toMatchObject({
      code: 'unauthorised',
    })
    expect(stages.map(({ name, state }) => `${name} ${state}`).slice(-2)).toEqual([
      'login running',
      'login failed',
    ])
    expect(JSON.stringify(stages)).not.toContain('engine')
    await expect(stage.opened({}, { kind: 'bearer', token: 'x' })).rejects.toMatchObject({
      code: 'invalid-credentials',
    })
  })

  it('loses nothing where the connection is cut in the middle of an answer', async () => {
    const relay = await relayTo(stage.server.port)
    onTestFinished(() => relay.stop())
    const through = await stage.asked({ address: `ws://127.0.0.1:${relay.port}/gremlin` })
    const own = await searchInNode(here, 'A -> B\nB -> C', {})
    // Each of these is in the middle of another answer.
    for (const bytes of [300, 5_000, 30_000]) {
      relay.cutAfter = bytes
      const { cells } = await foundBy(through, 'A -> B\nB -> C', {})
      expect(relay.cutAfter).toBeUndefined()
      expect(cells).toHaveLength('count' in own ? own.count : 0)
      expect(new Set(cells.map((row) => row.join(' '))).size).toBe(cells.length)
    }
  }, 120_000)

  it('tells a server that falls silent, and goes on once it answers again', async () => {
    const relay = await relayTo(stage.server.port)
    onTestFinished(() => relay.stop())
    const changes = { address: `ws://127.0.0.1:${relay.port}/gremlin`, timeoutMs: 1000 }
    relay.isSilent = true
    const stages: RemoteStage[] = []
    const graph = await stage.opened(changes)
    await expect(graph.probe({ onStage: (stage) => stages.push(stage) })).rejects.toMatchObject({
      code: expect.stringMatching(/timeout|unreachable/) as string,
    })
    expect(stages.at(-1)).toMatchObject({ name: 'server', state: 'failed' })
    relay.isSilent = false
    const again = await stage.opened({ ...changes, timeoutMs: 60_000 })
    expect(await again.probe({})).toMatchObject({ nodeCount: 40 })
  }, 120_000)

  it('ends when it is cancelled, between two questions', async () => {
    const { server: graph, known } = await stage.asked()
    const left = new AbortController()
    const run = async () => {
      for await (const batch of graph
        .relay(motifOf('A -> B\nB -> C'), plain, known)
        .run('', { signal: left.signal }))
        if (batch.rows.length > 0) left.abort()
    }
    await expect(run()).rejects.toThrow(/abort/i)
  })
})
