import { Int32, Table, tableFromIPC, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow'
import { beforeAll, describe, expect, it } from 'vitest'
import { splitArrowStream } from '../../../src/tables/arrow-frames'
import { edgePairsFrom } from '../../../src/tables/edge-pairs'
import { queryHost } from '../../../src/tables/host-query'
import {
  dropHostTables,
  loadHostTables,
  publicColumnNames,
  safeName,
  tablesOfHost,
} from '../../../src/tables/host-tables'
import type { TableHost } from '../../../src/tables/host-tables'
import type { SqlConnection } from '../../../src/tables/sql-connection'
import { openNodeDuckDb } from '../../tools/node-duckdb'
import { arrowStream, attributeColumns, streamsOf } from './small-host'
import type { SmallHost } from './small-host'

const small: SmallHost = { ids: ['a', 'b', 'c'], edges: [[0, 1], [1, 2]], nodeColumns: [{ name: 'k', storage: 'int64', values: [1n, undefined, 3n] }] } // prettier-ignore
const hostNamed = (id: string, changes: Partial<TableHost> = {}): TableHost => ({
  id,
  name: id,
  nodeCount: 3,
  edgeCount: 2,
  nodeColumns: attributeColumns(small.nodeColumns),
  edgeColumns: [],
  ...changes,
})

let connection: SqlConnection
beforeAll(async () => {
  connection = await openNodeDuckDb()
})

/** A stream of several record batches. */
function manyBatches(batchCount: number, batchLength: number): Uint8Array {
  const batches = Array.from({ length: batchCount }, (_, batch) => {
    const indexes = Array.from({ length: batchLength }, (_, i) => batch * batchLength + i)
    return new Table({
      index: vectorFromArray(indexes, new Int32()),
      id: vectorFromArray(indexes.map(String), new Utf8()),
    })
  })
  return tableToIPC(batches[0]!.concat(...batches.slice(1)), 'stream')
}

async function* inPieces(bytes: Uint8Array, length: number) {
  for (let start = 0; start < bytes.length; start += length)
    yield Promise.resolve(bytes.slice(start, start + length))
}

describe('splitArrowStream', () => {
  const whole = manyBatches(10, 100)

  it.each([1, 7, 64, 1000, 1e6])(
    'gives the same rows in order, from pieces of %i bytes',
    async (pieceLength) => {
      const indexes: number[] = []
      let partCount = 0
      for await (const part of splitArrowStream(inPieces(whole, pieceLength), 4000)) {
        indexes.push(...(tableFromIPC(part).getChild('index')!.toArray() as Int32Array))
        partCount++
      }
      expect(indexes).toEqual(Array.from({ length: 1000 }, (_, i) => i))
      expect(partCount).toBeGreaterThan(3)
    },
  )

  it('reads a Blob, and gives one part without rows for a stream without rows', async () => {
    const parts = []
    for await (const part of splitArrowStream(new Blob([whole as Uint8Array<ArrayBuffer>]))) parts.push(part)
    expect(parts.map((part) => tableFromIPC(part).numRows)).toEqual([1000])
    const empty = []
    for await (const part of splitArrowStream(arrowStream({ index: vectorFromArray([], new Int32()) })))
      empty.push(part)
    expect(empty.map((part) => tableFromIPC(part).schema.names)).toEqual([['index']])
  })

  it('says so when the stream is cut short', async () => {
    const read = async (bytes: Uint8Array) => {
      for await (const part of splitArrowStream(bytes)) expect(part.length).toBeGreaterThan(0)
    }
    await expect(read(whole.slice(0, whole.length / 2))).rejects.toThrow(/ends within/)
    await expect(read(new Uint8Array(0))).rejects.toThrow(/empty/)
  })
})

describe('names', () => {
  it('keeps hosts apart whose ids differ in case or in strange characters only', () => {
    const ids = ['a', 'A', 'a_41_', '_41_', '"', ';', 'é', '😀', 'a.b', 'a-b', '']
    const names = ids.map((id) => safeName('host_', id).toLowerCase())
    expect(new Set(names).size).toBe(ids.length)
    expect(names.join('')).toMatch(/^[a-z0-9_-]+$/)
  })

  it('gives attributes names that SQL can tell apart', () => {
    const names = ['id', 'ID', 'id_2', 'x', 'X', '', 'a\0b'].map((name) => ({
      name,
      storage: 'utf8' as const,
      values: [],
    }))
    expect(publicColumnNames(['id'], attributeColumns(names))).toEqual(['id_2', 'ID_3', 'id_2_2', 'x', 'X_2', 'attribute', 'a\ufffdb']) // prettier-ignore
  })
})

describe('loadHostTables', () => {
  it('leaves the edges out until somebody asks for them', async () => {
    const host = hostNamed('nodes first')
    const streams = streamsOf(small)
    let edgesRead = 0
    const edges = async function* () {
      edgesRead++
      yield streams.edges as Uint8Array
    }
    const open = async () => ({ nodes: streams.nodes, edges: edges() })
    await loadHostTables(connection, host, open, 'nodes')
    const { nodeTable } = tablesOfHost(host.id)
    expect((await connection.query(`FROM ${nodeTable}`)).numRows).toBe(3)
    expect(edgesRead).toBe(0)
    await loadHostTables(connection, host, open)
    await loadHostTables(connection, host, open, 'nodes')
    expect(edgesRead).toBe(1)
    expect((await queryHost(connection, host, 'SELECT count(*) FROM edges')).rows).toEqual([[2]])
    await dropHostTables(connection, host.id)
  })

  it('opens the streams once for callers at the same time and later', async () => {
    let openCount = 0
    const host = hostNamed('once')
    const open = () => {
      openCount++
      return Promise.resolve(streamsOf(small))
    }
    await Promise.all([loadHostTables(connection, host, open), loadHostTables(connection, host, open)])
    await loadHostTables(connection, host, open)
    expect(openCount).toBe(1)
    expect(
      (await queryHost(connection, host, 'SELECT source, target FROM edges ORDER BY source')).rows,
    ).toEqual([
      ['a', 'b'],
      ['b', 'c'],
    ])
  })

  it('takes many record batches, in pieces, in order', async () => {
    const host = hostNamed('batches', { nodeCount: 1000, edgeCount: 0, nodeColumns: [] })
    const streams = { nodes: inPieces(manyBatches(10, 100), 999), edges: streamsOf({ ids: [] }).edges }
    await loadHostTables(connection, host, () => Promise.resolve(streams))
    expect((await queryHost(connection, host, 'SELECT id FROM nodes LIMIT 1 OFFSET 737')).rows).toEqual([
      ['737'],
    ])
    expect((await queryHost(connection, host, 'FROM edges')).rows).toEqual([])
  })

  it('leaves nothing behind when the stored bytes are damaged, and loads when they are whole again', async () => {
    const host = hostNamed('damaged')
    const { nodes, edges } = streamsOf(small)
    const cut = { nodes, edges: edges.slice(0, edges.length - 40) }
    await expect(loadHostTables(connection, host, () => Promise.resolve(cut))).rejects.toThrow()
    const other = { nodes, edges: streamsOf({ ...small, edges: [[0, 1]] }).edges }
    await expect(loadHostTables(connection, host, () => Promise.resolve(other))).rejects.toMatchObject({
      code: 'host-damaged',
      message: expect.stringContaining('1 edges instead of') as string,
    })
    await expect(queryHost(connection, host, 'FROM nodes')).rejects.toMatchObject({ code: 'sql-error' })
    await loadHostTables(connection, host, () => Promise.resolve({ nodes, edges }))
    expect((await queryHost(connection, host, 'SELECT count(*) FROM nodes')).rows).toEqual([[3]])
  })

  it('drops a host, and loads it anew after that', async () => {
    const host = hostNamed('dropped')
    await loadHostTables(connection, host, () => Promise.resolve(streamsOf(small)))
    await dropHostTables(connection, host.id)
    await dropHostTables(connection, 'never there')
    await expect(queryHost(connection, host, 'FROM nodes')).rejects.toMatchObject({ code: 'sql-error' })
    await loadHostTables(connection, host, () => Promise.resolve(streamsOf(small)))
    expect((await queryHost(connection, host, 'SELECT sum(k) FROM nodes')).rows).toEqual([[4]])
  })
})

describe('edgePairsFrom', () => {
  it('reads the pairs of the stored table, and refuses another number of them', async () => {
    const { edges } = streamsOf(small)
    const pairs = await edgePairsFrom(edges, 2)
    expect({ sources: [...pairs.sources], targets: [...pairs.targets] }).toEqual({
      sources: [0, 1],
      targets: [1, 2],
    })
    await expect(edgePairsFrom(edges, 3)).rejects.toThrow('2 rows instead of 3')
    await expect(edgePairsFrom(edges, 1)).rejects.toThrow('more than 1')
  })
})
