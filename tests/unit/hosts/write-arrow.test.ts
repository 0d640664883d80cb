/** Tables written as files, and read back as hosts. (From a host's own tables: tests/e2e/import.test.ts.) */
import { Bool, Float64, Int64, Table, Utf8, vectorFromArray } from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { concatenate } from '../../../src/hosts/formats/byte-stream'
import { writeArrowFile, writeParquetFile } from '../../../src/hosts/write-arrow'
import { readText, refusalOf } from './imported'

async function* pages(count: number, rowsPerPage: number): AsyncGenerator<Table> {
  for (let page = 0; page < count; page++) {
    const rows = Array.from({ length: rowsPerPage }, (_, i) => page * rowsPerPage + i)
    yield new Table({
      source: vectorFromArray(rows.map((row) => 9007199254740993n + BigInt(row)), new Int64()), // prettier-ignore
      target: vectorFromArray(rows.map((row) => `t${row % 5}`), new Utf8()), // prettier-ignore
      w: vectorFromArray(rows.map((row) => (row % 3 === 0 ? null : row / 4)), new Float64()), // prettier-ignore
      on: vectorFromArray(rows.map((row) => (row % 7 === 0 ? null : row % 2 === 0)), new Bool()), // prettier-ignore
    })
  }
}

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return concatenate(all)
}

describe.each([
  ['an Arrow file', writeArrowFile, 'arrow'],
  ['a Parquet file', writeParquetFile, 'parquet'],
] as const)('%s', (_, write, format) => {
  it('holds every row of every page, ids exact, missing cells missing', async () => {
    const { host, edges } = await readText(await bytesOf(write(pages(3, 1000))))
    expect(host).toMatchObject({ format, edgeCount: 3000, edgeAttributes: { w: 'number', on: 'boolean' } })
    expect([0, 1, 2999].map((row) => edges[row])).toEqual([
      { source: '9007199254740993', target: 't0', attributes: {} },
      { source: '9007199254740994', target: 't1', attributes: { w: 0.25, on: false } },
      { source: '9007199254743992', target: 't4', attributes: { w: 749.75, on: false } },
    ])
  })

  it('of no rows is a file all the same', async () => {
    expect(await refusalOf(await bytesOf(write(pages(1, 0))))).toMatchObject({ code: 'empty-table' })
  })
})
