/** The SQL of random motifs, run by the real DuckDB on random hosts, against the oracle. */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { listAutomorphisms } from '../../src/grandiso/symmetry'
import { verifyMatches } from '../../src/grandiso/verify'
import type { PlainGraph } from '../../src/grandiso/verify'
import type { AttributeValue } from '../../src/model/attribute'
import type { SearchSemantics } from '../../src/model/job'
import type { Motif } from '../../src/model/motif'
import { writeMotifSql } from '../../src/scripting/motif-sql'
import { queryHost } from '../../src/tables/host-query'
import { dropHostTables } from '../../src/tables/host-tables'
import type { SqlConnection } from '../../src/tables/sql-connection'
import { nodeLinkText } from '../tools/corpus'
import { openNodeDuckDb } from '../tools/node-duckdb'
import { openEngineHost } from '../tools/node-engine'
import type { EngineHost } from '../tools/node-engine'
import { hosts, modes, motifs } from './grandiso-arbitraries'

const seed = Number(process.env['MOTIFSCOPE_SEED'] ?? 20261124)
const runs = (numRuns: number) => ({ seed, numRuns })

type Cast = (value: AttributeValue) => AttributeValue
const numberOf = (value: AttributeValue) => (typeof value === 'number' ? value : String(value).length)

/** Ways to give all values of an attribute one type, as SQL columns have. */
const casts: Cast[] = [
  numberOf,
  (value) => numberOf(value) / 2,
  (value) => (Array.isArray(value) ? value.join('') : String(value)),
  (value) => numberOf(value) > 1,
  (value) => (Array.isArray(value) ? value : value === 'b' ? [] : [String(value)]),
  (value) => (Array.isArray(value) ? [] : [numberOf(value)]),
]

function castAttributes(graph: PlainGraph, [ofNodes, ofEdges]: Record<string, Cast>[]): PlainGraph {
  const cast = (attrs: Record<string, AttributeValue>, by: Record<string, Cast> = {}) =>
    Object.fromEntries(Object.entries(attrs).map(([key, value]) => [key, by[key]!(value)]))
  return {
    directed: graph.directed,
    nodes: graph.nodes.map(({ id, attrs }) => ({ id, attrs: cast(attrs, ofNodes) })),
    edges: graph.edges.map(({ attrs, ...ends }) => ({ ...ends, attrs: cast(attrs, ofEdges) })),
  }
}

const cast = fc.constantFrom(...casts)
const castsOfTable = fc.record({ w: cast, t: cast })
const typedHosts = fc
  .tuple(
    hosts.filter(({ nodes }) => nodes.length > 0),
    castsOfTable,
    castsOfTable,
  )
  .map(([graph, ofNodes, ofEdges]) => castAttributes(graph, [ofNodes, ofEdges]))

let connection: SqlConnection
beforeAll(async () => {
  connection = await openNodeDuckDb()
})

async function withHost<Result>(graph: PlainGraph, use: (host: EngineHost) => Promise<Result>) {
  const host = await openEngineHost(connection, nodeLinkText({ ...graph, multigraph: true }))
  try {
    return await use(host)
  } finally {
    await dropHostTables(connection, host.imported.id)
  }
}

async function findBySql({ imported }: EngineHost, motif: Motif, options: Partial<SearchSemantics>) {
  const { text } = writeMotifSql(imported, motif, options)
  return (await queryHost(connection, imported, text)).rows as string[][]
}

const asSet = (rows: string[][]) => rows.map((row) => row.join()).sort()
const anyMotif = fc.oneof(motifs(), motifs({ isSymmetric: true }))

describe(`the SQL of a motif (seed ${seed})`, () => {
  it('finds exactly the matches of the definition, each once', async () => {
    await fc.assert(
      fc.asyncProperty(typedHosts, anyMotif, modes, (graph, motif, mode) =>
        withHost(graph, async (host) => {
          const expected = asSet(verifyMatches(graph, motif, mode))
          expect(asSet(await findBySql(host, motif, mode))).toEqual(expected)
          const [counted] = await findBySql(host, motif, { ...mode, countOnly: true })
          expect(counted).toEqual([expected.length])
        }),
      ),
      runs(400),
    )
  })

  it('keeps one match of every orbit, and as many as the limit says', async () => {
    await fc.assert(
      fc.asyncProperty(typedHosts, motifs({ isSymmetric: true }), modes, (graph, motif, mode) =>
        withHost(graph, async (host) => {
          const undirected = mode.ignoreDirection || !graph.directed
          const group = listAutomorphisms(motif, 1000, { undirected })!
          const orbitOf = (row: string[]) => asSet(group.map((p) => p.map((index) => row[index]!)))[0]!
          const orbits = [...new Set(verifyMatches(graph, motif, mode).map(orbitOf))].sort()
          const options = { ...mode, excludeAutomorphisms: true }
          const distinct = await findBySql(host, motif, options)
          expect(distinct.map(orbitOf).sort()).toEqual(orbits)
          const limited = await findBySql(host, motif, { ...options, limit: 2 })
          expect(new Set(limited.map(orbitOf)).size).toBe(Math.min(2, orbits.length))
          const [counted] = await findBySql(host, motif, { ...options, limit: 2, countOnly: true })
          expect(counted).toEqual([Math.min(2, orbits.length)])
        }),
      ),
      runs(150),
    )
  })
})
