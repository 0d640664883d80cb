/** Answers of servers as tables, in the real engine. */
import { tableFromIPC } from 'apache-arrow'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { AttributeValue } from '../../../src/model/attribute'
import {
  jsonText,
  storageOf,
  writeAnswerEdges,
  writeAnswerNodes,
  writeColumns,
} from '../../../src/tables/answer-streams'
import { loadHostTables, tablesOfHost } from '../../../src/tables/host-tables'
import type { SqlConnection } from '../../../src/tables/sql-connection'
import { openNodeDuckDb } from '../../tools/node-duckdb'

let connection: SqlConnection
let count = 0
beforeAll(async () => {
  connection = await openNodeDuckDb()
}, 60_000)

/** Nodes and edges as the tables of a host give them back, a JSON text for each. */
async function readBack(
  ids: string[],
  nodes: Record<string, (AttributeValue | undefined)[]>,
  edges: { sources: number[]; targets: number[]; attributes: Record<string, (AttributeValue | undefined)[]> },
) {
  const written = writeAnswerNodes(ids, new Map(Object.entries(nodes)))
  const links = writeAnswerEdges(edges.sources, edges.targets, new Map(Object.entries(edges.attributes)))
  const id = `answer-${++count}`
  const host = {
    ...{ id, name: 'answer', nodeCount: ids.length, edgeCount: edges.sources.length },
    ...{ nodeColumns: written.columns, edgeColumns: links.columns },
  }
  const streams = { nodes: written.stream, edges: links.stream }
  await loadHostTables(connection, host, () => Promise.resolve(streams))
  const all = async (table: string) =>
    (await connection.query(`SELECT * FROM ${table}`)).toArray().map((row) => ({ ...row.toJSON() }))
  const { nodes: nodeView, edges: edgeView } = tablesOfHost(id)
  return { nodes: await all(nodeView), edges: await all(edgeView), columns: written.columns }
}

const noEdges = { sources: [], targets: [], attributes: {} }

describe('rows for others to read', () => {
  const read = (columns: string[], cells: (AttributeValue | undefined)[][]) => {
    const table = tableFromIPC(writeColumns(columns, cells))
    return {
      names: table.schema.fields.map(({ name, type }) => `${name}: ${String(type)}`),
      rows: table.toArray().map((row) => Object.values((row as { toJSON(): object }).toJSON())),
    }
  }

  it('have their columns in order, whatever these are called, with the types of their values', () => {
    const cells = [
      ['x', null],
      [1, undefined],
      [1.5, 2],
      [true, null],
      [[1, 'a'], { a: 2n }],
    ]
    const { names } = read(['b', '1', '0', '__proto__', 'two words'], cells)
    expect(names).toEqual(['b: Utf8', '1: Int64', '0: Float64', '__proto__: Bool', 'two words: Utf8'])
    expect(read(['a', 'b', 'c', 'd', 'e'], cells).rows).toEqual([
      ['x', 1n, 1.5, true, '[1,"a"]'],
      [null, null, 2, null, '{"a":2}'],
    ])
  })

  it('may be none', () => {
    expect(read(['a'], [[]])).toEqual({ names: ['a: Utf8'], rows: [] })
  })
})

describe('answers as tables', () => {
  it('keep every kind of value, and say which kind a column is', async () => {
    const { nodes, edges, columns } = await readBack(
      ['10', 'é', '9007199254740993'],
      {
        whole: [1, 9007199254740993n, undefined],
        broken: [1, 0.5, null],
        text: ['a', undefined, 'ü\u{1f9e0}'],
        truth: [true, false, undefined],
        tags: [['left', 'right'], [], undefined],
        sizes: [[1, 0.5], undefined, [2]],
        mixed: ['a', 1, [1, 'b']],
      },
      { sources: [0, 2], targets: [1, 2], attributes: { weight: [3, undefined] } },
    )
    expect(columns.map(({ name, type }) => [name, type])).toEqual([
      ['whole', 'number'],
      ['broken', 'number'],
      ['text', 'string'],
      ['truth', 'boolean'],
      ['tags', 'list'],
      ['sizes', 'list'],
      ['mixed', 'json'],
    ])
    const column = (name: string) => nodes.map((row) => row[name] as unknown)
    expect(column('id')).toEqual(['10', 'é', '9007199254740993'])
    expect(column('whole')).toEqual([1n, 9007199254740993n, null])
    expect(column('broken')).toEqual([1, 0.5, null])
    expect(column('text')).toEqual(['a', null, 'ü\u{1f9e0}'])
    expect(column('truth')).toEqual([true, false, null])
    expect(column('tags').map((list) => list && Array.from(list as Iterable<string>))).toEqual([
      ['left', 'right'],
      [],
      null,
    ])
    expect(column('sizes').map((list) => list && Array.from(list as Iterable<number>))).toEqual([
      [1, 0.5],
      null,
      [2],
    ])
    expect(column('mixed')).toEqual(['"a"', '1', '[1,"b"]'])
    expect(edges).toEqual([
      { source: '10', target: 'é', weight: 3n },
      { source: '9007199254740993', target: '9007199254740993', weight: null },
    ])
  })

  it('may be empty', async () => {
    expect(await readBack([], {}, noEdges)).toMatchObject({ nodes: [], edges: [] })
  })

  it('give texts back as they were, whatever they hold', async () => {
    const texts = fc.array(fc.option(fc.string({ unit: 'grapheme' }), { nil: undefined }), { maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(texts, async (cells) => {
        const ids = cells.map((_, at) => String(at))
        const { nodes } = await readBack(ids, { text: cells }, noEdges)
        expect(nodes.map((row) => row['text'] as unknown)).toEqual(cells.map((cell) => cell ?? null))
      }),
      { numRuns: 25 },
    )
  })

  it('say how a column is kept: integers that fit, else doubles; a list of one kind, else JSON', () => {
    expect(storageOf([1, 2n, null])).toBe('int64')
    expect(storageOf([1, 0.1])).toBe('double')
    expect(storageOf([2n ** 64n])).toBe('double')
    expect(storageOf([['a'], [1]])).toBe('json')
    expect(storageOf([{ x: 1 }])).toBe('json')
    expect(storageOf([undefined, null])).toBe('utf8')
    expect(jsonText({ a: [1, 9007199254740993n, null], 'b"': NaN })).toBe(
      '{"a":[1,9007199254740993,null],"b\\"":null}',
    )
  })
})
