/** The real bundle in a real browser, at a size people have: 100,000 host nodes and a million host edges. */
import { makeVector, RecordBatchStreamWriter, Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow'
import { beforeAll, describe, expect, it } from 'vitest'
import type { AttributeColumn } from '../../../src/model/attribute'
import { resolveNeeds } from '../../../src/tables/candidate-sets'
import { openDuckDb } from '../../../src/tables/duckdb'
import { queryHost } from '../../../src/tables/host-query'
import { dropHostTables, loadHostTables } from '../../../src/tables/host-tables'
import type { TableHost } from '../../../src/tables/host-tables'
import { exportMatches } from '../../../src/tables/match-export'
import { pageOfMatches } from '../../../src/tables/match-page'
import { dropMatches } from '../../../src/tables/match-table'
import type { MatchRows } from '../../../src/tables/match-table'
import type { SqlConnection } from '../../../src/tables/sql-connection'
import { subgraphOfNodes } from '../../../src/tables/subgraph'

const nodeCount = 100_000
const edgeCount = 1_000_000
const matchCount = 1_000_000
const weightColumn: AttributeColumn = { name: 'weight', type: 'number', storage: 'double', column: 'a0' }
const roiColumn: AttributeColumn = { name: 'roi', type: 'string', storage: 'utf8', column: 'a1' }
const typeColumn: AttributeColumn = { name: 'type', type: 'string', storage: 'utf8', column: 'a0' }
const host: TableHost = {
  id: 'large',
  name: 'large',
  nodeCount,
  edgeCount,
  nodeColumns: [typeColumn],
  edgeColumns: [weightColumn, roiColumn],
}
/** 64-bit ids, as FlyWire has them; neighbours in index are far apart. */
const idOf = (index: number) => String(720575940600000000n + BigInt((index * 7919) % nodeCount))
const sourceOf = (edge: number) => (edge * 31) % nodeCount
const targetOf = (edge: number) => (edge * 17 + 5) % nodeCount
const rois = ['CX', 'MB', 'AL', 'LO']

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now()
  const result = await work()
  console.info(`${what}: ${Math.round(performance.now() - start)} ms`)
  return result
}

function nodeStream(): Uint8Array {
  const indexes = Int32Array.from({ length: nodeCount }, (_, i) => i)
  const ids = vectorFromArray(Array.from(indexes, idOf), new Utf8())
  const types = vectorFromArray(
    Array.from(indexes, (i) => `type ${i % 500}`),
    new Utf8(),
  )
  return tableToIPC(new Table({ index: makeVector(indexes), id: ids, a0: types }), 'stream')
}

/** In batches of 65,536 rows, as an import writes them. */
function edgeStream(): Blob {
  const writer = new RecordBatchStreamWriter()
  for (let first = 0; first < edgeCount; first += 65_536) {
    const edges = Array.from({ length: Math.min(65_536, edgeCount - first) }, (_, i) => first + i)
    const batch = new Table({
      source: makeVector(Int32Array.from(edges, sourceOf)),
      target: makeVector(Int32Array.from(edges, targetOf)),
      a0: makeVector(Float64Array.from(edges, (edge) => edge % 100)),
      a1: vectorFromArray(
        edges.map((edge) => rois[edge % 4] ?? ''),
        new Utf8(),
      ),
    }).batches[0]
    if (batch) writer.write(batch)
  }
  writer.finish()
  return new Blob([new Uint8Array(writer.toUint8Array(true))])
}

let connection: SqlConnection
beforeAll(async () => {
  connection = await timed('open the engine', openDuckDb)
  const streams = { nodes: nodeStream(), edges: edgeStream() }
  console.info(`edge stream: ${Math.round(streams.edges.size / 2 ** 20)} MiB`)
  await timed('load 100,000 nodes and 1,000,000 edges', () =>
    loadHostTables(connection, host, () => Promise.resolve(streams)),
  )
})

describe('the engine in the page', () => {
  it('is opened once', async () => {
    expect(await openDuckDb()).toBe(connection)
  })

  it('answers questions asked at once, each its own', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        queryHost(connection, host, `SELECT ${i} AS i, count(*) AS n FROM edges WHERE weight < ${i}`),
      ),
    )
    expect(answers.map(({ rows }) => rows)).toEqual(
      Array.from({ length: 20 }, (_, i) => [[i, (edgeCount / 100) * i]]),
    )
  })

  it('goes on after an error, and reaches nothing outside', async () => {
    await expect(queryHost(connection, host, 'SELECT nope FROM nodes')).rejects.toMatchObject({
      code: 'sql-error',
    })
    const { origin } = globalThis.location
    await expect(
      queryHost(connection, host, `FROM read_csv('${origin}/package.json')`),
    ).rejects.toMatchObject({ code: 'sql-error' })
    await expect(connection.query('SET enable_external_access = true')).rejects.toMatchObject({
      code: 'sql-error',
    })
    expect((await queryHost(connection, host, 'SELECT count(*) FROM nodes')).rows).toEqual([[nodeCount]])
  })

  it('stops a question that runs away, by time or by request, and goes on', async () => {
    const endless = 'SELECT count(*) FROM range(100000) a, range(1000000) b WHERE (a.range * b.range) % 7 = 1'
    await expect(queryHost(connection, host, endless, { limitMs: 500 })).rejects.toMatchObject({
      code: 'sql-error',
      message: 'The question took longer than 0.5 s and was stopped.',
    })
    const stop = new AbortController()
    const underWay = queryHost(connection, host, endless, { signal: stop.signal })
    const next = queryHost(connection, host, 'SELECT count(*) FROM nodes')
    setTimeout(() => stop.abort(), 300)
    await expect(underWay).rejects.toMatchObject({ code: 'cancelled' })
    expect((await next).rows).toEqual([[nodeCount]])
    const never = queryHost(connection, host, endless, { signal: stop.signal })
    await expect(never).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('keeps 64-bit ids exact', async () => {
    const { rows } = await queryHost(
      connection,
      host,
      `SELECT id, id::BIGINT FROM nodes WHERE type = 'type 7' ORDER BY id LIMIT 1`,
    )
    expect(rows[0]?.[0]).toMatch(/^7205759406000\d{5}$/)
    expect(rows[0]?.[1]).toBe(rows[0]?.[0])
  })
})

describe('what a search asks', () => {
  it('finds candidate sets and edges, in the order of the table', async () => {
    const resolved = await timed('two node sets, two edge sets, three comparisons', () =>
      resolveNeeds(connection, host, {
        nodeSets: [
          { node: 'A', constraints: [{ key: 'type', op: '==', value: 'type 3' }] },
          { node: 'B', constraints: [{ key: 'type', op: 'contains', value: '9' }] },
        ],
        edgeSets: [[{ key: 'weight', op: '>', value: 97.5 }, { key: 'roi', op: '!=', value: 'CX' }], [{ key: 'weight', op: '>=', value: 0 }]], // prettier-ignore
        nodeComparisons: [{ leftKey: 'type', op: '!=', rightKey: 'type' }],
        edgeComparisons: [{ leftKey: 'weight', op: '<', rightKey: 'weight' }, { leftKey: 'roi', op: 'in', rightKey: 'roi' }], // prettier-ignore
      }),
    )
    expect([...resolved.nodeSets[0]!]).toEqual(Array.from({ length: nodeCount / 500 }, (_, i) => i * 500 + 3))
    const edges = Array.from({ length: edgeCount }, (_, edge) => edge).filter(
      (edge) => edge % 100 > 97.5 && edge % 4 !== 0,
    )
    expect([...resolved.edgeSetRows![0]!]).toEqual(edges)
    expect([...resolved.edgeSets[0]!.sources]).toEqual(edges.map(sourceOf))
    const all = resolved.edgeRows!
    expect(all.sources.length).toBe(edgeCount)
    expect(all.sources.every((source, edge) => source === sourceOf(edge))).toBe(true)
    expect(all.targets.every((target, edge) => target === targetOf(edge))).toBe(true)
    expect(resolved.edgeSetRows![1]!.every((row, i) => row === i)).toBe(true)
    expect(resolved.edgeComparisons[0]!.left.every((code, edge) => code === edge % 100)).toBe(true)
  })
})

describe('what a result asks', () => {
  const nodeOf = (row: number, column: number) => (row * 13 + column * 7) % nodeCount
  const matches: MatchRows = {
    jobId: 'large',
    columns: ['A', 'B', 'C'],
    rowCount: matchCount,
    read: (offset, limit) =>
      Promise.resolve(Uint32Array.from({ length: Math.min(limit, matchCount - offset) * 3 }, (_, i) => nodeOf(offset + Math.floor(i / 3), i % 3))), // prettier-ignore
  }

  it('pages a million matches, sorted and filtered', async () => {
    const first = await timed('first page as found', () =>
      pageOfMatches(connection, host, matches, { limit: 100 }),
    )
    expect(first.rows[1]).toEqual([0, 1, 2].map((column) => idOf(nodeOf(1, column))))
    const sort = { by: { kind: 'node' as const, node: 'B', key: null }, descending: true }
    const sorted = await timed('load the matches and sort', () =>
      pageOfMatches(connection, host, matches, { sort }),
    )
    expect(sorted.rows[0]?.[1]).toBe('720575940600099999')
    const filter = 'TYPE 77'
    const page = await timed('filter and sort', () =>
      pageOfMatches(connection, host, matches, { sort, filter, limit: 5 }),
    )
    const isHit = (row: number) =>
      [0, 1, 2].some((column) => `type ${nodeOf(row, column) % 500}`.includes('type 77'))
    expect(page.total).toBe(Array.from({ length: matchCount }, (_, row) => row).filter(isHit).length)
    await dropMatches(connection, 'large')
  })

  it('exports them in parts', async () => {
    const length = await timed('a million rows of CSV', async () => {
      let byteLength = 0
      for await (const part of exportMatches(connection, host, matches, 'csv')) byteLength += part.length
      return byteLength
    })
    expect(length).toBe('A,B,C\r\n'.length + matchCount * (3 * 18 + 2 + 2))
  })

  it('gives the subgraph of some nodes', async () => {
    const nodes = Array.from({ length: 50 }, (_, i) => idOf(i))
    const subgraph = await timed('the subgraph of 50 nodes', () => subgraphOfNodes(connection, host, nodes))
    const wanted = Array.from({ length: edgeCount }, (_, edge) => edge).filter(
      (edge) => sourceOf(edge) < 50 && targetOf(edge) < 50,
    )
    expect(subgraph.edges.length).toBe(wanted.length)
    expect(subgraph.nodes.map(({ id }) => id)).toEqual(nodes)
  })

  it('gives the memory back', async () => {
    await dropHostTables(connection, host.id)
    await expect(queryHost(connection, host, 'FROM nodes')).rejects.toMatchObject({ code: 'sql-error' })
  })
})

it('ends an engine that cannot be stopped, and starts another', async () => {
  const small = { ...host, id: 'small', nodeCount: 1, edgeCount: 0, nodeColumns: [], edgeColumns: [] }
  const load = async () => {
    const opened = await openDuckDb()
    const nodes = new Table({ index: makeVector(Int32Array.of(0)), id: vectorFromArray(['n'], new Utf8()) })
    const edges = new Table({ source: makeVector(new Int32Array(0)), target: makeVector(new Int32Array(0)) })
    const streams = { nodes: tableToIPC(nodes, 'stream'), edges: tableToIPC(edges, 'stream') }
    await loadHostTables(opened, small, () => Promise.resolve(streams))
    return opened
  }
  const first = await load()
  // A product of whole tables is one turn of the engine: it listens to nothing meanwhile.
  await first.query('CREATE TABLE million AS SELECT range::DOUBLE AS n FROM range(1000000)')
  const deaf = 'SELECT count(*) FROM million a, million b, million c WHERE a.n * b.n * c.n % 7 = 1'
  const underWay = queryHost(first, small, deaf, { limitMs: 500 })
  await new Promise((resolve) => setTimeout(resolve, 300))
  const [stopped, waiting] = await Promise.allSettled([underWay, first.query('SELECT 1')])
  expect(stopped).toMatchObject({
    reason: { code: 'sql-error', message: expect.stringContaining('took longer') as string },
  })
  expect(waiting).toMatchObject({ reason: { code: 'worker-failed' } })
  const second = await load()
  expect(second).not.toBe(first)
  expect((await queryHost(second, small, 'FROM nodes')).rows).toEqual([['n']])
})
