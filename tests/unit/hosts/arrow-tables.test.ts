/** Parquet and Arrow files as pandas and pyarrow write them (tests/fixtures/tables). */
import { readFileSync } from 'node:fs'
import { tableFromArrays, tableToIPC } from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { importGraph } from '../../../src/hosts/import-graph'
import type { ImportProgress } from '../../../src/hosts/import-graph'
import { columnOf, importText, pairsOf, readText, refusalOf, sourceOf } from './imported'

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/tables/${name}`, import.meta.url)))

describe('a table that pandas wrote', () => {
  const files = ['pandas.parquet', 'pandas-lz4.feather']

  it.each(files)(
    '%s: has its ids exact to the digit and its columns typed, the index left out',
    async (name) => {
      const { host, edges } = await readText(fixture(name))
      expect(host).toMatchObject({ nodeCount: 4, edgeCount: 300, directed: true, multigraph: true })
      expect(host.edgeAttributes).toEqual({
        syn_count: 'number',
        score: 'number',
        neuropil: 'string',
        is_proofread: 'boolean',
      })
      expect(edges[0]).toEqual({
        source: '720575940636196495',
        target: '720575940652174606',
        attributes: { syn_count: 0n, neuropil: 'ME_L', is_proofread: true },
      })
      expect(edges[2]?.attributes).toEqual({
        syn_count: 2n,
        score: 0.25,
        neuropil: 'näïve',
        is_proofread: true,
      })
      expect(edges[49]?.attributes).not.toHaveProperty('neuropil')
    },
  )

  it('holds the same edges, in the same order, in every format', async () => {
    const [first, ...others] = await Promise.all(
      ['pandas.csv', ...files].map(async (name) => (await readText(fixture(name))).edges),
    )
    for (const edges of others) expect(edges).toEqual(first)
  })

  it('is one host as Parquet and as Feather', async () => {
    const ids = await Promise.all(files.map(async (name) => (await importText(fixture(name))).id))
    expect(new Set(ids).size).toBe(1)
  })
})

describe('a table of rarer types', () => {
  const files = ['odd-zstd.parquet', 'odd.arrow', 'odd-zstd.arrow', 'odd.arrows']

  it.each(files)('%s: keeps every value', async (name) => {
    const { host, edges } = await readText(fixture(name))
    expect(edges.map(({ source, target }) => [source, target])).toEqual([
      ['18446744073709551615', '5'],
      ['5', '9'],
      ['5', '9223372036854775808'],
      ['9', '5'],
    ])
    expect(edges.map(({ attributes }) => attributes)).toEqual([
      {
        huge: '18446744073709551615',
        small: -128n,
        half: 0.5,
        exact: 1.5,
        whole: '100000000000000000000',
        seen: '2026-01-02T03:04:05.000Z',
        tags: ['a', 'b'],
        at: '{"x":1,"y":2.5}',
        word: '',
      },
      { huge: '1', small: 127n, whole: '1', tags: [], word: 'b' },
      { half: -2.25, exact: -2.25, at: '{"x":3,"y":null}' },
      { huge: '3', small: 1n, half: 1, exact: 7, whole: '2', tags: ['d'], word: 'e' },
    ])
    expect(columnOf(host.edgeColumns, 'tags')).toMatchObject({ type: 'list', storage: 'list-utf8' })
    expect(host.warnings).toEqual([
      'A column of raw bytes was left out (“raw”).',
      'A row without source or target was left out (line 4).',
    ])
  })

  it.each(files)('%s: is the same wherever the bytes are cut', async (name) => {
    const bytes = fixture(name)
    const cuts = Array.from({ length: 40 }, (_, i) => (i * 997) % bytes.length)
    const cut = await importGraph(sourceOf(bytes, cuts), null, {})
    expect(cut.id).toBe((await importText(bytes)).id)
  })
})

describe('ids as words of a dictionary', () => {
  it('are read, also when the dictionary grows on the way; empty and missing ones make no edge', async () => {
    const read = await readText(fixture('words.arrows'))
    expect(pairsOf(read)).toEqual(['a>b', 'b>c', 'c>a'])
    expect(read.host.nodeCount).toBe(3)
    expect(read.host.warnings).toEqual([
      'A row without source or target was left out (2 times, first on line 4).',
    ])
  })
})

describe('a node table', () => {
  it.each(['nodes.parquet', 'nodes-lz4.feather'])(
    '%s is joined to an edge table of another format',
    async (name) => {
      const edges = 'source,target\n720575940636196495,7\n7,720575940611881780\n'
      const { nodes } = await readText(edges, {}, fixture(name))
      expect(Object.fromEntries(nodes.map(({ id, attributes }) => [id, attributes]))).toEqual({
        '720575940636196495': { cell_type: 'T4a' },
        '720575940652174606': { cell_type: 'T5b' },
        '720575940611881780': {},
        '7': { cell_type: 'Mi1' },
      })
    },
  )
})

describe('columns', () => {
  it('are named by the caller, or asked for with a preview', async () => {
    const bytes = fixture('nodes.parquet')
    expect(await refusalOf(bytes)).toMatchObject({
      code: 'columns-needed',
      preview: { columns: ['root_id', 'cell_type'], rows: [['720575940636196495', 'T4a'], ['720575940652174606', 'T5b'], ['720575940611881780', ''], ['7', 'Mi1']] }, // prettier-ignore
    })
    const { edges } = await readText(bytes, { source: 'root_id', target: 'cell_type' })
    expect(edges).toHaveLength(3)
  })

  it('that cannot be ids are refused by name', async () => {
    const options = { source: 'tags', target: 'target' }
    expect(await refusalOf(fixture('odd.arrow'), options)).toMatchObject({ code: 'unsupported-column' })
  })

  it('of decimals are ids only where they are exact', async () => {
    const options = { source: 'half', target: 'target' }
    const refusal = await refusalOf(fixture('odd.arrow'), options)
    expect(refusal).toMatchObject({ code: 'inexact-ids', line: 1 })
    expect(refusal.message).toContain('0.5')
  })
})

describe('a damaged file', () => {
  it.each([
    ['pandas.parquet', 'damaged-parquet'],
    ['pandas-lz4.feather', 'damaged-arrow'],
    ['odd.arrows', 'damaged-arrow'],
  ])('%s cut in half is refused', async (name, code) => {
    const bytes = fixture(name)
    expect((await refusalOf(bytes.subarray(0, bytes.length >> 1))).code).toBe(code)
  })

  it('of the first Feather version is refused with what to do', async () => {
    const refusal = await refusalOf(fixture('first-version.feather'))
    expect(refusal).toMatchObject({ code: 'unsupported-format' })
    expect(refusal.hint).toContain('version 2')
  })
})

it('reads a file whose schema stands at its end only, as the Arrow library of browsers writes it', async () => {
  const table = tableFromArrays({ source: Int32Array.of(1, 2), target: Int32Array.of(2, 3) })
  expect(pairsOf(await readText(tableToIPC(table, 'file')))).toEqual(['1>2', '2>3'])
})

it('reads a Parquet file where it lies, telling how far it is', async () => {
  const blob = new Blob([fixture('pandas.parquet') as Uint8Array<ArrayBuffer>])
  const progress: ImportProgress[] = []
  const source = { stream: blob.stream(), size: blob.size, blob }
  const host = await importGraph(source, null, {}, { onProgress: (one) => progress.push(one) })
  expect(host.edgeCount).toBe(300)
  expect(progress.filter(({ phase }) => phase === 'reading').every(({ total }) => total === blob.size)).toBe(
    true,
  )
})
