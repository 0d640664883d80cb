/** The public search cases as traversals on a real Gremlin server: the same matches as our engine gives, as rows and
 *  counted. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openServer } from '../../src/hosts/providers/open-server'
import type { GraphServer } from '../../src/hosts/providers/graph-server'
import { connectionFrom } from '../../src/hosts/providers/remote-place'
import type { KnownAttributes } from '../../src/hosts/providers/servers-words'
import { readMotif } from '../../src/dotmotif/read-motif'
import { verifyMatches } from '../../src/grandiso/verify'
import { errorDataFrom } from '../../src/model/errors'
import type { SearchSemantics } from '../../src/model/job'
import type { Motif } from '../../src/model/motif'
import { hosts, modes, motifs } from '../property/grandiso-arbitraries'
import { allSearchCases, isInline } from '../tools/corpus'
import type { InlineGraph } from '../tools/corpus'
import { casesInCypher, expectMatches } from '../tools/cypher-motifs'
import { login, startGremlinServer } from './servers/gremlin/gremlin-server'
import type { GremlinServer } from './servers/gremlin/gremlin-server'
import { loadGremlin } from './servers/gremlin/load-graph'
import { describeWithJava, serverStartMs } from './servers/java-server'

const cases = casesInCypher()
const source = 'g0'
const seed = Number(process.env['MOTIFSCOPE_SEED'] ?? 20261126)

const asSet = (rows: string[][]) => rows.map((row) => row.join()).sort()

describeWithJava('motifs as traversals on Gremlin', () => {
  let server: GremlinServer
  let asked: { graph: GraphServer; known: KnownAttributes }
  let loaded = ''

  beforeAll(async () => {
    server = await startGremlinServer()
  }, serverStartMs)
  afterAll(async () => {
    await asked?.graph.close()
    await server?.stop()
  })

  async function withGraph(graph: InlineGraph): Promise<typeof asked> {
    const text = JSON.stringify(graph)
    if (text === loaded) return asked
    await asked?.graph.close()
    await loadGremlin(server.url, source, graph)
    const connection = connectionFrom({
      kind: 'gremlin',
      address: server.url,
      database: source,
      idProperty: '__id',
    })
    const open = await openServer(connection, { kind: 'basic', ...login })
    const facts = graph.nodes.length > 0 ? await open.probe({}) : { nodeAttributes: {}, edgeAttributes: {} }
    asked = { graph: open, known: { nodes: facts.nodeAttributes, edges: facts.edgeAttributes } }
    loaded = text
    return asked
  }

  /** Ids of all rows there, or the count that it gives as the only one. */
  async function rowsOf(graph: InlineGraph, motif: Motif, semantics: SearchSemantics) {
    const there = await withGraph(graph)
    const cells: (string | number | bigint)[][] = []
    for await (const { rows } of there.graph.relay(motif, semantics, there.known).run('', {}))
      cells.push(...(rows as typeof cells))
    if (semantics.countOnly) return [[String(cells.at(-1)?.[0])]]
    const keys = [...new Set(cells.flat())]
    const idOf = new Map<unknown, string>()
    for await (const rows of there.graph.describeNodes(keys, false, {}))
      for (const [key, id] of rows) idOf.set(key, String(id))
    return cells.map((row) => row.map((key) => idOf.get(key)!))
  }

  test('more than sixty public cases are asked: each that has a graph of its own, and none is refused', () => {
    expect(cases.length).toBeGreaterThan(60)
    const own = allSearchCases().filter(({ graph, expected }) => isInline(graph) && !expected.error)
    expect(
      own.filter(({ id }) => !cases.some((one) => one.id === id)).map(({ motif }) => motif.trim()),
    ).toEqual([])
  })

  test.each(cases.map((one) => [one.id, one] as const))('%s', async (_, one) => {
    const reading = readMotif(one.motif)
    if (!reading.ok) throw new Error(reading.errors[0]?.message)
    const { graph, options } = one
    const semantics = {
      ignoreDirection: options.ignoreDirection || !graph.directed,
      excludeAutomorphisms: options.excludeAutomorphisms,
      induced: options.inducedOnly,
      limit: options.limit,
    }
    const rows = await rowsOf(graph, reading.motif, { ...semantics, countOnly: false })
    expectMatches(one, reading.motif.nodes, rows)
    const counted = await rowsOf(graph, reading.motif, { ...semantics, countOnly: true })
    expect(counted).toEqual([[String(one.expected.count)]])
  })

  /** How many were answered, all as the definition says, and how many refused. */
  async function compareRandom(numRuns: number, mustBeFound: boolean) {
    const outcomes = { answered: 0, refused: 0 }
    const any = fc
      .tuple(hosts, motifs(), modes)
      .map(([plain, motif, mode]) => ({ plain, motif, mode, expected: verifyMatches(plain, motif, mode) }))
    const question = mustBeFound ? any.filter(({ expected }) => expected.length > 0) : any
    await fc.assert(
      fc.asyncProperty(question, async ({ plain, motif, mode, expected }) => {
        const graph = { ...plain, multigraph: true } as InlineGraph
        const ignoreDirection = mode.ignoreDirection || !graph.directed
        const semantics = { ...mode, ignoreDirection, excludeAutomorphisms: false, limit: null }
        try {
          const found = await rowsOf(graph, motif, { ...semantics, countOnly: false })
          expect(asSet(found)).toEqual(asSet(expected))
          const counted = await rowsOf(graph, motif, { ...semantics, countOnly: true })
          expect(counted).toEqual([[String(expected.length)]])
          outcomes.answered++
        } catch (thrown) {
          if (errorDataFrom(thrown).code !== 'not-on-server') throw thrown
          outcomes.refused++
        }
      }),
      { seed, numRuns },
    )
    return outcomes
  }

  test(`random motifs that are there are found as the definition says, or refused (seed ${seed})`, async () => {
    const { answered, refused } = await compareRandom(200, true)
    expect(answered).toBeGreaterThan(2 * refused)
  }, 300_000)

  test(`any random motif finds what the definition says, or is refused (seed ${seed})`, async () => {
    const { answered, refused } = await compareRandom(200, false)
    expect(answered).toBeGreaterThan(2 * refused)
  }, 300_000)
})
