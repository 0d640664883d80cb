/** Ids of every type that TinkerGraph stores, and texts with anything in them, on a real Gremlin server: what is shown of a
 *  node finds it again, and nothing of it is lost on the way. */
import gremlin from 'gremlin'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GremlinBackend } from '../../src/grand/backends/gremlin/gremlin-backend'
import { GremlinConnection } from '../../src/grand/backends/gremlin/gremlin-connection'
import { typedUuid } from '../../src/grand/backends/gremlin/gremlin-values'
import type { AskableGraph } from '../../src/hosts/providers/bring-subgraph'
import { bringSubgraph, sizeOfSubgraph } from '../../src/hosts/providers/bring-subgraph'
import { walkAround } from '../../src/hosts/providers/walk-around'
import { foundBy, GremlinStage } from './servers/gremlin/gremlin-stage'
import { idManagers, login } from './servers/gremlin/gremlin-server'
import { describeWithJava, serverStartMs } from './servers/java-server'

const uuids = [
  '00000000-0000-4000-8000-000000000001',
  '7fffffff-ffff-4fff-bfff-ffffffffffff',
  '80000000-0000-4000-8000-000000000002',
  'ffffffff-ffff-4fff-bfff-fffffffffff0',
]
const texts = [
  `it's`,
  'a b',
  ' a  ',
  'New York, NY; USA',
  '"quoted"',
  'ä→😀',
  '$x',
  `x').drop();g.V('`,
  '12',
  'line\nbreak',
  'json:[1]',
  '80000000-0000-4000-8000-000000000002',
]
/** As the server is told them; the text of each is what is shown. */
const idsOf: Record<(typeof idManagers)[number], unknown[]> = {
  ANY: [12, -3, 13n, 2n ** 53n + 1n, 'text', '12x', 'a b', ...uuids.map(typedUuid)],
  INTEGER: [0, 1, -7, 2 ** 31 - 1],
  LONG: [0n, 1n, -5n, 2n ** 31n, 2n ** 53n + 1n, 2n ** 63n - 1n],
  STRING: texts,
  UUID: uuids.map(typedUuid),
}
const shown = (id: unknown) => String((id as { '@value'?: string })['@value'] ?? id)

describeWithJava('ids on a Gremlin server', () => {
  let stage: GremlinStage
  beforeAll(async () => {
    stage = await GremlinStage.start()
  }, serverStartMs)
  afterAll(() => stage?.stop())

  describe.each(idManagers)('of vertices, as %s', (manager) => {
    const ids = idsOf[manager].map(shown)
    /** A ring with chords: from each to the next, and to the one after that. */
    const edges = ids.flatMap((id, at) =>
      [1, 2].map((step) => ({ source: id, target: ids[(at + step) % ids.length]!, weight: 10 * at + step })),
    )
    const targetsOf = (id: string) => edges.filter(({ source }) => source === id).map(({ target }) => target)
    let there: AskableGraph
    let backend: GremlinBackend

    beforeAll(async () => {
      const address = { url: stage.server.url, traversalSource: manager, login }
      const connection = new GremlinConnection(gremlin, address)
      const { t, statics, GraphTraversalSource, TraversalStrategies } = gremlin.process
      const g = new GraphTraversalSource(new gremlin.structure.Graph(), new TraversalStrategies())
      const stored = new Map(idsOf[manager].map((id) => [shown(id), id]))
      for (const id of stored.values()) await connection.ask(g.addV('cell').property(t.id, id))
      for (const { source, target, weight } of edges)
        await connection.ask(
          g
            .V(stored.get(source))
            .addE('to')
            .to(statics.V(stored.get(target)))
            .property('weight', weight),
        )
      await connection.close()
      const whole = {
        database: manager,
        nodeLabel: '',
        idProperty: '',
        edgeType: '',
        idKind: 'text',
      } as const
      there = await stage.asked(whole)
      backend = await GremlinBackend.open({ ...address, nodeId: 'element' })
    })
    afterAll(() => backend?.close())

    it('are what a search finds, with the attributes of its edges, and find their node again', async () => {
      const pairs = edges.map(({ source, target }) => [source, target])
      const { cells, rows } = await foundBy(there, 'A -> B', {})
      expect(rows.sort()).toEqual([...pairs].sort())
      const weights: unknown[] = []
      for await (const part of there.server.describeEdges(cells as never, {}))
        for (const [source, target, attributes] of part)
          weights.push({ source: String(source), target: String(target), ...(attributes as object) })
      expect(weights).toHaveLength(edges.length)
      expect(weights).toEqual(expect.arrayContaining(edges))
      for (const id of ids) {
        const motif = `A -> B\nA.id = ${JSON.stringify(id)}`
        expect((await foundBy(there, motif, {})).rows.map(([, b]) => b).sort()).toEqual(targetsOf(id).sort())
        const others = await foundBy(there, motif.replace('A.id =', 'A.id !='), { countOnly: true })
        expect(others.cells.at(-1)).toEqual([BigInt(edges.length - 2)])
      }
      expect((await foundBy(there, 'A -> B\nA.id = "nobody"', {})).rows).toEqual([])
    })

    it('are walked from, and brought here', async () => {
      for (const id of ids) {
        const around = await walkAround(there, { around: [id], steps: 1, direction: 'out' }, 99)
        expect(around.sort()).toEqual([id, ...targetsOf(id)].sort())
        expect(await sizeOfSubgraph(there, { ids: around })).toMatchObject({ nodes: 3 })
      }
      await expect(walkAround(there, { around: ['nobody'], steps: 1 }, 99)).rejects.toMatchObject({
        code: 'unknown-node',
      })
      const { file } = await bringSubgraph(there, { nodes: '' }, { mostNodes: 99, mostEdges: 999 })
      const brought = JSON.parse(await file.text()) as {
        nodes: { id: string }[]
        links?: { source: string; target: string; weight: number }[]
        edges?: { source: string; target: string; weight: number }[]
      }
      expect(brought.nodes.map(({ id }) => id).sort()).toEqual([...ids].sort())
      const links = (brought.links ?? brought.edges ?? []).map(({ source, target, weight }) => ({
        ...{ source, target, weight },
      }))
      expect(links).toHaveLength(edges.length)
      expect(links).toEqual(expect.arrayContaining(edges))
    })

    it('are those of a script', async () => {
      expect(await backend.hasNodes([...ids, 'nobody'])).toEqual([...ids.map(() => true), false])
      const near = await backend.neighbours(ids, 'out')
      expect(near.map((targets) => targets?.sort())).toEqual(ids.map((id) => targetsOf(id).sort()))
      const pairs = edges.map(({ source, target }) => [source, target] as const)
      expect(await backend.getEdges(pairs)).toEqual(edges.map(({ weight }) => ({ weight })))
      // Smaller pages than there are types of ids: none is skipped at a border.
      const paged: string[] = []
      for await (const part of backend.nodes({ batchSize: 2 })) paged.push(...part.map(({ id }) => id))
      expect(paged).toHaveLength(ids.length)
      expect(new Set(paged)).toEqual(new Set(ids))
      const [first = '', second = ''] = ids
      await backend.addNodes([{ id: first, attributes: { seen: true } }])
      await backend.addEdges([{ source: first, target: second, attributes: { seen: true } }])
      expect(await backend.nodeCount()).toBe(ids.length)
      expect(await backend.edgeCount()).toBe(edges.length)
      expect(await backend.getNodes([first])).toEqual([{ seen: true }])
    })

    it('have an order for “one per symmetry”, or it is said that they have none', async () => {
      const motif = 'A -> B\nA -> C'
      const asked = foundBy(there, motif, { excludeAutomorphisms: true })
      if (manager === 'ANY')
        await expect(asked).rejects.toMatchObject({ code: 'not-on-server', message: /several types/ })
      else expect((await asked).rows).toHaveLength(ids.length)
      const facts = await there.server.probe({})
      expect(facts.warnings.join()).toMatch(manager === 'ANY' ? /several types/ : /^$/)
    })
  })
})
