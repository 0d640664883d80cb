import { describe, expect, it } from 'vitest'
import { GraphBuilder } from '../../../src/hosts/graph-builder'
import { checkHostSize, importLimit } from '../../../src/hosts/host-size'
import { importGraph } from '../../../src/hosts/import-graph'

const gibibyte = 2 ** 30
const large = { memory: 8 * gibibyte, storage: Infinity }

describe('a graph that cannot be held is refused with its numbers', () => {
  it('when its connections do not fit the memory that threads share', () => {
    const check = () => checkHostSize(600_000_000, 0, large)
    expect(check).toThrow(/about 600 million edges.*4\.5 GiB.*share 4 GiB/)
    expect(check).toThrow(expect.objectContaining({ code: 'host-too-large' }))
  })

  it('when reading it takes more than a tab has; a hundred million edges pass', () => {
    expect(() => checkHostSize(100_000_000, 1, { ...large, memory: 4 * gibibyte })).not.toThrow()
    expect(() => checkHostSize(100_000_000, 8, { ...large, memory: 4 * gibibyte })).toThrow(
      /100 million edges with 8 attributes\. Reading it takes 8\.2 GiB.*4\.0 GiB/,
    )
  })

  it('when the browser has no room to store it', () => {
    expect(() => checkHostSize(100_000_000, 0, { ...large, storage: gibibyte })).toThrow(
      expect.objectContaining({ code: 'quota-exceeded' }),
    )
  })

  it('after the first megabyte of a table, not at its end', async () => {
    const row = '720575940636196495,720575940652174606,1\n'
    const first = new TextEncoder().encode(`source,target,w\n${row.repeat(30_000)}`)
    let pieceCount = 0
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        controller.enqueue(pieceCount++ === 0 ? first : new TextEncoder().encode(row))
      },
    })
    const opening = importGraph({ stream, size: 40 * gibibyte }, null, {})
    await expect(opening).rejects.toMatchObject({ code: 'host-too-large' })
    expect(pieceCount).toBeLessThan(10)
  })
})

it('asks no more of memory than a device has, and no less than any has', () => {
  expect([undefined, 0.5, 8, 12, 32].map(importLimit).map((limit) => limit / gibibyte)).toEqual([
    4, 4, 4, 6, 8,
  ])
})

it('does not refuse rows that are merged before they can be too many', () => {
  let asked = 0
  const checkSize = (edgeCount: number) => void (asked = Math.max(asked, edgeCount))
  const builder = new GraphBuilder({ aggregate: { by: 'count' }, checkSize }, 10)
  const sink = builder.openSink()
  sink.expectEdges(1e9, 0)
  for (let i = 0; i < 1000; i++) {
    sink.link(sink.ids.ofInteger(i % 3, 0, 1), sink.ids.ofInteger(1, 0, 1))
    sink.settle()
  }
  expect(asked).toBeLessThan(20)
})
