/** Giving up a question to a real Gremlin server: whoever asked is answered at once, the server stops working at it, and
 *  what is asked next is answered. Nothing here takes less than ten minutes unless it is given up. */
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { sizeOfSubgraph } from '../../src/hosts/providers/bring-subgraph'
import type { AskableGraph } from '../../src/hosts/providers/bring-subgraph'
import { GremlinStage, foundBy, little, motifOf, plain } from './servers/gremlin/gremlin-stage'
import { questionsUnderWay } from './servers/gremlin/questions-under-way'
import { relayWithoutSessions } from './servers/gremlin/without-sessions'
import { describeWithJava, serverStartMs } from './servers/java-server'

const tenMinutes = { timeoutMs: 600_000 }
/** Thirteen different nodes in a row, the first of them given: hundreds of millions of matches, and no smaller question. */
const endless = (root: string) =>
  [...'BCDEFGHIJKLM'].map((node, at) => `${'ABCDEFGHIJKL'[at]} -> ${node}`).join('\n') + `\nA.id = "${root}"`
const waiting = { timeout: 60_000, interval: 100 }

describeWithJava('a question to a Gremlin server that is given up', () => {
  let stage: GremlinStage
  let there: AskableGraph
  const underWay = () => questionsUnderWay(stage.server)
  const motif = () => endless(little.synapses[0]!.source)

  beforeAll(async () => {
    stage = await GremlinStage.start()
    there = await stage.asked(tenMinutes)
  }, serverStartMs)
  afterAll(() => stage?.stop())
  beforeEach(() => vi.waitFor(async () => expect(await underWay()).toBe(0), waiting))

  /** Gives it up once the server works at it. */
  async function giveUp(ask: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
    const left = new AbortController()
    const asking = ask(left.signal)
    asking.catch(() => undefined)
    await vi.waitFor(async () => expect(await underWay()).toBe(1), waiting)
    left.abort()
    await expect(asking).rejects.toThrow(/abort/i)
    await vi.waitFor(async () => expect(await underWay()).toBe(0), waiting)
  }

  async function search(graph: AskableGraph, countOnly: boolean, signal: AbortSignal): Promise<void> {
    const found = graph.server.relay(motifOf(motif()), { ...plain, countOnly }, graph.known)
    for await (const batch of found.run('', { signal })) expect(batch.rows).toEqual([])
  }

  it.each([
    ['a count', true],
    ['a search for rows', false],
  ])(
    '%s ends at once, there too, and the next question is answered',
    async (_, countOnly) => {
      await giveUp((signal) => search(there, countOnly, signal))
      expect((await foundBy(there, 'A -> B [weight = 9]', {})).rows.length).toBeGreaterThan(0)
    },
    120_000,
  )

  it('what another asks meanwhile goes on', async () => {
    const other = new AbortController()
    const going = search(there, true, other.signal)
    going.catch(() => undefined)
    await vi.waitFor(async () => expect(await underWay()).toBe(1), waiting)
    const left = new AbortController()
    const given = search(there, true, left.signal)
    given.catch(() => undefined)
    await vi.waitFor(async () => expect(await underWay()).toBe(2), waiting)
    left.abort()
    await expect(given).rejects.toThrow(/abort/i)
    await vi.waitFor(async () => expect(await underWay()).toBe(1), waiting)
    expect(await sizeOfSubgraph(there, { nodes: '' })).toEqual({ nodes: 40, edges: 220 })
    expect(await underWay()).toBe(1)
    other.abort()
    await expect(going).rejects.toThrow(/abort/i)
  }, 120_000)

  it('a server without sessions is asked without, and whoever gives up is answered at once', async () => {
    const relay = await relayWithoutSessions(stage.server.port)
    onTestFinished(() => relay.stop())
    const address = `ws://127.0.0.1:${relay.port}/gremlin`
    const through = await stage.asked({ address, timeoutMs: 6_000 })
    expect((await foundBy(through, 'A -> B', { limit: 7 })).rows).toHaveLength(7)
    expect(relay.refused).toBe(0)
    // The server works on for the six seconds it was given. The first question that may be given up asks for a session; none after it does.
    await giveUp((signal) => search(through, true, signal))
    expect(relay.refused).toBe(1)
    expect((await foundBy(through, 'A -> B', { limit: 7 })).rows).toHaveLength(7)
  }, 120_000)
})
