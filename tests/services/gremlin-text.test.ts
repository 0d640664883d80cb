/** The text of a motif in Gremlin, sent as it is shown to a real Gremlin server: it finds what the bytecode finds that a
 *  search sends, and no value in it becomes anything but that value. */
import fc from 'fast-check'
import gremlin from 'gremlin'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exactSerializers, typedUuid } from '../../src/grand/backends/gremlin/gremlin-values'
import { compileGremlin } from '../../src/hosts/providers/gremlin-compile'
import { keyFrom } from '../../src/hosts/providers/gremlin-rows'
import { gremlinText } from '../../src/hosts/providers/gremlin-text'
import type { GraphServer } from '../../src/hosts/providers/graph-server'
import { openServer } from '../../src/hosts/providers/open-server'
import { connectionFrom } from '../../src/hosts/providers/remote-place'
import type { SearchSemantics } from '../../src/model/job'
import { casesInCypher } from '../tools/cypher-motifs'
import { motifOf } from './servers/gremlin/gremlin-stage'
import { login, startGremlinServer } from './servers/gremlin/gremlin-server'
import type { GremlinServer } from './servers/gremlin/gremlin-server'
import { loadGremlin } from './servers/gremlin/load-graph'
import { describeWithJava, serverStartMs } from './servers/java-server'

const seed = Number(process.env['MOTIFSCOPE_SEED'] ?? 20261126)
const source = 'g0'
const cases = casesInCypher()

describeWithJava('a motif as text in Gremlin', () => {
  let server: GremlinServer
  let client: gremlin.driver.Client
  let graph: GraphServer
  let loaded = ''

  beforeAll(async () => {
    server = await startGremlinServer()
    const { Client, auth } = gremlin.driver
    const authenticator = new auth.PlainTextSaslAuthenticator(login.username, login.password)
    const mimeType = 'application/vnd.gremlin-v3.0+json'
    const exact = exactSerializers(gremlin.structure.io)
    client = new Client(server.url, { traversalSource: source, authenticator, mimeType, ...exact })
    graph = await openServer(connection(), { kind: 'basic', ...login })
  }, serverStartMs)
  afterAll(async () => {
    await client?.close()
    await graph?.close()
    await server?.stop()
  })

  const connection = () =>
    connectionFrom({ kind: 'gremlin', address: server.url, database: source, idProperty: '__id' })
  const run = async (text: string) => ((await client.submit(text)) as gremlin.driver.ResultSet).toArray()
  const asText = (row: unknown[]) => row.map(String).join(' ')

  test.each(cases.map((one) => [one.id, one] as const))('%s finds the same', async (_, one) => {
    if (loaded !== JSON.stringify(one.graph)) await loadGremlin(server.url, source, one.graph)
    loaded = JSON.stringify(one.graph)
    const motif = motifOf(one.motif)
    const isEmpty = one.graph.nodes.length === 0
    const { nodeAttributes, edgeAttributes, idKinds } = isEmpty
      ? { nodeAttributes: {}, edgeAttributes: {}, idKinds: [] }
      : await graph.probe({})
    const known = { nodes: nodeAttributes, edges: edgeAttributes }
    const { options } = one
    const semantics: SearchSemantics = {
      ignoreDirection: options.ignoreDirection || !one.graph.directed,
      excludeAutomorphisms: options.excludeAutomorphisms,
      induced: options.inducedOnly,
      ...{ limit: options.limit, countOnly: false },
    }
    const relayed: string[] = []
    for await (const { rows } of graph.relay(motif, semantics, known).run('', {}))
      relayed.push(...rows.map(asText))
    const write = (changes: Partial<SearchSemantics>) =>
      compileGremlin(connection(), motif, { ...semantics, ...changes }, known, idKinds)
    const rowOf = (row: unknown) =>
      row instanceof Map ? motif.nodes.map((node) => keyFrom(row.get(node))) : [keyFrom(row)]
    const found = (await run(await write({}))).map(rowOf).map(asText)
    // Which rows a limit keeps, nobody says.
    if (options.limit === null) expect(found.sort()).toEqual(relayed.sort())
    expect(found).toHaveLength(relayed.length)
    const [count] = await run(await write({ countOnly: true }))
    expect(Number(count)).toBe(relayed.length)
  })

  test(`any value is that value in the text (seed ${seed})`, async () => {
    const { GraphTraversalSource, TraversalStrategies } = gremlin.process
    const g = new GraphTraversalSource(new gremlin.structure.Graph(), new TraversalStrategies())
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'grapheme-ascii' }),
      fc.constantFrom(
        "'",
        '\\',
        "\\'",
        '$x',
        '${1 + 1}',
        '"""',
        '\\u0027',
        '\n',
        '\u2028',
        '\0',
        "');g.V().drop();//",
      ),
      fc.integer(),
      fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.uuid().map(typedUuid),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 20 }), async (values) => {
        // As one list: alone, an answer would say of some types less than it knows.
        const answer = await run(gremlinText(g.inject(values).fold()))
        const [[told]] = answer as [[unknown[]]]
        expect(told.map(plainly)).toEqual(values.map(plainly))
      }),
      { seed, numRuns: 150 },
    )
  }, 60_000)
})

/** Zero has two signs, and an integer may come as a bigint. */
function plainly(value: unknown): unknown {
  if (typeof value === 'number') return `number ${Number.isInteger(value) ? BigInt(value) : value}`
  return typeof value === 'bigint' ? `number ${value}` : value
}
