/** What the beginning of a file says: formats by content, columns, their roles, and what they could be taken for. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { GraphSource } from '../../../src/hosts/import-graph'
import { previewFile } from '../../../src/hosts/preview-file'
import type { FilePreview } from '../../../src/model/import-preview'
import '../../tools/parquet-in-node'

function sourceOf(content: string | Uint8Array): GraphSource {
  const blob = new Blob([content as Uint8Array<ArrayBuffer>])
  return { stream: blob.stream(), blob, size: blob.size, reopen: async () => blob.stream() }
}

const preview = (content: string | Uint8Array) => previewFile(sourceOf(content))
const fixture = (name: string) => readFileSync(new URL(`../../fixtures/tables/${name}`, import.meta.url))
const column = ({ columns }: FilePreview, name: string) => columns.find((one) => one.name === name)!

describe('the beginning of a file', () => {
  it('tells the ends and the weight of a well-known edge table', async () => {
    const found = await preview(
      'pre_root_id,post_root_id,neuropil,syn_count\n720575940611881780,7,ME_R,12\n7,8,,\n',
    )
    expect(found).toMatchObject({
      format: 'csv',
      role: 'edges',
      source: 'pre_root_id',
      target: 'post_root_id',
      weight: 'syn_count',
      isWhole: true,
      rowCount: 2,
      rows: [
        ['720575940611881780', '7', 'ME_R', '12'],
        ['7', '8', '', ''],
      ],
    })
    expect(found.columns.map(({ name, guess, cellCount }) => [name, guess, cellCount])).toEqual([
      ['pre_root_id', 'integer', 2],
      ['post_root_id', 'integer', 2],
      ['neuropil', 'text', 1],
      ['syn_count', 'integer', 1],
    ])
  })

  it('tells a table of nodes by its ids, and says when columns do not tell', async () => {
    expect(await preview('root_id,cell_type\n1,Mi1\n')).toMatchObject({ role: 'nodes', id: 'root_id' })
    expect(await preview('here,there,how much\nx,y,3\n')).toMatchObject({ role: 'unknown' })
    expect((await preview('here,there,how much\nx,y,3\n')).source).toBeUndefined()
  })

  it('counts the cells that would not fit each type, and shows one', async () => {
    const cells = ['1', '2.5', 'x', 'NA', '18446744073709551615', '']
    const value = column(
      await preview(['source,target,v', ...cells.map((cell) => `a,b,${cell}`), ''].join('\n')),
      'v',
    )
    expect(value.cellCount).toBe(5)
    expect(value.misfits).toEqual({ text: 0, integer: 3, real: 2, boolean: 4 - 1, list: 0, json: 1, id: 2 })
    expect(value.examples).toMatchObject({ integer: '2.5', real: 'x', id: '2.5' })
  })

  it('reads headers of neo4j-admin as the import does', async () => {
    const found = await preview(':START_ID,weight:int,tags:string[],:END_ID\n1,3,a;b,2\n')
    expect(found).toMatchObject({
      role: 'edges',
      source: ':START_ID',
      target: ':END_ID',
      weight: 'weight:int',
    })
    expect(column(found, 'tags')).toMatchObject({ header: 'tags:string[]', guess: 'list' })
  })

  it('reads the first block of a long table only', async () => {
    const rows = Array.from({ length: 300_000 }, (_, i) => `n${i},n${i + 1},${i}\n`)
    const bytes = new TextEncoder().encode(`source,target,weight\n${rows.join('')}`)
    let given = 0
    const stream = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          controller.enqueue(bytes.subarray(given, (given += 1 << 16)))
          if (given >= bytes.length) controller.close()
        },
      },
      { highWaterMark: 0 },
    )
    expect(await previewFile({ stream, size: bytes.length })).toMatchObject({
      isWhole: false,
      rowCount: 1000,
    })
    expect(given).toBeLessThan(bytes.length / 8)
  })

  it.each(['pandas.parquet', 'pandas-lz4.feather'])('reads the columns of %s', async (name) => {
    const found = await preview(fixture(name))
    expect(found).toMatchObject({ role: 'edges', isWhole: true, rowCount: 300 })
    expect(column(found, 'syn_count').guess).toBe('integer')
    expect(column(found, 'is_proofread').guess).toBe('boolean')
    expect(found.rows[0]).toContain('720575940636196495')
  })

  it('tells the attributes of a graph, of nodes and of edges', async () => {
    const graphml = `<graphml><key id="a" for="node" attr.name="kind" attr.type="string"/>
      <key id="b" for="edge" attr.name="weight" attr.type="int"/><graph edgedefault="directed">
      <node id="x"><data key="a">KC</data></node><node id="y"/>
      <edge source="x" target="y"><data key="b">3</data></edge></graph></graphml>`
    const found = await preview(graphml)
    expect(found).toMatchObject({
      format: 'graphml',
      role: 'graph',
      weight: 'weight',
      isWhole: true,
      rowCount: 3,
    })
    expect(found.nodeColumns.map(({ name, guess }) => [name, guess])).toEqual([['kind', 'text']])
  })

  it('stops within a long graph, and says so', async () => {
    const nodes = Array.from({ length: 60_000 }, (_, i) => `{"id":"n${i}","size":${i}}`)
    const text = `{"nodes":[${nodes.join()}],"links":[{"source":"n1","target":"n2"}]}`
    const found = await preview(text)
    expect(found).toMatchObject({ format: 'json', role: 'graph', isWhole: false })
    expect(found.nodeColumns.map(({ name }) => name)).toEqual(['size'])
  })

  it('knows an adjacency matrix from a table', async () => {
    expect(await preview(',a,b\na,0,2\nb,1,0\n')).toMatchObject({
      format: 'matrix',
      role: 'graph',
      weight: 'weight',
    })
  })

  it('says what is wrong with a file as opening it would', async () => {
    await expect(preview('')).rejects.toMatchObject({ code: 'empty-file' })
    await expect(preview('<html><body>no</body></html>')).rejects.toMatchObject({
      code: 'unsupported-format',
    })
    await expect(preview('source,target\na\n')).rejects.toMatchObject({ code: 'ragged-row', line: 2 })
  })
})
