/** Corrections of how a file is read: names, types, columns left out, several tables as one host. */
import { describe, expect, it } from 'vitest'
import { fitCell } from '../../../src/hosts/fit-cell'
import { importGraph } from '../../../src/hosts/import-graph'
import type { ColumnType } from '../../../src/model/derivation'
import { attributesOf, columnOf, importText, readHost, readText, sourceOf } from './imported'

const fits: [ColumnType, string, string | undefined][] = [
  ['text', '007', '007'],
  ['integer', '007', '7'],
  ['integer', '+5', '5'],
  ['integer', '-0', '0'],
  ['integer', '12.0', '12'],
  ['integer', '9223372036854775807', '9223372036854775807'],
  ['integer', '9223372036854775808', undefined],
  ['integer', '720575940611881780.0', undefined],
  ['integer', '1.5', undefined],
  ['real', '1.50', '1.5'],
  ['real', '.5e3', '500'],
  ['real', '-inf', '-Infinity'],
  ['real', '9007199254740993', undefined],
  ['real', '1e999', undefined],
  ['boolean', 'Yes', 'true'],
  ['boolean', '0', 'false'],
  ['boolean', '2', undefined],
  ['list', 'a; b', '["a","b"]'],
  ['list', '[1,2]', '[1,2]'],
  ['json', '{"a":1}', '{"a":1}'],
  ['json', '{a:1}', undefined],
  ['id', '18446744073709551615', '18446744073709551615'],
  ['id', '18446744073709551616', undefined],
  ['id', '123.0', '123'],
  ['id', '-1', undefined],
]

describe('a cell as what the user says it is', () => {
  it.each(fits)('%s: %s', (type, text, expected) => {
    const fit = fitCell(type, text)
    expect(typeof fit === 'string' ? undefined : fit.text).toBe(expected)
  })

  it('is missing where it is a word for nothing, and text where it is text', () => {
    for (const type of ['integer', 'real', 'boolean', 'json', 'id'] as const)
      expect(fitCell(type, 'NA')).toBe('missing')
    expect(fitCell('text', 'NA')).toEqual({ kind: 'string', text: 'NA' })
  })
})

describe('a file read with corrections', () => {
  const table = 'a,b,syn,flag,code,note\nx,y,3,1,007,hello\ny,z,x,0,8,"[1,2]"\n'
  const ends = { source: 'a', target: 'b' }

  it('has columns of the types and names the user wants, and counts what does not fit', async () => {
    const read = await readText(table, {
      ...ends,
      columns: {
        syn: { type: 'integer', name: 'weight' },
        flag: { type: 'boolean' },
        code: { type: 'text' },
        note: { isLeftOut: true },
      },
    })
    expect(read.edges.map(({ attributes }) => attributes)).toEqual([
      { weight: 3n, flag: true, code: '007' },
      { flag: false, code: '8' },
    ])
    expect(read.host.warnings).toEqual([
      'A cell of “weight” is not an integer of 64 bits and was left out (“x”).',
    ])
  })

  it('keeps a type though no cell fits it', async () => {
    const host = await importText(table, { ...ends, columns: { note: { type: 'real' } } })
    expect(columnOf(host.edgeColumns, 'note')).toMatchObject({ type: 'number', storage: 'double' })
  })

  it('has another identity than the same file as guessed', async () => {
    const guessed = await importText(table, ends)
    const corrected = await importText(table, { ...ends, columns: { code: { type: 'integer' } } })
    expect(corrected.id).not.toBe(guessed.id)
    expect((await importText(table, { ...ends, columns: {} })).id).toBe(guessed.id)
  })

  it('takes corrections of the attributes of a graph file too', async () => {
    const json =
      '{"nodes":[{"id":"x","n":"12"},{"id":"y","n":"?"}],"links":[{"source":"x","target":"y","w":1}]}'
    const read = await readText(json, {
      nodeColumns: { n: { type: 'integer' } },
      columns: { w: { name: 'weight' } },
    })
    expect(attributesOf(read, 'x')).toEqual({ n: 12n })
    expect(read.edges[0]?.attributes).toEqual({ weight: 1n })
  })

  it('adds up the column the user calls its weight', async () => {
    const text = 'a,b,syn\nx,y,3\nx,y,4\n'
    const options = {
      ...ends,
      columns: { syn: { name: 'weight' } },
      aggregate: { by: 'sum', weight: 'weight' } as const,
    }
    expect((await readText(text, options)).edges.map(({ attributes }) => attributes)).toEqual([
      { weight: 7n },
    ])
  })
})

describe('several files as one host', () => {
  it('are edges of two tables and nodes of two tables, which complete each other', async () => {
    const more = [
      { role: 'edges' as const, source: sourceOf('source,target,w\nc,d,2\n') },
      { role: 'nodes' as const, source: sourceOf('root_id,kind\na,KC\nb,PN\n'), id: 'root_id' },
      { role: 'nodes' as const, source: sourceOf('x,neuron,kind\n1,c,MBON\n2,a,other\n'), id: 'neuron' },
    ]
    const read = readHost(await importGraph(sourceOf('source,target,w\na,b,1\n'), more, {}))
    expect(read.edges.map(({ source, target, attributes }) => [source, target, attributes['w']])).toEqual([
      ['a', 'b', 1n],
      ['c', 'd', 2n],
    ])
    expect(attributesOf(read, 'a')).toEqual({ kind: 'KC', x: 2n })
    expect(attributesOf(read, 'c')).toEqual({ kind: 'MBON', x: 1n })
    expect(read.host.readIds).toEqual([['source', 'target'], ['source', 'target'], ['root_id'], ['neuron']])
    expect(read.host.warnings).toEqual([
      'A node of the edges is not in the node table; it has no attributes (line 2: “d”).',
    ])
  })

  it('names the table in which an id column is missing', async () => {
    const nodes = [{ role: 'nodes' as const, source: sourceOf('id,kind\na,KC\n'), id: 'neuron' }]
    await expect(importGraph(sourceOf('source,target\na,b\n'), nodes, {})).rejects.toMatchObject({
      code: 'unknown-column',
      message: 'In the node table: There is no column “neuron” in this table. It has “id”, “kind”.',
    })
  })
})
